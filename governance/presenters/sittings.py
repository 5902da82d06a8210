"""What became of a meeting that was not held as it was called, in words, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.models import Meeting
from governance.models.past import meetings_on
from governance.statutory import latest_publication
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar
from herefordshire_cs.lib.text.words import count_in_words, day_in_words, list_in_words

Fate = Meeting.Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherMeeting:
    """The meeting that takes up another, or is taken up: its address, and its day."""

    slug: str
    held_on: date
    has_public_page: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatBecame:
    """How a meeting is held, with whom, what became of it, and the meetings beside it.

    ``words`` say it in a sentence; blank where it is held as it was called.
    """

    fate: str
    words: str
    reason: str
    recorded_on: date | None
    recorded_by: str
    next: OtherMeeting | None
    before: OtherMeeting | None
    before_words: str
    how: str

    @property
    def can_take_back(self) -> bool:
        """Whether what became of it can be taken back: no other meeting has taken it up."""
        return bool(self.fate) and self.next is None


def sitting_of(row: Meeting, *, as_of: date) -> WhatBecame:
    """Return what became of a meeting by a day; its body was fetched along."""
    taking_up = meetings_on(Meeting.objects.filter(follows=row), as_of=as_of)
    after = taking_up[0] if taking_up else None
    before = row.follows
    return WhatBecame(
        fate=row.fate,
        words=fate_in_words(row, after),
        reason=row.fate_reason,
        recorded_on=row.fate_on,
        recorded_by=row.fate_by_name,
        next=other(after),
        before=other(before),
        before_words=_before(before) if before else "",
        how=how_held(row),
    )


def other(row: Meeting | None) -> OtherMeeting | None:
    """Return a meeting beside another."""
    if row is None:
        return None
    return OtherMeeting(
        slug=row.slug, held_on=row.held_on, has_public_page=row.state != Meeting.State.PLANNED
    )


def fate_in_words(row: Meeting, after: Meeting | None) -> str:
    """Say in a sentence what became of a meeting; nothing where it is held as called."""
    to = f" to {day_in_words(after.held_on)}" if after else ""
    return {
        "": "",
        Fate.CANCELLED: "This meeting is cancelled.",
        Fate.POSTPONED: f"This meeting is postponed{to}.",
        Fate.INQUORATE: "There was no quorum, so no business was done."
        + (f" The agenda is taken on {day_in_words(after.held_on)}." if after else ""),
        Fate.ADJOURNED: f"This meeting was adjourned{to}.",
    }[row.fate]


def _before(row: Meeting) -> str:
    how = "It resumes" if row.fate == Fate.ADJOURNED else "It is held in place of"
    return f"{how} the meeting of {day_in_words(row.held_on)}."


def how_held(row: Meeting) -> str:
    """Say how a meeting is held, and with which other body; nothing of what is usual."""
    said = [] if row.mode == Meeting.Mode.IN_PERSON else [f"{row.get_mode_display()}."]
    if row.joint_with is not None:
        said.append(f"Joint meeting with {row.joint_with.name}.")
    return " ".join(said)


def what_follows(row: Meeting, *, calendar: WorkingCalendar, reader: Reader) -> Iterator[str]:
    """Yield what follows where a meeting is cancelled, put off or adjourned, for who is to say it.

    Nothing of what is before the meeting is named, so nothing exempt can be among it.
    """
    if row.is_open_to_public:
        yield "The public register, the calendar and the feed say so at once, with the reason."
    if row.state != Meeting.State.PLANNED:
        yield (
            "The agenda is out. Papers that were issued stay as they are; the pages that lead to"
            " them say what became of the meeting. A meeting on a new day needs an agenda of its"
            " own, published in time."
        )
    else:
        latest = latest_publication(row.held_on, calendar=calendar).day
        yield f"Its agenda is not due on {day_in_words(latest)} any more."
    if count := row.items.exclude(report=None).count():
        yield (
            f"{count_in_words(count, 'report')} on its agenda: with a new day they go to the"
            " meeting on it; without one they stay with this meeting until an author or a clerk"
            " puts them before another."
        )
    if count := row.submissions.count():
        public = count_in_words(count, "question or suggestion", "questions or suggestions")
        yield f"{public} from the public: with a new day they go to it."
    if count := row.forward_plan.count():
        yield (
            f"{count_in_words(count, 'decision')} of the forward plan: with a new day the plan"
            " says it, and why it changed. The notice counts anew."
        )
    asked = visible(Meeting.objects.filter(items__minutes_of=row), reader)
    if days := [day_in_words(later.held_on) for later in asked.exclude(pk=row.pk).distinct()]:
        yield (
            f"The agenda of {list_in_words(days)} asks for its minutes: where it is not out, it"
            " asks for those of the meeting before."
        )
