"""Opening a body to the public and closing it: what becomes of what was there, never silently."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from governance.models import BodyOfficer, Committee, Meeting, Pack
from governance.models.meetings import MeetingQuerySet
from governance.models.packs import PackQuerySet
from governance.services.committees import BodyWords, fill_words
from governance.services.plan_records import untell_plan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words, day_in_words, list_in_words

KEEP, CHANGE = "keep", "change"
PUBLISHED = (Meeting.State.PUBLISHED, Meeting.State.HELD, Meeting.State.MINUTES_DRAFT)
APPROVED = Meeting.State.MINUTES_APPROVED
NAMED_DAYS = 12  # meetings that are named one by one
WHY_CLOSED = "The body became private."


class PapersAreOut(Exception):
    """Papers are public, or meetings were private, and nobody said what becomes of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Out:
    """What of a body anybody may read: agendas, public copies of packs and minutes, counted.

    ``days`` are those of the meetings, the last first.
    """

    meetings: int
    packs: int
    minutes: int
    days: tuple[date, ...] = ()

    @property
    def words(self) -> str:
        """It in words, nothing where nothing is out."""
        named = (
            (self.meetings, "agenda"),
            (self.packs, "public copy"),
            (self.minutes, "meeting’s minutes"),
        )
        said = []
        for count, noun in named:
            if count:
                said.append(in_words(count, noun))
        return list_in_words(said) if said else ""

    @property
    def of_days(self) -> str:
        """The meetings that it is of, by their days; of many, the last of them."""
        named = [day_in_words(day) for day in self.days[:NAMED_DAYS]]
        more = len(self.days) - len(named)
        return list_in_words([*named, *([f"{more} before"] if more else [])])


def in_words(count: int, noun: str) -> str:
    """Return a count with its noun, with the plural of each that is said here."""
    plural = {"public copy": "public copies", "meeting’s minutes": "meetings’ minutes"}
    if count > 1 and noun in plural:
        return f"{count} {plural[noun]}"
    return count_in_words(count, noun)


def what_is_out(body: Committee) -> Out:
    """Return what of a body is public as it stands; three queries."""
    known = body.meetings.open_to_public()
    published = known.filter(state__in=(*PUBLISHED, APPROVED)).order_by("-held_on")
    days = tuple(published.values_list("held_on", flat=True))
    packs = Pack.objects.open_to_public().filter(meeting__committee=body)
    return Out(
        meetings=len(days),
        packs=packs.exclude(public_sha256="").count(),
        minutes=known.filter(state=APPROVED).count(),
        days=days,
    )


def past_in_private(body: Committee, *, on: date) -> int:
    """Return how many meetings a private body has had, whose papers opening it would publish."""
    return _gone_by(body, on=on).count()


def _gone_by(body: Committee, *, on: date) -> MeetingQuerySet:
    is_past = Q(held_on__lt=on) | ~Q(state=Meeting.State.PLANNED)
    return body.meetings.filter(is_past, is_public_by_itself=None)


@transaction.atomic
def change_body(
    *, body: Committee, words: BodyWords, is_open: bool, becomes: str, user: User, on: date
) -> Committee:
    """Change what a body is called, and whether it is open, in one step.

    ``becomes`` says of what was there while it was otherwise whether it stays as it was or
    changes with the body. Whoever closes it is its officer from then on. Raises PapersAreOut.
    """
    row = Committee.objects.select_for_update().get(pk=body.pk)
    was_open = row.is_open_to_public
    if was_open and not is_open:
        row._change_reason = _close(row, becomes=becomes, on=on)  # type: ignore[attr-defined]
        BodyOfficer.objects.get_or_create(committee=row, user=user)
    elif is_open and not was_open:
        row._change_reason = _open(row, becomes=becomes, on=on)  # type: ignore[attr-defined]
    row.is_open_to_public = is_open
    fill_words(row, words)
    return row


def _close(row: Committee, *, becomes: str, on: date) -> str:
    """Keep what is public, or take it down; returns what was done, for the history."""
    out = what_is_out(row)
    if not out.words:
        return "Made private; nothing was public"
    if becomes == KEEP:
        public = row.meetings.exclude(is_public_by_itself=False)
        for meeting in public.filter(state__in=(*PUBLISHED, APPROVED)):
            _by_itself(meeting, is_public=True)
        return f"Made private; kept public: {out.words}"[:100]
    if becomes != CHANGE:
        raise PapersAreOut
    for meeting in row.meetings.filter(is_public_by_itself=True):
        _by_itself(meeting, is_public=None)
    _close_copies(Pack.objects.issued().filter(meeting__committee=row), on=on)
    return f"Made private; taken down: {out.words}"[:100]


def _open(row: Committee, *, becomes: str, on: date) -> str:
    """Leave what met in private private, or open it too; returns what was done."""
    meetings = list(_gone_by(row, on=on))
    if not meetings:
        return "Opened to the public"
    count = count_in_words(len(meetings), "meeting")
    if becomes == CHANGE:
        return f"Opened to the public; opened too: {count}"
    if becomes != KEEP:
        raise PapersAreOut
    for meeting in meetings:
        _by_itself(meeting, is_public=False)
    return f"Opened to the public; still private: {count}"


def _by_itself(meeting: Meeting, *, is_public: bool | None) -> None:
    meeting.is_public_by_itself = is_public
    meeting.are_additions_public = None
    meeting.save()


@transaction.atomic
def settle_additions(*, meeting: Meeting, are_public: bool, on: date) -> Meeting:
    """Say of a meeting that was kept public what becomes of what is added to it.

    Public, it is as all of the meeting; else the whole meeting is as its body from the day on,
    and the public copies of its packs are closed.
    """
    row = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if are_public:
        row.are_additions_public = True
        row.save()
        return row
    _by_itself(row, is_public=None)
    _close_copies(Pack.objects.issued().filter(meeting=row), on=on)
    return row


def _close_copies(packs: PackQuerySet, *, on: date) -> None:
    """Close the public copies of packs; the plan forgets that they told of it."""
    untell_plan(packs)
    packs.filter(withdrawn_on=None).update(withdrawn_on=on, withdrawn_reason=WHY_CLOSED)
