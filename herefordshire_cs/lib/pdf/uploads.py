"""Looks into a PDF that somebody brings, before it may join a pack, and says what is wrong.

Run in a process of its own: ``receiving`` asks it.

Whatever would be lost, show what was hidden or do something by itself is refused; a pack is a
public record, and its clerk can print the paper to a new PDF.
"""

import io
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from herefordshire_cs.lib.pdf import plain_pages, tags
from herefordshire_cs.lib.pdf.cleaning import is_link
from herefordshire_cs.lib.pdf.links import ADDRESSES
from herefordshire_cs.lib.pdf.receiving import PRINT_ANEW, Inspected
from herefordshire_cs.lib.pdf.trial_joining import TAGS, joinable
from herefordshire_cs.lib.text.words import count_in_words, list_in_words

MOST_PAGES = 500  # a whole pack is about 300
THINNEST = 1.0  # point; nothing can be read on a narrower page


def read(content: bytes, *, filename: str) -> tuple[dict[str, Any], bytes]:
    """Return what is to be known of an upload, and its pages as a pack takes them."""
    inspected, pages = readied(content, filename)
    return asdict(inspected), pages


def readied(content: bytes, filename: str) -> tuple[Inspected, bytes]:
    """Return an upload's pages upright and of A4, once it was seen that they can be joined.

    What is not on a page and stands in the way is left out with a warning. One that is refused
    has no pages.
    """
    inspected = inspect_pdf(content, filename)
    if inspected.refusals:
        return inspected, b""
    try:
        pages, left_out = joinable(normalised(content))
    except MemoryError:
        raise
    except Exception:  # whatever a foreign file makes a library raise
        why = _unjoined(content, filename)
        return Inspected(pages=inspected.pages, refusals=(why,)), b""
    warnings = [f"{filename} has {each.words}" for each in left_out]
    is_tagged = inspected.is_tagged and TAGS not in left_out
    found = replace(inspected, is_tagged=is_tagged, warnings=(*inspected.warnings, *warnings))
    return found, pages


def _unjoined(content: bytes, filename: str) -> str:
    """Say which page cannot be joined to others, where one cannot; else that the whole cannot."""
    with pikepdf.open(io.BytesIO(content)) as document:
        for number in range(1, len(document.pages) + 1):
            alone = pikepdf.new()
            try:
                alone.pages.append(document.pages[number - 1])
                written = io.BytesIO()
                alone.save(written)
                joinable(normalised(written.getvalue()))
            except MemoryError:
                raise
            except Exception:  # whatever a foreign file makes a library raise
                return (
                    f"Page {number} of {filename} cannot be joined to other papers. {PRINT_ANEW}"
                )
    return f"{filename} cannot be joined to other papers. {PRINT_ANEW}"


def inspect_pdf(content: bytes, filename: str) -> Inspected:
    """Look into an upload; one without refusals can be normalised."""
    if refusal := _unopened(content, filename):
        return Inspected(refusals=(refusal,))
    try:
        # Repaired silently, a file cut short would lose its last pages.
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as document:
            return _inspected(document, filename)
    except pikepdf.PasswordError:
        why = f"{filename} is protected by a password. Upload a copy without one."
        return Inspected(refusals=(why,))
    except MemoryError:
        raise
    except Exception:  # whatever a foreign file makes a library raise
        return _damaged(filename)


def normalised(content: bytes) -> bytes:
    """Return an upload with every page upright and of A4, its contents scaled to fit."""
    with pikepdf.open(io.BytesIO(content)) as document:
        plain_pages.make_plain(document)
        # Pages cut out of a longer paper may still carry its pictures.
        document.remove_unreferenced_resources()
        written = io.BytesIO()
        document.save(written, deterministic_id=True)
    return written.getvalue()


def _unopened(content: bytes, filename: str) -> str | None:
    if not content:
        return f"{filename} is empty."
    if b"%PDF-" not in content[:1024]:  # where readers look for it
        return f"{filename} is not a PDF. Save or print it as PDF and upload that."
    return None


def _damaged(filename: str) -> Inspected:
    why = f"{filename} is damaged or cut short, and some of it may be missing. {PRINT_ANEW}"
    return Inspected(refusals=(why,))


def _inspected(document: pikepdf.Pdf, filename: str) -> Inspected:
    pages = len(document.pages)
    if document.is_encrypted:
        why = f"{filename} is encrypted, with restrictions on its use. Upload a copy without."
        return Inspected(pages=pages, refusals=(why,))
    if not pages:
        if document.get_warnings():
            return _damaged(filename)
        return Inspected(refusals=(f"{filename} has no pages.",))
    if pages > MOST_PAGES:
        why = f"{filename} has {pages} pages; the most is {MOST_PAGES}. Divide it into parts."
        return Inspected(pages=pages, refusals=(why,))
    if document.check_pdf_syntax() or document.get_warnings():
        return _damaged(filename)
    if odd := _odd_page(document, filename):
        return Inspected(pages=pages, refusals=(odd,))
    is_tagged = tags.is_tagged(document)
    return Inspected(
        pages=pages,
        is_tagged=is_tagged,
        has_title=bool(str(document.docinfo.get(Name.Title, "")).strip()),
        warnings=tuple(_warnings(document, filename, is_tagged=is_tagged)),
        refusals=tuple(_refusals(document, filename)),
    )


