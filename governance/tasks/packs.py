"""Packs: asked for once, built off the request, and the pages counted of what may become one."""

import hashlib
from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max
from django.tasks import task

from governance.models import Meeting, Pack
from governance.presenters.packs.building import build_pack, outline_pack
from governance.presenters.packs.contents import PackContents, with_pages
from governance.presenters.packs.parts import MISSING
from governance.presenters.packs.public_copy import public_version
from governance.services.pack_requests import answer_by_issuing
from governance.tasks.pack_issuing import PackSuperseded, ReportChanged, issue
from governance.tasks.pack_printing import Copy, PartFailed, make_copy, print_missing
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.asking import ask
from herefordshire_cs.background.interruptions import DATABASE_AWAY
from herefordshire_cs.background.queues import PACKS
from herefordshire_cs.lib import clock

CHANGED = "It was not issued. A report in it was written on meanwhile, and must be cleared anew."
PART_FAILURE = (
    "The pack could not be built, because of {part}. Take it away or replace it, and build the"
    " pack again; the system administrator can see what is wrong with it. Nothing was issued."
)
SAY_WHY = "Say why it goes out with what is asked about."
FAILURE = "The pack could not be built. The system administrator can see why; nothing was issued."


@task(queue_name=PACKS)
def build_and_issue(pk: int) -> str:
    """Build and issue a pack that was asked for; returns the state in which it ended.

    One that was put back meanwhile, since its agenda was changed, is built anew.
    """
    while True:
        pack = Pack.objects.select_related("meeting__committee").get(pk=pk)
        try:
            return make(pack, made_at=clock.told_instant(no_earlier=pack.as_of)).state
        except PackSuperseded:
            state = Pack.objects.values_list("state", flat=True).get(pk=pk)
            if state != Pack.State.QUEUED:
                return state


@task(queue_name=PACKS)
def count_parts(slug: str, as_of: str, kind: str, only_items: list[int]) -> int:
    """Print what a pack would hold and is not in store; returns how many parts it has."""
    contents = build_pack(slug, as_of=date.fromisoformat(as_of), kind=kind, only_items=only_items)
    parts = [part for part in contents.parts if part.kind != MISSING]
    return len(print_missing(parts, made_at=clock.now(), alive=lambda: None))


def ask_for_counts(contents: PackContents, *, asked_by: User, asked_at: datetime) -> None:
    """Queue the printing of the parts that a pack would hold, whose pages are then known."""
    asked = (
        contents.head.slug,
        contents.as_of.isoformat(),
        contents.issue.kind,
        [item.key for item in contents.items],
    )
    facts = hashlib.sha256(repr(asked).encode()).hexdigest()
    ask(count_parts, *asked, facts=facts, asked_by=asked_by, asked_at=asked_at)


def make(pack: Pack, *, made_at: datetime) -> Pack:
    """Build both copies and issue them together; a failure is kept in words, and raised.

    Raises PackSuperseded where the pack was put back or given up meanwhile, or another has it.
    """
    _begin(pack)
    try:
        contents = build_pack(
            pack.meeting.slug,
            as_of=pack.as_of,
            kind=pack.kind,
            only_items=pack.only_items,
            corrects=pack.corrects,
        )
        if contents.blocks:
            return _fail(pack, f"It was not issued. {' '.join(contents.blocks)}")
        counted = count_pages(contents, pack, made_at=made_at)
        members = _copy(counted, pack, made_at=made_at)
        public = _copy(public_version(counted), pack, made_at=made_at)
        return issue(pack, counted, members=members, public=public, issued_at=made_at)
    except (PackSuperseded, *DATABASE_AWAY):
        raise  # it is not this worker's any more; or the worker does it again
    except ReportChanged:
        return _fail(pack, CHANGED)
    except PartFailed as failed:
        _fail(pack, PART_FAILURE.format(part=failed))
        raise
    except Exception:
        _fail(pack, FAILURE)
        raise


