"""What was recorded of an action, each fact with its days, as the rule of spans takes it."""

from dataclasses import dataclass
from datetime import date, datetime

from actionplan.rag import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ByWhenFact:
    """A by-when, the day from which it holds, and the days from and until which it is known."""

    holds_from: date
    recorded_on: date
    withdrawn_on: date | None = None
    recorded_at: datetime
    earliest: date | None
    latest: date | None
    words: str = ""
    understood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateFact:
    """An update: the day that it speaks of, and the status and rating that it gives, if any.

    A rating is the key of a level. ``rating_read`` is not given but read from ``rating_words``,
    words of a paper.

    ``reported_in_words`` is the day, week or month it speaks of; blank where none is known.
    """

    counts_from: date
    recorded_on: date
    withdrawn_on: date | None = None
    recorded_at: datetime
    sequence: int
    status: Status | None
    rating: str | None
    reported_in_words: str
    words: str = ""
    rating_read: str | None = None
    rating_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModerationFact:
    """A director's rating with its reason, and the day of its withdrawal if it was withdrawn."""

    made_on: date
    recorded_at: datetime
    rating: str
    reason: str
    withdrawn_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneFact:
    """A by-when inside an Action, and the spans of days in which it is known to be met.

    ``recorded_on`` is None of one that came with the Action.
    """

    latest: date
    met: tuple[tuple[date, date | None], ...] = ()
    recorded_on: date | None = None
    withdrawn_on: date | None = None

    def stands(self, *, on: date) -> bool:
        """Say whether it stood in the plan on a day."""
        begun = self.recorded_on is None or self.recorded_on <= on
        return begun and (self.withdrawn_on is None or self.withdrawn_on > on)

    def days(self) -> set[date]:
        """Return the days on which anything of it changed."""
        found = {day for span in self.met for day in span}
        return {day for day in (*found, self.recorded_on, self.withdrawn_on) if day}

    def is_met(self, *, on: date) -> bool:
        """Say whether it was known to be met on a day."""
        return any(since <= on and (until is None or until > on) for since, until in self.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFact:
    """A document, and the days from and until which it stands in the central record."""

    supplied_on: date
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeFact:
    """Words of the record that say otherwise than the facts, until somebody settles them."""

    raised_on: date
    settled_on: date | None
