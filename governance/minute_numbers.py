"""Numbers of minutes, which run through a municipal year of a committee and then begin again.

A municipal year begins with the Annual Council. Its day is on record as a row of AnnualCouncil;
for a calendar year that has none the year is taken to begin on 1 May, before which no annual
meeting of a year of elections is held. Source: Local Government Act 1972, Schedule 12.
"""

import string
from collections.abc import Collection, Iterable
from datetime import date

from herefordshire_cs.lib.text.words import day_in_words

FIRST_MONTH = 5  # May, where the day of the Annual Council is not on record


def municipal_year_began(day: date, *, councils: Collection[date]) -> date:
    """Return the first day of the municipal year in which a day lies."""
    this_year = _begins(day.year, councils)
    return this_year if this_year <= day else _begins(day.year - 1, councils)


def municipal_year_ends(day: date, *, councils: Collection[date]) -> date:
    """Return the day on which the municipal year after that of a day begins."""
    this_year = _begins(day.year, councils)
    return this_year if this_year > day else _begins(day.year + 1, councils)


def _begins(year: int, councils: Collection[date]) -> date:
    known = [council for council in councils if council.year == year]
    return min(known, default=date(year, FIRST_MONTH, 1))


def next_number(taken: Iterable[int]) -> int:
    """Return the number that follows those taken in the year."""
    return max(taken, default=0) + 1


def warn_of_number(number: int, day: date, taken: Collection[tuple[date, int]]) -> str:
    """Say how a number disagrees with the others of its municipal year, or return nothing.

    ``taken`` are the days and the numbers of the other minutes of the committee in that year.
    """
    later = [each for each in taken if each[0] > day and each[1] < number]
    earlier = [each for each in taken if each[0] < day and each[1] > number]
    if earlier or later:
        other_day, other = (earlier or later)[0]
        which = "already" if earlier else "only"
        return (
            f"Number {number} is out of order: the meeting of {day_in_words(other_day)} has "
            f"{which} reached {other}. It is kept as you typed it."
        )
    if number > 1 and number - 1 not in {each for _day, each in taken}:
        expected = next_number(each for _day, each in taken)
        return (
            f"Number {number} leaves a gap: {number - 1} is not minuted in this municipal year, "
            f"and {expected} would be next. It is kept as you typed it."
        )
    return ""


def limb_letter(place: int) -> str:
    """Return the letter of a limb by its place: a to z, then aa to az."""
    turn, at = divmod(place - 1, 26)
    return (string.ascii_lowercase[turn - 1] if turn else "") + string.ascii_lowercase[at]
