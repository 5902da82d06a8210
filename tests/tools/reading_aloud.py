"""Reads the tags of a PDF aloud, as text: what a screen reader says, in its order, by kind of tag.

``python -m tests.tools.reading_aloud FILE...`` prints it.
"""

import ctypes
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

SPOKEN = {"H1", "H2", "H3", "H4", "P", "Lbl", "LBody", "TH", "TD", "Caption", "Figure", "Link"}


def read_aloud(content: bytes | Path) -> Iterator[tuple[int, str, str]]:
    """Yield what each tag says, in order: the page, from 1, the kind of tag, and the words.

    Of a figure its description is said. What is in no tag, such as a running head, is not.
    """
    document = pypdfium2.PdfDocument(content)
    for number, page in enumerate(document, start=1):
        said = _words_of_marks(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        for place in range(max(0, pdfium.FPDF_StructTree_CountChildren(tree))):
            top = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
            for kind, words in _walk(top, said, within=""):
                if words:
                    yield number, kind, words
        pdfium.FPDF_StructTree_Close(tree)


def _words_of_marks(page: pypdfium2.PdfPage) -> dict[int, str]:
    """Return the words of each marked content of a page."""
    text = page.get_textpage()
    found: dict[int, str] = {}
    for each in page.get_objects():
        mark = pdfium.FPDFPageObj_GetMarkedContentID(each.raw)
        if mark >= 0 and each.type == pdfium.FPDF_PAGEOBJ_TEXT:
            found[mark] = found.get(mark, "") + _string(
                lambda buffer, size, each=each: pdfium.FPDFTextObj_GetText(
                    each.raw, text.raw, buffer, size
                ),
                ctypes.c_ushort,
            )
    return found


def _walk(element: Any, said: dict[int, str], *, within: str) -> Iterator[tuple[str, str]]:
    kind = _string(lambda buffer, size: pdfium.FPDF_StructElement_GetType(element, buffer, size))
    if kind == "Figure":
        yield (
            kind,
            _string(
                lambda buffer, size: pdfium.FPDF_StructElement_GetAltText(element, buffer, size)
            ),
        )
        return
    spoken = kind if kind in SPOKEN else within
    words: list[str] = []
    for place in range(max(0, pdfium.FPDF_StructElement_CountChildren(element))):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, place)
        if child:
            if words:
                yield spoken, " ".join(" ".join(words).split())
                words = []
            yield from _walk(child, said, within=spoken)
        else:
            mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, place)
            words.append(said.get(mark, ""))
    if words:
        yield spoken, " ".join(" ".join(words).split())


def _string(fill: Any, kind: Any = ctypes.c_char) -> str:
    """Return what a function of the library writes into a buffer, in UTF-16."""
    size = fill(None, 0)
    if not size:
        return ""
    buffer = ctypes.create_string_buffer(size)
    fill(ctypes.cast(buffer, ctypes.POINTER(kind)) if kind is not ctypes.c_char else buffer, size)
    return buffer.raw[:size].decode("utf-16-le").rstrip("\x00")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        sys.stdout.write(f"{name}\n")
        for page, kind, words in read_aloud(Path(name)):
            sys.stdout.write(f"{page:>4} {kind:8} {words}\n")
