"""Reads the request and the clock, calls one verb or one builder, answers."""
