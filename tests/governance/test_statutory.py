"""The statutory clock, worked out by hand from published rules.

Sources of the rules:

* Local Government Act 1972, section 100B, as amended by SI 2002/715: agenda and reports open five
  clear days before a meeting, neither the day of publication nor that of the meeting counted
  (R v Herefordshire Justices 1820; R v Swansea ex p Elitestone 1993).
* The same Act, sections 100C and 100D: minutes open for six years and background papers for four,
  beginning with the day of the meeting.
* SI 2012/2089, regulations 5 and 9: 28 clear days' notice, in calendar days.
* The council's notes to the public of 31 May 2006: questions no later than two working days
  before the meeting.
* The council's decisions of 21 March 2023, effective on 28 March 2023: five working days' call-in.

Sources of the days: the Banking and Financial Dealings Act 1971 with the lists of bank holidays
in England and Wales that the government publishes, among them those of the jubilees of 2002, 2012
and 2022, the wedding of 2011, the Victory in Europe anniversaries of 1995 and 2020, the turn of
1999, the funeral of 2022 and the coronation of 2023.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance import statutory
from governance.statutory import (
    ClockLine,
    OwnDays,
    call_in_ends,
    meeting_clock,
    open_until,
    warn_of_day,
    warn_of_publication,
)
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar

PACK = date(2006, 5, 31)
EXECUTIVE_RULES = {
    "key decision notice",
    "private meeting notice",
    "decisions published",
    "call-in ends",
}

# why the case is there, the meeting, the latest day of publication, the five days counted
PUBLICATION = [
    ("the pack of 31 May 2006", "2006-05-31", "2006-05-22", "05-23 05-24 05-25 05-26 05-30"),
    ("the minutes of 13 March", "2006-03-13", "2006-03-03", "03-06 03-07 03-08 03-09 03-10"),
    ("Cabinet on a Thursday", "2005-02-17", "2005-02-09", "02-10 02-11 02-14 02-15 02-16"),
    ("the agenda of 12 Dec 2007", "2007-12-12", "2007-12-04", "12-05 12-06 12-07 12-10 12-11"),
    ("across Easter 2006", "2006-04-20", "2006-04-10", "04-11 04-12 04-13 04-18 04-19"),
    ("across Easter 2019", "2019-04-24", "2019-04-12", "04-15 04-16 04-17 04-18 04-23"),
    ("the day after Easter 2019", "2019-04-23", "2019-04-11", "04-12 04-15 04-16 04-17 04-18"),
    ("on Good Friday 2019", "2019-04-19", "2019-04-11", "04-12 04-15 04-16 04-17 04-18"),
    ("on Easter Monday 2019", "2019-04-22", "2019-04-11", "04-12 04-15 04-16 04-17 04-18"),
    ("Easter in March 2024", "2024-04-03", "2024-03-22", "03-25 03-26 03-27 03-28 04-02"),
    ("early May 2006", "2006-05-05", "2006-04-26", "04-27 04-28 05-02 05-03 05-04"),
    ("on a bank holiday", "2006-05-29", "2006-05-19", "05-22 05-23 05-24 05-25 05-26"),
    ("on a Saturday", "2006-05-27", "2006-05-19", "05-22 05-23 05-24 05-25 05-26"),
    ("on a Sunday", "2006-05-28", "2006-05-19", "05-22 05-23 05-24 05-25 05-26"),
    ("summer bank holiday 2006", "2006-09-01", "2006-08-23", "08-24 08-25 08-29 08-30 08-31"),
    ("no Scottish August holiday", "2006-08-10", "2006-08-02", "08-03 08-04 08-07 08-08 08-09"),
    ("no Irish 17 March", "2006-03-22", "2006-03-14", "03-15 03-16 03-17 03-20 03-21"),
    ("Christmas on a Monday", "2007-01-04", "2006-12-22", "12-27 12-28 12-29 01-02 01-03"),
    ("Christmas on a Saturday", "2005-01-06", "2004-12-24", "12-29 12-30 12-31 01-04 01-05"),
    ("Christmas on a Sunday", "2023-01-05", "2022-12-23", "12-28 12-29 12-30 01-03 01-04"),
    ("Boxing Day on a Saturday", "2021-01-05", "2020-12-23", "12-24 12-29 12-30 12-31 01-04"),
    ("New Year on a Sunday", "2006-01-09", "2005-12-29", "12-30 01-03 01-04 01-05 01-06"),
    ("the last day of 1999", "2000-01-06", "1999-12-23", "12-24 12-29 12-30 01-04 01-05"),
    ("the end of a financial year", "2006-04-03", "2006-03-24", "03-27 03-28 03-29 03-30 03-31"),
    ("29 February 2008", "2008-03-03", "2008-02-22", "02-25 02-26 02-27 02-28 02-29"),
    ("29 February 2024", "2024-03-06", "2024-02-27", "02-28 02-29 03-01 03-04 03-05"),
    ("February of a common year", "2023-03-08", "2023-02-28", "03-01 03-02 03-03 03-06 03-07"),
    ("Victory in Europe 1995", "1995-05-12", "1995-05-03", "05-04 05-05 05-09 05-10 05-11"),
    ("the golden jubilee 2002", "2002-06-07", "2002-05-28", "05-29 05-30 05-31 06-05 06-06"),
    ("the wedding of 2011", "2011-05-04", "2011-04-20", "04-21 04-26 04-27 04-28 05-03"),
    ("the diamond jubilee 2012", "2012-06-11", "2012-05-30", "05-31 06-01 06-06 06-07 06-08"),
    ("Victory in Europe 2020", "2020-05-12", "2020-05-01", "05-04 05-05 05-06 05-07 05-11"),
    ("the platinum jubilee 2022", "2022-06-08", "2022-05-27", "05-30 05-31 06-01 06-06 06-07"),
    ("the funeral of 2022", "2022-09-23", "2022-09-14", "09-15 09-16 09-20 09-21 09-22"),
    ("the coronation of 2023", "2023-05-11", "2023-05-02", "05-03 05-04 05-05 05-09 05-10"),
]

# the rule, why the case is there, the meeting, the day
OTHER_DAYS = [
    ("public questions", "31 May 2006", "2006-05-31", "2006-05-26"),
    ("public questions", "after Easter", "2019-04-24", "2019-04-18"),
    ("public questions", "after New Year", "2007-01-02", "2006-12-28"),
    ("public questions", "after Christmas", "2006-12-28", "2006-12-22"),
    ("public questions", "on Good Friday", "2019-04-19", "2019-04-17"),
    ("public questions", "after 29 February", "2008-03-03", "2008-02-28"),
    ("minutes", "31 May 2006", "2006-05-31", "2012-05-30"),
    ("minutes", "to 29 February", "2006-03-01", "2012-02-29"),
    ("minutes", "from 29 February", "2008-02-29", "2014-02-28"),
    ("minutes", "the first day of a year", "2007-01-01", "2012-12-31"),
    ("minutes", "the last day of a year", "2007-12-31", "2013-12-30"),
    ("background papers", "31 May 2006", "2006-05-31", "2010-05-30"),
    ("background papers", "29 February to 29 February", "2008-02-29", "2012-02-28"),
    ("background papers", "to 29 February", "2008-03-01", "2012-02-29"),
    ("background papers", "to February of a common year", "2006-03-01", "2010-02-28"),
    ("key decision notice", "31 May 2006", "2006-05-31", "2006-05-02"),
    ("key decision notice", "Cabinet of 2005", "2005-02-17", "2005-01-19"),
    ("key decision notice", "across 29 February", "2024-03-14", "2024-02-14"),
    ("key decision notice", "across 28 February", "2023-03-14", "2023-02-13"),
    ("key decision notice", "Christmas is counted", "2007-01-11", "2006-12-13"),
    ("private meeting notice", "31 May 2006", "2006-05-31", "2006-05-02"),
    ("private meeting notice", "across a year end", "2007-01-11", "2006-12-13"),
    ("decisions published", "before 21 March 2023", "2023-03-17", "2023-03-21"),
    ("decisions published", "across Easter", "2024-03-28", "2024-04-03"),
    ("decisions published", "across Christmas", "2006-12-21", "2006-12-27"),
    ("call-in ends", "published 21 March 2023", "2023-03-17", "2023-03-28"),
    ("call-in ends", "Cabinet of 2005", "2005-02-17", "2005-02-28"),
    ("call-in ends", "across Easter", "2024-03-28", "2024-04-10"),
    ("call-in ends", "across New Year", "2006-12-21", "2007-01-04"),
    ("call-in ends", "across the coronation", "2023-04-28", "2023-05-11"),
]


def line_of(rule: str, held_on: date, **fields: object) -> ClockLine:
    """Return one line of the clock of a meeting."""
    clock = meeting_clock(held_on, is_executive=rule in EXECUTIVE_RULES, **fields)  # type: ignore[arg-type]
    (line,) = [line for line in clock if line.rule == rule]
    return line


def plain(words: str) -> str:
    """Return words with the spaces that keep a day on one line as ordinary ones."""
    return words.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("held_on", "published_on", "counted"),
    [case[1:] for case in PUBLICATION],
    ids=[case[0] for case in PUBLICATION],
)
def test_the_agenda_is_out_five_clear_working_days_before_the_meeting(
    held_on: str, published_on: str, counted: str
) -> None:
    line = line_of("publication", date.fromisoformat(held_on))

    assert line.day == date.fromisoformat(published_on)
    assert " ".join(f"{day:%m-%d}" for day in line.counted) == counted


@pytest.mark.parametrize(
    ("rule", "held_on", "day"),
    [(rule, held_on, day) for rule, _why, held_on, day in OTHER_DAYS],
    ids=[f"{rule}, {why}" for rule, why, _held_on, _day in OTHER_DAYS],
)
def test_each_other_day_of_the_clock_is_counted_by_its_own_rule(
    rule: str, held_on: str, day: str
) -> None:
    assert line_of(rule, date.fromisoformat(held_on)).day == date.fromisoformat(day)


def test_every_day_left_out_of_the_count_says_why() -> None:
    line = line_of("publication", PACK)

    assert [(f"{day:%d %B}", reason) for day, reason in line.left_out] == [
        ("27 May", "Saturday"),
        ("28 May", "Sunday"),
        ("29 May", "Spring bank holiday"),
    ]


def test_a_one_off_holiday_is_left_out_of_what_is_counted_in_working_days_alone() -> None:
    thanksgiving = WorkingCalendar(frozenset({date(2006, 5, 24)}))

    moved = line_of("publication", PACK, calendar=thanksgiving)
    notice = line_of("key decision notice", PACK, calendar=thanksgiving)

    assert moved.day == date(2006, 5, 19)
    assert (date(2006, 5, 24), "One-off non-working day") in moved.left_out
    assert notice.day == date(2006, 5, 2)


@pytest.mark.parametrize(
    ("is_executive", "rules"),
    [
        (False, ["publication", "public questions", "background papers", "minutes"]),
        (
            True,
            [
                *("key decision notice", "private meeting notice", "publication"),
                *("decisions published", "call-in ends", "background papers", "minutes"),
            ],
        ),
    ],
    ids=["a scrutiny committee", "the Cabinet"],
)
def test_a_clock_runs_from_its_earliest_day_to_its_last(
    is_executive: bool, rules: list[str]
) -> None:
    assert [line.rule for line in meeting_clock(PACK, is_executive=is_executive)] == rules


@pytest.mark.parametrize(
    ("rule", "explanation", "source"),
    [
        (
            "publication",
            "five clear working days before 31 May 2006, neither that day nor the day of"
            " publication counted",
            "Local Government Act 1972, section 100B",
        ),
        (
            "public questions",
            "no later than two working days before 31 May 2006",
            "The council’s own rule",
        ),
        (
            "minutes",
            "6 years beginning with the day of the meeting",
            "Local Government Act 1972, section 100C",
        ),
        (
            "background papers",
            "4 years beginning with the day of the meeting",
            "Local Government Act 1972, section 100D",
        ),
        (
            "key decision notice",
            "28 clear days before 31 May 2006, weekends counted",
            "SI 2012/2089, regulation 9",
        ),
        (
            "private meeting notice",
            "28 clear days before 31 May 2006, weekends counted",
            "SI 2012/2089, regulation 5",
        ),
    ],
    ids=[
        *("publication", "public questions", "minutes", "background papers"),
        *("key decision notice", "private meeting notice"),
    ],
)
def test_each_day_says_how_it_was_counted_and_by_which_rule(
    rule: str, explanation: str, source: str
) -> None:
    line = line_of(rule, PACK)

    assert (plain(line.explanation), line.source) == (explanation, source)


@pytest.mark.parametrize(
    ("published_on", "held_on", "warning"),
    [
        (
            date(2007, 12, 5),
            date(2007, 12, 12),
            "5 December 2007 leaves fewer than five clear working days;"
            " the latest day was 4 December 2007.",
        ),
        (date(2007, 12, 4), date(2007, 12, 12), ""),
        (
            date(2006, 5, 23),
            PACK,
            "23 May 2006 leaves fewer than five clear working days;"
            " the latest day was 22 May 2006.",
        ),
        (date(2006, 5, 22), PACK, ""),
        (date(2006, 5, 19), PACK, ""),
    ],
    ids=[
        "four days before 12 December 2007",
        "five days before 12 December 2007",
        "a day late for 31 May 2006",
        "the last day for 31 May 2006",
        "a working day early",
    ],
)
def test_a_publication_that_leaves_too_few_clear_days_is_warned_of(
    published_on: date, held_on: date, warning: str
) -> None:
    assert plain(warn_of_publication(published_on, held_on)) == warning


def test_a_publication_that_a_one_off_holiday_makes_late_is_warned_of() -> None:
    words = warn_of_publication(
        date(2006, 5, 22), PACK, calendar=WorkingCalendar(frozenset({date(2006, 5, 24)}))
    )

    assert "the latest day was 19 May 2006" in plain(words)


@pytest.mark.parametrize(
    ("held_on", "warning"),
    [
        (date(2006, 5, 29), "29 May 2006 is not a working day: Spring bank holiday."),
        (date(2019, 4, 19), "19 April 2019 is not a working day: Good Friday."),
        (date(2006, 5, 27), "27 May 2006 is not a working day: Saturday."),
        (date(2006, 5, 24), "24 May 2006 is not a working day: One-off non-working day."),
        (PACK, ""),
    ],
    ids=str,
)
def test_a_meeting_on_a_day_that_is_no_working_day_is_warned_of(
    held_on: date, warning: str
) -> None:
    assert (
        plain(warn_of_day(held_on, calendar=WorkingCalendar(frozenset({date(2006, 5, 24)}))))
        == warning
    )


@pytest.mark.parametrize(
    ("published_on", "ends_on"),
    [
        (date(2023, 3, 21), date(2023, 3, 28)),
        (date(2023, 4, 4), date(2023, 4, 13)),  # Easter between
    ],
    ids=str,
)
def test_a_call_in_ends_five_working_days_after_publication(
    published_on: date, ends_on: date
) -> None:
    assert call_in_ends(published_on).day == ends_on


def test_a_one_off_day_puts_the_end_of_a_call_in_off() -> None:
    calendar = WorkingCalendar(frozenset({date(2023, 3, 27)}))

    assert call_in_ends(date(2023, 3, 21), calendar=calendar).day == date(2023, 3, 29)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "one working day"),
        (2, "two working days"),
        (5, "five working days"),
        (10, "ten working days"),
        (11, "11 working days"),
        (30, "30 working days"),
    ],
)
def test_working_days_are_counted_in_words_up_to_ten(count: int, words: str) -> None:
    assert statutory.working_days_in_words(count) == words


def test_a_council_counts_by_its_own_days_and_says_where_they_are_written() -> None:
    own = OwnDays(questions=5, questions_source="Constitution, part 4")
    held_on = date(2026, 6, 15)  # a Monday

    lines = {line.rule: line for line in meeting_clock(held_on, is_executive=False, own=own)}

    questions = lines["public questions"]
    assert questions.day == date(2026, 6, 8)
    assert plain(questions.explanation) == "no later than five working days before 15 June 2026"
    assert questions.source == "Constitution, part 4"


def test_days_that_no_source_is_given_for_are_the_councils_own_rule() -> None:
    lines = meeting_clock(date(2026, 6, 15), is_executive=True, own=OwnDays(call_in=3))

    (ends,) = [line for line in lines if line.rule == "call-in ends"]
    assert (ends.day, ends.source) == (date(2026, 6, 22), "The council’s own rule")


def test_the_words_of_the_law_say_its_numbers() -> None:
    words = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five"}

    assert statutory.CLEAR_DAYS_WORDS.startswith(words[statutory.CLEAR_DAYS])
    assert statutory.NOTICE_WORDS.startswith(str(statutory.NOTICE_DAYS))


@pytest.mark.parametrize(
    ("meeting_on", "years", "last_on"),
    [
        (date(2006, 5, 31), 6, date(2012, 5, 30)),
        (date(2006, 5, 31), 4, date(2010, 5, 30)),
        (date(2006, 1, 1), 6, date(2011, 12, 31)),
        (date(2006, 3, 1), 6, date(2012, 2, 29)),
        (date(2008, 2, 28), 6, date(2014, 2, 27)),
        (date(2008, 2, 29), 6, date(2014, 2, 28)),
        (date(2008, 2, 29), 4, date(2012, 2, 28)),
    ],
    ids=str,
)
def test_papers_stay_open_for_years_that_begin_with_the_meeting(
    meeting_on: date, years: int, last_on: date
) -> None:
    assert open_until(meeting_on, years) == last_on


@given(
    meeting_on=st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 12, 31)),
    years=st.integers(min_value=1, max_value=10),
)
def test_papers_stay_open_for_whole_years(meeting_on: date, years: int) -> None:
    days_open = (open_until(meeting_on, years) - meeting_on).days + 1
    assert 365 * years <= days_open <= 365 * years + years // 4 + 1
