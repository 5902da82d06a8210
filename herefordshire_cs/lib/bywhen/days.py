"""One day as somebody types it: in words, in figures, without its year, or told from today.

A day is read where its words have one meaning, and asked about where they have two: “next Friday”
of a Monday is this week's or the next, “31 December” in May is the last or the coming.
"""

import re
from datetime import date, datetime, timedelta

from herefordshire_cs.lib.bywhen.span import NotUnderstood
from herefordshire_cs.lib.text.words import day_in_words

# As officers write them; day always before month.
FORMATS = (
    "%d %B %Y",
    "%d %b %Y",
    "%d %B %y",
    "%d %b %y",
    "%B %d %Y",
    "%b %d %Y",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d-%m-%Y",
    "%d-%m-%y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%d %m %Y",
    "%d %m %y",
    "%Y-%m-%d",
)
# Without a year; read with one behind it, so that 29 February is one of a leap year alone.
WITHOUT_YEAR = ("%d %B", "%d %b", "%B %d", "%b %d", "%d/%m", "%d.%m")
# Nearer than a quarter: the same day of another year is then at least three quarters away.
NEAR = timedelta(days=92)
WEEK = timedelta(days=7)
FROM_TODAY = {"today": 0, "tomorrow": 1, "yesterday": -1}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = re.compile(
    r"^(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
TOLD = re.compile(
    r"^(?P<which>this|next|last) (?P<day>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)"
    r"(?:day)?$",
    re.IGNORECASE,
)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)
OF = re.compile(r"\b(?:of|the)\b", re.IGNORECASE)


class Ambiguous(NotUnderstood):
    """Words that may mean two days; the message asks which."""


class OtherWeekday(NotUnderstood):
    """A day of the week that is not that of the day; the message says which it is."""


def read_day(words: str, *, today: date) -> date:
    """Return the day that words mean, told from today where they need it.

    Raises NotUnderstood where they are no day, and Ambiguous or OtherWeekday, which say why.
    """
    plain = " ".join(words.replace(",", " ").replace("Sept ", "Sep ").split())
    if (days := FROM_TODAY.get(plain.lower())) is not None:
        return today + timedelta(days=days)
    if told := TOLD.match(plain):
        return _of_week(told["which"].lower(), told["day"][:3].lower(), today)
    named = WEEKDAY.match(plain)
    rest = " ".join(OF.sub(" ", ORDINAL.sub("", WEEKDAY.sub("", plain))).split())
    day = _with_year(rest) or _nearest(rest, today=today, weekday=named[1] if named else "")
    if named and WEEKDAYS[day.weekday()] != named[1][:3].lower():
        raise OtherWeekday(
            f"{day_in_words(day)} is a {day:%A}. Type the day of the month that you mean."
        )
    return day


def _with_year(words: str) -> date | None:
    """Return the day of words that give its year, if they do."""
    for form in FORMATS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return None


def _nearest(words: str, *, today: date, weekday: str) -> date:
    """Return the day nearest to today of words that give no year; far ones are asked about.

    A day of the week beside it says which year is meant, where it is that of one alone.
    """
    found = []
    for year in (today.year - 1, today.year, today.year + 1):
        for form in WITHOUT_YEAR:
            try:
                day = datetime.strptime(f"{words} {year}", f"{form} %Y").date()  # noqa: DTZ007
            except ValueError:
                continue
            found.append(day)
            break
    if not found:
        raise NotUnderstood("no day in the calendar")
    near = [day for day in found if abs(day - today) <= NEAR]
    if near:
        return near[0]
    fits = [day for day in found if weekday and WEEKDAYS[day.weekday()] == weekday[:3].lower()]
    if len(fits) == 1:
        return fits[0]
    ahead = next((day for day in found if day > today), found[-1])
    before = next((day for day in reversed(found) if day < today), found[0])
    raise Ambiguous(
        f"Type the year too: “{words}” may be {day_in_words(before)} or {day_in_words(ahead)}."
    )


def _of_week(which: str, weekday: str, today: date) -> date:
    """Return “this”, “next” or “last” Friday where only one day can be meant."""
    of_this_week = today + timedelta(days=WEEKDAYS.index(weekday) - today.weekday())
    if which == "this":
        return of_this_week
    step = WEEK if which == "next" else -WEEK
    is_still_meant = of_this_week > today if which == "next" else of_this_week < today
    if is_still_meant:
        first, second = sorted((of_this_week, of_this_week + step))
        raise Ambiguous(
            f"“{which.capitalize()} {of_this_week:%A}” may be {day_in_words(first)} or"
            f" {day_in_words(second)}. Type the day that you mean."
        )
    return of_this_week + step
