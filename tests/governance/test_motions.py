"""Votes are held against who was there: arrivals, departures, interests, capacities, quorum."""

from datetime import date
from typing import Any

import pytest

from governance.forms.motions import MotionForm
from governance.models import AgendaItem, Declaration, Meeting, Minute, Motion, Movement
from governance.models.minute_taking import LimbDraft, MinuteDraft, MotionDraft
from governance.presenters.minutes import build_minutes_paper
from governance.presenters.motions import VotersThere, who_came
from governance.services.attendance import Came, take_attendance
from governance.services.minute_taking import save_minute

MAY = "childrens-services-scrutiny-2006-05-31"
A, B, C = "Councillor A", "Councillor B", "Councillor C"
THREE = VotersThere(sure=(A, B, C), everybody=(A, B, C), quorum=2)
AFTER = date(2006, 6, 1)


def judged(typed: dict[str, str], *, voters: VotersThere = THREE, recommended: Any = ()) -> Any:
    """Return the form of a motion as it was sent in."""
    sent = {f"motion-{name}": value for name, value in typed.items()}
    form = MotionForm(sent, draft=MotionDraft(), voters=voters, recommended=recommended)
    form.is_valid()
    return form


ADD_UP = {
    "all for": {"votes_for": "3"},
    "one against": {"votes_for": "2", "votes_against": "1"},
    "one did not vote": {"votes_for": "1", "abstained": "1", "did_not_vote": "1"},
    "none counted": {},
    "by name": {"named_1": "for", "named_2": "against", "named_3": "abstained"},
    "by name and counted": {
        "named_1": "for",
        "named_2": "for",
        "named_3": "none",
        "votes_for": "2",
    },
    "equal with a casting vote": {
        "votes_for": "1",
        "votes_against": "1",
        "abstained": "1",
        "casting": "for",
    },
}


@pytest.mark.parametrize("typed", ADD_UP.values(), ids=list(ADD_UP))
def test_a_vote_that_adds_up_is_taken(typed: dict[str, str]) -> None:
    assert not judged(typed).errors


DO_NOT = {
    "too many": ({"votes_for": "3", "votes_against": "1"}, "3 members with a vote were there"),
    "too few": ({"votes_for": "2"}, "the votes make 2: 2 for, 0 against"),
    "not a number": ({"votes_for": "all"}, "Type the votes in figures"),
    "by name and counted otherwise": (
        {"named_1": "for", "named_2": "for", "named_3": "for", "votes_for": "2"},
        "2 is typed, and 3 by name",
    ),
    "one not named": ({"named_1": "for", "named_2": "for"}, "Councillor C was there: say how"),
    "casting without equal votes": (
        {"votes_for": "2", "votes_against": "1", "casting": "for"},
        "on equal votes alone",
    ),
    "casting without a vote": ({"casting": "for"}, "on equal votes alone"),
    "seconded by the mover": ({"moved_by": A, "seconded_by": A}, "cannot second it too"),
    "seconded and not moved": ({"seconded_by": A}, "Say who moved it"),
    "agreed and lost": (
        {"votes_for": "1", "votes_against": "2", "outcome": "as recommended"},
        "The votes lose it: 1 for and 2 against",
    ),
    "not agreed and carried": (
        {"votes_for": "2", "votes_against": "1", "outcome": "not agreed"},
        "The votes carry it: 2 for and 1 against",
    ),
}


@pytest.mark.parametrize(("typed", "words"), DO_NOT.values(), ids=list(DO_NOT))
def test_a_vote_that_does_not_is_refused_in_clear_words(typed: dict[str, str], words: str) -> None:
    errors = judged(typed, recommended=["that it be noted"]).errors

    assert words in " ".join(message for each in errors.values() for message in each)


def test_one_of_whom_nobody_knows_whether_they_were_there_may_have_voted_or_not() -> None:
    voters = VotersThere(sure=(A, B), unsure=(C,), everybody=(A, B, C))

    assert not judged({"votes_for": "2"}, voters=voters).errors
    assert not judged({"votes_for": "3"}, voters=voters).errors
    assert "2 to 3 members" in str(judged({"votes_for": "4"}, voters=voters).errors)


