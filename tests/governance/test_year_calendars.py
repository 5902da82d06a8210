"""A year’s calendar of a body: a pattern, days typed, what speaks against each, all at once."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.meeting_days import LAST, Pattern, against
from governance.models import Committee, Meeting
from governance.services.meetings import DayNeedsReason, MeetingPlan
from governance.services.year_calendars import DayTaken, plan_year
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import KnownTerm
from herefordshire_cs.lib.calendar.working_days import ENGLAND

BODY = "childrens-services-scrutiny"
ADDRESS = f"/committees/{BODY}/calendar/new/"
ON = date(2006, 5, 22)
PATTERNS = {
    "second Mondays of every second month": (
        (0, 2, 2, date(2006, 7, 1), date(2007, 3, 31)),
        ["2006-07-10", "2006-09-11", "2006-11-13", "2007-01-08", "2007-03-12"],
    ),
    "last Thursdays": (
        (3, LAST, 1, date(2006, 11, 1), date(2007, 1, 31)),
        ["2006-11-30", "2006-12-28", "2007-01-25"],
    ),
    "one before the first day is left out": (
        (0, 1, 1, date(2006, 7, 4), date(2006, 8, 31)),
        ["2006-08-07"],
    ),
    "one after the last day is left out": (
        (4, 4, 3, date(2006, 7, 1), date(2006, 7, 27)),
        [],
    ),
}


@pytest.mark.parametrize(("given", "days"), PATTERNS.values(), ids=list(PATTERNS))
def test_a_pattern_gives_its_days(
    given: tuple[int, int, int, date, date], days: list[str]
) -> None:
    weekday, nth, every, first, last = given
    pattern = Pattern(weekday=weekday, nth=nth, every=every, first=first, last=last)

    assert [day.isoformat() for day in pattern.days()] == days


TERMS = (
    KnownTerm("summer", date(2006, 4, 24), date(2006, 7, 21), date(2006, 5, 29), date(2006, 6, 2)),
    KnownTerm("autumn", date(2006, 9, 5), date(2006, 12, 20)),
)
AGAINST = {
    "a day of term": (date(2006, 6, 14), []),
    "half-term": (date(2006, 5, 31), ["In half-term"]),
    "the holidays": (date(2006, 8, 1), ["In the school holidays"]),
    "a bank holiday in them": (
        date(2006, 8, 28),
        ["Not a working day: Late Summer bank holiday", "In the school holidays"],
    ),
    "after the terms on record": (date(2007, 2, 1), []),
}


@pytest.mark.parametrize(("day", "said"), AGAINST.values(), ids=list(AGAINST))
def test_what_speaks_against_a_day_is_said(day: date, said: list[str]) -> None:
    assert list(against(day, calendar=ENGLAND, terms=TERMS)) == said


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """A clerk's browser."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


@pytest.mark.django_db
def test_a_year_is_planned_whole_or_not_at_all() -> None:
    body = Committee.objects.get(slug=BODY)
    before = body.meetings.count()
    days = [date(2006, 7, 10), date(2006, 5, 31)]

    with pytest.raises(DayTaken, match=r"31.May 2006"):
        plan_year(committee=body, plans=[MeetingPlan(held_on=day) for day in days], as_of=ON)
    with pytest.raises(DayNeedsReason):
        plan_year(
            committee=body,
            plans=[MeetingPlan(held_on=day) for day in (days[0], date(2007, 1, 1))],
            as_of=ON,
        )

    assert body.meetings.count() == before


@pytest.mark.django_db
def test_the_days_are_shown_before_any_is_planned_and_each_has_its_standing_items(
    clerk: Client,
) -> None:
    typed = {"typed": "10 July 2006\n31/5/06\n\n28 August 2006", "begins_at": "10.00 a.m."}
    before = Meeting.objects.count()

    shown = clerk.post(ADDRESS, typed | {"show": "days"}).content.decode()
    assert "It meets on this day already" in shown
    assert "Not a working day: Late Summer bank holiday" in shown
    assert Meeting.objects.count() == before

    sent = typed | {"plan": "days", "chosen": ["2006-07-10", "2006-08-28"]}
    refused = clerk.post(ADDRESS, sent).content.decode()
    assert "28\xa0August 2006 is no working day. Say why" in refused
    done = clerk.post(ADDRESS, sent | {"chosen": ["2006-07-10", "2006-05-31x", "2006-09-01"]})
    assert done.status_code == 302
    planned = Meeting.objects.get(slug=f"{BODY}-2006-07-10")
    assert planned.items.filter(kind="minutes").exists()
    assert Meeting.objects.count() == before + 1


REFUSED = {
    "nothing": ({}, "No day is given."),
    "a line that is no day": ({"typed": "10 July 2006\n31 June 2006"}, "Line 2: “31 June 2006”"),
    "a day gone by": ({"typed": "1 May 2006"}, "has gone by"),
    "a pattern without its days": ({"weekday": "0"}, "Give the first and the last day"),
    "the wrong way round": (
        {"weekday": "0", "first": "1 July 2006", "last": "1 June 2006"},
        "This is before 1\xa0July 2006",
    ),
    "years at once": (
        {"weekday": "0", "first": "1 July 2006", "last": "1 July 2009"},
        "more than a year on",
    ),
    "no tick": ({"typed": "10 July 2006", "plan": "days"}, "No day is ticked."),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "words"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_laid_is_refused_in_words(
    typed: dict[str, str], words: str, clerk: Client
) -> None:
    assert words in clerk.post(ADDRESS, typed).content.decode()


@pytest.mark.django_db
def test_the_calendar_of_a_body_shows_a_municipal_year_and_its_own_calendar_file(
    clerk: Client, client: Client
) -> None:
    page = clerk.get(f"/committees/{BODY}/calendar/?year=2006").content.decode()
    assert "Wednesday 31\xa0May 2006" in page
    assert "Monday 13\xa0March 2006" not in page

    file = client.get(f"/papers/meetings.ics?committee={BODY}").content.decode()
    assert "20060531" in file
    assert "20050217" not in file
