"""Every by-when of the plans of 2006 and 2009, read by hand, and the rules behind the readings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herefordshire_cs.lib.bywhen import ByWhen, Precision, describe, parse_by_when

EN_DASH = "\N{EN DASH}"
NBSP = "\N{NO-BREAK SPACE}"


def reading(
    as_written: str,
    earliest: str | None,
    latest: str | None,
    precision: Precision,
    *,
    review_on: str | None = None,
    is_open_ended: bool = False,
    recurrence: str = "",
    is_to_be_confirmed: bool = False,
) -> ByWhen:
    return ByWhen(
        as_written=as_written,
        earliest=date.fromisoformat(earliest) if earliest else None,
        latest=date.fromisoformat(latest) if latest else None,
        precision=precision,
        is_open_ended=is_open_ended,
        recurrence=recurrence,
        review_on=date.fromisoformat(review_on) if review_on else None,
        is_to_be_confirmed=is_to_be_confirmed,
    )


def on(as_written: str, day: str) -> ByWhen:
    return reading(as_written, day, day, Precision.DAY)


def month(as_written: str, earliest: str, latest: str) -> ByWhen:
    return reading(as_written, earliest, latest, Precision.MONTH)


def month_end(as_written: str, day: str) -> ByWhen:
    return reading(as_written, day, day, Precision.MONTH)


def months(as_written: str, earliest: str, latest: str) -> ByWhen:
    return reading(as_written, earliest, latest, Precision.MONTHS)


def not_understood(as_written: str) -> ByWhen:
    return reading(as_written, None, None, Precision.UNKNOWN)


def words_of(by_when: ByWhen) -> str:
    return by_when.as_written or "(blank)"


PLAN_2006 = [
    on("4 Jan 06", "2006-01-04"),
    on("10 Jan 06", "2006-01-10"),
    on("18 Jan 06", "2006-01-18"),
    on("20 Jan 06", "2006-01-20"),
    on("23 Jan 06", "2006-01-23"),
    on("24 Jan 06", "2006-01-24"),
    on("27 Jan 06", "2006-01-27"),
    on("3 Feb 06", "2006-02-03"),
    on("8 Feb 06", "2006-02-08"),
    on("27 Feb 06", "2006-02-27"),
    on("1 Mar 06", "2006-03-01"),
    on("3 Mar 06", "2006-03-03"),
    on("7 Mar 06", "2006-03-07"),
    on("15 Mar 06", "2006-03-15"),
    on("17 Mar 06", "2006-03-17"),
    on("1 st Apr 06", "2006-04-01"),
    on("7 Apr 06", "2006-04-07"),
    on("12 April 06", "2006-04-12"),
    on("15 April 06", "2006-04-15"),
    month("Jun 05", "2005-06-01", "2005-06-30"),
    month("Dec 05", "2005-12-01", "2005-12-31"),
    month("Jan 06", "2006-01-01", "2006-01-31"),
    month("Jan 2006", "2006-01-01", "2006-01-31"),
    month("Feb 06", "2006-02-01", "2006-02-28"),
    month("Mar 06", "2006-03-01", "2006-03-31"),
    month("Apr 06", "2006-04-01", "2006-04-30"),
    month("May 06", "2006-05-01", "2006-05-31"),
    month("May06", "2006-05-01", "2006-05-31"),
    month("Update May 06", "2006-05-01", "2006-05-31"),
    month("Jun 06", "2006-06-01", "2006-06-30"),
    month("June 06", "2006-06-01", "2006-06-30"),
    month("Agreed by June 06 for immedia te impleme ntation", "2006-06-01", "2006-06-30"),
    month("July 06", "2006-07-01", "2006-07-31"),
    month("Sept 06", "2006-09-01", "2006-09-30"),
    month("Sep06", "2006-09-01", "2006-09-30"),
    month("Oct 06", "2006-10-01", "2006-10-31"),
    month("Dec 06", "2006-12-01", "2006-12-31"),
    month("Feb 07", "2007-02-01", "2007-02-28"),
    month_end("End Jan 06", "2006-01-31"),
    month_end("End Feb 06", "2006-02-28"),
    month_end("Before end Feb 06", "2006-02-28"),
    month_end("End Mar 06", "2006-03-31"),
    month_end("Before end Mar 06", "2006-03-31"),
    month_end("End Apr 06", "2006-04-30"),
    month_end("End June 06", "2006-06-30"),
    month_end("End September 06", "2006-09-30"),
    month_end("End Dec 06", "2006-12-31"),
    month_end("End Mar 07", "2007-03-31"),
    reading("mid Feb 06", "2006-02-10", "2006-02-20", Precision.PERIOD),
    reading(f"Late Feb. {EN_DASH} 7 March 06", "2006-02-20", "2006-03-07", Precision.PERIOD),
    months("Jan/Feb 06", "2006-01-01", "2006-02-28"),
    months(f"Jan {EN_DASH} Mar 06", "2006-01-01", "2006-03-31"),
    months(f"Initially Jan {EN_DASH} June 2006", "2006-01-01", "2006-06-30"),
    months(f"Feb {EN_DASH} Apr 06", "2006-02-01", "2006-04-30"),
    months("Feb-Apr 06", "2006-02-01", "2006-04-30"),
    months("Mar- May 06", "2006-03-01", "2006-05-31"),
    months("April-Oct 06", "2006-04-01", "2006-10-31"),
    months("May/Jun e 06", "2006-05-01", "2006-06-30"),
    reading("Autumn 06", "2006-09-01", "2006-11-30", Precision.SEASON),
    reading("Develop ment project Autumn 06", "2006-09-01", "2006-11-30", Precision.SEASON),
    reading("06/07", "2006-04-01", "2007-03-31", Precision.FINANCIAL_YEAR),
    reading("From 15 Mar 06", "2006-03-15", None, Precision.DAY, is_open_ended=True),
    reading("From Apr 06", "2006-04-01", None, Precision.MONTH, is_open_ended=True),
    reading(
        "Apr 06 and monthly thereaft er",
        "2006-04-01",
        "2006-04-30",
        Precision.MONTH,
        is_open_ended=True,
        recurrence="monthly",
    ),
    reading(
        "From Apr 06 - no less than bi monthly (to be reviewed Dec 06)",
        "2006-04-01",
        "2006-12-31",
        Precision.MONTH,
        review_on="2006-12-31",
        is_open_ended=True,
        recurrence="no less than bi monthly",
    ),
    *(
        reading(
            words,
            earliest,
            review_on,
            Precision.MONTH,
            review_on=review_on,
            is_open_ended=True,
            recurrence="at least monthly",
        )
        for words, earliest, review_on in (
            (
                "Comme ncing Jan 06, thereaft er at least monthly, "
                "with review of arrange ments in April 06",
                "2006-01-01",
                "2006-04-30",
            ),
            (
                "Commencin g Jan 06, thereafter at least monthly, subject to review in April 06.",
                "2006-01-01",
                "2006-04-30",
            ),
            (
                "Comme ncing Feb 06, thereaft er at least monthly, with a review in May 06.",
                "2006-02-01",
                "2006-05-31",
            ),
            (
                "Comme ncing July 06, thereaft er at least monthly, with review end Oct 06",
                "2006-07-01",
                "2006-10-31",
            ),
        )
    ),
    *(
        reading(
            f"In place and ongoing, subject to {completion} of the monthly cycle = end Feb 06",
            "2006-02-28",
            "2006-02-28",
            Precision.MONTH,
            is_open_ended=True,
            recurrence="monthly",
        )
        for completion in ("completion", "completi on")
    ),
    reading("tbc", None, None, Precision.UNKNOWN, is_to_be_confirmed=True),
    # No year is given, a month is misread by the scanner, and two rows have run together.
    not_understood("Comme ncing Februar y, thereaft er at least monthly with review in May."),
    not_understood("Amr 00"),
    not_understood("June 06 Oct 06- Apr 07"),
]

PLAN_2009 = [
    reading("2008-2010", "2008-04-01", "2010-03-31", Precision.YEARS),
    reading("2009-2010", "2009-04-01", "2010-03-31", Precision.FINANCIAL_YEAR),
    reading("2009-2011", "2009-04-01", "2011-03-31", Precision.YEARS),
    reading("From 2009", "2009-01-01", None, Precision.YEAR, is_open_ended=True),
    month("Jan 2009", "2009-01-01", "2009-01-31"),
    month("Feb 2009", "2009-02-01", "2009-02-28"),
    month("March 2009", "2009-03-01", "2009-03-31"),
    month("April 2009", "2009-04-01", "2009-04-30"),
    month("By April 2009", "2009-04-01", "2009-04-30"),
    reading("From April 2009", "2009-04-01", None, Precision.MONTH, is_open_ended=True),
    month("By May 2009", "2009-05-01", "2009-05-31"),
    month("June 2009", "2009-06-01", "2009-06-30"),
    month("To June 2009", "2009-06-01", "2009-06-30"),
    reading("From June 2009", "2009-06-01", None, Precision.MONTH, is_open_ended=True),
    month("July 2009", "2009-07-01", "2009-07-31"),
    reading("From August 2009", "2009-08-01", None, Precision.MONTH, is_open_ended=True),
    month("Sept 2009", "2009-09-01", "2009-09-30"),
    reading("From Sept 2009", "2009-09-01", None, Precision.MONTH, is_open_ended=True),
    month("Oct 2009", "2009-10-01", "2009-10-31"),
    month("Dec 2009", "2009-12-01", "2009-12-31"),
    month("December 2009", "2009-12-01", "2009-12-31"),
    month("Jan 2010", "2010-01-01", "2010-01-31"),
    month("January 2010", "2010-01-01", "2010-01-31"),
    month("March 2010", "2010-03-01", "2010-03-31"),
    month("April 2010", "2010-04-01", "2010-04-30"),
    month("March 2011", "2011-03-01", "2011-03-31"),
]

# Cells of the plan of 2009 that hold the timescales of several actions.
SEVERAL_BY_WHENS = [
    "June 2009 January 2010",
    "June 2009 July 2009 Dec 2009",
    "April 2009 April 2009 March 2010",
    "March 2009 March 2010 March 2010 March 2011",
    "From 2009 April 2010",
    "To June 2009 Sept 2009",
    "Feb 2009 By April 2009 From April 2009",
    "March 2009 April 2009",
    "July 2009 2009-2010",
    "March 2010 2009-2010 2009-2010 June 2009",
    "July 2009 January 2010 2009-2010",
    "Sept 2009 March 2010",
    "June 2009 From June 2009",
    "December 2009 March 2010",
    "2009-2010 From August 2009",
    "April 2009 March 2010 Sept 2009",
    "Jan 2010 From Sept 2009",
]

OTHER_FORMS = [
    on("By 31/12/2016", "2016-12-31"),
    on("30 June 2006", "2006-06-30"),
    on("30 June, 2006", "2006-06-30"),
    on("Friday 30th of June 2006", "2006-06-30"),
    on("No later than 31 March 2006", "2006-03-31"),
    on("30/06/2006", "2006-06-30"),
    on("30-06-2006", "2006-06-30"),
    on("2006-06-30", "2006-06-30"),
    on("15.02.06", "2006-02-15"),
    on("21 02 06", "2006-02-21"),
    on("07. 03. 06", "2006-03-07"),
    on("03/04/06", "2006-04-03"),
    on("1 Apr '06", "2006-04-01"),
    month("September 2025", "2025-09-01", "2025-09-30"),
    month("SEPT. 06", "2006-09-01", "2006-09-30"),
    month_end("End Oct 03", "2003-10-31"),
    month_end("By the end of February 2008", "2008-02-29"),
    reading("From Oct 03", "2003-10-01", None, Precision.MONTH, is_open_ended=True),
    reading("Jan 2013 onwards", "2013-01-01", None, Precision.MONTH, is_open_ended=True),
    reading("From mid Feb 06", "2006-02-10", None, Precision.PERIOD, is_open_ended=True),
    reading("Early Feb 06", "2006-02-01", "2006-02-10", Precision.PERIOD),
    reading("mid-Feb 06", "2006-02-10", "2006-02-20", Precision.PERIOD),
    reading("Late Feb 08", "2008-02-20", "2008-02-29", Precision.PERIOD),
    reading("3 - 7 March 06", "2006-03-03", "2006-03-07", Precision.PERIOD),
    reading("27 Feb 06 to 7 Mar 06", "2006-02-27", "2006-03-07", Precision.PERIOD),
    reading("w/b 27 02 06", "2006-02-27", "2006-03-05", Precision.PERIOD),
    reading("Week commencing 27 Feb 06", "2006-02-27", "2006-03-05", Precision.PERIOD),
    months("Oct 06-Apr 07", "2006-10-01", "2007-04-30"),
    months("Oct - Apr 07", "2006-10-01", "2007-04-30"),
    months("From April to June 2006", "2006-04-01", "2006-06-30"),
    months("Jan to end Mar 06", "2006-01-01", "2006-03-31"),
    reading("Q1 2019/20", "2019-04-01", "2019-06-30", Precision.QUARTER),
    reading("Q2 2019/20", "2019-07-01", "2019-09-30", Precision.QUARTER),
    reading("Quarter 3 of 2019-20", "2019-10-01", "2019-12-31", Precision.QUARTER),
    reading("Q4 2019/20", "2020-01-01", "2020-03-31", Precision.QUARTER),
    reading("Q3 2019", "2019-10-01", "2019-12-31", Precision.QUARTER),
    months("Q2-Q3 2019/20", "2019-07-01", "2019-12-31"),
    reading("Autumn term 06", "2006-09-01", "2006-12-31", Precision.PERIOD),
    on("June 30 2006", "2006-06-30"),
    reading("Spring 2007", "2007-03-01", "2007-05-31", Precision.SEASON),
    reading("Summer 07", "2007-06-01", "2007-08-31", Precision.SEASON),
    reading("Winter 07", "2007-12-01", "2008-02-29", Precision.SEASON),
    reading("2006-07", "2006-04-01", "2007-03-31", Precision.FINANCIAL_YEAR),
    reading("99/00", "1999-04-01", "2000-03-31", Precision.FINANCIAL_YEAR),
    reading("Financial year 2006 to 2007", "2006-04-01", "2007-03-31", Precision.FINANCIAL_YEAR),
    reading("2009", "2009-01-01", "2009-12-31", Precision.YEAR),
    reading("End of 2009", "2009-12-31", "2009-12-31", Precision.YEAR),
    reading("June 06 (tbc)", "2006-06-01", "2006-06-30", Precision.MONTH, is_to_be_confirmed=True),
    reading("To be confirmed", None, None, Precision.UNKNOWN, is_to_be_confirmed=True),
    reading("Ongoing", None, None, Precision.UNKNOWN, is_open_ended=True),
    reading("At least monthly", None, None, Precision.UNKNOWN, recurrence="at least monthly"),
    reading(
        "Ongoing, review May 06",
        None,
        "2006-05-31",
        Precision.MONTH,
        review_on="2006-05-31",
        is_open_ended=True,
    ),
    month("Peer review by June 06", "2006-06-01", "2006-06-30"),
    reading("Reviews from June 06", "2006-06-01", None, Precision.MONTH, is_open_ended=True),
    month("Week beginning in Feb 06", "2006-02-01", "2006-02-28"),
    reading(
        "Feb 06, to be reviewed Dec 06",
        "2006-02-01",
        "2006-02-28",
        Precision.MONTH,
        review_on="2006-12-31",
    ),
]

NOT_UNDERSTOOD = [
    "",
    " \t\n",
    "Started",
    "N/A",
    "As soon as possible",
    "February",
    "3 Feb",
    "Autumn",
    "Quarter 4",
    "Q4 2019",
    "Q5 2019/20",
    "06-07",
    "06/08",
    "2006-12",
    "10/20",
    "2011-2009",
    "After June 06",
    "Not before June 06",
    "May be delayed",
    "Jan, Feb and Mar 06",
    "Mar 06 - Feb 06",
    "7 - 3 March 06",
    "From Apr 06, reviewed in Dec",
    "From Apr 06 (reviewed Dec 05)",
    "3 places by June 06 for 14-19",
]


@pytest.mark.parametrize("expected", PLAN_2006, ids=words_of)
def test_every_by_when_of_the_plan_of_2006_is_read(expected: ByWhen) -> None:
    assert parse_by_when(expected.as_written) == expected


@pytest.mark.parametrize("expected", PLAN_2009, ids=words_of)
def test_every_timescale_of_the_plan_of_2009_is_read(expected: ByWhen) -> None:
    assert parse_by_when(expected.as_written) == expected


@pytest.mark.parametrize("words", SEVERAL_BY_WHENS)
def test_several_timescales_in_one_cell_are_not_understood(words: str) -> None:
    assert parse_by_when(words) == not_understood(words)


@pytest.mark.parametrize("expected", OTHER_FORMS, ids=words_of)
def test_forms_of_other_councils_and_of_officers_typing_are_read(expected: ByWhen) -> None:
    assert parse_by_when(expected.as_written) == expected


@pytest.mark.parametrize("words", NOT_UNDERSTOOD, ids=lambda words: repr(words))
def test_words_that_fix_no_days_are_kept_and_not_guessed_at(words: str) -> None:
    assert parse_by_when(words) == not_understood(words)


@pytest.mark.parametrize(
    "words", ["31 02 06", "30.02.06", "29 Feb 06", "31 April 06", "2006-02-31", "5/13/2006"]
)
def test_an_impossible_day_never_rolls_over(words: str) -> None:
    assert parse_by_when(words) == not_understood(words)


@pytest.mark.parametrize(
    ("words", "year"),
    [("Jan 00", 2000), ("Jan 49", 2049), ("Jan 50", 1950), ("Jan 99", 1999), ("Jan 1949", 1949)],
)
def test_two_digits_below_fifty_are_this_century(words: str, year: int) -> None:
    assert parse_by_when(words).earliest == date(year, 1, 1)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("February", "2006-02-01", "2006-02-28"),
        ("3 Feb", "2006-02-03", "2006-02-03"),
        ("End Feb", "2006-02-28", "2006-02-28"),
        ("Jan/Feb", "2006-01-01", "2006-02-28"),
        ("Autumn", "2006-09-01", "2006-11-30"),
        ("Quarter 1", "2006-04-01", "2006-06-30"),
        ("Quarter 4", "2007-01-01", "2007-03-31"),
        ("Feb 07", "2007-02-01", "2007-02-28"),
        ("07/08", "2007-04-01", "2008-03-31"),
    ],
)
def test_the_plans_year_is_used_only_where_no_year_is_written(
    words: str, earliest: str, latest: str
) -> None:
    by_when = parse_by_when(words, year=2006)
    assert by_when.earliest == date.fromisoformat(earliest)
    assert by_when.latest == date.fromisoformat(latest)


def test_months_without_a_year_are_read_in_the_plans_year() -> None:
    words = "Comme ncing Februar y, thereaft er at least monthly with review in May."
    assert parse_by_when(words, year=2006) == reading(
        words,
        "2006-02-01",
        "2006-05-31",
        Precision.MONTH,
        review_on="2006-05-31",
        is_open_ended=True,
        recurrence="at least monthly",
    )


@pytest.mark.parametrize("words", ["29 Feb", "31 June", "May be delayed", "Jan, Feb and March"])
def test_the_plans_year_makes_no_sense_of_words_that_have_none(words: str) -> None:
    assert parse_by_when(words, year=2006) == not_understood(words)


@pytest.mark.parametrize("year", [-1, 0, 1899, 2100, 9999, 10**9])
def test_a_year_that_no_plan_can_be_for_is_not_used(year: int) -> None:
    assert parse_by_when("Winter", year=year).precision == Precision.UNKNOWN


@pytest.mark.parametrize(
    ("words", "described"),
    [
        ("3 Feb 06", f"3{NBSP}February 2006"),
        ("Feb 06", "February 2006"),
        ("End Feb 06", f"28{NBSP}February 2006"),
        ("mid Feb 06", f"10 to 20{NBSP}February 2006"),
        ("Late Feb - 7 March 06", f"20{NBSP}February to 7{NBSP}March 2006"),
        ("27 Dec 05 - 3 Jan 06", f"27{NBSP}December 2005 to 3{NBSP}January 2006"),
        ("Jan/Feb 06", "January to February 2006"),
        ("Oct 06-Apr 07", "October 2006 to April 2007"),
        ("Q2 2019/20", "Quarter 2 (July to September) 2019"),
        ("Autumn 06", "autumn 2006"),
        ("Winter 06", "winter 2006 to 2007"),
        ("06/07", "financial year 2006 to 2007"),
        ("2009-2011", "financial years 2009 to 2011"),
        ("2009", "2009"),
        ("From Apr 06", "from April 2006, no end stated"),
        ("From 15 Mar 06", f"from 15{NBSP}March 2006, no end stated"),
        ("From mid Mar 06", f"from 10{NBSP}March 2006, no end stated"),
        ("From Autumn 06", "from autumn 2006, no end stated"),
        ("Apr 06 and monthly thereafter", "April 2006, then monthly, no end stated"),
        (
            "Commencing Jan 06, thereafter at least monthly, with review in April 06",
            f"from January 2006, at least monthly, review by 30{NBSP}April 2006",
        ),
        ("Feb 06, to be reviewed Dec 06", f"February 2006, review by 31{NBSP}December 2006"),
        ("Peer review by June 06", "June 2006"),
        ("Ongoing", "ongoing, no end stated"),
        ("Ongoing, review May 06", f"ongoing, review by 31{NBSP}May 2006"),
        ("Monthly", "monthly"),
        ("June 06 (tbc)", "June 2006, to be confirmed"),
        ("tbc", "to be confirmed"),
        (" ", "not stated"),
        ("31 02 06", "not understood"),
    ],
)
def test_a_by_when_is_described_as_it_was_understood(words: str, described: str) -> None:
    assert describe(parse_by_when(words)) == described


# Words like those of a plan reach the readers; text of any kind seldom would.
PLAN_WORDS = st.sampled_from(
    "1 3 29 31 06 07 49 99 2006 2010 06/07 2009-2011 Jan Feb. February May Sept Dec Q4 quarter "
    "autumn winter end mid late from commencing onwards thereafter at least monthly review in "
    f"to and by before after ongoing tbc w/b / - {EN_DASH} . ( ) st th of".split(" ")
)
BY_WHEN_TEXTS = st.text() | st.lists(PLAN_WORDS, max_size=12).map(" ".join)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))


@given(words=BY_WHEN_TEXTS, year=st.none() | st.integers())
def test_no_words_raise_and_no_reading_ends_before_it_starts(words: str, year: int | None) -> None:
    by_when = parse_by_when(words, year=year)
    assert by_when.as_written == words
    if by_when.earliest and by_when.latest:
        assert by_when.earliest <= by_when.latest
    assert describe(by_when)


@given(words=BY_WHEN_TEXTS)
def test_what_is_not_understood_has_no_days(words: str) -> None:
    by_when = parse_by_when(words)
    has_days = bool(by_when.earliest or by_when.latest)
    assert has_days == (by_when.precision != Precision.UNKNOWN)


@given(day=DAYS)
@pytest.mark.parametrize(
    "form", ["%d/%m/%Y", "%d.%m.%y", "%d %m %y", "%Y-%m-%d", "%d %B %Y", "%d %b %y", "%dth %b %Y"]
)
def test_a_typed_day_is_read_as_itself(form: str, day: date) -> None:
    by_when = parse_by_when(day.strftime(form))
    assert (by_when.earliest, by_when.latest) == (day, day)
    assert by_when.precision == Precision.DAY


@given(first=DAYS, days=st.integers(min_value=0, max_value=400))
@pytest.mark.parametrize("joiner", [" - ", "-", f" {EN_DASH} ", " to "])
def test_two_typed_days_are_read_as_the_period_between_them(
    joiner: str, first: date, days: int
) -> None:
    last = first + timedelta(days=days)
    by_when = parse_by_when(f"{first:%d %b %Y}{joiner}{last:%d %b %Y}")
    assert (by_when.earliest, by_when.latest) == (first, last)


@pytest.mark.parametrize("expected", [*PLAN_2006, *PLAN_2009], ids=words_of)
def test_a_description_is_read_as_the_days_it_describes(expected: ByWhen) -> None:
    again = parse_by_when(describe(expected))
    assert (again.earliest, again.latest) == (expected.earliest, expected.latest)
