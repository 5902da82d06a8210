"""A span of days, and how exactly a by-when names it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a by-when names its days; a period is a range of days."""

    DAY = "day"
    PERIOD = "period"
    MONTH = "month"
    MONTHS = "months"
    QUARTER = "quarter"
    SEASON = "season"
    FINANCIAL_YEAR = "financial year"
    YEAR = "year"
    YEARS = "years"
    UNKNOWN = "unknown"


class NotUnderstood(Exception):
    """Words that name a time, but no days that can be relied on."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``earliest`` to ``latest``, both included.

    ``is_range`` when the words give both ends ("Oct 06 - Apr 07", "2009-2011").
    Raises NotUnderstood for a span that would end before it starts.
    """

    earliest: date
    latest: date
    precision: Precision
    is_range: bool = False

    def __post_init__(self) -> None:
        if self.earliest > self.latest:
            raise NotUnderstood("ends before it starts")
