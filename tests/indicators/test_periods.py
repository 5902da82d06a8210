"""Periods as people write them, in addresses and on pages, and the ones before them."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.periods import (
    Frequency,
    PeriodKind,
    ReportingPeriod,
    YearType,
    academic,
    calendar,
    financial,
    is_reported_for,
    month,
    quarter_of,
    read_period,
    snapshot,
    year_with,
)

NBSP = "\N{NO-BREAK SPACE}"
EN_DASH = "\N{EN DASH}"
unhurried = settings(deadline=None)
FIRST_QUARTER = quarter_of(date(2009, 4, 1))
LAST_QUARTER = quarter_of(date(2009, 3, 31))

WRITTEN = {
    "2008/2009": financial(2008),
    "2008/09": financial(2008),
    "2008-2009": financial(2008),
    "2008-09": financial(2008),
    f"2008{EN_DASH}09": financial(2008),
    "2008 / 2009": financial(2008),
    "2008 to 2009": financial(2008),
    "financial year 2008/09": financial(2008),
    "Financial 2008/2009": financial(2008),
    "FY 2008/09": financial(2008),
    "year 2008/2009": financial(2008),
    "  2008/2009 ": financial(2008),
    "1999/00": financial(1999),
    "1999/2000": financial(1999),
    "academic 2007/2008": academic(2007),
    "Academic year 2007/2008": academic(2007),
    "academic-2007-2008": academic(2007),
    "Ac 2007/08": academic(2007),
    "ac. 2007/08": academic(2007),
    "school year 2007/08": academic(2007),
    "2007/2008 academic": academic(2007),
    "2007/2008 (academic year)": academic(2007),
    "calendar 2007": calendar(2007),
    "calendar year 2007": calendar(2007),
    "Cal. 2007": calendar(2007),
    "calendar-2007": calendar(2007),
    "2007": calendar(2007),
    "Q1 2009/10": FIRST_QUARTER,
    "q1 2009-2010": FIRST_QUARTER,
    "Q 1, 2009/10": FIRST_QUARTER,
    "Quarter 1 of 2009/2010": FIRST_QUARTER,
    "quarter 1 of 2009/2010 (April to June)": FIRST_QUARTER,
    "2009/10 Q1": FIRST_QUARTER,
    "2009-2010-q1": FIRST_QUARTER,
    "Q4 2008/09": LAST_QUARTER,
    "2008/2009, quarter 4": LAST_QUARTER,
    "April 2009": month(2009, 4),
    "april-2009": month(2009, 4),
    "Apr 09": month(2009, 4),
    "Apr. 2009": month(2009, 4),
    "APRIL\n2009": month(2009, 4),
    "Sept 2009": month(2009, 9),
    "Sep-09": month(2009, 9),
    "February 2008": month(2008, 2),
    "31 March 2009": snapshot(date(2009, 3, 31)),
    f"31{NBSP}March 2009": snapshot(date(2009, 3, 31)),
    "31-march-2009": snapshot(date(2009, 3, 31)),
    "1 Apr 2009": snapshot(date(2009, 4, 1)),
    "2009-03-31": snapshot(date(2009, 3, 31)),
    "31/03/2009": snapshot(date(2009, 3, 31)),
    "31/3/09": snapshot(date(2009, 3, 31)),
    "31.03.2009": snapshot(date(2009, 3, 31)),
    "31-Mar-09": snapshot(date(2009, 3, 31)),
    "31 March 09": snapshot(date(2009, 3, 31)),
    "31st March 2009": snapshot(date(2009, 3, 31)),
    "31/12/99": snapshot(date(1999, 12, 31)),
    "29 February 2008": snapshot(date(2008, 2, 29)),
}

ADVICE = (
    " is not a period. Write one like 2008/2009, academic 2007/2008,"
    " calendar 2007, Q1 2009/10, April 2009 or 31 March 2009."
)
REFUSED = {
    "": ADVICE,
    "last year": ADVICE,
    "08/09": ADVICE,
    "Q1": ADVICE,
    "Q0 2009/10": ADVICE,
    "Q5 2009/10": ADVICE,
    "quarter 4": ADVICE,
    "31 March": ADVICE,
    "2,008": ADVICE,
    "0000": ADVICE,
    "0000/0001": ADVICE,
    "9999/0000": ADVICE,
    "2008/0009": ADVICE,
    "April 0009": ADVICE,
    "2008/2009/2010": ADVICE,
    "2008/2009 or so": ADVICE,
    "2008/2010": " is not one year: 2008 is followed by 2009.",
    "2008/08": " is not one year: 2008 is followed by 2009.",
    "2008/2008": " is not one year: 2008 is followed by 2009.",
    "2009/2008": " is not one year: 2009 is followed by 2010.",
    "2008-10": " is not one year: 2008 is followed by 2009.",
    "academic 2007/2009": " is not one year: 2007 is followed by 2008.",
    "Q1 2009/11": " is not one year: 2009 is followed by 2010.",
    "Smarch 2009": " names no month of the year.",
    "31 Smarch 2009": " names no month of the year.",
    "autumn 2009": " names no month of the year.",
    "31 April 2009": " is not a day in the calendar.",
    "29 February 2009": " is not a day in the calendar.",
    "0 March 2009": " is not a day in the calendar.",
    "2009-02-30": " is not a day in the calendar.",
    "03/31/2009": " is not a day in the calendar.",
    "2009-13-01": " is not a day in the calendar.",
}


@pytest.mark.parametrize(("words", "period"), WRITTEN.items(), ids=repr)
def test_a_period_is_read_as_people_write_it(words: str, period: ReportingPeriod) -> None:
    assert read_period(words) == period


@pytest.mark.parametrize(("words", "reason"), REFUSED.items(), ids=repr)
def test_what_is_no_period_is_refused_in_a_sentence_with_its_words(
    words: str, reason: str
) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011  (the whole message is asserted)
        read_period(words)
    assert str(refused.value) == f"“{words}”{reason}"


# period: its address, its label, its short label, its first day and its last.
SHOWN = [
    (financial(2008), "2008-2009", "2008/2009", "08/09", "2008-04-01", "2009-03-31"),
    (
        academic(2007),
        "academic-2007-2008",
        "academic year 2007/2008",
        "Ac 07/08",
        "2007-09-01",
        "2008-08-31",
    ),
    (calendar(2007), "calendar-2007", "calendar year 2007", "2007", "2007-01-01", "2007-12-31"),
    (
        FIRST_QUARTER,
        "2009-2010-q1",
        "quarter 1 of 2009/2010 (April to June)",
        "Q1 09/10",
        "2009-04-01",
        "2009-06-30",
    ),
    (
        LAST_QUARTER,
        "2008-2009-q4",
        "quarter 4 of 2008/2009 (January to March)",
        "Q4 08/09",
        "2009-01-01",
        "2009-03-31",
    ),
    (month(2008, 2), "february-2008", "February 2008", "Feb 08", "2008-02-01", "2008-02-29"),
    (month(2009, 2), "february-2009", "February 2009", "Feb 09", "2009-02-01", "2009-02-28"),
    (
        snapshot(date(2009, 3, 1)),
        "1-march-2009",
        f"1{NBSP}March 2009",
        "1 Mar 09",
        "2009-03-01",
        "2009-03-01",
    ),
]


@pytest.mark.parametrize(
    ("period", "slug", "label", "short", "first", "last"), SHOWN, ids=[row[1] for row in SHOWN]
)
def test_a_period_has_an_address_a_label_and_its_days(
    period: ReportingPeriod, slug: str, label: str, short: str, first: str, last: str
) -> None:
    assert (period.slug, period.label, period.short_label) == (slug, label, short)
    assert (period.starts_on.isoformat(), period.ends_on.isoformat()) == (first, last)


@pytest.mark.parametrize(
    ("period", "a_year_before"),
    [
        pytest.param(financial(2008), financial(2007), id="financial year"),
        pytest.param(academic(2007), academic(2006), id="academic year"),
        pytest.param(calendar(2008), calendar(2007), id="leap year"),
        pytest.param(LAST_QUARTER, quarter_of(date(2008, 3, 1)), id="quarter 4"),
        pytest.param(month(2008, 2), month(2007, 2), id="February with 29 days"),
        pytest.param(month(2009, 2), month(2008, 2), id="February after one with 29 days"),
        pytest.param(
            snapshot(date(2008, 2, 29)), snapshot(date(2007, 2, 28)), id="29 February 2008"
        ),
        pytest.param(
            snapshot(date(2009, 2, 28)), snapshot(date(2008, 2, 29)), id="the end of February"
        ),
        pytest.param(
            snapshot(date(2009, 2, 27)), snapshot(date(2008, 2, 27)), id="the day before its end"
        ),
        pytest.param(
            snapshot(date(2008, 2, 28)), snapshot(date(2007, 2, 28)), id="28 February, not its end"
        ),
        pytest.param(snapshot(date(2009, 3, 31)), snapshot(date(2008, 3, 31)), id="31 March"),
    ],
)
def test_a_year_before_is_the_same_period_of_the_year_before(
    period: ReportingPeriod, a_year_before: ReportingPeriod
) -> None:
    assert period.a_year_before() == a_year_before


@pytest.mark.parametrize(
    ("period", "before"),
    [
        pytest.param(financial(2008), financial(2007), id="financial year"),
        pytest.param(academic(2007), academic(2006), id="academic year"),
        pytest.param(calendar(2009), calendar(2008), id="calendar year"),
        pytest.param(FIRST_QUARTER, LAST_QUARTER, id="quarter 1 after quarter 4"),
        pytest.param(LAST_QUARTER, quarter_of(date(2008, 12, 31)), id="quarter 4"),
        pytest.param(month(2009, 1), month(2008, 12), id="January"),
        pytest.param(month(2008, 3), month(2008, 2), id="March of a leap year"),
        pytest.param(
            snapshot(date(2009, 3, 31)), snapshot(date(2008, 3, 31)), id="a day, a year before"
        ),
    ],
)
def test_the_period_before_ended_as_this_one_began(
    period: ReportingPeriod, before: ReportingPeriod
) -> None:
    assert period.before() == before


@pytest.mark.parametrize(
    ("kind", "day", "year"),
    [
        (PeriodKind.FINANCIAL_YEAR, date(2009, 3, 31), financial(2008)),
        (PeriodKind.FINANCIAL_YEAR, date(2009, 4, 1), financial(2009)),
        (PeriodKind.ACADEMIC_YEAR, date(2008, 8, 31), academic(2007)),
        (PeriodKind.ACADEMIC_YEAR, date(2008, 9, 1), academic(2008)),
        (PeriodKind.CALENDAR_YEAR, date(2008, 12, 31), calendar(2008)),
        (PeriodKind.CALENDAR_YEAR, date(2009, 1, 1), calendar(2009)),
    ],
    ids=str,
)
def test_a_day_falls_in_one_year_of_each_kind(
    kind: PeriodKind, day: date, year: ReportingPeriod
) -> None:
    assert year_with(kind, day) == year


@pytest.mark.parametrize("kind", [PeriodKind.QUARTER, PeriodKind.MONTH, PeriodKind.DAY], ids=str)
def test_only_a_year_is_a_year(kind: PeriodKind) -> None:
    assert not kind.is_year
    with pytest.raises(KeyError):
        year_with(kind, date(2009, 3, 31))


def test_periods_sort_by_their_first_day_then_by_their_last() -> None:
    ordered = [
        academic(2007),
        calendar(2008),
        month(2008, 4),
        quarter_of(date(2008, 4, 1)),
        financial(2008),
        month(2008, 5),
        LAST_QUARTER,
        snapshot(date(2009, 3, 31)),
    ]
    assert all(earlier < later for earlier, later in pairwise(ordered))


YEARS = {
    YearType.FINANCIAL: PeriodKind.FINANCIAL_YEAR,
    YearType.ACADEMIC: PeriodKind.ACADEMIC_YEAR,
    YearType.CALENDAR: PeriodKind.CALENDAR_YEAR,
    YearType.SNAPSHOT: PeriodKind.DAY,
}
FINER = {
    Frequency.ANNUAL: set(),
    Frequency.QUARTERLY: {PeriodKind.QUARTER},
    Frequency.MONTHLY: {PeriodKind.QUARTER, PeriodKind.MONTH},
}


@pytest.mark.parametrize("year_type", YearType, ids=str)
@pytest.mark.parametrize("frequency", Frequency, ids=str)
def test_an_indicator_has_figures_for_its_own_year_and_what_is_finer(
    year_type: YearType, frequency: Frequency
) -> None:
    reported = {kind for kind in PeriodKind if is_reported_for(kind, year_type, frequency)}
    assert reported == {YEARS[year_type], *FINER[frequency]}


@pytest.mark.parametrize(
    ("kind", "words"),
    [(PeriodKind.ACADEMIC_YEAR, "an academic year"), (PeriodKind.QUARTER, "a quarter")],
    ids=str,
)
def test_a_kind_of_period_has_its_article(kind: PeriodKind, words: str) -> None:
    assert kind.with_article == words


# --- Laws ----------------------------------------------------------------------------------------

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> ReportingPeriod:
    day = draw(DAYS)
    kind = draw(st.sampled_from(PeriodKind))
    if kind.is_year:
        return year_with(kind, day)
    if kind is PeriodKind.MONTH:
        return month(day.year, day.month)
    return quarter_of(day) if kind is PeriodKind.QUARTER else snapshot(day)


@unhurried
@given(periods())
def test_every_address_and_every_label_is_read_back(period: ReportingPeriod) -> None:
    assert read_period(period.slug) == period
    assert read_period(period.label) == period


@unhurried
@given(periods())
def test_a_year_before_is_a_year_before(period: ReportingPeriod) -> None:
    earlier = period.a_year_before()
    assert earlier.kind is period.kind
    assert earlier.starts_on.year == period.starts_on.year - 1
    assert earlier.ends_on.year == period.ends_on.year - 1
    assert read_period(earlier.slug) == earlier


@unhurried
@given(periods().filter(lambda period: period.kind is not PeriodKind.DAY))
def test_no_day_lies_between_a_period_and_the_one_before(period: ReportingPeriod) -> None:
    before = period.before()
    assert before.kind is period.kind
    assert before.ends_on + timedelta(days=1) == period.starts_on


def read(words: str) -> ReportingPeriod | str:
    """Return the period, or the sentence that refuses it."""
    try:
        return read_period(words)
    except ValueError as refused:
        return str(refused)


@unhurried
@given(st.text(max_size=40))
def test_any_words_are_read_or_refused_with_themselves(words: str) -> None:
    found = read(words)
    assert isinstance(found, ReportingPeriod) or f"“{words}”" in found


@unhurried
@given(st.from_regex(r"\A(q[0-9] |april |31 march |academic |calendar )?[0-9]{4}(/[0-9]{2,4})?\Z"))
def test_any_digits_are_read_or_refused_with_themselves(words: str) -> None:
    found = read(words)
    if isinstance(found, ReportingPeriod):
        assert read_period(found.slug) == found
    else:
        assert f"“{words}”" in found
