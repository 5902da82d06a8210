"""What a figure counts in, and how it is printed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.measures import (
    Measure,
    NoValue,
    Polarity,
    Reading,
    Unit,
    in_unit,
    plain,
    rounded,
)

unhurried = settings(deadline=None)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "0"),
        ("0.00", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("100", "100"),
        ("1E+2", "100"),
        ("55.20", "55.2"),
        ("55.0", "55"),
        ("130.94", "130.94"),
        ("0.0001", "0.0001"),
        ("1234.50", "1,234.5"),
        ("-1234567", "-1,234,567"),
        ("999", "999"),
    ],
)
def test_a_number_is_printed_without_idle_zeros_and_with_its_thousands(
    value: str, words: str
) -> None:
    assert plain(Decimal(value)) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("55.20", Unit.PER_CENT, "55.2%"),
        ("0", Unit.PER_CENT, "0%"),
        ("-29.6", Unit.CHANGE, "−29.6%"),
        ("-31", Unit.POINTS, "−31pp"),
        ("1234", Unit.NUMBER, "1,234"),
        ("130.94", Unit.RATE, "130.94"),
        ("15", Unit.SCORE, "15"),
        ("42", Unit.DAYS, "42"),
    ],
)
def test_a_figure_has_the_sign_of_its_unit(value: str, unit: Unit, words: str) -> None:
    assert in_unit(Decimal(value), unit) == words
    assert Measure(polarity=Polarity.HIGH, unit=unit).say(Decimal(value)) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("10", Unit.PER_CENT, "10 percentage points"),
        ("-10", Unit.PER_CENT, "10 percentage points"),
        ("1.0", Unit.PER_CENT, "1 percentage point"),
        ("-1", Unit.POINTS, "1 percentage point"),
        ("0.5", Unit.CHANGE, "0.5 percentage points"),
        ("0", Unit.PER_CENT, "0 percentage points"),
        ("1", Unit.DAYS, "1 day"),
        ("2.5", Unit.DAYS, "2.5 days"),
        ("1234", Unit.NUMBER, "1,234"),
        ("1", Unit.RATE, "1"),
        ("-3", Unit.SCORE, "3"),
    ],
)
def test_a_distance_is_in_points_where_the_figures_are_of_a_hundred(
    value: str, unit: Unit, words: str
) -> None:
    assert Measure(polarity=Polarity.HIGH, unit=unit).say_difference(Decimal(value)) == words


@pytest.mark.parametrize(
    ("numerator", "denominator", "cohort"),
    [
        ("1", "7", "1 of 7"),
        ("0", "7", "0 of 7"),
        (None, "1234", "of 1,234"),
        ("1", None, ""),
        (None, None, ""),
    ],
)
def test_the_numbers_behind_a_figure_are_shown_where_they_are_given(
    numerator: str | None, denominator: str | None, cohort: str
) -> None:
    found = Reading(
        period="2008/2009",
        numerator=None if numerator is None else Decimal(numerator),
        denominator=None if denominator is None else Decimal(denominator),
    )
    assert found.cohort == cohort


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [("10", "15", "10% to 15%"), ("10", None, ""), (None, "15", ""), (None, None, "")],
)
def test_a_good_range_is_said_where_both_its_ends_are_known(
    low: str | None, high: str | None, words: str
) -> None:
    found = Measure(
        polarity=Polarity.RANGE,
        range_low=None if low is None else Decimal(low),
        range_high=None if high is None else Decimal(high),
    )
    assert found.range_words == words


@pytest.mark.parametrize(
    ("value", "decimals", "is_now"),
    [
        ("0.5", 0, "1"),
        ("1.5", 0, "2"),
        ("2.5", 0, "3"),
        ("2.4999", 0, "2"),
        ("-2.5", 0, "-3"),
        ("55.25", 1, "55.3"),
        ("55.2", 2, "55.20"),
        ("14.2857", 1, "14.3"),
    ],
)
def test_a_value_is_rounded_half_up(value: str, decimals: int, is_now: str) -> None:
    assert str(rounded(Decimal(value), decimals)) == is_now


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert in_unit(rounded(Decimal("-0.04"), 1), Unit.PER_CENT) == "0%"


def test_each_reason_for_no_value_has_words_of_its_own() -> None:
    assert [reason.words for reason in NoValue] == [
        "Not applicable",
        "New indicator",
        "Not yet introduced",
        "To be set",
        "No survey",
        "Suppressed",
        "Blank in the source",
    ]


def test_each_polarity_is_told_in_words() -> None:
    assert [polarity.words for polarity in Polarity] == [
        "High is good",
        "Low is good",
        "Neither high nor low is good",
        "A range is good",
    ]


@unhurried
@given(st.decimals(min_value=-(10**10), max_value=10**10, places=4))
def test_a_printed_number_is_the_number(value: Decimal) -> None:
    words = plain(value)
    assert Decimal(words.replace(",", "")) == value
    assert not words.endswith(".")
    assert not ("." in words and words.endswith("0"))
