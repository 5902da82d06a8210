"""The record for other tools: read alone, as JSON, by a token of a person."""
