"""What a minute says before it is kept, and the numbers that are taken."""

from dataclasses import dataclass
from datetime import date

from governance.minute_numbers import municipal_year_began, municipal_year_ends, next_number
from governance.models.committees import AnnualCouncil
from governance.models.meetings import Meeting
from governance.models.minutes import Minute


@dataclass(frozen=True, slots=True, kw_only=True)
class PointGroup:
    """Points noted in debate, and the words that lead them in."""

    lead_in: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbDraft:
    """A limb of a resolution as it is written; ``pk`` of one that is on record."""

    text: str
    requested_of: str = ""
    due_on: date | None = None
    due_words: str = ""
    pk: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MotionDraft:
    """Who moved a resolution, and the vote on it: None where none was counted.

    ``named`` are names, each with how they voted.
    """

    outcome: str = ""
    moved_by: str = ""
    seconded_by: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstained: int | None = None
    did_not_vote: int | None = None
    present: int | None = None
    casting: str = ""
    named: tuple[tuple[str, str], ...] = ()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is said; how many were there says nothing by itself."""
        return not (self.outcome or self.moved_by) and self.votes_for is None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinuteDraft:
    """What a minute says, before it is kept."""

    number: int
    title: str
    text: str = ""
    groups: tuple[PointGroup, ...] = ()
    text_after: str = ""
    lead_in: str = "RESOLVED: THAT"
    limbs: tuple[LimbDraft, ...] = ()
    motion: MotionDraft = MotionDraft()


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """The numbers taken by the other minutes of a committee in a municipal year."""

    began_on: date
    taken: tuple[tuple[date, int], ...]

    @property
    def proposed(self) -> int:
        """The number that comes next."""
        return next_number(number for _day, number in self.taken)

    def holder(self, number: int) -> date | None:
        """Return the day of the meeting that has taken a number, if one has."""
        return next((day for day, each in self.taken if each == number), None)


def numbers_of_year(meeting: Meeting, *, besides: int | None = None) -> Numbers:
    """Return the numbers taken in a meeting's municipal year, but for one minute's own."""
    councils = list(AnnualCouncil.objects.values_list("held_on", flat=True))
    began_on = municipal_year_began(meeting.held_on, councils=councils)
    ends_on = municipal_year_ends(meeting.held_on, councils=councils)
    rows = Minute.objects.filter(
        meeting__committee=meeting.committee_id,
        meeting__held_on__gte=began_on,
        meeting__held_on__lt=ends_on,
    )
    if besides is not None:
        rows = rows.exclude(pk=besides)
    taken = rows.order_by("meeting__held_on", "number")
    return Numbers(began_on=began_on, taken=tuple(taken.values_list("meeting__held_on", "number")))
