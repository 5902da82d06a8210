"""A series of figures: the newest, what it is compared with, what it aims at, what may be told."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures import NoValue, Reading
from indicators.periods import (
    PeriodKind,
    ReportingPeriod,
    academic,
    calendar,
    financial,
    month,
    read_period,
    snapshot,
)
from indicators.series import (
    Change,
    Dated,
    changed_between,
    comparable_before,
    for_publication,
    in_order,
    latest,
    missing_since,
    next_target,
    target_for,
)

unhurried = settings(deadline=None)
PUBLISHED_ON = date(2009, 6, 30)
THIS_YEAR, LAST_YEAR, NEXT_YEAR = financial(2008), financial(2007), financial(2009)


def quarter(number: int, starts_in: int) -> ReportingPeriod:
    return read_period(f"{starts_in}-{starts_in + 1}-q{number}")


def figure(period: ReportingPeriod, value: str | None = "50", *, printed: str = "") -> Dated:
    reason = NoValue.BLANK if value is None else None
    reading = Reading(
        period=period.label, value=None if value is None else Decimal(value), reason=reason
    )
    return Dated(
        period=period, reading=reading, published_on=PUBLISHED_ON, period_as_printed=printed
    )


def series(
    *periods: ReportingPeriod, blank: tuple[ReportingPeriod, ...] = ()
) -> tuple[Dated, ...]:
    found = [figure(period) for period in periods]
    return in_order([*found, *(figure(period, None) for period in blank)])


def period_of(found: Dated | None) -> ReportingPeriod | None:
    return None if found is None else found.period


def test_figures_stand_by_the_end_of_their_period_and_a_year_after_its_last_quarter() -> None:
    wanted = [
        quarter(3, 2008),
        month(2009, 3),
        quarter(4, 2008),
        THIS_YEAR,
        quarter(1, 2009),
        academic(2008),
    ]
    found = in_order([figure(period) for period in wanted[::-1]])
    assert [each.period for each in found] == wanted


# id: the periods with a value, those without; the latest, the one missing since.
NEWEST = {
    "no figures at all": ((), (), None, None),
    "one value": ((THIS_YEAR,), (), THIS_YEAR, None),
    "the newest has a value": ((THIS_YEAR,), (LAST_YEAR,), THIS_YEAR, None),
    "the newest has none": ((LAST_YEAR,), (THIS_YEAR,), LAST_YEAR, THIS_YEAR),
    "the newest two have none": ((LAST_YEAR,), (THIS_YEAR, NEXT_YEAR), LAST_YEAR, NEXT_YEAR),
    "none has a value": ((), (LAST_YEAR, THIS_YEAR), THIS_YEAR, None),
}


@pytest.mark.parametrize(
    ("with_value", "without", "newest", "missing"), NEWEST.values(), ids=NEWEST
)
def test_the_latest_figure_has_a_value_and_what_is_missing_since_is_told(
    with_value: tuple[ReportingPeriod, ...],
    without: tuple[ReportingPeriod, ...],
    newest: ReportingPeriod | None,
    missing: ReportingPeriod | None,
) -> None:
    figures = series(*with_value, blank=without)
    assert period_of(latest(figures)) == newest
    assert period_of(missing_since(figures)) == missing


# id: now, the periods with a value, those without, whether the count grows; what comes before.
COMPARABLE = {
    "a year: the year before": (THIS_YEAR, (financial(2006), LAST_YEAR), (), False, LAST_YEAR),
    "a year: over a gap": (THIS_YEAR, (financial(2005),), (), False, financial(2005)),
    "a year: over a year without a value": (
        THIS_YEAR,
        (financial(2005), financial(2006)),
        (LAST_YEAR,),
        False,
        financial(2006),
    ),
    "a year: a later one is not before it": (THIS_YEAR, (NEXT_YEAR,), (), False, None),
    "a year: not another kind of year": (
        THIS_YEAR,
        (academic(2007), calendar(2008)),
        (),
        False,
        None,
    ),
    "a year: not its own quarters": (THIS_YEAR, (quarter(4, 2008),), (), False, None),
    "a year of a growing count": (THIS_YEAR, (LAST_YEAR,), (), True, LAST_YEAR),
    "a year of a growing count, over a gap": (
        THIS_YEAR,
        (financial(2005),),
        (),
        True,
        financial(2005),
    ),
    "a quarter: last year's before last quarter's": (
        quarter(4, 2008),
        (quarter(4, 2007), quarter(3, 2008)),
        (),
        False,
        quarter(4, 2007),
    ),
    "a quarter: else the quarter before": (
        quarter(4, 2008),
        (quarter(2, 2008), quarter(3, 2008)),
        (quarter(4, 2007),),
        False,
        quarter(3, 2008),
    ),
    "quarter 1: else quarter 4 of the year before": (
        quarter(1, 2009),
        (quarter(4, 2008),),
        (),
        False,
        quarter(4, 2008),
    ),
    "a quarter: never over a gap": (quarter(4, 2008), (quarter(2, 2008),), (), False, None),
    "a quarter: never two years back": (quarter(4, 2008), (quarter(4, 2006),), (), False, None),
    "a quarter of a growing count: last year's": (
        quarter(4, 2008),
        (quarter(4, 2007), quarter(3, 2008)),
        (),
        True,
        quarter(4, 2007),
    ),
    "a quarter of a growing count: never the quarter before": (
        quarter(4, 2008),
        (quarter(3, 2008),),
        (),
        True,
        None,
    ),
    "a month: last year's before last month's": (
        month(2009, 3),
        (month(2008, 3), month(2009, 2)),
        (),
        False,
        month(2008, 3),
    ),
    "a month: else the month before": (
        month(2009, 3),
        (month(2009, 2),),
        (),
        False,
        month(2009, 2),
    ),
    "a month of a growing count: never the month before": (
        month(2009, 3),
        (month(2009, 2),),
        (),
        True,
        None,
    ),
    "a day: a year before": (
        snapshot(date(2009, 3, 31)),
        (snapshot(date(2008, 3, 31)), snapshot(date(2008, 9, 30))),
        (),
        False,
        snapshot(date(2008, 3, 31)),
    ),
    "a day: else the newest earlier one": (
        snapshot(date(2009, 3, 31)),
        (snapshot(date(2007, 3, 31)), snapshot(date(2008, 9, 30))),
        (),
        False,
        snapshot(date(2008, 9, 30)),
    ),
    "the end of February in a leap year": (
        snapshot(date(2009, 2, 28)),
        (snapshot(date(2008, 2, 29)), snapshot(date(2008, 12, 31))),
        (),
        False,
        snapshot(date(2008, 2, 29)),
    ),
    "nothing earlier": (THIS_YEAR, (), (), False, None),
}


@pytest.mark.parametrize(
    ("now", "with_value", "without", "is_cumulative", "before"),
    COMPARABLE.values(),
    ids=COMPARABLE,
)
def test_a_figure_is_compared_with_the_last_comparable_one(
    now: ReportingPeriod,
    with_value: tuple[ReportingPeriod, ...],
    without: tuple[ReportingPeriod, ...],
    is_cumulative: bool,
    before: ReportingPeriod | None,
) -> None:
    own = figure(now)
    figures = in_order([own, *series(*with_value, blank=without)])
    found = comparable_before(own, figures, is_cumulative=is_cumulative)
    assert period_of(found) == before
    assert found is None or found.has_value


FINANCIAL, ACADEMIC = PeriodKind.FINANCIAL_YEAR, PeriodKind.ACADEMIC_YEAR

# id: the period, the kind of year, the periods with a target, whether the count grows; its target.
AIMED_AT = {
    "a year: its own": (THIS_YEAR, FINANCIAL, (LAST_YEAR, THIS_YEAR), False, THIS_YEAR),
    "a year: no other": (THIS_YEAR, FINANCIAL, (LAST_YEAR, NEXT_YEAR), False, None),
    "a year: not another kind": (THIS_YEAR, FINANCIAL, (academic(2008),), False, None),
    "a quarter: its own before its year's": (
        quarter(4, 2008),
        FINANCIAL,
        (quarter(4, 2008), THIS_YEAR),
        False,
        quarter(4, 2008),
    ),
    "a quarter: else its year's": (quarter(4, 2008), FINANCIAL, (THIS_YEAR,), False, THIS_YEAR),
    "quarter 1: the year that it begins": (
        quarter(1, 2009),
        FINANCIAL,
        (THIS_YEAR, NEXT_YEAR),
        False,
        NEXT_YEAR,
    ),
    "a quarter: not another quarter's": (
        quarter(4, 2008),
        FINANCIAL,
        (quarter(3, 2008),),
        False,
        None,
    ),
    "a quarter of a growing count: not its year's": (
        quarter(4, 2008),
        FINANCIAL,
        (THIS_YEAR,),
        True,
        None,
    ),
    "a quarter of a growing count: its own": (
        quarter(4, 2008),
        FINANCIAL,
        (quarter(4, 2008), THIS_YEAR),
        True,
        quarter(4, 2008),
    ),
    "a year of a growing count: its own": (THIS_YEAR, FINANCIAL, (THIS_YEAR,), True, THIS_YEAR),
    "a month: its year's": (month(2009, 3), FINANCIAL, (THIS_YEAR,), False, THIS_YEAR),
    "August: the academic year that ends with it": (
        month(2008, 8),
        ACADEMIC,
        (academic(2007), academic(2008)),
        False,
        academic(2007),
    ),
    "September: the academic year that begins with it": (
        month(2008, 9),
        ACADEMIC,
        (academic(2007), academic(2008)),
        False,
        academic(2008),
    ),
    "a day: its own": (
        snapshot(date(2009, 3, 31)),
        PeriodKind.DAY,
        (snapshot(date(2009, 3, 31)),),
        False,
        snapshot(date(2009, 3, 31)),
    ),
    "a day: no year has its target": (
        snapshot(date(2009, 3, 31)),
        PeriodKind.DAY,
        (THIS_YEAR,),
        False,
        None,
    ),
    "no targets": (THIS_YEAR, FINANCIAL, (), False, None),
}


@pytest.mark.parametrize(
    ("period", "year_kind", "targets", "is_cumulative", "wanted"), AIMED_AT.values(), ids=AIMED_AT
)
def test_a_figure_is_rated_against_its_own_target_or_its_years(
    period: ReportingPeriod,
    year_kind: PeriodKind,
    targets: tuple[ReportingPeriod, ...],
    is_cumulative: bool,
    wanted: ReportingPeriod | None,
) -> None:
    found = target_for(period, series(*targets), year_kind, is_cumulative=is_cumulative)
    assert period_of(found) == wanted


def test_a_target_without_a_value_is_still_the_target_of_its_period() -> None:
    found = target_for(THIS_YEAR, series(LAST_YEAR, blank=(THIS_YEAR,)), FINANCIAL)
    assert found is not None
    assert found.reading.reason is NoValue.BLANK


@pytest.mark.parametrize(
    ("targets", "blank", "wanted"),
    [
        pytest.param((THIS_YEAR, NEXT_YEAR, financial(2010)), (), NEXT_YEAR, id="the earliest"),
        pytest.param((THIS_YEAR,), (), None, id="not its own"),
        pytest.param((LAST_YEAR,), (), None, id="not one that has gone"),
        pytest.param((financial(2010),), (NEXT_YEAR,), financial(2010), id="one with a value"),
        pytest.param((NEXT_YEAR, quarter(1, 2009)), (), quarter(1, 2009), id="a quarter sooner"),
        pytest.param((), (NEXT_YEAR,), None, id="none has a value"),
    ],
)
def test_the_next_target_is_the_earliest_that_ends_later_and_has_a_value(
    targets: tuple[ReportingPeriod, ...],
    blank: tuple[ReportingPeriod, ...],
    wanted: ReportingPeriod | None,
) -> None:
    found = next_target(figure(THIS_YEAR), series(*targets, blank=blank))
    assert period_of(found) == wanted


# --- Changed definitions -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed_on", "is_one_series"),
    [
        pytest.param(date(2008, 3, 30), True, id="before the earlier one ended"),
        pytest.param(date(2008, 3, 31), True, id="on the earlier one's last day"),
        pytest.param(date(2008, 4, 1), False, id="the day after"),
        pytest.param(date(2008, 10, 1), False, id="in between"),
        pytest.param(date(2009, 3, 31), False, id="on the later one's last day"),
        pytest.param(date(2009, 4, 1), True, id="after the later one"),
    ],
)
def test_a_series_is_not_joined_across_a_changed_definition(
    changed_on: date, is_one_series: bool
) -> None:
    changes = [
        Change(changed_on=date(2001, 4, 1), words="long ago"),
        Change(changed_on=changed_on, words="10 days, not 7"),
    ]
    found = changed_between(figure(LAST_YEAR), figure(THIS_YEAR), changes)
    assert found == ("" if is_one_series else "the definition changed (10 days, not 7)")


def test_a_definition_that_never_changed_is_one_series() -> None:
    assert changed_between(figure(LAST_YEAR), figure(THIS_YEAR), []) == ""


# --- Labels --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "printed", "label"),
    [
        pytest.param(THIS_YEAR, "", "2008/2009", id="nothing printed"),
        pytest.param(THIS_YEAR, "2008/2009", "2008/2009", id="the same"),
        pytest.param(THIS_YEAR, "2008-2009", "2008/2009", id="the same with a dash"),
        pytest.param(
            academic(2007),
            "2008-2009",
            "academic year 2007/2008 (printed under 2008-2009)",
            id="an academic year under the financial year after it",
        ),
        pytest.param(
            academic(2007),
            "academic year 2007/2008",
            "academic year 2007/2008",
            id="an academic year under itself",
        ),
        pytest.param(
            calendar(2007),
            "2007/08",
            "calendar year 2007 (printed under 2007/08)",
            id="a calendar year under a financial year",
        ),
    ],
)
def test_the_period_as_printed_is_shown_where_it_says_something_else(
    period: ReportingPeriod, printed: str, label: str
) -> None:
    assert figure(period, printed=printed).both_labels == label


# --- Small counts --------------------------------------------------------------------------------

SUPPRESSED = Reading(period="2008/2009", reason=NoValue.SUPPRESSED)


def counted(
    value: str | None, numerator: str | None = None, denominator: str | None = None
) -> Reading:
    numbers = [None if words is None else Decimal(words) for words in (numerator, denominator)]
    return Reading(
        period="2008/2009",
        value=None if value is None else Decimal(value),
        numerator=numbers[0],
        denominator=numbers[1],
    )


# id: the figure, whether it counts children, whether it is withheld.
TOLD = {
    "0 of 40: a zero stays a zero": (counted("0", "0", "40"), False, False),
    "1 of 40": (counted("2.5", "1", "40"), False, True),
    "5 of 40": (counted("12.5", "5", "40"), False, True),
    "6 of 40": (counted("15", "6", "40"), False, False),
    "34 of 40: 6 remain": (counted("85", "34", "40"), False, False),
    "35 of 40: 5 remain": (counted("87.5", "35", "40"), False, True),
    "39 of 40: 1 remains": (counted("97.5", "39", "40"), False, True),
    "40 of 40: none remains": (counted("100", "40", "40"), False, False),
    "0 of 5: 5 remain": (counted("0", "0", "5"), False, True),
    "0 of 6: 6 remain": (counted("0", "0", "6"), False, False),
    "1 of 7, as in the papers": (counted("14.3", "1", "7"), False, True),
    "5, of how many not given": (counted("12.5", "5"), False, True),
    "6, of how many not given": (counted("15", "6"), False, False),
    "a percentage alone": (counted("3"), False, False),
    "a count of 0 children": (counted("0"), True, False),
    "a count of 1 child": (counted("1"), True, True),
    "a count of 5 children": (counted("5"), True, True),
    "a count of 6 children": (counted("6"), True, False),
    "a count whose denominator is given is judged by its numbers": (
        counted("3", "30", "1000"),
        True,
        False,
    ),
    "no value": (counted(None), True, False),
}


@pytest.mark.parametrize(("reading", "counts_children", "is_withheld"), TOLD.values(), ids=TOLD)
def test_counts_of_one_to_five_are_withheld_and_so_is_what_would_tell_them(
    reading: Reading, counts_children: bool, is_withheld: bool
) -> None:
    told = for_publication(reading, counts_children=counts_children)
    assert told == (SUPPRESSED if is_withheld else reading)
    shown = Dated(period=THIS_YEAR, reading=told, published_on=PUBLISHED_ON)
    assert shown.is_withheld is is_withheld


def test_a_reason_for_no_value_is_kept_when_published() -> None:
    reading = Reading(period="2008/2009", reason=NoValue.NO_SURVEY)
    assert for_publication(reading, counts_children=True) is reading


@unhurried
@given(st.integers(0, 60), st.integers(1, 60), st.booleans())
def test_no_count_from_one_to_five_is_published_nor_what_remains_of_its_whole(
    numerator: int, denominator: int, counts_children: bool
) -> None:
    numerator = min(numerator, denominator)
    reading = Reading(
        period="2008/2009",
        value=Decimal(numerator * 100) / denominator,
        numerator=Decimal(numerator),
        denominator=Decimal(denominator),
    )
    told = for_publication(reading, counts_children=counts_children)
    is_safe = not {numerator, denominator - numerator} & set(range(1, 6))
    assert told == (reading if is_safe else SUPPRESSED)


def test_a_share_of_a_known_whole_tells_its_count_even_where_nobody_gave_it() -> None:
    one_of_seven = Reading(period="2008/2009", value=Decimal("14.3"), denominator=Decimal(7))

    told = for_publication(one_of_seven, counts_children=False, is_share=True)

    assert told.reason is NoValue.SUPPRESSED
