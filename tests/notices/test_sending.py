"""Sending what waits: over SMTP, again where the server is away, never twice."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.test import TestCase
from django_tasks_db.models import DBTaskResult

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.background.queues import QUEUES
from herefordshire_cs.lib import clock
from herefordshire_cs.notices import sending
from herefordshire_cs.notices.models import Message
from herefordshire_cs.notices.sending import BATCH, WAITS, send_due, take
from herefordshire_cs.notices.services import NotGivenUp, try_again
from herefordshire_cs.notices.tasks import wake
from tests.conftest import user_in
from tests.notices.mail_servers import NOON, Away, sent_by, speaking, tell_all

pytestmark = pytest.mark.django_db
AWAY = f"{Away.__module__}.{Away.__name__}"
State = Message.State


@pytest.fixture
def reader() -> User:
    return user_in(Role.OFFICER)


def test_a_message_is_sent_in_words_and_in_html_with_links_to_the_pages(
    reader: User, settings: Any
) -> None:
    with speaking(settings) as server:
        tell_all([reader])
        assert send_due(at=NOON) is None

    (sent,) = server.taken
    row = Message.objects.get()
    assert (row.state, row.sent_at, row.tries) == (State.SENT, NOON, 1)
    assert (sent["To"], sent["From"]) == (reader.email, "Plan <plan@council.example>")
    assert sent["Subject"] == "An update is asked of you: 5.6 of A plan"
    assert sent["Message-ID"] == row.message_id
    assert row.message_id.endswith("@council.example>")
    words, html = (part.get_content() for part in sent.iter_parts())
    link = "https://plan.example.org/plans/a-plan/actions/5.6/updates/new/"
    for said in (words, html):
        assert link in said
        assert "Herefordshire Council" in said
        assert "Brockington" in said  # its address, of the council's record
        assert "https://plan.example.org/inbox/choices/" in said


def test_what_was_sent_is_not_sent_again(reader: User, settings: Any) -> None:
    with speaking(settings) as server:
        tell_all([reader])
        send_due(at=NOON)
        send_due(at=NOON + timedelta(days=1))

    assert len(server.taken) == 1


def test_a_server_that_is_away_is_tried_again_after_longer_and_longer(
    reader: User, settings: Any
) -> None:
    sent_by(settings, AWAY)
    tell_all([reader])
    at, waited = NOON, []
    while (following := send_due(at=at)) is not None:
        assert send_due(at=following - timedelta(seconds=1)) == following  # not before
        waited.append(following - at)
        at = following

    row = Message.objects.get()
    assert tuple(waited) == WAITS
    assert sorted(WAITS) == list(WAITS)
    assert (row.state, row.tries) == (State.FAILED, len(WAITS) + 1)
    assert "Nobody answers" in row.fault


def test_what_was_given_up_is_tried_again_when_somebody_says_so(
    reader: User, settings: Any
) -> None:
    with speaking(settings) as server:
        tell_all([reader])
        row = Message.objects.get()
        with pytest.raises(NotGivenUp):
            try_again(row, at=NOON)
        Message.objects.update(state=State.FAILED)
        try_again(row, at=NOON)
        send_due(at=NOON)

    assert len(server.taken) == 1


def test_an_address_that_its_server_refuses_bounces_and_the_others_go(
    reader: User, settings: Any
) -> None:
    gone = User.objects.create_user("nobody@test.example", name="Who left")
    with speaking(settings) as server:
        tell_all([gone, reader])
        send_due(at=NOON)

    assert [sent["To"] for sent in server.taken] == [reader.email]
    assert Message.objects.get(person=gone).state == State.BOUNCED
    assert "no such mailbox" in Message.objects.get(person=gone).fault


def test_what_a_worker_took_and_left_is_taken_up_under_the_same_name(
    reader: User, settings: Any
) -> None:
    with speaking(settings) as server:
        tell_all([reader])
        name = Message.objects.get().message_id
        assert len(take(NOON)) == 1  # and then its worker ends
        send_due(at=NOON + timedelta(minutes=5))
        assert server.taken == []
        send_due(at=NOON + timedelta(minutes=20))

    assert [sent["Message-ID"] for sent in server.taken] == [name]


def test_two_workers_take_nothing_twice(reader: User, settings: Any) -> None:
    sent_by(settings, AWAY)
    tell_all([reader])

    assert [len(take(NOON)), len(take(NOON))] == [1, 0]


def test_a_server_that_closes_in_the_middle_leaves_the_rest_waiting(
    reader: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    others = [user_in(Role.OFFICER, email=f"{name}@test.example") for name in "ab"]
    with speaking(settings):
        tell_all([*others, reader])
        as_email, asked = sending.as_email, []

        def closing(message: Message) -> Any:
            asked.append(message)
            if len(asked) == 2:
                raise smtplib.SMTPServerDisconnected("It went away")
            return as_email(message)

        monkeypatch.setattr(sending, "as_email", closing)
        following = send_due(at=NOON)

    assert following == NOON + WAITS[0]
    counted = Message.objects.filter(state=State.WAITING, tries=1).count()
    assert (counted, Message.objects.filter(state=State.SENT).count()) == (2, 1)


def test_many_go_over_few_connections(settings: Any) -> None:
    count = BATCH + 20
    rows = [User(email=f"p{number}@test.example", name="p") for number in range(count)]
    people = User.objects.bulk_create(rows)
    with speaking(settings) as server:
        tell_all(people)
        assert [send_due(at=NOON), send_due(at=NOON)] == [NOON, None]

    assert (len(server.taken), server.connections) == (count, 2)


def test_nothing_leaves_a_demonstration(reader: User, settings: Any) -> None:
    with speaking(settings) as server:
        tell_all([reader])
        settings.DEMONSTRATION_DATE = NOON.date()
        assert send_due(at=NOON) is None

    assert server.taken == []
    assert Message.objects.get().state == State.WAITING


def queued(settings: Any) -> None:
    backend = "django_tasks_db.DatabaseBackend"
    settings.TASKS = {"default": {"BACKEND": backend, "QUEUES": QUEUES}}


def test_telling_wakes_the_worker_once_for_however_many(settings: Any) -> None:
    queued(settings)
    sent_by(settings, AWAY)
    people = [user_in(Role.OFFICER, email=f"{name}@test.example") for name in "abc"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        tell_all(people[:2])
        tell_all(people)

    assert DBTaskResult.objects.filter(queue_name="messages").count() == 1


def test_a_later_look_is_queued_for_its_time_and_once(settings: Any) -> None:
    queued(settings)
    later = clock.now() + timedelta(hours=1)
    wake(at=later)
    wake(at=later + timedelta(minutes=1))

    assert DBTaskResult.objects.get(queue_name="messages").run_after == later
