"""Weekly, exception and highlight reports: what each holds, and how much of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from actionplan.periodic_lists import LISTS
from herefordshire_cs.lib.text.words import day_in_words

CLIPPED = "\N{HORIZONTAL ELLIPSIS}"


class PeriodicKind(StrEnum):
    """What sort of report it is."""

    WEEKLY = "weekly"
    EXCEPTION = "exception"
    HIGHLIGHT = "highlight"

    @property
    def called(self) -> str:
        """Return what it is called, as ``Weekly report``."""
        return f"{self.capitalize()} report"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindRule:
    """How a kind of report is drafted, and how much it has room for.

    ``days`` is its usual period; ``lists`` says of each list how many lines are shown at most.
    ``text``, ``lead`` and ``said`` are the characters that a line has for an Action, for who leads
    it and for what is said of it, ``words`` those of a part.
    """

    description: str
    days: int
    lists: Mapping[str, int]
    text: int
    lead: int
    said: int
    words: int
    is_one_page: bool = False


RULES = {
    PeriodicKind.WEEKLY: KindRule(
        description="What was done, slipped, comes and is asked in a week. For the chief executive"
        " and the lead member.",
        days=7,
        lists={"told": 20} | {name: 10 for name in LISTS if name not in {"not_kept", "told"}},
        text=160,
        lead=80,
        said=260,
        words=4_000,
    ),
    PeriodicKind.EXCEPTION: KindRule(
        description="Above all what slipped and is not kept, and what is asked. For a partnership"
        " board.",
        days=31,
        lists={
            "completed": 10,
            "passed": 20,
            "moved": 20,
            "red": 20,
            "not_kept": 10,
            "due": 10,
            "requests": 10,
            "claims": 10,
            "disputed": 10,
            "unkept": 10,
        },
        text=160,
        lead=80,
        said=260,
        words=4_000,
    ),
    PeriodicKind.HIGHLIGHT: KindRule(
        description="The same on one page of A4. For a board.",
        days=31,
        lists={
            "completed": 5,
            "passed": 4,
            "moved": 4,
            "red": 5,
            "due": 5,
            "requests": 3,
            "claims": 3,
            "disputed": 4,
        },
        text=90,
        lead=20,
        said=80,
        words=1_000,
        is_one_page=True,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPeriod:
    """The days that a report speaks of, both included."""

    first: date
    last: date

    @property
    def next(self) -> "ReportPeriod":
        """The period after it, of as many days."""
        days = (self.last - self.first).days
        first = self.last + timedelta(days=1)
        return ReportPeriod(first=first, last=first + timedelta(days=days))

    @property
    def in_words(self) -> str:
        """The days in words, as ``16 May 2006 to 22 May 2006``."""
        if self.first == self.last:
            return day_in_words(self.first)
        return f"{day_in_words(self.first)} to {day_in_words(self.last)}"


def usual_period(
    kind: PeriodicKind, *, today: date, begun: date, last: date | None
) -> ReportPeriod:
    """Return the period that a report is drafted for unless another is asked for.

    It begins on the day after the ``last`` that was reported, else as many days ago as are usual,
    never before the plan had ``begun``.
    """
    usual = today - timedelta(days=RULES[kind].days - 1)
    after = last + timedelta(days=1) if last is not None else usual
    return ReportPeriod(first=max(min(after, today), begun), last=today)


def clip(words: str, limit: int) -> str:
    """Return words on one line, cut between two of them where they are longer than a limit."""
    line = " ".join(words.split())
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    whole = cut.rpartition(" ")[0] if " " in cut[limit // 2 :] else cut
    return f"{whole.rstrip(' .,;:')}{CLIPPED}"
