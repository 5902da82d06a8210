"""The forward plan and call-in: notice, days that move, reasons, and what is on hold."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from governance.exempt.reader import MEMBERS
from governance.models import CallIn, Committee, ForwardPlanEntry, Meeting
from governance.presenters.forward_plan import build_forward_plan, notice_clock
from governance.services.call_ins import AlreadyDecided, settle_call_in
from governance.services.forward_plan import AlreadyClosed, close_decision
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import DEMONSTRATION_DAY
from tests.governance.rows_of_an_exempt_meeting import MARK, make_exempt_meeting, marked

pytestmark = pytest.mark.django_db

CABINET = "cabinet-2005-02-17"
BACKEND = "herefordshire_cs.accounts.backends.EmailBackend"


@pytest.fixture
def cabinet() -> Committee:
    return Committee.objects.get(slug="cabinet")


@pytest.fixture
def clerk(sign_in: Callable[[User], Client], make_user: Callable[..., User]) -> Client:
    return sign_in(make_user(Role.COMMITTEE_CLERK))


def decision(**changes: object) -> dict[str, object]:
    """What is posted of a key decision with notice in time."""
    return {
        "title": "The Children and Young People’s Plan",
        "committee": Committee.objects.get(slug="cabinet").pk,
        "decides_on": "29 June 2006",
        "is_key": "on",
        "key_reason": "It affects every ward.",
        "notice_on": "22 May 2006",
    } | changes


def make_entry(cabinet: Committee, **fields: object) -> ForwardPlanEntry:
    """Make a key decision of 29 June 2006, with notice in time."""
    day = fields.pop("decides_on", date(2006, 6, 29))
    defaults = {
        "title": "The plan",
        "decides_on": day,
        "first_expected_on": day,
        "key_reason": "It affects every ward.",
        "notice_on": date(2006, 5, 22),
    }
    return ForwardPlanEntry.objects.create(committee=cabinet, **defaults | fields)


# --- The clock of a decision ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notice_on", "is_private", "words"),
    [
        (date(2006, 5, 2), False, ""),
        (date(2006, 5, 3), False, "27 clear days. General exception (regulation 10)"),
        (date(2006, 5, 22), False, "8 clear days. General exception (regulation 10)"),
        (date(2006, 5, 23), False, "7 clear days. Special urgency (regulation 11)"),
        (date(2006, 5, 30), False, "0 clear days. Special urgency (regulation 11)"),
        (date(2006, 5, 3), True, "27 clear days. A private meeting at shorter notice"),
    ],
    ids=["the last day", "a day late", "five clear days", "four", "none", "in private"],
)
def test_the_clock_of_a_decision_of_31_may_2006(
    notice_on: date, is_private: bool, words: str
) -> None:
    found = notice_clock(
        date(2006, 5, 31), notice_on=notice_on, is_private=is_private, as_of=notice_on
    )

    assert found.last_day == date(2006, 5, 2)
    assert words in found.shortfall
    assert bool(found.shortfall) is bool(words)


def test_without_a_notice_it_is_counted_from_the_day_shown() -> None:
    in_time = notice_clock(
        date(2006, 5, 31), notice_on=None, is_private=False, as_of=date(2006, 5, 2)
    )
    late = notice_clock(
        date(2006, 5, 31), notice_on=None, is_private=False, as_of=date(2006, 5, 3)
    )

    assert in_time.shortfall == ""
    assert late.shortfall.startswith("No notice is given, and one on 3\u00a0May 2006 would leave")


# --- The plan ------------------------------------------------------------------------------------


def test_the_papers_hold_no_forward_plan_and_the_page_says_so(
    client: Client, member: User
) -> None:
    client.force_login(member, BACKEND)

    page = client.get("/forward-plan/").content.decode()

    assert not ForwardPlanEntry.objects.exists()
    assert "What a committee clerk adds stands here." in page


def test_a_clerk_puts_a_decision_into_the_plan(clerk: Client) -> None:
    clerk.post("/forward-plan/new/", decision())

    row = ForwardPlanEntry.objects.get()
    assert row.first_expected_on == row.decides_on == date(2006, 6, 29)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Say what is to be decided."),
        ({"committee": ""}, "Choose the body that decides."),
        ({"decides_on": ""}, "Say on which day it is to be decided"),
        ({"decides_on": "30 02 06"}, "is not a day in the calendar"),
        ({"decides_on": "19 May 2006"}, "19\u00a0May 2006 is past."),
        ({"key_reason": ""}, "Say why it is key"),
        ({"is_private": "on"}, "Choose the paragraph of Schedule 12A."),
        ({"is_private": "on", "private_paragraph": "3"}, "Say why it is taken in private."),
        ({"private_reason": "Prices."}, "Say that it is taken in private, or clear"),
        ({"is_private": "on", "private_paragraph": "12"}, "Select a valid choice"),
        ({"notice_on": "29 June 2006"}, "Notice is given before the day of the decision."),
        ({"notice_on": "1 June 2006"}, "The last day for notice was Wednesday 31\u00a0May 2006."),
        ({"decides_on": "8 June 2006"}, "The last day for notice was Wednesday 10\u00a0May 2006."),
    ],
    ids=str,
)
def test_bad_input_is_refused_in_words(
    changes: dict[str, object], words: str, clerk: Client
) -> None:
    page = clerk.post("/forward-plan/new/", decision(**changes)).content.decode()

    assert words in page
    assert not ForwardPlanEntry.objects.exists()


def test_short_notice_is_kept_with_its_reason_and_said(clerk: Client) -> None:
    posted = decision(notice_on="1 June 2006", short_notice_reason="The grant ends in June.")

    page = clerk.post("/forward-plan/new/", posted, follow=True).content.decode()

    assert ForwardPlanEntry.objects.get().short_notice_reason == "The grant ends in June."
    assert "General exception (regulation 10)" in page


def test_a_decision_that_is_not_key_nor_private_needs_no_notice(clerk: Client) -> None:
    posted = decision(decides_on="8 June 2006", notice_on="")
    del posted["is_key"]

    clerk.post("/forward-plan/new/", posted)

    assert not ForwardPlanEntry.objects.get().is_key


def test_a_moved_day_keeps_the_first_one_and_asks_why(clerk: Client, cabinet: Committee) -> None:
    row = make_entry(cabinet)
    moved = decision(decides_on="13 July 2006")

    page = clerk.post(f"/forward-plan/{row.pk}/", moved).content.decode()
    assert "The day was 29\u00a0June 2006. Say why it changed." in page
    clerk.post(f"/forward-plan/{row.pk}/", moved | {"change_reason": "More time was asked for."})

    row.refresh_from_db()
    assert (row.first_expected_on, row.decides_on) == (date(2006, 6, 29), date(2006, 7, 13))
    again = decision(decides_on="20 July 2006", change_reason="More time was asked for.")
    page = clerk.post(f"/forward-plan/{row.pk}/", again).content.decode()
    assert "What is written here is why it changed before." in page


def test_the_meeting_of_a_decision_is_the_bodys_own_on_that_day(
    clerk: Client, cabinet: Committee
) -> None:
    meeting = Meeting.objects.create(
        slug="cabinet-2006-06-22", committee=cabinet, held_on=date(2006, 6, 22)
    )

    page = clerk.post("/forward-plan/new/", decision(meeting=meeting.pk)).content.decode()

    assert "That meeting is on 22\u00a0June 2006, not on 29\u00a0June 2006." in page


def test_a_withdrawn_decision_says_why_and_stays_in_the_plan(
    clerk: Client, cabinet: Committee
) -> None:
    row = make_entry(cabinet)
    address = f"/forward-plan/{row.pk}/close/"

    page = clerk.post(address, {"state": "withdrawn"}).content.decode()
    assert "Say why it is withdrawn." in page
    page = clerk.post(
        address, {"state": "withdrawn", "reason": "The grant fell."}, follow=True
    ).content.decode()

    assert "Withdrawn." in page
    assert "The grant fell." in page
    with pytest.raises(AlreadyClosed):
        close_decision(entry=row, state="taken", reason="")
    assert clerk.get(f"/forward-plan/{row.pk}/").status_code == 404


def test_the_plan_is_shown_by_month(cabinet: Committee, clerk: Client) -> None:
    make_entry(cabinet)
    make_entry(cabinet, title="The budget", decides_on=date(2006, 7, 13))

    plan = build_forward_plan(as_of=DEMONSTRATION_DAY, reader=MEMBERS)
    assert [month.title for month in plan.months] == ["June 2006", "July 2006"]
    page = clerk.get("/forward-plan/?month=2006-07").content.decode()
    assert "The budget" in page
    assert "The plan</h3>" not in page
    assert "The plan</h3>" in clerk.get("/forward-plan/?month=nonsense").content.decode()


# --- Call-in -------------------------------------------------------------------------------------


def called_in(**changes: object) -> dict[str, object]:
    """What is posted of a call-in on the last day, 1 March 2005."""
    meeting = Meeting.objects.get(slug=CABINET)
    return {
        "meeting": meeting.pk,
        "decision": "That the report be agreed.",
        "published_on": "22 February 2005",
        "called_in_on": "1 March 2005",
        "called_in_by": "Councillor A. Example\nCouncillor B. Example\nCouncillor C. Example",
        "reason": "The costs were not given.",
    } | changes


def test_a_decision_called_in_is_on_hold_on_its_meetings_page(clerk: Client) -> None:
    clerk.post("/call-ins/new/", called_in())
    row = CallIn.objects.get()

    page = clerk.get(f"/meetings/{CABINET}/").content.decode()
    assert "On hold." in page
    assert f"/call-ins/#call-in-{row.pk}" in page

    clerk.post(f"/call-ins/{row.pk}/", {"outcome": "no objection", "words": "It stands."})
    assert "On hold." not in clerk.get(f"/meetings/{CABINET}/").content.decode()
    assert "It stands." in clerk.get("/call-ins/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"meeting": ""}, "Choose the meeting of the executive that decided."),
        ({"decision": ""}, "Write what was decided."),
        ({"called_in_by": " , "}, "Name the members who called it in, one on a line."),
        ({"reason": ""}, "Write why they called it in."),
        ({"published_on": "16 February 2005"}, "a decision is published after it is taken"),
        ({"called_in_on": "21 February 2005"}, "after this day."),
        ({"called_in_on": "23 May 2006"}, "23\u00a0May 2006 has not come yet."),
        (
            {"called_in_on": "2 March 2005"},
            "The last day of call-in was Tuesday 1\u00a0March 2005, five working days",
        ),
    ],
    ids=str,
)
def test_a_bad_call_in_is_refused_in_words(
    changes: dict[str, object], words: str, clerk: Client
) -> None:
    page = clerk.post("/call-ins/new/", called_in(**changes)).content.decode()

    assert words in page
    assert not CallIn.objects.exists()


def test_bank_holidays_do_not_count_towards_the_last_day(clerk: Client) -> None:
    # Good Friday and Easter Monday of 2005 fall between the two days.
    posted = called_in(published_on="23 March 2005", called_in_on="1 April 2005")

    clerk.post("/call-ins/new/", posted)

    assert CallIn.objects.get().late_reason == ""


def test_after_the_last_day_it_is_kept_with_a_reason(clerk: Client) -> None:
    posted = called_in(called_in_on="2 March 2005", late_reason="The post was late.")

    page = clerk.post("/call-ins/new/", posted, follow=True).content.decode()

    assert "After the last day." in page
    assert CallIn.objects.get().late_reason == "The post was late."


def test_fewer_than_three_members_are_warned_of_and_a_name_counts_once(clerk: Client) -> None:
    names = "Councillor A. Example\ncouncillor a. example\n\nCouncillor B. Example"

    page = clerk.post("/call-ins/new/", called_in(called_in_by=names), follow=True)

    assert "Fewer than three members called it in." in page.content.decode()
    assert len(CallIn.objects.get().called_in_by.splitlines()) == 2


@pytest.mark.parametrize(
    ("posted", "words"),
    [
        ({"outcome": "no objection"}, "Write what was decided of it, and by whom."),
        ({"outcome": "waiting", "words": "It stands."}, "Choose what came of it, or clear"),
    ],
    ids=["an outcome without words", "words without an outcome"],
)
def test_an_outcome_has_its_words(posted: dict[str, str], words: str, clerk: Client) -> None:
    clerk.post("/call-ins/new/", called_in())
    row = CallIn.objects.get()

    assert words in clerk.post(f"/call-ins/{row.pk}/", posted).content.decode()


def test_an_outcome_stands(clerk: Client) -> None:
    clerk.post("/call-ins/new/", called_in())
    row = CallIn.objects.get()
    told = {"considered_at": None, "on": DEMONSTRATION_DAY, "words": "It stands."}
    settle_call_in(row=row, outcome="no objection", **told)

    with pytest.raises(AlreadyDecided):
        settle_call_in(row=row, outcome="referred back", **told)


def test_a_call_in_of_an_exempt_item_tells_its_public_title_alone(
    make_user: Callable[..., User],
) -> None:
    meeting = make_exempt_meeting(state="held")
    CallIn.objects.create(
        meeting=meeting,
        item=meeting.items.get(order=1),
        decision=marked("decision"),
        published_on=date(2006, 5, 19),
        called_in_on=DEMONSTRATION_DAY,
        called_in_by="Councillor A. Example",
        reason=marked("callreason"),
        outcome_words=marked("outcome"),
    )
    reader = Client()
    reader.force_login(make_user(Role.OFFICER), BACKEND)

    for address in ("/call-ins/", f"/meetings/{meeting.slug}/"):
        page = reader.get(address).content.decode()
        assert MARK not in page
        assert "A contract" in page


# --- What it must not tell -----------------------------------------------------------------------


@pytest.mark.parametrize("name", ["private_reason", "short_notice_reason", "consultees", "title"])
@pytest.mark.parametrize(
    "words", [f"To hear of {marked('title')}.", "Of Jamie, aged 7."], ids=["exempt", "a child"]
)
def test_a_decision_with_words_that_must_not_be_told_is_kept_only_with_a_reason(
    name: str, words: str, cabinet: Committee, clerk: Client
) -> None:
    make_exempt_meeting()
    typed = decision(
        is_private="on",
        private_paragraph="3",
        private_reason="A firm is named.",
        notice_on="20 June 2006",
        short_notice_reason="It is urgent.",
    ) | {name: words}

    told = clerk.post("/forward-plan/new/", typed).content.decode()

    assert "Use other words, or say below why it may be read." in told
    assert "Why it may be read all the same" in told
    assert not ForwardPlanEntry.objects.filter(**{name: words}).exists()

    clerk.post("/forward-plan/new/", typed | {"kept_reason": "It was in the newspaper."})
    row = ForwardPlanEntry.objects.get(**{name: words})
    assert row.kept_reason == "It was in the newspaper."
    assert "newspaper" not in Client().get("/papers/forward-plan/").content.decode()