def _begin(pack: Pack) -> None:
    """Take a pack that waits, or whose building was interrupted; whoever had it stops then."""
    taken = {"state": Pack.State.MAKING, "parts_done": 0, "alive_at": clock.now()}
    begun = Pack.objects.unfinished().filter(pk=pack.pk, begun=pack.begun)
    if not begun.update(begun=pack.begun + 1, **taken):
        raise PackSuperseded(pack)
    pack.begun += 1


def _fail(pack: Pack, words: str) -> Pack:
    Pack.objects.in_hand(pack).update(state=Pack.State.FAILED, failure=words)
    pack.refresh_from_db(fields=["state", "failure"])
    return pack


def _alive(pack: Pack, *, done: int) -> None:
    """Give a sign of life. Raises PackSuperseded where the pack is not in hand any more."""
    mine = Pack.objects.in_hand(pack)
    if not mine.update(parts_done=F("parts_done") + done, alive_at=clock.now()):
        raise PackSuperseded(pack)


def count_pages(contents: PackContents, pack: Pack, *, made_at: datetime) -> PackContents:
    """Print every part that is not in store, and return the contents with their pages."""
    Pack.objects.filter(pk=pack.pk).update(parts_total=len(contents.parts) + 2)
    counts = print_missing(contents.parts, made_at=made_at, alive=lambda: _alive(pack, done=1))
    return with_pages(contents, tuple(counts))


def _copy(contents: PackContents, pack: Pack, *, made_at: datetime) -> Copy:
    copy = make_copy(contents, made_at=made_at, alive=lambda: _alive(pack, done=0))
    _alive(pack, done=1)
    return copy


class PackBeingBuilt(Exception):
    """A pack of the meeting waits or is being built already; holds it."""

    def __init__(self, pack: Pack) -> None:
        super().__init__(f"Being built: {pack}")
        self.pack = pack


class PackBlocked(Exception):
    """The pack cannot be issued as it is; holds the reasons, in words."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


@transaction.atomic
def ask_for_pack(
    *,
    meeting: Meeting,
    as_of: date,
    asked_by: User,
    asked_at: datetime,
    kind: str = Pack.Kind.PACK,
    only_items: Collection[int] = (),
    corrects: str = "",
    reason: str = "",
) -> Pack:
    """Queue the building of a meeting's next pack.

    ``reason`` says why it goes out with what was asked about. Raises PackBeingBuilt while one is
    wanted, so that pressing the button twice issues once, and PackBlocked where something must be
    mended or said first. A pack that nobody will build is given up. Where the body wants a second
    person, raises NoRequest unless one was asked, and SamePerson if it is the one who asked.
    """
    locked = (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("committee")
        .get(pk=meeting.pk)
    )
    wanted = locked.packs.wanted(at=asked_at).first()
    if wanted is not None:
        raise PackBeingBuilt(wanted)
    contents = outline_pack(
        locked, as_of=as_of, kind=kind, only_items=only_items, corrects=corrects
    )
    blocks = contents.blocks
    if contents.issue.is_correction and not corrects.strip():
        blocks = (*blocks, "Say what it corrects.")
    if contents.asks_reason and not reason.strip():
        blocks = (*blocks, SAY_WHY)
    if blocks:
        raise PackBlocked(blocks)
    locked.packs.unfinished().give_up()
    last = locked.packs.aggregate(last=Max("version"))["last"] or 0
    pack = Pack.objects.create(
        meeting=locked,
        version=last + 1,
        kind=kind,
        first_page=contents.issue.first_page,
        only_items=sorted(only_items),
        corrects=corrects,
        reason=reason,
        as_of=as_of,
        issued_by=asked_by,
        issued_by_name=asked_by.name,
        asked_at=asked_at,
    )
    if locked.committee.is_issued_by_second:
        answer_by_issuing(locked, pack, by=asked_by, at=asked_at)
    pack.job = ask(
        build_and_issue, pack.pk, facts=f"pack {pack.pk}", asked_by=asked_by, asked_at=asked_at
    )
    pack.save(update_fields=["job"])
    return pack
