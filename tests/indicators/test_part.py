"""A part of the record shows what the whole record shows, of the periods that it was read for."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.models import Indicator, Outturn, Period, Target
from indicators.periods import ReportingPeriod, read_period
from indicators.presenters.due import DueLine, figures_due, part_asked, targets_due
from indicators.presenters.entry import EntryLine, entry_line, part_shown, periods_offered
from indicators.presenters.indicator_heads import read_heads
from indicators.presenters.records import IndicatorRecord, Part, read_part, read_records
from tests.factories import RECORDED_AT, make_indicator, make_outturn, make_target

pytestmark = pytest.mark.django_db

AS_OF = date(2002, 4, 15)
PERIODS = [
    read_period(words)
    for words in (
        "2000/2001",
        "2001/2002",
        "2002/2003",
        "calendar 2000",
        "calendar 2001",
        "calendar 2002",
        "Q3 2000/2001",
        "Q4 2000/2001",
        "Q2 2001/2002",
        "Q3 2001/2002",
        "Q4 2001/2002",
        "March 2001",
        "February 2002",
        "March 2002",
        "31 March 2000",
        "31 March 2001",
        "31 March 2002",
    )
]
KINDS = {
    "monthly in the financial year": {"frequency": "monthly"},
    "quarterly, growing through the year": {"frequency": "quarterly", "is_cumulative": True},
    "yearly in the calendar year": {"frequency": "annual", "year_type": "calendar"},
    "counted on a day": {"frequency": "annual", "year_type": "snapshot"},
}
ROWS = st.lists(
    st.tuples(
        st.integers(0, len(KINDS) - 1),
        st.sampled_from(PERIODS),
        st.sampled_from(["", "suppressed", "blank in the source", "no survey"]),
        st.sampled_from([-40, -1, 0, 1]).map(lambda days: AS_OF + timedelta(days=days)),
    ),
    max_size=40,
)

type Made = tuple[int, ReportingPeriod, str, date]


def figure(model: type[Outturn | Target], indicators: list[Indicator], made: Made) -> Any:
    """Return a row as it was drawn, with a value where it gives no reason for none."""
    number, period, reason, published_on = made
    return model(
        indicator=indicators[number],
        period=Period.objects.named(period),
        value=None if reason else Decimal(number + period.starts_on.month),
        no_value_reason=reason,
        published_on=published_on,
        recorded_at=RECORDED_AT,
    )


@contextmanager
def kept(outturns: Iterable[Made], targets: Iterable[Made]) -> Iterator[None]:
    """Keep an indicator of each kind, and the figures drawn, for as long as an example lasts."""
    with transaction.atomic():
        indicators = [make_indicator(**fields) for fields in KINDS.values()]
        Outturn.objects.bulk_create(figure(Outturn, indicators, made) for made in outturns)
        Target.objects.bulk_create(figure(Target, indicators, made) for made in targets)
        yield
        transaction.set_rollback(True)


def as_shown[L: (EntryLine, DueLine)](lines: Iterable[L]) -> list[L]:
    """Return lines without what a brief head leaves out."""
    return [replace(line, head=replace(line.head, aims=(), changes=())) for line in lines]


def due_lines(records: list[IndicatorRecord], *, as_of: date) -> list[DueLine]:
    """Return what is missing by the records."""
    return as_shown(
        line
        for record in records
        for lines in (figures_due(record, as_of=as_of), targets_due(record, as_of=as_of))
        for line in lines
    )


def check_entry(periods: Iterable[ReportingPeriod], *, as_of: date) -> None:
    """Compare each period's lines by the whole record with those by its part."""
    whole = read_records(Indicator.objects.in_order(), as_of=as_of)
    for period in periods:
        part = read_part(Indicator.objects.in_order(), part_shown(period), as_of=as_of)
        by_part, by_whole = (
            as_shown(entry_line(record, period) for record in records) for records in (part, whole)
        )
        assert by_part == by_whole, period


