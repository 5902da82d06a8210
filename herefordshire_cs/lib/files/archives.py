"""Several files as one, to be taken away: a ZIP made in a temporary file."""

import re
import zipfile
from collections.abc import Iterable
from tempfile import TemporaryFile
from typing import IO, BinaryIO

NO_NAMES = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f]'
)  # what some computer takes in no name of a file
LONGEST_NAME = 100
IN_MEMORY = 65_536  # bytes copied at a time


def archived(parts: Iterable[tuple[str, bytes | IO[bytes]]]) -> BinaryIO:
    """Return a ZIP of named parts, to be read from its beginning; it is gone once it is closed."""
    found = TemporaryFile()  # noqa: SIM115  (whoever sends it closes it)
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            if isinstance(content, bytes):
                archive.writestr(name, content)
                continue
            with content, archive.open(name, "w", force_zip64=True) as into:
                while block := content.read(IN_MEMORY):
                    into.write(block)
    found.seek(0)
    return found


def safe_name(name: str) -> str:
    """Return a name that every computer takes for a file, with its ending."""
    clean = NO_NAMES.sub("_", name).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    kept = LONGEST_NAME - len(ending) - 1
    return f"{stem[:kept]}.{ending}" if dot and len(ending) < 10 else clean[:LONGEST_NAME]