def _odd_page(document: pikepdf.Pdf, filename: str) -> str | None:
    """Say which page is the first that cannot be set on a sheet, and why."""
    for number, page in enumerate(document.pages, start=1):
        try:
            width, height = plain_pages.size_of(page)
        except MemoryError:
            raise
        except Exception:  # whatever a foreign file makes a library raise
            return f"Page {number} of {filename} cannot be read. {PRINT_ANEW}"
        for size, words in ((width, "width"), (height, "height")):
            if not THINNEST <= size < math.inf:
                return f"Page {number} of {filename} has no {words}. {PRINT_ANEW}"
    return None


def _refusals(document: pikepdf.Pdf, filename: str) -> Iterator[str]:
    found = _signs(document)
    notes = [note for page in document.pages for note in page.obj.get(Name.Annots, [])]
    kinds = [str(note.get(Name.Subtype, "")) for note in notes if not is_link(note)]
    if "scripts" in found:
        yield f"{filename} has scripts (JavaScript) in it. {PRINT_ANEW}"
    if "launches" in found:
        yield f"{filename} can start another program or send what is in it. {PRINT_ANEW}"
    if "files" in found or "/FileAttachment" in kinds:
        yield f"{filename} has other files inside it. Upload them by themselves. {PRINT_ANEW}"
    if "signature" in found:
        yield f"{filename} is signed electronically, which joining it would undo. {PRINT_ANEW}"
    elif Name.AcroForm in document.Root or "/Widget" in kinds:
        yield f"{filename} has a form to fill in, and its answers would be lost. {PRINT_ANEW}"
    marks = [kind for kind in kinds if kind not in ("/Widget", "/FileAttachment", "/Popup")]
    if marks:
        notes_in_words = count_in_words(len(marks), "comment or mark", "comments or marks")
        yield (
            f"{filename} has {notes_in_words} laid over its pages, which would be lost and may"
            f" cover something. Take them off, or print it to a new PDF."
        )
    if _has_hidden_layers(document):
        yield f"{filename} has hidden layers, which would be seen. {PRINT_ANEW}"


def _warnings(document: pikepdf.Pdf, filename: str, *, is_tagged: bool) -> Iterator[str]:
    pages = document.pages
    if not is_tagged:
        yield (
            f"{filename} has no tags, so screen readers cannot follow it. Export it from where it"
            f" was written as a tagged (accessible) PDF, or the whole pack is not PDF/UA."
        )
    turned = [n for n, page in enumerate(pages, start=1) if plain_pages.is_turned(page)]
    if turned:
        yield f"{_pages_in_words(turned, filename)} shown turned: set upright in the pack."
    sized = [n for n, page in enumerate(pages, start=1) if not plain_pages.has_a4_size(page)]
    if sized:
        yield f"{_pages_in_words(sized, filename)} not A4: scaled to A4 in the pack."
    notes = [note for page in pages for note in page.obj.get(Name.Annots, [])]
    dead = sum(1 for note in notes if is_link(note) and _leads_to_a_file(note))
    if dead:
        links = count_in_words(dead, "link")
        yield f"{filename} has {links} to files on a computer: they will not work in the pack."


def _pages_in_words(numbers: list[int], filename: str) -> str:
    """Return ``Page 3 of scan.pdf is`` or ``Pages 1, 2 and 9 of scan.pdf are``; no long list."""
    if len(numbers) == 1:
        return f"Page {numbers[0]} of {filename} is"
    if len(numbers) > 6:
        return f"{len(numbers)} pages of {filename} are"
    return f"Pages {list_in_words([str(number) for number in numbers])} of {filename} are"


def _signs(document: pikepdf.Pdf) -> set[str]:
    """Return which signs anything in a document shows, even what no page seems to use."""
    return {
        sign
        for item in plain_pages.containers(document)
        if not isinstance(item, Array)
        for sign, is_so in _SIGNS.items()
        if is_so(item)
    }


def _is_action(*kinds: str) -> Callable[[Any], bool]:
    return lambda item: str(item.get(Name.S, "")) in kinds


_SIGNS: dict[str, Callable[[Any], bool]] = {
    "scripts": lambda item: Name.JS in item or Name.JavaScript in item,
    "launches": _is_action("/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie"),
    "files": lambda item: Name.EF in item or Name.EmbeddedFiles in item,
    "signature": lambda item: Name.ByteRange in item,
}


def _has_hidden_layers(document: pikepdf.Pdf) -> bool:
    settings = document.Root.get(Name.OCProperties, Dictionary()).get(Name.D, Dictionary())
    return bool(settings.get(Name.OFF)) or settings.get(Name.BaseState) == Name.OFF


def _leads_to_a_file(link: Any) -> bool:
    action = link.get(Name.A, Dictionary())
    address = str(action.get(Name.URI, "https:")).casefold()
    return action.get(Name.S) in (Name.GoToR, Name.GoToE) or not address.startswith(ADDRESSES)
