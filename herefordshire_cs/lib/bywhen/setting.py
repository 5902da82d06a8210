"""What the words of a by-when are read against: the plan's period, its year, and the terms."""

from dataclasses import dataclass
from datetime import date

from herefordshire_cs.lib.bywhen.span import NotUnderstood, Span
from herefordshire_cs.lib.bywhen.terms import USUAL_TERMS, Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days that a plan is for, both included. Raises ValueError where it ends first."""

    starts_on: date
    ends_on: date

    def __post_init__(self) -> None:
        if self.starts_on > self.ends_on:
            raise ValueError("A plan does not end before it starts.")

    def holds(self, earliest: date, latest: date) -> bool:
        """Say whether a span lies within the period."""
        return self.starts_on <= earliest and latest <= self.ends_on

    def touches(self, earliest: date, latest: date) -> bool:
        """Say whether a day of a span lies within the period."""
        return earliest <= self.ends_on and self.starts_on <= latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One way to read words: the year where they name none, and which of several meanings.

    A reader whose form has several meanings gives the one at ``choice``; whoever wants them all
    reads the words once for each choice. Without a choice such words are not understood.
    """

    year: int | None = None
    choice: int | None = None
    terms: Terms = USUAL_TERMS

    def pick(self, *spans: Span) -> Span:
        """Return the meaning that is asked for; the last stands for those there are not."""
        if self.choice is None:
            if len(spans) > 1:
                raise NotUnderstood("several meanings")
            return spans[0]
        return spans[min(self.choice, len(spans) - 1)]

    def whole_year(self, digits: str | None) -> int:
        """Return 2006 for "06", 1998 for "98", or the plan's year where none is written."""
        if digits:
            century = 0 if len(digits) == 4 else 2000 if int(digits) < 50 else 1900
            return century + int(digits)
        if self.year is None:
            raise NoYear("no year")
        return self.year


class NoYear(NotUnderstood):
    """Words that name a month, a quarter or the like, and no year."""


# How many meanings one form has at most.
MEANINGS = 2
