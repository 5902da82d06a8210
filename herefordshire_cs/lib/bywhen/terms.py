"""School terms, their halves and holidays, and the feasts that plans name: data, and readers."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from herefordshire_cs.lib.bywhen.span import NotUnderstood, Precision, Span
from herefordshire_cs.lib.calendar.easter import easter

ONE_DAY = timedelta(days=1)


class DayOfYear(NamedTuple):
    """A month and a day of it."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return the day in a year."""
        return date(year, self.month, self.day)


FIRST_OF_SEPTEMBER = DayOfYear(9, 1)


class Term(NamedTuple):
    """A term: its first day, the last day of its first half, and its last day."""

    starts: DayOfYear
    first_half_ends: DayOfYear
    ends: DayOfYear


class HalfTerm(NamedTuple):
    """The week of a half-term holiday: of which Monday of which month; -1 is the last."""

    month: int
    monday: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """When a council's schools are open. Each council sets its own; these are the usual ones.

    A term that a plan names is a span of whole months here, so that no school's last day is
    pretended to be known: September to December, January to March, April to July.
    """

    terms: tuple[tuple[str, Term], ...] = (
        ("autumn", Term(FIRST_OF_SEPTEMBER, DayOfYear(10, 31), DayOfYear(12, 31))),
        ("spring", Term(DayOfYear(1, 1), DayOfYear(2, 15), DayOfYear(3, 31))),
        ("summer", Term(DayOfYear(4, 1), DayOfYear(5, 31), DayOfYear(7, 31))),
    )
    half_terms: tuple[tuple[str, HalfTerm], ...] = (
        ("autumn", HalfTerm(10, -1)),
        ("spring", HalfTerm(2, 3)),
        ("summer", HalfTerm(5, -1)),
    )
    easter_holiday_days: int = 15
    year_starts: DayOfYear = FIRST_OF_SEPTEMBER

    def term(self, name: str, year: int) -> Span:
        """Return a term that begins in a year."""
        term = dict(self.terms)[name]
        return Span(term.starts.of(year), term.ends.of(year), Precision.PERIOD)

    def half(self, name: str, number: int, year: int) -> Span:
        """Return the first or second half of a term."""
        term = dict(self.terms)[name]
        if number == 1:
            return Span(term.starts.of(year), term.first_half_ends.of(year), Precision.PERIOD)
        starts_on = term.first_half_ends.of(year) + ONE_DAY
        return Span(starts_on, term.ends.of(year), Precision.PERIOD)

    def half_term(self, name: str, year: int) -> Span:
        """Return the five days of the holiday in the middle of a term."""
        week = dict(self.half_terms)[name]
        monday = nth_monday(year, week.month, week.monday)
        return Span(monday, monday + timedelta(days=4), Precision.PERIOD)

    def school_year(self, starts_in: int) -> Span:
        """Return the school year that begins in a year."""
        ends_on = self.year_starts.of(starts_in + 1) - ONE_DAY
        return Span(self.year_starts.of(starts_in), ends_on, Precision.PERIOD)

    def easter_holiday(self, year: int) -> Span:
        """Return the school holiday that begins on Good Friday."""
        starts_on = easter(year) - timedelta(days=2)
        last = starts_on + timedelta(days=self.easter_holiday_days - 1)
        return Span(starts_on, last, Precision.PERIOD)

    def summer_holiday(self, year: int) -> Span:
        """Return the days between two school years."""
        starts_on = dict(self.terms)["summer"].ends.of(year) + ONE_DAY
        return Span(starts_on, self.year_starts.of(year) - ONE_DAY, Precision.PERIOD)


USUAL_TERMS = Terms()


class KnownTerm(NamedTuple):
    """The days of one term as a council published them; its halves, where it has a half-term."""

    name: str
    starts_on: date
    ends_on: date
    half_term_from: date | None = None
    half_term_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownTerms(Terms):
    """The terms that a council published, day by day; of other years the usual ones."""

    known: tuple[KnownTerm, ...] = ()

    def _find(self, name: str, year: int) -> KnownTerm | None:
        found = (each for each in self.known if each.name == name and each.starts_on.year == year)
        return next(found, None)

    def term(self, name: str, year: int) -> Span:
        """Return a term that begins in a year."""
        found = self._find(name, year)
        if found is None:
            return super(KnownTerms, self).term(name, year)
        return Span(found.starts_on, found.ends_on, Precision.PERIOD)

    def half(self, name: str, number: int, year: int) -> Span:
        """Return the first or second half of a term, without the holiday between them."""
        found = self._find(name, year)
        if found is None or found.half_term_from is None or found.half_term_to is None:
            return super(KnownTerms, self).half(name, number, year)
        if number == 1:
            return Span(found.starts_on, found.half_term_from - ONE_DAY, Precision.PERIOD)
        return Span(found.half_term_to + ONE_DAY, found.ends_on, Precision.PERIOD)

    def half_term(self, name: str, year: int) -> Span:
        """Return the holiday in the middle of a term."""
        found = self._find(name, year)
        if found is None or found.half_term_from is None or found.half_term_to is None:
            return super(KnownTerms, self).half_term(name, year)
        return Span(found.half_term_from, found.half_term_to, Precision.PERIOD)

    def easter_holiday(self, year: int) -> Span:
        """Return the school holiday between the spring and the summer term."""
        spring, summer = self._find("spring", year), self._find("summer", year)
        if spring is None or summer is None:
            return super(KnownTerms, self).easter_holiday(year)
        return Span(spring.ends_on + ONE_DAY, summer.starts_on - ONE_DAY, Precision.PERIOD)

    def summer_holiday(self, year: int) -> Span:
        """Return the days between two school years."""
        summer, autumn = self._find("summer", year), self._find("autumn", year)
        if summer is None or autumn is None:
            return super(KnownTerms, self).summer_holiday(year)
        return Span(summer.ends_on + ONE_DAY, autumn.starts_on - ONE_DAY, Precision.PERIOD)


ALSO_CALLED = {"easter": "spring", "october": "autumn", "february": "spring", "may": "summer"}


def nth_monday(year: int, month: int, place: int) -> date:
    """Return the third Monday of a month for 3, the last for -1."""
    if place < 0:
        following = date(year + month // 12, month % 12 + 1, 1) - ONE_DAY
        return following - timedelta(days=following.weekday())
    first = date(year, month, 1)
    return first + timedelta(days=(-first.weekday()) % 7 + 7 * (place - 1))


def year_of_term(terms: Terms, name: str, starts_in: int, *, of_school_year: bool) -> int:
    """Return the year in which a term lies; "spring term 2026/27" is in 2027."""
    is_later = dict(terms.terms)[name].starts < terms.year_starts
    return starts_in + (of_school_year and is_later)


def easter_weekend(year: int) -> Span:
    """Return Good Friday to Easter Monday."""
    sunday = easter(year)
    return Span(sunday - timedelta(days=2), sunday + ONE_DAY, Precision.PERIOD)


def holiday(name: str, terms: Terms, year: int) -> Span:
    """Return the days of "easter", "easter holidays", "christmas", "new year" and the like."""
    if name.startswith("easter") and name.endswith(("holiday", "holidays", "break")):
        return terms.easter_holiday(year)
    if name == "easter":
        return easter_weekend(year)
    if name.startswith("summer"):
        return terms.summer_holiday(year)
    days = {"christmas": DayOfYear(12, 25), "xmas": DayOfYear(12, 25), "new year": DayOfYear(1, 1)}
    if name not in days:
        raise NotUnderstood("no such feast")
    return Span(days[name].of(year), days[name].of(year), Precision.DAY)
