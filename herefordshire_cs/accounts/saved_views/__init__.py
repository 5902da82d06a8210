"""Lists as people want them again: saved under a name, shared, or where somebody starts."""
