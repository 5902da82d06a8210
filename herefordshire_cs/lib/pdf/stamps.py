"""Stamps the running number and what heads a page, as marks that readers aloud pass over."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from html import escape
from typing import Any
from unicodedata import normalize

import pikepdf
from pikepdf import Array, Dictionary, Name

from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.pdf.plain_pages import enclose

SIZE = 9.5  # points
FOOT = 14.5  # points from the foot: below the running foot, inside what printers reach
HEAD = 17.0  # points from the top: above the running head, inside what printers reach
PLACE = 31.0  # points from the top: where a document's own running head begins
LEFT = 40.0  # points from the edge
FONT = Name("/RunningNumber")
LATIN = frozenset(map(chr, [*range(0x20, 0x7F), *range(0xA1, 0x100)])) - {"\u00ad"}
PLAIN = str.maketrans("‘’“”–—", "''\"\"--")
NO_MATTER_WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # only the font is taken from the specimen
# One character a word, so that no two are drawn as one.
SPECIMEN = """<!DOCTYPE html>
<html lang="en-GB"><head><title>Page numbers</title><style>
@font-face {{ font-family: "Running number";
  src: url("{address}build/fonts/source-sans-3-latin-600-normal.woff2") }}
p {{ font: 10pt "Running number"; font-variant-ligatures: none; letter-spacing: 1pt }}
</style></head><body><p>{characters}</p></body></html>
"""
# Under the number a white edge keeps it legible where an upload's own marks reach the foot.
STAMP = (
    "/Artifact <</Type /Pagination /Subtype /{place}>> BDC\n"
    "q BT {font} {size} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm\n"
    "1 J 1 j 2.5 w 1 G 2 Tr 1 g <{text}> Tj\n"
    "1 0 0 1 {x:.3f} {y:.3f} Tm 0 Tr 0 g <{text}> Tj ET Q\nEMC\n"
)


class Stamper:
    """The font and the widths of the characters that the stamps of one document use."""

    def __init__(self, document: pikepdf.Pdf, texts: Iterable[str], specimen: bytes) -> None:
        self.document = document
        characters = _characters(texts)
        with pikepdf.open(io.BytesIO(specimen)) as printed:
            fonts = list(printed.pages[0].resources.Font.values())
            self.font = document.copy_foreign(printed.make_indirect(fonts[0]))
            self.codes = _codes(fonts[0].ToUnicode.read_bytes())
            self.widths = _widths(fonts[0].DescendantFonts[0].W)
        if missing := [one for one in characters if one not in self.codes]:
            raise ValueError(f"The font of the page numbers has no {' '.join(missing)}")

    def stamp(self, page: pikepdf.Page, text: str, head: str = "", place: str = "") -> None:
        """Write a text in the middle of a page's foot, and others, if any, at its head.

        ``head`` stands in the middle, ``place``, which says of what the page is, at the left.
        """
        resources: Any = Dictionary(dict(page.resources.items()))
        resources.Font = Dictionary(dict(resources.get(Name.Font, {}).items()))
        resources.Font[FONT] = self.font
        page.obj.Resources = resources
        drawn = self.drawn(page, text, "Footer", y=FOOT)
        if head:
            drawn += self.drawn(page, head, "Header", y=float(page.mediabox[3]) - HEAD)
        if place:
            top = float(page.mediabox[3]) - PLACE
            drawn += self.drawn(page, place, "Header", y=top, x=LEFT)
        enclose(self.document, page, b"", drawn.encode())

    def drawn(
        self, page: pikepdf.Page, text: str, place: str, *, y: float, x: float | None = None
    ) -> str:
        """Return the marks of a text at a height of a page; in its middle where ``x`` is None."""
        width = sum(self.widths[self.codes[one]] for one in text) * SIZE / 1000
        return STAMP.format(
            place=place,
            font=FONT,
            size=SIZE,
            x=(float(page.mediabox[2]) - width) / 2 if x is None else x,
            y=y,
            text="".join(f"{self.codes[one]:04x}" for one in text),
        )


def specimen_of(texts: Iterable[str]) -> bytes:
    """Return the print of all characters of some texts."""
    return _specimen(_characters(texts))


@lru_cache(maxsize=16)
def _specimen(characters: str) -> bytes:
    """Print characters once for the process: packs are numbered with the same few."""
    words = escape(" ".join([*characters, "0"]))  # so that there is always a space
    html = SPECIMEN.format(address=printing.OWN_FILES, characters=words)
    return printing.print_html(html, made_at=NO_MATTER_WHEN, has_own_style=True).content


def _characters(texts: Iterable[str]) -> str:
    return "".join(sorted(set("".join(texts)) - {" "}))


def _codes(character_map: bytes) -> dict[str, int]:
    """Return a font's code of each character, read from its map to Unicode."""
    pairs = re.findall(rb"^<([0-9a-f]{4})> <([0-9a-f]{4})>$", character_map, re.MULTILINE)
    return {chr(int(character, 16)): int(code, 16) for code, character in pairs}


def _widths(rows: Any) -> dict[int, float]:
    """Return the width of each code, in thousandths of the size: ``[first [width width]]``."""
    firsts, runs = list(rows)[::2], list(rows)[1::2]
    return {
        int(first) + place: float(width)
        for first, run in zip(firsts, runs, strict=True)
        for place, width in enumerate(run)
    }


def plain_letters(text: str) -> str:
    """Return a text in letters that the font of the stamps has: accents that it lacks are left."""
    letters = text.replace("\u00a0", " ").translate(PLAIN)
    return "".join(
        one if one in LATIN else normalize("NFKD", one).encode("ascii", "ignore").decode()
        for one in letters
    )


def stamp_pages(
    document: pikepdf.Pdf,
    texts: Sequence[str],
    specimen: bytes,
    *,
    heads: Sequence[str] = (),
    places: Sequence[str] = (),
) -> None:
    """Stamp each page of a document with its own text, in the font of a specimen.

    ``heads`` are what stands in the middle of the head of each page, ``places`` at its left; blank
    where nothing does.
    """
    stamper = Stamper(document, [*texts, *heads, *places], specimen)
    none = [""] * len(texts)
    above = zip(document.pages, texts, heads or none, places or none, strict=True)
    for page, text, head, place in above:
        stamper.stamp(page, text, head, place)


def nominal_specimen(texts: Iterable[str]) -> bytes:
    """Return a specimen whose font is one in name only, for a trial that nobody sees."""
    document = pikepdf.new()
    codes = {one: number for number, one in enumerate(_characters([*texts, " "]) + " ", start=1)}
    lines = "\n".join(f"<{code:04x}> <{ord(one):04x}>" for one, code in codes.items())
    widths = Array([item for code in codes.values() for item in (code, Array([500]))])
    font = Dictionary(
        Type=Name.Font,
        ToUnicode=document.make_stream(lines.encode()),
        DescendantFonts=Array([Dictionary(Type=Name.Font, W=widths)]),
    )
    page = document.add_blank_page()
    page.obj.Resources = Dictionary(Font=Dictionary(F1=document.make_indirect(font)))
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
