"""Lays a document out for paper: room for the binding, parts on odd pages, or as a booklet.

It is for printers alone: what is laid out so has no tags, no links and no bookmarks.
"""

import io
from collections.abc import Collection, Iterator, Sequence

import pikepdf
from pikepdf import Name

from herefordshire_cs.lib.pdf.plain_pages import A4

BINDING = 28.35  # points: 10 mm
IN_A_SHEET = 4  # pages of a booklet, on both sides
type Leaf = pikepdf.Page | None


def laid_out(
    content: bytes,
    *,
    starts: Collection[int] = (),
    has_binding: bool = False,
    is_booklet: bool = False,
) -> bytes:
    """Return a PDF laid out for printing on both sides of the paper.

    ``starts`` are the places, from 0, of pages that are to stand on odd ones, with a blank page
    before them where it is needed. ``has_binding`` leaves room at the inner edge. A booklet has
    two pages on a side, in the order in which its sheets are folded.
    """
    with pikepdf.open(io.BytesIO(content)) as source, pikepdf.new() as made:
        leaves = list(_leaves(source, starts))
        if is_booklet:
            _fold(made, leaves, binding=BINDING if has_binding else 0)
        else:
            for place, leaf in enumerate(leaves):
                inner = BINDING if has_binding else 0
                sheet = made.add_blank_page(page_size=A4)
                _draw(sheet, leaf, left=0 if place % 2 else inner, width=A4[0] - inner)
        made.docinfo[Name.Title] = str(source.docinfo.get(Name.Title, ""))
        written = io.BytesIO()
        made.save(written)
        return written.getvalue()


def _leaves(source: pikepdf.Pdf, starts: Collection[int]) -> Iterator[Leaf]:
    """Yield the pages, and None for each blank one that brings a start on an odd page."""
    yielded = 0
    for place, page in enumerate(source.pages):
        if place in starts and yielded % 2:
            yield None
            yielded += 1
        yield page
        yielded += 1


def _fold(made: pikepdf.Pdf, leaves: Sequence[Leaf], *, binding: float) -> None:
    """Draw pages two on a side, the outermost sheet first, its front before its back."""
    filled = [*leaves, *[None] * (-len(leaves) % IN_A_SHEET)]
    half = A4[1] / 2
    for sheet in range(len(filled) // IN_A_SHEET):
        first, last = 2 * sheet, len(filled) - 1 - 2 * sheet
        for left, right in ((last, first), (first + 1, last - 1)):
            side = made.add_blank_page(page_size=(A4[1], A4[0]))
            _draw(side, filled[left], left=0, width=half - binding)
            _draw(side, filled[right], left=half + binding, width=half - binding)


def _draw(sheet: pikepdf.Page, leaf: Leaf, *, left: float, width: float) -> None:
    """Draw a page within a width of a sheet, as large as it fits; one on its side is turned."""
    if leaf is None:
        return
    if float(leaf.mediabox[2]) > float(leaf.mediabox[3]):
        leaf.rotate(-90, relative=False)  # its head then is at the left, as a table is bound
    sheet.add_overlay(leaf, pikepdf.Rectangle(left, 0, left + width, float(sheet.mediabox[3])))
