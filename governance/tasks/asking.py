"""Asks for a pack: once, and only if nothing stands against its issue."""
