"""Anybody asks or suggests something online: robots do not, twice is once, and not too much."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from governance.exempt.reader import PUBLIC
from governance.forms import public_questions as forms
from governance.models import Meeting, PublicSubmission
from governance.presenters.submissions import submission_line
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.governance.issuing import issue_unprinted
from tests.governance.rows_of_a_private_body import make_private_body
from tests.governance.rows_of_an_exempt_meeting import MARK, make_exempt_meeting

pytestmark = pytest.mark.django_db

ASK = "/papers/ask/"
MAY = "childrens-services-scrutiny-2006-05-31"
NOW = datetime(2006, 5, 22, 12, 0, tzinfo=UTC)
SAID = {
    "about": "committee-childrens-services-scrutiny",
    "text": "Look into the buses to schools.",
    "asked_by": "A resident",
    "contact": "resident@test.example",
    "word": " Paper. ",
    "website": "",
}


@pytest.fixture(autouse=True)
def nobody_sent_anything() -> None:
    cache.clear()


def opened(client: Client) -> str:
    """Open the form a minute ago, and return what it was stamped with."""
    with pytest.MonkeyPatch.context() as patch:
        before = clock.now() - timedelta(minutes=1)
        patch.setattr(clock, "now", lambda: before)
        page = client.get(ASK).content.decode()
    return re.findall(r'name="opened" value="([^"]+)"', page)[0]


def send(client: Client, **said: Any) -> Any:
    """Send what somebody typed within a minute of opening the form."""
    return client.post(ASK, SAID | {"opened": opened(client)} | said)


def told(response: Any) -> str:
    """Return the words of a page that refused."""
    assert response.status_code in (200, 429)
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def test_a_suggestion_is_kept_with_how_to_answer_and_its_sender_alone_sees_it_again(
    client: Client, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    response = send(client)

    row = PublicSubmission.objects.get()
    assert (row.kind, row.committee.slug) == ("suggestion", "childrens-services-scrutiny")
    assert (row.asked_by, row.contact) == ("A resident", "resident@test.example")
    assert row.received_on == date(2006, 5, 22)
    receipt = client.get(response["Location"])
    assert SAID["text"] in receipt.content.decode()
    assert receipt["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert client.get(f"{response['Location'][:-2]}x/").status_code == 404
    clerk = sign_in(make_user(Role.COMMITTEE_CLERK)).get("/public/").content.decode()
    assert "resident@test.example" in clerk
    officer = sign_in(make_user(Role.OFFICER)).get("/public/").content.decode()
    assert "resident@test.example" not in officer
    assert "A resident" not in officer


def test_what_is_sent_twice_is_kept_once_however_it_is_spaced(client: Client) -> None:
    first = send(client)
    again = send(client, text="look into  the BUSES to schools. ")

    assert again.status_code == first.status_code == 302
    assert PublicSubmission.objects.count() == 1
    send(client, asked_by="Another resident")
    assert PublicSubmission.objects.count() == 2


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"website": "http://buy.example"}, "This box must stay empty"),
        ({"word": "papers"}, "That is another word"),
        ({"word": ""}, "Write the word paper"),
        ({"about": ""}, "Choose what it is about"),
        ({"about": "committee-none"}, "Choose what it is about"),
        ({"about": "item-1' OR 1=1"}, "Choose what it is about"),
        ({"text": "  "}, "Write your question or your suggestion"),
        ({"text": "x" * 3_001}, "At most 3,000 characters fit; 3,001 were typed."),
        ({"opened": ""}, "open for more than a day"),
        ({"opened": "forged"}, "open for more than a day"),
        ({"file": io.BytesIO(b"%PDF-")}, "Files cannot be sent"),
    ],
)
def test_what_a_robot_or_a_slip_sends_is_refused_in_words_and_kept_in_the_form(
    client: Client, said: dict[str, Any], words: str
) -> None:
    refused = send(client, **said)

    assert words in told(refused)
    assert PublicSubmission.objects.count() == 0
    if "text" not in said:
        assert SAID["text"] in refused.content.decode()


def test_what_is_sent_at_once_is_taken_for_a_robots_and_a_person_may_send_it_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = client.get(ASK).content.decode()
    stamp = re.findall(r'name="opened" value="([^"]+)"', page)[0]
    assert "as robots do" in told(client.post(ASK, SAID | {"opened": stamp}))

    later = clock.now() + forms.LEAST
    monkeypatch.setattr(clock, "now", lambda: later)

    assert client.post(ASK, SAID | {"opened": stamp}).status_code == 302


def test_a_form_that_was_open_for_days_is_taken_when_it_is_sent_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = opened(client)
    later = clock.now() + timedelta(days=2)
    monkeypatch.setattr(clock, "now", lambda: later)

    refused = client.post(ASK, SAID | {"opened": stamp})
    anew = re.findall(r'name="opened" value="([^"]+)"', refused.content.decode())[0]
    much_later = later + timedelta(minutes=1)
    monkeypatch.setattr(clock, "now", lambda: much_later)

    assert "more than a day" in told(refused)
    assert client.post(ASK, SAID | {"opened": anew}).status_code == 302


def test_no_more_than_so_many_are_taken_from_one_network_in_an_hour(
    client: Client, settings: Any
) -> None:
    settings.QUESTIONS_OF_A_NETWORK = 2
    taken = [send(client, text=f"Suggestion {at}").status_code for at in range(3)]
    assert taken == [302, 302, 429]

    refused = send(client, text="One more")
    assert "within an hour" in told(refused)
    assert "One more" in refused.content.decode()
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert send(other, text="From elsewhere").status_code == 302


def test_a_question_is_on_an_item_that_is_published_and_in_time(
    client: Client, settings: Any
) -> None:
    assert "SAFEGUARDING" not in client.get(ASK).content.decode()
    meeting = Meeting.objects.get(slug=MAY)
    issue_unprinted(meeting)
    item = meeting.items.get(number=7)

    send(client, about=f"item-{item.pk}")

    row = PublicSubmission.objects.get()
    assert (row.kind, row.item, row.meeting) == ("question", item, meeting)
    settings.DEMONSTRATION_DATE = date(2006, 5, 27)  # the day after the last for questions
    late = send(client, about=f"item-{item.pk}", text="Another")
    assert "that day may just have passed" in told(late)


def test_nobody_can_ask_on_what_is_exempt_or_of_a_private_body(client: Client) -> None:
    rows = make_private_body()
    meeting = make_exempt_meeting()
    issue_unprinted(meeting)
    exempt = meeting.items.get(report__exempt_paragraph__isnull=False)

    page = client.get(ASK).content.decode()

    assert MARK not in page
    assert rows["private"] not in page
    for about in (f"item-{exempt.pk}", f"committee-{rows['private']}"):
        assert "Choose what it is about" in told(send(client, about=about))


def test_a_question_on_what_became_exempt_since_is_not_shown_at_its_address(
    client: Client,
) -> None:
    meeting = Meeting.objects.get(slug=MAY)
    issue_unprinted(meeting)
    item = meeting.items.get(number=7)
    response = send(client, about=f"item-{item.pk}")
    assert item.report is not None
    item.report.exempt_paragraph, item.report.exempt_reason = 1, "It names a child."
    item.report.public_title = "A case"
    item.report.save()

    page = client.get(response["Location"]).content.decode()

    assert SAID["text"] not in page
    assert "A case" in page
    line = submission_line(PublicSubmission.objects.get(), reader=PUBLIC)
    assert (line.asked_by, line.contact) == ("", "")
