"""Financial years, and the ways a council counts days; never how many days it gives."""
