"""Whom the council answers to: committees, their meetings, papers, minutes and resolutions."""