def test_as_recommended_is_refused_of_other_words_than_the_report_has() -> None:
    form = judged({"outcome": "as recommended"}, recommended=["the report be noted"])

    form.hold_to_words(["the  report be noted"])
    assert not form.errors
    form.hold_to_words(["the report be noted with thanks"])
    assert "Choose “As amended”" in str(form.errors)


@pytest.fixture
def may() -> Meeting:
    """The meeting of May, published, at which three councillors and a church member came."""
    row = Meeting.objects.select_related("committee").get(slug=MAY)
    row.state = Meeting.State.PUBLISHED
    row.save()
    came = [
        Came(name=name, presence="present", capacity=capacity)
        for name, capacity in (
            ("A", "councillor"),
            ("B", "councillor"),
            ("C", "councillor"),
            ("D", "church"),
        )
    ]
    take_attendance(meeting=row, came=came, chair="", ended_at=None, on=AFTER)
    return row


def item(row: Meeting, place: int) -> AgendaItem:
    """Return an item by its place."""
    return row.items.order_by("order")[place - 1]


@pytest.mark.django_db
def test_who_left_or_came_late_is_counted_for_the_items_for_which_they_were_there(
    may: Meeting,
) -> None:
    Movement.objects.create(meeting=may, name=A, way="left", item=item(may, 4), order=1)
    Movement.objects.create(meeting=may, name=A, way="came", item=item(may, 6), order=2)
    Movement.objects.create(meeting=may, name=B, way="came", item=item(may, 2), order=3)
    Movement.objects.create(meeting=may, name=C, way="left", at="11:15", order=4)

    assert [set(who_came(may).at(item(may, place)).sure) for place in (1, 3, 4, 6)] == [
        {A},
        {A, B},
        {B},
        {A, B},
    ]
    assert who_came(may).at(item(may, 3)).unsure == (C,)


@pytest.mark.django_db
def test_who_left_the_room_for_an_interest_does_not_vote_and_a_church_member_on_education_alone(
    may: Meeting,
) -> None:
    AgendaItem.objects.filter(pk=item(may, 7).pk).update(is_education=True)
    Declaration.objects.create(
        meeting=may, name=A, item=item(may, 6), interest="A school", has_left=True
    )

    assert who_came(may).at(item(may, 6)).sure == (B, C)
    assert who_came(may).at(item(may, 7)).sure == (A, B, C, "D")


@pytest.mark.django_db
def test_a_body_short_of_its_quorum_is_watched(may: Meeting) -> None:
    may.committee.quorum = 4

    assert who_came(may).at(item(may, 1)).is_short
    may.committee.quorum = 3
    assert not who_came(may).at(item(may, 1)).is_short


@pytest.mark.django_db
def test_the_minutes_tell_mover_and_vote_and_those_without_tell_nothing(may: Meeting) -> None:
    motion = MotionDraft(
        outcome="amended",
        moved_by=A,
        seconded_by=B,
        votes_for=1,
        votes_against=1,
        abstained=1,
        did_not_vote=0,
        present=3,
        casting="for",
        named=((A, "for"), (B, "against"), (C, "abstained")),
    )
    kept = keep_minute(may, 1, motion)
    keep_minute(may, 2, MotionDraft(present=3))

    first, second = build_minutes_paper(MAY, as_of=AFTER).minutes
    assert " ".join(first.motion) == (
        "Moved by Councillor A, seconded by Councillor B. Vote: 1 for, 1 against, 1 abstained. The"
        " Chairman gave a casting vote for. Carried. For: Councillor A. Against: Councillor B."
        " Abstained: Councillor C. The recommendation of the report was amended."
    )
    assert second.motion == ()

    keep_minute(may, 1, MotionDraft(), minute=kept)
    assert not Motion.objects.exists()


def keep_minute(
    row: Meeting, number: int, motion: MotionDraft, *, minute: Minute | None = None
) -> Minute:
    """Minute that a report be noted."""
    draft = MinuteDraft(
        number=number, title="X", limbs=(LimbDraft(text="it be noted."),), motion=motion
    )
    return save_minute(meeting=row, item=None, minute=minute, draft=draft, on=AFTER)
