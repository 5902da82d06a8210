"""A name that nothing else has: of an address, of a key."""

from collections.abc import Container


def numbered(stem: str, taken: Container[str]) -> str:
    """Return a stem; where it is taken, with the first number from 2 on that is free."""
    found, number = stem, 1
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
