"""Tries whether an upload can be joined to other papers, before anybody counts on it.

What no page shows may stand in the way: bookmarks, tags and links of its own. It is left out.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import pikepdf

from herefordshire_cs.lib.pdf.assembling import Part, assemble, page_count
from herefordshire_cs.lib.pdf.bookmarks import read_outline
from herefordshire_cs.lib.pdf.links import LinkLost
from herefordshire_cs.lib.pdf.stamps import nominal_specimen

NO_MATTER_WHEN = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """What can be taken out of a document, and what is then said of it."""

    words: str
    of_the_document: tuple[str, ...]
    of_a_page: str = ""


BOOKMARKS = Hindrance(
    words="bookmarks that cannot be read. They are left out of the pack.",
    of_the_document=("/Outlines",),
)
TAGS = Hindrance(
    words=(
        "tags that cannot be read. They are left out: screen readers cannot follow it, and the"
        " whole pack is not PDF/UA."
    ),
    of_the_document=("/StructTreeRoot", "/MarkInfo"),
    of_a_page="/StructParents",
)
LINKS = Hindrance(
    words="links that cannot be followed. They are left out of the pack.",
    of_the_document=("/Dests", "/Names"),
    of_a_page="/Annots",
)
# The first that helps is taken; what is missed least comes first.
WAYS_OUT = ((), (BOOKMARKS,), (TAGS,), (LINKS,), (BOOKMARKS, TAGS), (BOOKMARKS, TAGS, LINKS))


def joinable(pages: bytes) -> tuple[bytes, list[Hindrance]]:
    """Return pages that can be joined to others, and what was left out of them.

    Raises what joining them raises where that is of no use.
    """
    for hindrances in WAYS_OUT:
        found = _without(hindrances, pages)
        try:
            join(found)
        except MemoryError:
            raise
        except Exception:  # whatever a foreign file makes a library raise
            if hindrances == WAYS_OUT[-1]:
                raise
            continue
        return found, [*hindrances] or _odd_bookmarks(found)
    raise AssertionError("The last way out either returned or raised")


def can_be_joined(pages: bytes) -> bool:
    """Say whether pages can be joined to others at all; links to those are no fault."""
    try:
        join(pages)
    except LinkLost:
        return True
    except Exception:  # whatever a foreign file makes a library raise
        return False
    return True


def join(pages: bytes) -> None:
    """Join pages as a pack would, number them, and look whether all are there."""
    count = page_count(pages)
    stamps = [str(number + 1) for number in range(count)]
    made = assemble(
        [Part(content=pages, title="Appendix", level=1, destination="appendix")],
        title="Trial",
        subject="Trial",
        made_at=NO_MATTER_WHEN,
        stamps=stamps,
        specimen=nominal_specimen(stamps),
    )
    if page_count(made.content) != count:
        raise ValueError("Pages were lost")


def _odd_bookmarks(pages: bytes) -> list[Hindrance]:
    with pikepdf.open(io.BytesIO(pages)) as document:
        return [BOOKMARKS] if read_outline(document).left_out else []


def _without(hindrances: Sequence[Hindrance], pages: bytes) -> bytes:
    if not hindrances:
        return pages
    with pikepdf.open(io.BytesIO(pages)) as document:
        for each in hindrances:
            for name in each.of_the_document:
                if name in document.Root:
                    del document.Root[name]
            for page in document.pages:
                if each.of_a_page and each.of_a_page in page.obj:
                    del page.obj[each.of_a_page]
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()
