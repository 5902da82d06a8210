"""Building packs: asked for once, built off the request, issued whole or not at all."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.tasks import task
from django.template.loader import render_to_string

from governance.exempt import public_version
from governance.models import Meeting, Pack, PackPart
from governance.naming import with_own_names
from governance.reports import pack as contents_of
from governance.reports.pack import PackContents, build_pack, with_pages
from governance.reports.uploads import uploaded_bytes
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock, pdf
from herefordshire_cs.lib.assembling import Assembled, Part, assemble, page_count
from herefordshire_cs.lib.documents import GIVEN_UP_AFTER, contents_hash
from herefordshire_cs.lib.landing import ELSEWHERE
from herefordshire_cs.lib.words import day_in_words

# What a part looks like; a change in any of these is another part.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/governance/print/*.html",
    "templates/governance/reports/*.html",
    "templates/actionplan/print/*.html",
    "templates/actionplan/reports/*.html",
)
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
FAILURE = "The pack could not be built. The system administrator can see why; nothing was issued."


class PackBeingBuilt(Exception):
    """A pack of the meeting is being built already; holds it."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(f"Being built: {pack}")
        self.pack = pack


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One copy of a pack: its bytes, its page and what could not be tagged."""

    content: bytes
    html: str
    pages: int
    untagged: tuple[str, ...]


@transaction.atomic
def ask_for_pack(
    *, meeting: Meeting, as_of: date, asked_by: User, asked_at: datetime, corrects: str = ""
) -> Pack:
    """Queue the building of a meeting's next pack.

    Raises PackBeingBuilt while one is under way, so that pressing the button twice issues once.
    """
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    under_way = locked.packs.filter(
        state__in=Pack.UNFINISHED, asked_at__gt=asked_at - GIVEN_UP_AFTER
    ).first()
    if under_way is not None:
        raise PackBeingBuilt(under_way)
    last = locked.packs.aggregate(last=Max("version"))["last"] or 0
    pack = Pack.objects.create(
        meeting=locked,
        version=last + 1,
        corrects=corrects,
        as_of=as_of,
        issued_by=asked_by,
        issued_by_name=asked_by.name,
        asked_at=asked_at,
    )
    transaction.on_commit(lambda: build_and_issue.enqueue(pack.pk))
    return pack


@task()
def build_and_issue(pk: int) -> str:
    """Build and issue a pack that was asked for; returns the state in which it ended."""
    pack = Pack.objects.select_related("meeting__committee").get(pk=pk)
    return make(pack, made_at=clock.now()).state


def make(pack: Pack, *, made_at: datetime) -> Pack:
    """Build both copies and issue them together; a failure is kept in words, and raised."""
    Pack.objects.filter(pk=pack.pk).update(state=Pack.State.MAKING, parts_done=0)
    try:
        contents = build_pack(pack.meeting.slug, as_of=pack.as_of)
        counted = count_pages(contents, pack, made_at=made_at)
        members = make_copy(counted, made_at=made_at)
        public = make_copy(public_version(counted), made_at=made_at)
    except Exception:
        Pack.objects.filter(pk=pack.pk).update(state=Pack.State.FAILED, failure=FAILURE)
        raise
    return issue(pack, counted, members=members, public=public, issued_at=made_at)


@transaction.atomic
def issue(
    pack: Pack, contents: PackContents, *, members: Copy, public: Copy, issued_at: datetime
) -> Pack:
    """Store both copies with their hashes, and say of the meeting that its agenda is published."""
    pack.members_pdf, pack.members_html = members.content, members.html
    pack.public_pdf, pack.public_html = public.content, public.html
    pack.members_sha256 = hashlib.sha256(members.content).hexdigest()
    pack.public_sha256 = hashlib.sha256(public.content).hexdigest()
    pack.pages = members.pages
    pack.untagged = list(members.untagged)
    pack.contents = list(_as_stored(contents))
    pack.issued_at = issued_at
    pack.state = Pack.State.READY
    pack.save()
    Meeting.objects.filter(pk=pack.meeting_id, state=Meeting.State.PLANNED).update(
        state=Meeting.State.PUBLISHED
    )
    return pack


def _as_stored(contents: PackContents) -> Iterator[dict[str, object]]:
    public = {item.order: item.title for item in public_version(contents).items}
    for item in contents.items:
        yield {
            "number": item.number,
            "order": item.order,
            "title": item.title,
            "public_title": public[item.order],
            "first": item.first,
            "last": item.last,
            "paragraph": item.exemption.paragraph if item.exemption else None,
            "appendices": [
                part.appendix
                for part in contents.parts
                if part.appendix and part.item == item.number
            ],
        }


def count_pages(contents: PackContents, pack: Pack, *, made_at: datetime) -> PackContents:
    """Print every part that is not in store, and return the contents with their pages."""
    Pack.objects.filter(pk=pack.pk).update(parts_total=len(contents.parts) + 2)
    counts = []
    for part in contents.parts:
        counts.append(printed_part(part, made_at=made_at).pages)
        Pack.objects.filter(pk=pack.pk).update(parts_done=F("parts_done") + 1)
    return with_pages(contents, tuple(counts))


def printed_part(part: contents_of.PackPart, *, made_at: datetime) -> PackPart:
    """Return a part's pages, printed once for all the packs that hold the very same.

    Those of an uploaded PDF are the bytes that were stored.
    """
    uploaded = uploaded_bytes(part.report) if part.kind == "upload" else b""
    if uploaded:
        key = hashlib.sha256(uploaded).hexdigest()
    else:
        key = contents_hash((part.template, part.title, part.report), LAYOUT)
    stored = PackPart.objects.filter(contents_hash=key).first()
    if stored is not None:
        return stored
    if uploaded:
        content, pages = uploaded, page_count(uploaded)
    else:
        context = {"report": part.report, "made_at": made_at, "part": part}
        printed = pdf.render(part.template, context, made_at=made_at)
        content, pages = printed.content, printed.pages
    title = part.public_title[:250]
    row, _is_new = PackPart.objects.get_or_create(
        contents_hash=key,
        defaults={"title": title, "pdf": content, "pages": pages, "made_at": made_at},
    )
    return row


def make_copy(contents: PackContents, *, made_at: datetime) -> Copy:
    """Assemble one copy: the front pages in roman numbers, then the numbered sequence."""
    front = pdf.render(
        contents.front_template,
        {"report": contents.front, "made_at": made_at, "parts_at": ELSEWHERE},
        made_at=made_at,
    )
    parts = [
        Part(content=front.content, title="Agenda", level=1, destination="agenda"),
        *(_part(part, made_at=made_at) for part in contents.parts),
    ]
    whose = "Public copy" if contents.is_public else "Members’ copy"
    assembled: Assembled = assemble(
        parts,
        title=f"{contents.head.committee}, {day_in_words(contents.head.held_on)}",
        subject=whose,
        made_at=made_at,
        stamp=lambda number: page_stamp(number, front.pages),
    )
    pages = {"contents": contents, "parts": [(part, part_html(part)) for part in contents.parts]}
    html = render_to_string("governance/pack_html.html", pages)
    return Copy(
        content=assembled.content,
        html=html,
        pages=assembled.pages,
        untagged=assembled.untagged,
    )


def _part(part: contents_of.PackPart, *, made_at: datetime) -> Part:
    return Part(
        content=bytes(printed_part(part, made_at=made_at).pdf),
        title=part.title,
        level=part.level,
        destination=part.destination,
        is_withheld=part.kind == "notice",
    )


def part_html(part: contents_of.PackPart) -> str:
    """Return a part as a piece of a page; its names are its own, as two parts may share some."""
    html = render_to_string("governance/pack_part.html", {"part": part})
    return with_own_names(html, part.destination)


def page_stamp(number: int, front_pages: int) -> str:
    """Return what is stamped on a page: roman in front, then from 1."""
    return roman(number) if number <= front_pages else str(number - front_pages)


def roman(number: int) -> str:
    """Return a small number in roman letters."""
    letters = ""
    for value, letter in ROMAN:
        while number >= value:
            letters += letter
            number -= value
    return letters
