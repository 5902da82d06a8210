"""Who sits on a committee: entered by a clerk, dated, ended, and kept."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.bodies import CAPACITIES
from governance.models import Committee, Membership
from governance.presenters.members import seats_of
from governance.services import members
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import superuser

pytestmark = pytest.mark.django_db

SCRUTINY = "childrens-services-scrutiny"
ADDRESS = f"/committees/{SCRUTINY}/"
Capacity, Voting = Membership.Capacity, Membership.Voting


@pytest.fixture
def health() -> Committee:
    """A committee of which the papers name no member."""
    return Committee.objects.get(slug="health-scrutiny")


@pytest.fixture
def clerk(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """The browser of a clerk."""
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def seat(committee: Committee, **fields: object) -> Membership:
    """Describe a seat of a councillor."""
    defaults = {
        "name": "A. Example",
        "capacity": Capacity.COUNCILLOR,
        "voting": Voting.ALL,
        "starts_on": date(2006, 5, 1),
    }
    return Membership(committee=committee, **defaults | fields)


def sit(committee: Committee, **fields: object) -> Membership:
    """Add a seat of a councillor."""
    return members.add_member(member=seat(committee, **fields))


def posted(**fields: str) -> dict[str, str]:
    """Return what the form of a new member sends."""
    return {
        "name": "A. Example",
        "capacity": "councillor",
        "office": "",
        "represents": "",
        "voting": "",
        "starts_on": "1 June 2006",
        "ends_on": "",
    } | fields


@pytest.mark.parametrize(
    ("capacity", "voting"),
    [
        ("councillor", "all"),
        ("church", "education matters"),
        ("parent governor", "education matters"),
        ("teacher", "none"),
        ("headteacher", "none"),
    ],
)
def test_a_member_votes_as_the_capacity_does_unless_said_otherwise(
    capacity: str, voting: str, clerk: Client
) -> None:
    clerk.post(f"{ADDRESS}members/new/", posted(name="One", capacity=capacity))
    clerk.post(f"{ADDRESS}members/new/", posted(name="Two", capacity=capacity, voting="none"))

    assert Membership.objects.get(name="One").voting == voting
    assert Membership.objects.get(name="Two").voting == "none"


def test_every_capacity_that_is_ready_made_has_a_vote_of_its_own() -> None:
    ready = {each.key: each.voting for each in CAPACITIES}

    assert set(Capacity) < set(ready)
    assert set(ready.values()) == set(Membership.Voting)


@pytest.mark.parametrize(
    ("first", "second", "is_taken"),
    [
        ({"ends_on": date(2006, 5, 31)}, {"starts_on": date(2006, 5, 31)}, True),
        ({"ends_on": date(2006, 5, 31)}, {"starts_on": date(2006, 6, 1)}, False),
        ({}, {"starts_on": date(2009, 1, 1)}, True),
        ({}, {"starts_on": None, "ends_on": date(2006, 5, 1)}, True),
        ({}, {"starts_on": None, "ends_on": date(2006, 4, 30)}, False),
        ({"starts_on": None}, {"starts_on": date(1999, 1, 1)}, True),
        ({}, {"name": "a example"}, True),
        ({}, {"name": "A.  EXAMPLE"}, True),
        ({}, {"name": "B. Example"}, False),
        ({}, {"capacity": Capacity.CHURCH}, False),
    ],
    ids=[
        *("on the last day", "the day after", "open end", "open start", "before the first day"),
        *("no start told", "without points", "in capitals", "another name", "another capacity"),
    ],
)
def test_nobody_sits_twice_in_one_capacity_on_one_day(
    first: dict[str, object], second: dict[str, object], is_taken: bool, health: Committee
) -> None:
    sit(health, **first)

    if is_taken:
        with pytest.raises(members.AlreadySits):
            sit(health, **second)
    else:
        sit(health, **second)

    assert health.memberships.count() == (1 if is_taken else 2)


@pytest.mark.parametrize(
    ("first", "second", "is_taken"),
    [
        ({}, {"starts_on": date(2006, 6, 1)}, True),
        ({"ends_on": date(2006, 5, 31)}, {"starts_on": date(2006, 6, 1)}, False),
        ({}, {"office": "vice-chairman"}, False),
        ({}, {"office": ""}, False),
    ],
    ids=["two at once", "one after the other", "a vice-chairman", "a member"],
)
def test_a_committee_has_one_chairman_on_a_day(
    first: dict[str, object], second: dict[str, object], is_taken: bool, health: Committee
) -> None:
    sit(health, **{"office": "chairman"} | first)
    other = {"name": "B. Example", "office": "chairman"} | second

    if is_taken:
        with pytest.raises(members.ChairTaken):
            sit(health, **other)
    else:
        sit(health, **other)

    assert health.memberships.count() == (1 if is_taken else 2)


def test_the_same_person_may_sit_on_two_committees(health: Committee) -> None:
    sit(health, office="chairman")
    sit(Committee.objects.get(slug="cabinet"), office="chairman")

    assert Membership.objects.filter(name="A. Example").count() == 2


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"name": ""}, "Give the name."),
        ({"name": "Councillor "}, "Give the name."),
        ({"capacity": ""}, "Choose in which capacity they sit."),
        ({"capacity": "king"}, "There is no such capacity."),
        ({"starts_on": ""}, "Give the day from which they sit."),
        ({"starts_on": "31 June 2006"}, "“31 June 2006” is not a day in the calendar."),
        ({"ends_on": "31 May 2006"}, "31 May 2006 is before the first day, 1 June 2006."),
        (
            {"capacity": "teacher", "office": "chairman"},
            "A councillor alone is chairman of a body of the council.",
        ),
        (
            {"name": "Councillor G. Lucas"},
            "Councillor G. Lucas sits on the committee as councillor already",
        ),
        ({"office": "chairman"}, "Councillor B.F. Ashton is chairman from a day not told"),
    ],
    ids=[
        *("no name", "a title alone", "no capacity", "no such capacity", "no day"),
        *("no such day", "ends before it begins", "a teacher as chairman", "sits already"),
        "two chairmen",
    ],
)
def test_a_member_who_cannot_be_is_refused_in_words_and_stays_typed(
    fields: dict[str, str], words: str, clerk: Client
) -> None:
    before = Membership.objects.count()

    refused = clerk.post(f"{ADDRESS}members/new/", posted(represents="Somebody", **fields))

    page = refused.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert words in page
    assert 'value="Somebody"' in page
    assert Membership.objects.count() == before


def test_a_member_who_left_is_shown_among_past_members_and_no_more_among_those_who_sit(
    clerk: Client,
) -> None:
    row = Membership.objects.get(committee__slug=SCRUTINY, name="G. Lucas")

    clerk.post(f"{ADDRESS}members/{row.pk}/", {"ends_on": "19 May 2006"})

    page = clerk.get(ADDRESS).context["page"]
    assert "Councillor G. Lucas" in [each.name for each in page.past_seats]
    assert "Councillor G. Lucas" not in [
        each.name for group in page.seats for each in group.members
    ]
    earlier = clerk.get(f"{ADDRESS}?as_at=2006-05-19").context["page"]
    assert "Councillor G. Lucas" in [
        each.name for group in earlier.seats for each in group.members
    ]


def test_a_member_to_come_is_shown_as_one(clerk: Client) -> None:
    clerk.post(f"{ADDRESS}members/new/", posted())

    page = clerk.get(ADDRESS).context["page"]

    assert [each.name for each in page.coming_seats] == ["Councillor A. Example"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Give the last day on which they sat."), ("30 April 2006", "is before the first day")],
)
def test_an_end_that_cannot_be_is_refused_in_words(
    typed: str, words: str, health: Committee, clerk: Client
) -> None:
    row = sit(health)

    refused = clerk.post(f"/committees/{health.slug}/members/{row.pk}/", {"ends_on": typed})

    assert words in refused.content.decode()
    row.refresh_from_db()
    assert row.ends_on is None


def test_an_end_is_not_put_off_into_the_time_of_the_next_chairman(
    health: Committee, clerk: Client
) -> None:
    row = sit(health, office="chairman", ends_on=date(2006, 5, 31))
    sit(health, name="B. Example", office="chairman", starts_on=date(2006, 6, 1))

    refused = clerk.post(
        f"/committees/{health.slug}/members/{row.pk}/", {"ends_on": "1 June 2006"}
    )

    assert "Councillor B. Example is chairman from" in refused.content.decode()


def test_a_member_of_another_committee_is_not_there(health: Committee, clerk: Client) -> None:
    row = sit(health)

    assert clerk.get(f"{ADDRESS}members/{row.pk}/").status_code == 404


def test_a_new_chairman_stands_first_and_each_capacity_in_its_place(health: Committee) -> None:
    sit(health, name="T. Example", capacity=Capacity.TEACHER)
    sit(health, name="M. Example")
    sit(health, name="C. Example", office="chairman")

    groups = seats_of(health, on=date(2006, 6, 1), as_of=date(2006, 6, 1))

    assert [(group.title, [each.name for each in group.members]) for group in groups] == [
        ("Councillor", ["Councillor C. Example", "Councillor M. Example"]),
        ("Teacher representative", ["T. Example"]),
    ]


@pytest.mark.parametrize(
    "page",
    ["committee", "membership", "annualcouncil", "declaration", "publicnote", "scrutinyreview"],
)
def test_whoever_repairs_finds_it_on_the_administration_pages(
    page: str, sign_in: Callable[[User], Client]
) -> None:
    browser = sign_in(superuser())

    assert browser.get(f"/administration/governance/{page}/").status_code == 200
    assert browser.get(f"/administration/governance/{page}/add/").status_code == 200
