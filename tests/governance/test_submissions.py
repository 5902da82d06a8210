"""What the public suggested or asked: rules, states, and who may know the name."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.models import Committee, Meeting, ProgrammeItem, PublicSubmission
from governance.services.submissions import AlreadySettled, answer_submission
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.conftest import DEMONSTRATION_DAY
from tests.governance.rows_of_an_exempt_meeting import MARK, make_exempt_meeting

pytestmark = pytest.mark.django_db

MAY = "childrens-services-scrutiny-2006-05-31"
NAME = "A. Example"
LATE = "The last day for questions to this meeting was Friday 26\u00a0May 2006"


@pytest.fixture
def committee() -> Committee:
    return Committee.objects.get(slug="childrens-services-scrutiny")


@pytest.fixture
def may() -> Meeting:
    return Meeting.objects.get(slug=MAY)


@pytest.fixture
def clerk(sign_in: Callable[[User], Client], make_user: Callable[..., User]) -> Client:
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def said(may: Meeting, **changes: object) -> dict[str, object]:
    """What is posted of a question on item 7 of the agenda of 31 May 2006."""
    return {
        "kind": "question",
        "committee": may.committee_id,
        "item": may.items.get(number=7).pk,
        "asked_by": NAME,
        "text": "How many checks are late?",
        "received_on": "22 May 2006",
    } | changes


def make_submission(committee: Committee, **fields: object) -> PublicSubmission:
    """Make a suggestion as it was received."""
    defaults = {
        "kind": "suggestion",
        "text": "School transport.",
        "asked_by": NAME,
        "received_on": DEMONSTRATION_DAY,
    }
    return PublicSubmission.objects.create(committee=committee, **defaults | fields)


# --- Entering ------------------------------------------------------------------------------------


def test_a_question_is_put_to_the_meeting_of_its_item(clerk: Client, may: Meeting) -> None:
    clerk.post("/public/new/", said(may))

    row = PublicSubmission.objects.get()
    assert (row.meeting, row.asked_by, row.state) == (may, NAME, "received")


@pytest.mark.parametrize(
    ("day", "is_refused"),
    [(25, False), (26, False), (27, True), (30, True)],
    ids=["before the last day", "the last day", "the day after it", "the day before the meeting"],
)
def test_a_question_after_the_last_day_is_kept_with_a_reason_alone(
    day: int, is_refused: bool, clerk: Client, may: Meeting
) -> None:
    with clock.chosen_day(date(2006, 5, 30)):
        posted = said(may, received_on=f"{day} May 2006")
        session = clerk.session
        session["demonstration_day"] = "2006-05-30"
        session.save()
        page = clerk.post("/public/new/", posted).content.decode()
        assert (LATE in page) is is_refused
        assert PublicSubmission.objects.exists() is not is_refused
        if is_refused:
            clerk.post("/public/new/", posted | {"late_reason": "The chairman agreed."})
            assert PublicSubmission.objects.get().late_reason == "The chairman agreed."


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": ""}, "Say whether it is a suggestion or a question."),
        ({"committee": ""}, "Choose the committee that it is for."),
        ({"item": ""}, "A question must be on an item of the agenda. Choose the item."),
        ({"text": " "}, "Write what was suggested or asked, in its own words."),
        ({"received_on": ""}, "Say on which day it was received"),
        ({"received_on": "31 02 06"}, "is not a day in the calendar"),
        ({"received_on": "23 May 2006"}, "23\u00a0May 2006 has not come yet."),
        ({"item": 0}, "Select a valid choice"),
    ],
    ids=str,
)
def test_bad_input_is_refused_in_words(
    changes: dict[str, object], words: str, clerk: Client, may: Meeting
) -> None:
    page = clerk.post("/public/new/", said(may, **changes)).content.decode()

    assert words in page
    assert not PublicSubmission.objects.exists()


def test_the_item_of_another_committees_meeting_is_refused(clerk: Client, may: Meeting) -> None:
    cabinet = Committee.objects.get(slug="cabinet")

    page = clerk.post("/public/new/", said(may, committee=cabinet.pk)).content.decode()

    assert "That is a meeting of the Children&#x27;s Services Scrutiny Committee." in page


# --- What becomes of it --------------------------------------------------------------------------


def test_taken_into_the_programme_it_becomes_a_piece_of_work(
    clerk: Client, committee: Committee
) -> None:
    row = make_submission(committee)

    clerk.post(f"/public/{row.pk}/", {"decision": "accepted", "title": "School transport"})

    row.refresh_from_db()
    work = ProgrammeItem.objects.get(title="School transport")
    assert (row.state, row.programme_item, row.answered_on) == (
        "accepted",
        work,
        DEMONSTRATION_DAY,
    )
    page = clerk.get("/programme/childrens-services-scrutiny/").content.decode()
    assert "a suggestion of the public" in page


def test_passed_on_it_is_the_other_committees_to_take_into_its_programme(
    clerk: Client, committee: Committee
) -> None:
    row = make_submission(committee, text="The footpaths.")
    other = Committee.objects.filter(kind="scrutiny").exclude(pk=committee.pk).first()
    assert other is not None

    clerk.post(f"/public/{row.pk}/", {"decision": "passed on", "passed_to": other.pk})
    page = clerk.get(f"/public/?committee={other.slug}").content.decode()
    assert "The footpaths." in page
    clerk.post(f"/public/{row.pk}/", {"decision": "accepted", "title": "Footpaths"})

    assert ProgrammeItem.objects.get(title="Footpaths").committee == other


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("", "Choose what becomes of it."),
        ("answered", "Write the answer."),
        ("declined", "Say why it is not taken up."),
        ("passed on", "Choose the committee that it is passed to."),
        ("accepted", "Say what the piece of work is called in the programme."),
    ],
)
def test_each_decision_asks_for_its_words(
    decision: str, words: str, clerk: Client, committee: Committee
) -> None:
    row = make_submission(committee)

    page = clerk.post(f"/public/{row.pk}/", {"decision": decision}).content.decode()

    assert words in page
    row.refresh_from_db()
    assert row.state == "received"


def test_a_question_is_answered_or_not_and_nothing_else(clerk: Client, may: Meeting) -> None:
    row = make_submission(may.committee, kind="question", meeting=may, item=may.items.first())

    page = clerk.post(f"/public/{row.pk}/", {"decision": "accepted", "title": "x"})

    assert "Select a valid choice" in page.content.decode()


def test_what_is_settled_is_not_settled_again(committee: Committee) -> None:
    row = make_submission(committee)
    answer_submission(submission=row, answer="No.", is_declined=True, on=DEMONSTRATION_DAY)

    with pytest.raises(AlreadySettled):
        answer_submission(submission=row, answer="Yes.", is_declined=False, on=DEMONSTRATION_DAY)


def test_an_earlier_day_does_not_know_of_a_later_answer(
    clerk: Client, committee: Committee
) -> None:
    row = make_submission(committee, received_on=date(2006, 5, 18))
    answer_submission(submission=row, answer="It is.", is_declined=False, on=date(2006, 5, 22))

    assert "It is." in clerk.get("/public/").content.decode()
    assert "It is." not in clerk.get("/public/?as_at=2006-05-19").content.decode()


# --- Who may know what ---------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["/public/", f"/meetings/{MAY}/"])
@pytest.mark.parametrize(
    ("role", "may_know"),
    [(Role.COMMITTEE_CLERK, True), (Role.DIRECTOR, False), (Role.MEMBER, False)],
    ids=str,
)
def test_the_name_is_for_clerks_alone(
    role: Role, may_know: bool, address: str, may: Meeting, make_user: Callable[..., User]
) -> None:
    make_submission(may.committee, meeting=may)
    reader = Client()
    backend = "herefordshire_cs.accounts.backends.EmailBackend"
    reader.force_login(make_user(role), backend)

    page = reader.get(address).content.decode()

    assert "School transport." in page
    assert (NAME in page) is may_know


def test_nothing_from_the_public_is_in_the_public_register(may: Meeting) -> None:
    Meeting.objects.filter(pk=may.pk).update(state="published")
    make_submission(may.committee, meeting=may)

    for address in ("/papers/", f"/papers/meetings/{MAY}/"):
        page = Client().get(address).content.decode()
        assert NAME not in page
        assert "School transport." not in page


def test_a_question_on_an_exempt_item_does_not_tell_its_title(
    make_user: Callable[..., User],
) -> None:
    meeting = make_exempt_meeting()
    make_submission(
        meeting.committee, kind="question", meeting=meeting, item=meeting.items.get(order=1)
    )
    reader = Client()
    backend = "herefordshire_cs.accounts.backends.EmailBackend"
    reader.force_login(make_user(Role.OFFICER), backend)

    page = reader.get("/public/").content.decode()

    assert MARK not in page
    assert "A contract" in page


@pytest.mark.parametrize(
    ("query", "is_shown"),
    [
        ("kind=suggestion", True),
        ("kind=question", False),
        ("state=received", True),
        ("state=answered", False),
        ("committee=childrens-services-scrutiny", True),
        ("committee=cabinet", False),
    ],
)
def test_the_list_is_filtered(
    query: str, is_shown: bool, clerk: Client, committee: Committee
) -> None:
    make_submission(committee)

    assert ("School transport." in clerk.get(f"/public/?{query}").content.decode()) is is_shown
