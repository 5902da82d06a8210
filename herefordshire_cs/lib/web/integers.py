"""Reads whole numbers that a browser sends back, which may be anything."""

MOST_DIGITS = 18  # no key or count of a database is longer


def read_integer(sent: str) -> int | None:
    """Return the number that is sent in our own digits alone; None where it is none of ours."""
    is_number = sent.isascii() and sent.isdecimal() and len(sent) <= MOST_DIGITS
    return int(sent) if is_number else None
