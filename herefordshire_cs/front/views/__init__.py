"""The doors of the pages that belong to no one app."""
