"""Whom the council answers to: the overview that puts the plan before its readers."""
