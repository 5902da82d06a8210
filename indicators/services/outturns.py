"""Recording outturns: what is the same is passed over, what differs restates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words
from indicators.measures import NoValue
from indicators.models import Comparator, Indicator, Outturn, Period
from indicators.models.outturn_files import newest_figures
from indicators.periods import ReportingPeriod


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFigure:
    """What is said of an indicator's period: a value, or the reason why there is none."""

    indicator: int
    period: ReportingPeriod
    value: Decimal | None = None
    reason: NoValue | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    as_written: str = ""
    is_provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How many figures were added, how many restate earlier ones, how many said nothing new."""

    added: int = 0
    restated: int = 0
    unchanged: int = 0

    @property
    def changed(self) -> int:
        """How many rows were written."""
        return self.added + self.restated

    @property
    def in_words(self) -> str:
        """What was written."""
        if not self.changed:
            return "Nothing was changed: the figures were in the record already."
        parts = [count_in_words(self.added, "outturn added", "outturns added")]
        if self.restated:
            parts.append(f"{self.restated} restated")
        return f"{', '.join(parts)}."


@transaction.atomic
def record_outturns(
    *,
    figures: Iterable[NewFigure],
    author: User,
    published_on: date,
    recorded_at: datetime,
    group: int | None = None,
) -> Recorded:
    """Add each figure, or restate the one in force where it says something else.

    They are the council's own; with ``group``, those of a group of others.

    A figure that says what is in force already writes nothing, so the same file twice changes
    nothing. Writers wait for each other: the indicators are locked first, in one order.
    """
    wanted = list(figures)
    pks = sorted({figure.indicator for figure in wanted})
    list(Indicator.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    in_force = newest_figures(pks, as_of=published_on, group=group)
    periods = {span: Period.objects.named(span) for span in {each.period for each in wanted}}
    new: list[Any] = []
    restated = 0
    for figure in wanted:
        before = in_force.get((figure.indicator, figure.period.slug))
        if before is not None and says_the_same(figure, before):
            continue
        restated += before is not None
        period = periods[figure.period]
        row: Outturn | Comparator
        if group is None:
            row = outturn(figure, period, author, published_on, recorded_at)
        else:
            row = comparator(figure, period, author, published_on, recorded_at)
            row.group_id = group
        # The database holds the constraints as it stores all rows at once; asked row by row, they
        # would cost a large file thousands of statements.
        row.full_clean(
            exclude=["indicator", "period", "recorded_by", "group"], validate_constraints=False
        )
        new.append(row)
    model: Any = Outturn if group is None else Comparator
    model.objects.bulk_create(new)
    return Recorded(added=len(new) - restated, restated=restated, unchanged=len(wanted) - len(new))


def says_the_same(figure: NewFigure, row: Outturn | Comparator) -> bool:
    """Say whether a figure would only repeat a row; a note that is left out changes nothing."""
    return (
        figure.value == row.value
        and (figure.reason.value if figure.reason else "") == row.no_value_reason
        and figure.note in ("", row.note)
        and (isinstance(row, Comparator) or _rests_on_the_same(figure, row))
    )


def _rests_on_the_same(figure: NewFigure, row: Outturn) -> bool:
    return (
        figure.numerator == row.numerator
        and figure.denominator == row.denominator
        and figure.is_provisional == row.is_provisional
    )


def outturn(
    figure: NewFigure,
    period: Period,
    author: User | None,
    published_on: date,
    recorded_at: datetime,
) -> Outturn:
    """Return a figure as a row, not yet saved."""
    return Outturn(
        numerator=figure.numerator,
        denominator=figure.denominator,
        is_provisional=figure.is_provisional,
        **_columns(figure, period, author, published_on, recorded_at),
    )


def comparator(
    figure: NewFigure,
    period: Period,
    author: User | None,
    published_on: date,
    recorded_at: datetime,
) -> Comparator:
    """Return a figure of others as a row, not yet saved; nobody knows the numbers behind it."""
    return Comparator(**_columns(figure, period, author, published_on, recorded_at))


def _columns(
    figure: NewFigure,
    period: Period,
    author: User | None,
    published_on: date,
    recorded_at: datetime,
) -> dict[str, Any]:
    return {
        "indicator_id": figure.indicator,
        "period": period,
        "value": figure.value,
        "no_value_reason": figure.reason.value if figure.reason else "",
        "note": figure.note,
        "as_written": figure.as_written,
        "published_on": published_on,
        "recorded_at": recorded_at,
        "recorded_by": author,
    }
