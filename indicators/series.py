"""A series of figures, one a period: the latest, what it is compared with, what it aims at.

Plain values in, plain values out; ``rag`` judges what is found here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from indicators.measures import NoValue, Reading, rounded
from indicators.periods import PeriodKind, ReportingPeriod, year_with

# A count this small could be traced to a child, and so could what is left of a whole.
# Source: the Department for Education's children in need release, methodology.
SMALLEST_PUBLISHED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A figure with its period and the day on which it was published.

    ``restated`` is how many earlier figures of the same period it replaces.
    """

    period: ReportingPeriod
    reading: Reading
    published_on: date
    as_written: str = ""
    period_as_printed: str = ""
    note: str = ""
    source: str = ""
    is_provisional: bool = False
    restated: int = 0

    @property
    def has_value(self) -> bool:
        """Whether there is a number."""
        return self.reading.value is not None

    @property
    def is_withheld(self) -> bool:
        """Whether a small count is kept back."""
        return self.reading.reason is NoValue.SUPPRESSED

    @property
    def both_labels(self) -> str:
        """The true period, with the one printed where that says something else."""
        if self.period_as_printed in ("", self.period.label):
            return self.period.label
        if self.period_as_printed.replace("-", "/") == self.period.label:
            return self.period.label
        return f"{self.period.label} (printed under {self.period_as_printed})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A day from which the definition is another one."""

    changed_on: date
    words: str


def in_order(figures: Iterable[Dated]) -> tuple[Dated, ...]:
    """Return the figures by the end of their period; a year after its own last quarter."""
    return tuple(sorted(figures, key=_by_end))


def _by_end(figure: Dated) -> tuple[date, int]:
    return by_end(figure.period)


def by_end(period: ReportingPeriod) -> tuple[date, int]:
    """Return what sorts periods by their end; a year after its own last quarter."""
    return period.ends_on, -period.starts_on.toordinal()


def latest(figures: Sequence[Dated]) -> Dated | None:
    """Return the newest figure that has a value, shown or withheld; else the newest reason."""
    with_value = [figure for figure in figures if figure.has_value or figure.is_withheld]
    found = with_value or figures
    return found[-1] if found else None


def missing_since(figures: Sequence[Dated]) -> Dated | None:
    """Return the newest figure where it has no value although an earlier one has."""
    if not figures or figures[-1].has_value or not any(figure.has_value for figure in figures):
        return None
    return figures[-1]


def comparable_before(
    now: Dated, figures: Sequence[Dated], *, is_cumulative: bool = False
) -> Dated | None:
    """Return the last comparable figure with a value.

    The same period a year earlier; else the period just before, unless the count grows through
    the year; else, for whole years and single days, the newest earlier one.
    """
    earlier = {
        figure.period: figure
        for figure in figures
        if figure.has_value
        and figure.period.kind is now.period.kind
        and figure.period.ends_on < now.period.ends_on
    }
    if found := earlier.get(now.period.a_year_before()):
        return found
    if is_cumulative and not now.period.kind.is_year:
        return None
    if found := earlier.get(now.period.before()):
        return found
    return max(earlier.values(), key=_by_end) if _is_long(now.period) and earlier else None


def may_be_compared(earlier: ReportingPeriod, now: ReportingPeriod) -> bool:
    """Say whether an earlier period's figure can be what ``comparable_before`` returns.

    For those who read no other figures than it looks at.
    """
    if earlier.kind is not now.kind or earlier.ends_on >= now.ends_on:
        return False
    return _is_long(now) or earlier in (now.a_year_before(), now.before())


def _is_long(period: ReportingPeriod) -> bool:
    return period.kind.is_year or period.kind is PeriodKind.DAY


def changed_between(before: Dated, now: Dated, changes: Iterable[Change]) -> str:
    """Say why two figures are not one series, or return nothing where they are."""
    for change in changes:
        if before.period.ends_on < change.changed_on <= now.period.ends_on:
            return f"the definition changed ({change.words})"
    return ""


def target_for(
    period: ReportingPeriod,
    targets: Sequence[Dated],
    year_kind: PeriodKind,
    *,
    is_cumulative: bool = False,
) -> Dated | None:
    """Return the target that a period's figure is rated against.

    That of the period itself; else that of its whole year, unless the count grows through the
    year, when a part of it cannot be held against the whole.
    """
    by_period = {target.period: target for target in targets}
    if found := by_period.get(period):
        return found
    if is_cumulative or period.kind.is_year or not year_kind.is_year:
        return None
    return by_period.get(year_with(year_kind, period.ends_on))


def may_be_aimed_at(aim: ReportingPeriod, period: ReportingPeriod) -> bool:
    """Say whether a target's period can be that of what ``target_for`` returns."""
    return aim == period or (aim.kind.is_year and aim.starts_on <= period.ends_on <= aim.ends_on)


def next_target(now: Dated, targets: Sequence[Dated]) -> Dated | None:
    """Return the earliest target with a value for a period that ends after a figure's own."""
    later = [
        target
        for target in targets
        if target.has_value and target.period.ends_on > now.period.ends_on
    ]
    return min(later, key=_by_end) if later else None


def for_publication(reading: Reading, *, counts_children: bool, is_share: bool = False) -> Reading:
    """Return a figure as it may be published: small counts of children are suppressed.

    A count of 1 to 5 is withheld, and so is a percentage that would let a reader work one out;
    so is one whose remainder is that small (secondary suppression). A zero stays a zero.
    A share of a known whole tells its count even where nobody gave it.
    """
    numerator = reading.numerator
    if is_share and numerator is None and reading.denominator is not None and reading.has_value:
        numerator = rounded(reading.denominator * (reading.value or 0) / 100, 0)
    counts = [numerator]
    if numerator is not None and reading.denominator is not None:
        counts.append(reading.denominator - numerator)
    if counts_children and reading.denominator is None:
        counts.append(reading.value)
    if any(count is not None and 0 < count < SMALLEST_PUBLISHED for count in counts):
        return Reading(period=reading.period, reason=NoValue.SUPPRESSED)
    return reading
