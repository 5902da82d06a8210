"""Prints the parts of a pack, each once for all the packs that hold the very same."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from textwrap import shorten

from django.template.loader import render_to_string

from governance.models import PackPart
from governance.presenters.appendices import UploadedPaper, uploaded_bytes
from governance.presenters.packs import parts as parts_of_pack
from governance.presenters.packs.contents import PackContents
from governance.sources import with_own_names
from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.files.documents import layout_hash
from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.pdf.assembling import Assembled, Part, assemble_apart, page_count
from herefordshire_cs.lib.pdf.links import ELSEWHERE
from herefordshire_cs.lib.pdf.long_prints import print_report
from herefordshire_cs.lib.pdf.stamps import plain_letters
from herefordshire_cs.lib.pdf.trial_joining import can_be_joined
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence

# What a part looks like; a change in any of these is another part.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/governance/print/*.html",
    "templates/governance/*/*_body.html",
    "templates/actionplan/print/*.html",
    "templates/actionplan/documents/*_body.html",
    "templates/indicators/print/*.html",
    "templates/indicators/documents/*_body.html",
)
# Their titles do not always say the number of the item, which is printed on each page.
NUMBERED_AT_FOOT = ("minutes", "resolutions")
BODY_AT_MOST = 50  # characters at the head of a page
APPENDIX = re.compile(r"Appendix \w+")
DRAFT = "DRAFT, not issued"
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
# An upload is stored under the hash of its bytes; the store adds a few letters to one it has.
STORED_AS_HASH = re.compile(r"([0-9a-f]{64})(_\w+)?")


class PartFailed(Exception):
    """A part of a pack cannot be printed or joined; the message names its item and appendix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of a pack: its bytes, its page and what could not be tagged."""

    content: bytes
    html: str
    pages: int
    untagged: tuple[str, ...]


def keys_of(parts: Iterable[parts_of_pack.Part]) -> list[str]:
    """Return the hashes under which parts are in store, if they are: what they say, how they look.

    Those of uploaded PDFs are of their bytes. A part that cannot be made has none.
    """
    layout = layout_hash(LAYOUT)
    return [_key(part, layout) for part in parts]


def _key(part: parts_of_pack.Part, layout: str) -> str:
    if part.kind == "upload":
        return _upload_key(part.report)
    if part.kind == parts_of_pack.MISSING:
        return ""
    item = part.item if part.kind in NUMBERED_AT_FOOT else 0
    words = repr((part.template, part.title, part.report, item))
    return hashlib.sha256(f"{words}{layout}".encode()).hexdigest()


def _upload_key(paper: UploadedPaper) -> str:
    named = STORED_AS_HASH.fullmatch(PurePath(paper.stored_as).stem)
    return named[1] if named else hashlib.sha256(uploaded_bytes(paper)).hexdigest()


def stored_pages(keys: Iterable[str]) -> dict[str, int]:
    """Return how many pages the parts in store have, by their hashes."""
    rows = PackPart.objects.filter(contents_hash__in=set(keys))
    return dict(rows.values_list("contents_hash", "pages"))


def printed_part(part: parts_of_pack.Part, *, made_at: datetime) -> PackPart:
    """Return a part's pages from the store, into which they are put once."""
    [key] = keys_of([part])
    stored = PackPart.objects.filter(contents_hash=key).first()
    return stored or _print(part, key, made_at=made_at)


def _print(part: parts_of_pack.Part, key: str, *, made_at: datetime) -> PackPart:
    if part.kind == "upload":
        content = uploaded_bytes(part.report)
        pages = page_count(content)
    else:
        context = {"part": part}
        printed = print_report(part.template, part.report, context=context, made_at=made_at)
        content, pages = printed.content, printed.pages
    row, _is_new = PackPart.objects.get_or_create(
        contents_hash=key,
        defaults={
            "title": part.public_title[:250],
            "pdf": content,
            "pages": pages,
            "made_at": made_at,
        },
    )
    return row


def _print_or_name(part: parts_of_pack.Part, key: str, *, made_at: datetime) -> PackPart:
    try:
        return _print(part, key, made_at=made_at)
    except Exception as error:
        raise PartFailed(name_of(part)) from error


def print_missing(
    parts: Iterable[parts_of_pack.Part], *, made_at: datetime, alive: Callable[[], None]
) -> list[int]:
    """Print every part that is not in store, and return how many pages each part has.

    ``alive`` is called after each of them. Raises PartFailed.
    """
    wanted = list(parts)
    keys = keys_of(wanted)
    counts = stored_pages(keys)
    for part, key in zip(wanted, keys, strict=True):
        if key not in counts:
            counts[key] = _print_or_name(part, key, made_at=made_at).pages
        alive()
    return [counts[key] for key in keys]


