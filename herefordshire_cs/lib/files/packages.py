"""Looks at a package of parts, a workbook's or a document's, before a library unpacks it."""

import zipfile
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MOST_UNPACKED = 100 * MEGABYTE


class Refused(Exception):
    """The package is not opened; the message says why, in the sender's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """What is refused of a kind of package, and what its sender does instead.

    ``most_fold`` is how many times smaller than unpacked a large part may be.
    """

    most_parts: int
    most_fold: int
    too_large: str
    too_folded: str


def refuse_large(package: zipfile.ZipFile, size: Size) -> None:
    """Refuse a package that is far larger unpacked than its kind is. Raises Refused."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > size.most_parts or unpacked > MOST_UNPACKED:
        raise Refused(size.too_large)
    for part in parts:
        is_folded = part.file_size > size.most_fold * max(part.compress_size, 1)
        if part.file_size > MEGABYTE and is_folded:
            raise Refused(size.too_folded)
