"""Financial years and their quarters."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from herefordshire_cs.lib.calendar.years import FinancialYear, Quarter, financial_year, quarter

DAYS = st.dates(min_value=date(1980, 1, 1), max_value=date(2080, 12, 31))


@pytest.mark.parametrize(
    ("day", "starts_in", "number"),
    [
        (date(2006, 3, 31), 2005, 4),
        (date(2006, 4, 1), 2006, 1),
        (date(2006, 6, 30), 2006, 1),
        (date(2006, 7, 1), 2006, 2),
        (date(2006, 9, 30), 2006, 2),
        (date(2006, 10, 1), 2006, 3),
        (date(2006, 12, 31), 2006, 3),
        (date(2007, 1, 1), 2006, 4),
        (date(2007, 3, 31), 2006, 4),
        (date(2007, 4, 1), 2007, 1),
    ],
    ids=str,
)
def test_a_day_falls_in_a_financial_year_and_its_quarter(
    day: date, starts_in: int, number: int
) -> None:
    assert financial_year(day) == FinancialYear(starts_in)
    assert quarter(day) == Quarter(FinancialYear(starts_in), number)


def test_a_financial_year_runs_from_april_to_march() -> None:
    year = FinancialYear(2006)
    assert (year.starts_on, year.ends_on) == (date(2006, 4, 1), date(2007, 3, 31))
    assert str(year) == "2006 to 2007"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "Quarter 1 (April to June) 2006"),
        (2, "Quarter 2 (July to September) 2006"),
        (3, "Quarter 3 (October to December) 2006"),
        (4, "Quarter 4 (January to March) 2007"),
    ],
)
def test_a_quarter_spells_out_its_months(number: int, words: str) -> None:
    assert str(Quarter(FinancialYear(2006), number)) == words


@given(day=DAYS)
def test_every_day_lies_within_its_own_quarter_and_year(day: date) -> None:
    assert quarter(day).starts_on <= day <= quarter(day).ends_on
    assert financial_year(day).starts_on <= quarter(day).starts_on
    assert quarter(day).ends_on <= financial_year(day).ends_on
