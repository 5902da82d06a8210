"""Opens a plan's file, Word, Excel, CSV or words, as plain values that can be kept.

Which rows are actions, and what of a file is not read, is said once its columns are known.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from herefordshire_cs.lib.files.converting import NotConverted, as_docx
from herefordshire_cs.lib.files.foreign import BUSY, Bounds, Busy, Unopened, open_apart
from herefordshire_cs.lib.files.saved_text import decoded

DOCUMENTS = "herefordshire_cs.lib.files.word_documents"
OPEN_DOCUMENTS = "herefordshire_cs.lib.files.open_documents"
SHEETS = "herefordshire_cs.lib.files.sheet_grids"
MOST_ROWS = 5_050  # of a sheet or a table: 5,000 actions and what stands above them
MOST_COLUMNS = 60
MOST_BYTES = 25 * 1024 * 1024
BOUNDS = Bounds(processor=30, wall=60)
LEGACY = b"\xd0\xcf\x11\xe0"  # what old Word and Excel files begin with, and those with a password
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a .docx or .xlsx with a password
OPEN_TEXT = b"application/vnd.oasis.opendocument.text"  # the first part of an .odt, not packed
MIMETYPE_WITHIN = 200
TOO_LARGE = "The file needs too much memory or time to be read. Save its table by itself."
DAMAGED = "The file is damaged, or is no Word or Excel file that can be read."


class UnreadableFile(Exception):
    """The file cannot be read; the message says why, in its sender's words."""


class FileKind(StrEnum):
    """What a file is."""

    DOCUMENT = "document"
    WORKBOOK = "workbook"
    WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What was found in a file: plain values as JSON keeps them, in the shape of its kind.

    A document has its ``blocks``, a workbook the ``rows`` of one sheet and the names of the
    others, CSV and pasted text their ``words``.
    """

    kind: FileKind
    found: Mapping[str, Any]


def open_content(content: bytes, filename: str, *, sheet: str = "") -> Opened:
    """Return what a file holds; of a workbook one sheet, the first shown if none is named.

    Raises UnreadableFile.
    """
    if not content.strip():
        raise UnreadableFile("The file is empty.")
    if len(content) > MOST_BYTES:
        raise UnreadableFile("The file is larger than 25 MB. Save its table by itself.")
    ending = filename.rpartition(".")[2].casefold()
    if content.startswith(LEGACY):
        content = _of_old_word(content, ending)
    if content.startswith(b"PK"):
        return _package(content, ending, sheet)
    if b"\x00" in content:
        raise UnreadableFile("The file is no Word, Excel or CSV file.")
    return Opened(kind=FileKind.WORDS, found={"words": decoded(content)})


def _package(content: bytes, ending: str, sheet: str) -> Opened:
    """Return what a file of parts holds. Raises UnreadableFile."""
    if OPEN_TEXT in content[:MIMETYPE_WITHIN]:
        return Opened(kind=FileKind.DOCUMENT, found=_apart(OPEN_DOCUMENTS, content))
    if ending == "ods":
        raise UnreadableFile("Save the file as .xlsx, and try again.")
    if b"xl/workbook.xml" in content:
        return _workbook(content, sheet)
    return Opened(kind=FileKind.DOCUMENT, found=_apart(DOCUMENTS, content))


def _of_old_word(content: bytes, ending: str) -> bytes:
    """Return an old Word file as one of today's. Raises UnreadableFile."""
    if ENCRYPTED in content or ending in ("docx", "xlsx"):
        raise UnreadableFile("The file has a password. Take it away, and send the file again.")
    if ending != "doc":
        raise UnreadableFile(
            "The file has a password, or is an old Excel file (.xls). Take the password away, or"
            " save it as .xlsx."
        )
    try:
        return as_docx(content)
    except NotConverted as error:
        raise UnreadableFile(
            "The file is an old Word file (.doc) that cannot be opened here, or has a password."
            " Open it in Word, save it as .docx without a password, and send that."
        ) from error


def _workbook(content: bytes, sheet: str) -> Opened:
    bounds = {"most_rows": MOST_ROWS, "most_columns": MOST_COLUMNS}
    return Opened(kind=FileKind.WORKBOOK, found=_apart(SHEETS, content, sheet=sheet, **bounds))


def _apart(module: str, content: bytes, **asked: Any) -> dict[str, Any]:
    try:
        said, _ = open_apart(module, content, bounds=BOUNDS, **asked)
    except Unopened as error:
        raise UnreadableFile(TOO_LARGE if error.is_too_much else DAMAGED) from error
    except Busy as error:
        raise UnreadableFile(BUSY) from error
    if "refusal" in said:
        raise UnreadableFile(said["refusal"])
    return said
