"""A year of a body's meetings, and the days on which it means to meet before they are planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.meeting_days import against
from governance.minute_numbers import municipal_year_began, municipal_year_ends
from governance.models import AnnualCouncil, Committee, Meeting, OneOffHoliday
from governance.models.past import meetings_on
from governance.presenters.meetings import MeetingHead, dated_heads, in_order
from herefordshire_cs.council.terms import known_terms
from herefordshire_cs.lib.bywhen import KnownTerm, KnownTerms


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCalendar:
    """The meetings of a body in a municipal year, and the years beside it."""

    committee: str
    slug: str
    begins_on: date
    years: tuple[int, ...]
    year: int
    meetings: tuple[MeetingHead, ...]


def build_year(body: Committee, *, as_of: date, year: int | None) -> YearCalendar:
    """Return a municipal year of a body, by the calendar year in which it begins."""
    councils = list(AnnualCouncil.objects.values_list("held_on", flat=True))
    rows = Meeting.objects.filter(committee=body) | Meeting.objects.filter(joint_with=body)
    if not body.is_open_to_public:
        rows = Meeting.objects.filter(committee=body)
    known = in_order(meetings_on(rows, as_of=as_of))
    every = {municipal_year_began(row.held_on, councils=councils).year for row in known}
    now = municipal_year_began(as_of, councils=councils).year
    shown = now if year is None else year
    # A month on is within the year that begins then, whenever in May its Annual Council is.
    began = municipal_year_began(date(shown, 6, 1), councils=councils)
    ends = municipal_year_ends(date(shown, 6, 1), councils=councils)
    return YearCalendar(
        committee=body.name,
        slug=body.slug,
        begins_on=began,
        years=tuple(sorted(every | {now, now + 1, shown})),
        year=shown,
        meetings=dated_heads(row for row in known if began <= row.held_on < ends),
    )


def year_of(day: date) -> int:
    """Return the calendar year in which the municipal year of a day begins."""
    councils = list(AnnualCouncil.objects.values_list("held_on", flat=True))
    return municipal_year_began(day, councils=councils).year


@dataclass(frozen=True, slots=True, kw_only=True)
class MeantDay:
    """A day on which a body means to meet, and what speaks against it.

    ``is_taken`` is where it meets then already; ``is_odd`` where it is no working day.
    """

    day: date
    notes: tuple[str, ...]
    is_taken: bool
    is_odd: bool


def meant_days(days: Iterable[date], *, body: Committee, reader: Reader) -> tuple[MeantDay, ...]:
    """Return days with what speaks against each, as far as its reader may know of it."""
    calendar = OneOffHoliday.objects.working_calendar()
    in_order = sorted(set(days))
    beside: dict[date, list[str]] = {}
    rows = visible(Meeting.objects.select_related("committee"), reader).going_ahead()
    for row in rows.filter(held_on__in=in_order):
        beside.setdefault(row.held_on, []).append(row.committee.name)
    terms = published_terms()
    return tuple(
        MeantDay(
            day=day,
            notes=(
                *against(day, calendar=calendar, terms=terms),
                *(_meets(name, body) for name in beside.get(day, [])),
            ),
            is_taken=body.name in beside.get(day, []),
            is_odd=not calendar.is_working_day(day),
        )
        for day in in_order
    )


def _meets(name: str, body: Committee) -> str:
    return "It meets on this day already" if name == body.name else f"{name} meets"


def published_terms() -> tuple[KnownTerm, ...]:
    """Return the school terms that the council published; none where it entered none."""
    terms = known_terms()
    return terms.known if isinstance(terms, KnownTerms) else ()