def check_due(*, as_of: date) -> None:
    """Compare what is missing by the whole record with that by its part."""
    rows = Indicator.objects.in_order()
    part = read_part(rows, part_asked(as_of=as_of), as_of=as_of)

    assert due_lines(part, as_of=as_of) == due_lines(read_records(rows, as_of=as_of), as_of=as_of)


@settings(deadline=None, max_examples=10)
@given(outturns=ROWS, targets=ROWS)
def test_a_period_is_shown_by_its_part_as_by_the_whole_record(
    outturns: list[Made], targets: list[Made]
) -> None:
    with kept(outturns, targets):
        check_entry(PERIODS[1::4], as_of=AS_OF)


@settings(deadline=None, max_examples=20)
@given(outturns=ROWS, targets=ROWS)
def test_what_is_missing_is_found_in_its_part_as_in_the_whole_record(
    outturns: list[Made], targets: list[Made]
) -> None:
    with kept(outturns, targets):
        check_due(as_of=AS_OF)


HEREFORDSHIRE_DAYS = [date(2006, 5, 22), date(2009, 5, 22), date(2009, 10, 1)]


@pytest.mark.parametrize("day", HEREFORDSHIRE_DAYS, ids=str)
def test_the_papers_are_shown_by_part_as_by_the_whole_record(day: date) -> None:
    check_due(as_of=day)
    check_entry(periods_offered(as_of=day)[::3], as_of=day)


BEFORE = {
    "the year before": ("2000/2001", "2001/2002", "7%"),
    "an earlier year after a gap": ("1999/2000", "2001/2002", "7%"),
    "an earlier day": ("31 March 2000", "31 March 2002", "7%"),
    "the quarter of a year ago": ("Q4 2000/2001", "Q4 2001/2002", "7%"),
    "the quarter just before": ("Q3 2001/2002", "Q4 2001/2002", "7%"),
    "a quarter further back": ("Q2 2001/2002", "Q4 2001/2002", None),
    "a later year": ("2002/2003", "2001/2002", None),
    "another kind of year": ("calendar 2000", "2001/2002", None),
}


@pytest.mark.parametrize(("given", "asked", "before"), BEFORE.values(), ids=BEFORE.keys())
def test_the_figure_before_is_in_the_part(given: str, asked: str, before: str | None) -> None:
    indicator = make_indicator()
    make_outturn(indicator, given, "7", published_on=AS_OF)
    period = read_period(asked)

    rows = Indicator.objects.filter(pk=indicator.pk)
    (record,) = read_part(rows, part_shown(period), as_of=AS_OF)

    shown = entry_line(record, period).before
    assert (shown and shown.words) == before


def test_a_part_holds_the_figures_of_its_periods_alone() -> None:
    indicator = make_indicator()
    for year, quarter in product((1999, 2000, 2001), (1, 2, 3, 4)):
        make_outturn(indicator, f"Q{quarter} {year}/{year + 1}")
        make_target(indicator, f"{year}/{year + 1}")

    (record,) = read_part(
        Indicator.objects.filter(pk=indicator.pk), part_shown(PERIODS[10]), as_of=AS_OF
    )

    slugs = [each.period.slug for each in record.outturns]
    assert slugs == ["2000-2001-q4", "2001-2002-q3", "2001-2002-q4"]
    assert {each.period.slug for each in record.targets} == {"2001-2002"}


@pytest.mark.parametrize(
    ("has_latest", "statements"), [(False, 6), (True, 8)], ids=["without", "with the latest"]
)
def test_a_part_is_read_in_a_few_statements(
    has_latest: bool, statements: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    make_outturn(make_indicator(), "Q4 2001/2002")
    every = Part(outturns=lambda period: True, targets=lambda period: True, has_latest=has_latest)

    with django_assert_num_queries(statements):
        read_part(Indicator.objects.in_order(), every, as_of=AS_OF)


def test_a_brief_head_says_all_but_the_aims_and_the_changes() -> None:
    rows = Indicator.objects.in_order()
    brief, whole = (
        read_heads(rows, as_of=date.max, is_brief=True),
        read_heads(rows, as_of=date.max),
    )

    assert brief == [replace(head, aims=(), changes=()) for head in whole]
    assert any(head.aims for head in whole)