def make_copy(
    contents: PackContents,
    *,
    made_at: datetime,
    alive: Callable[[], None],
    is_proof: bool = False,
) -> Copy:
    """Assemble one copy: the front pages in roman numbers, then the numbered sequence.

    Each page of what is exempt says so at its head, uploaded ones too; each of a proof that it is.
    """
    front = printing.render(
        contents.front_template,
        {"report": contents.front, "made_at": made_at, "parts_at": ELSEWHERE},
        made_at=made_at,
    )
    print_missing(contents.parts, made_at=made_at, alive=alive)
    parts = [
        Part(content=front.content, title="Agenda", level=1, destination="agenda"),
        *_in_store(contents.parts),
    ]
    lengths = [page_count(part.content) for part in parts]
    heads = [
        page_head(part, is_proof=is_proof)
        for part, count in zip([None, *contents.parts], lengths, strict=True)
        for _page in range(count)
    ]
    places = [
        page_place(contents, part)
        for part, count in zip([None, *contents.parts], lengths, strict=True)
        for _page in range(count)
    ]
    stamps = [
        page_stamp(page, front.pages, first_page=contents.issue.first_page)
        for page in range(1, sum(lengths) + 1)
    ]
    stamped = {"stamps": stamps, "heads": heads if any(heads) else (), "places": places}
    assembled = _joined(contents, parts, stamped, made_at=made_at)
    alive()
    pages = {"contents": contents, "parts": [(part, part_html(part)) for part in contents.parts]}
    html = render_to_string("governance/packs/pack_html.html", pages)
    return Copy(
        content=assembled.content,
        html=html,
        pages=assembled.pages,
        untagged=assembled.untagged,
    )


def _joined(
    contents: PackContents,
    parts: Sequence[Part],
    stamped: Mapping[str, Sequence[str]],
    *,
    made_at: datetime,
) -> Assembled:
    """Join the parts. Raises PartFailed where one of them cannot be joined, even alone."""
    try:
        return assemble_apart(
            parts,
            title=f"{contents.head.committee}, {day_in_words(contents.head.held_on)}",
            subject=subject_of(contents),
            author=council_words().name,
            made_at=made_at,
            **stamped,
        )
    except Exception as error:
        for part, joined in zip(contents.parts, parts[1:], strict=True):
            if not can_be_joined(joined.content):
                raise PartFailed(name_of(part)) from error
        raise


def name_of(part: parts_of_pack.Part) -> str:
    """Return what a clerk finds a part by, without a word of what it says."""
    label = str(getattr(part.report, "label", "")) or "an appendix"
    return f"item {part.item}, {label}" if part.appendix else f"item {part.item}"


def _in_store(parts: Iterable[parts_of_pack.Part]) -> Iterable[Part]:
    """Yield parts with their pages, which were printed before."""
    wanted = list(parts)
    keys = keys_of(wanted)
    rows = PackPart.objects.filter(contents_hash__in=set(keys))
    contents = {key: bytes(content) for key, content in rows.values_list("contents_hash", "pdf")}
    for part, key in zip(wanted, keys, strict=True):
        yield Part(
            content=contents[key],
            title=part.title,
            level=part.level,
            destination=part.destination,
            is_withheld=part.kind == "notice",
        )


def subject_of(contents: PackContents) -> str:
    """Return what a document says of itself: whose copy it is, and of which issue."""
    whose = "Public copy" if contents.is_public else "Members’ copy"
    if contents.issue.is_supplement:
        return f"{whose} of supplement {contents.issue.supplement} to the agenda"
    return f"{whose}, corrected" if contents.issue.is_correction else whose


def part_html(part: parts_of_pack.Part) -> str:
    """Return a part as a piece of a page; its names are its own, as two parts may share some."""
    html = render_to_string("governance/packs/_part.html", {"part": part})
    return with_own_names(html, part.destination)


def page_head(part: parts_of_pack.Part | None, *, is_proof: bool) -> str:
    """Return what heads each page of a part, or of the front pages: that it is exempt, a draft.

    The notice in the place of what is withheld is for anybody.
    """
    said = [DRAFT] if is_proof else []
    if part is not None and part.exemption and part.kind != "notice":
        said.append(f"NOT FOR PUBLICATION: item {part.item}, {part.exemption.short}")
    return " - ".join(said)


def page_place(contents: PackContents, part: parts_of_pack.Part | None) -> str:
    """Return of what each page of a part is: body, day, item, appendix; blank on front pages."""
    if part is None:
        return ""
    body = shorten(contents.head.committee, BODY_AT_MOST, placeholder="...")
    named = APPENDIX.match(part.public_title)
    within = [mid_sentence(named[0]) if named else "appendix"] if part.appendix else []
    place = ", ".join([f"item {part.item}", *within])
    return plain_letters(f"{body}, {day_in_words(contents.head.held_on)}: {place}")


def page_stamp(number: int, front_pages: int, *, first_page: int = 1) -> str:
    """Return what is stamped on a page: roman in front, then the numbers of the sequence."""
    if number <= front_pages:
        return roman(number)
    return str(number - front_pages + first_page - 1)


def roman(number: int) -> str:
    """Return a small number in roman letters."""
    letters = ""
    for value, letter in ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return letters
