"""Tags that format what they are given and never fetch."""
