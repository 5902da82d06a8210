"""Telling people something: once each, as each chose, at a cost that does not grow with them."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.notices.kinds import Kind, When
from herefordshire_cs.notices.models import Message, Quiet
from herefordshire_cs.notices.services import choose, end_of_quiet
from tests.conftest import user_in
from tests.notices.mail_servers import NOON, sent_by, tell_all

pytestmark = pytest.mark.django_db
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
State = Message.State


@pytest.fixture
def reader() -> User:
    return user_in(Role.OFFICER)


def test_somebody_is_told_once_however_often_it_is_said(reader: User) -> None:
    assert tell_all([reader]) == 1
    assert tell_all([reader, reader], at=NOON + timedelta(days=1)) == 0

    assert Message.objects.get().person == reader


def test_in_a_demonstration_a_message_is_shown_and_never_waits(
    reader: User, settings: Any
) -> None:
    settings.MAIL_HOST, settings.MAIL_FROM = "mail.example", "plan@council.example"
    settings.SITE_ADDRESS = "https://plan.example.org"
    tell_all([reader])

    assert Message.objects.get().state == State.SHOWN


def test_without_a_mail_server_a_message_stands_in_the_inbox_alone(
    reader: User, settings: Any
) -> None:
    settings.DEMONSTRATION_DATE = None
    tell_all([reader])

    assert Message.objects.get().state == State.KEPT


def test_each_kind_goes_as_its_reader_chose(reader: User, settings: Any) -> None:
    sent_by(settings, LOCMEM)
    choose(
        reader,
        when={Kind.BY_WHEN_ASKED: When.DIGEST, Kind.EVIDENCE_ASKED: When.NOT},
        since=None,
        until=None,
    )
    for kind in (Kind.BY_WHEN_ASKED, Kind.EVIDENCE_ASKED, Kind.UPDATE_ASKED, Kind.DUE):
        Message.objects.filter(once__startswith="one").update(once=f"before {kind}")
        tell_all([reader], kind=kind)

    assert dict(Message.objects.values_list("kind", "state")) == {
        Kind.BY_WHEN_ASKED: State.HELD,
        Kind.EVIDENCE_ASKED: State.KEPT,
        Kind.UPDATE_ASKED: State.WAITING,
        Kind.DUE: State.HELD,  # as it is for whoever chose nothing
    }


def test_an_account_that_is_closed_is_told_nothing(reader: User) -> None:
    reader.is_active = False

    assert tell_all([reader]) == 0


def test_an_account_of_the_demonstration_is_told_nothing_outside_it(
    reader: User, settings: Any
) -> None:
    reader.is_demonstration = True
    sent_by(settings, LOCMEM)

    assert tell_all([reader]) == 0


def at(hour: int, minute: int = 0, *, day: int = 2) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)  # winter: the clock of London


@pytest.mark.parametrize(
    ("since", "until", "now", "sent"),
    [
        (19, 7, at(18, 59), at(18, 59)),
        (19, 7, at(19), at(7, day=3)),
        (19, 7, at(23, 30), at(7, day=3)),
        (19, 7, at(2, day=3), at(7, day=3)),
        (19, 7, at(7, day=3), at(7, day=3)),
        (12, 13, at(12, 30), at(13)),
        (12, 13, at(13), at(13)),
    ],
)
def test_quiet_hours_end_before_anything_is_sent(
    since: int, until: int, now: datetime, sent: datetime
) -> None:
    assert end_of_quiet(Quiet(since=time(since), until=time(until)), at=now) == sent


def test_quiet_hours_follow_the_clock_of_the_council_in_summer() -> None:
    quiet = Quiet(since=time(19), until=time(7))

    assert end_of_quiet(quiet, at=datetime(2026, 7, 1, 18, 30, tzinfo=UTC)) == datetime(
        2026, 7, 2, 6, tzinfo=UTC
    )


def test_what_comes_in_quiet_hours_waits_for_their_end(reader: User, settings: Any) -> None:
    sent_by(settings, LOCMEM)
    choose(reader, when={}, since=time(11), until=time(14))
    tell_all([reader])

    assert Message.objects.get().next_try_at == NOON + timedelta(hours=2)


def people(count: int, name: str) -> list[User]:
    rows = [User(email=f"{name}{number}@test.example", name=name) for number in range(count)]
    return User.objects.bulk_create(rows)


def statements(told: list[User]) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert tell_all(told) == len(told)
    return len([query for query in captured if "SAVEPOINT" not in query["sql"]])


def test_a_thousand_are_told_with_few_statements_more_than_one(settings: Any) -> None:
    sent_by(settings, LOCMEM)
    few, many = people(1, "one"), people(1_000, "many")

    assert statements(few) <= 5
    # One for every 200, and on SQLite the same for their keys.
    assert statements(many) <= 5 + 2 * 5
