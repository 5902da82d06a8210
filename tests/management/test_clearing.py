"""What only helps the machine goes when its time is over; what is in use, issued or due stays."""

from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from governance.models import PackPart
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.models import Job
from herefordshire_cs.management.retention import CLEARED
from herefordshire_cs.notices.models import Message
from indicators.models import PerformanceDocument, Period

AT = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
LONG_AGO = AT - timedelta(days=400)
pytestmark = pytest.mark.django_db


def due() -> dict[str, int]:
    """Return how many rows of each kind would go."""
    return {kept.what: count for kept in CLEARED if (count := kept.due(AT).count())}


def task(status: str) -> DBTaskResult:
    return DBTaskResult.objects.create(
        task_path="actionplan.tasks.documents.make",
        args_kwargs={"args": [], "kwargs": {}},
        status=status,
        backend_name="default",
        finished_at=LONG_AGO,
    )


def message(user: User, state: str) -> Message:
    return Message.objects.create(
        person=user,
        address=user.email,
        kind="digest",
        subject="What is due",
        once=state,
        state=state,
        made_on=LONG_AGO,
        made_at=LONG_AGO,
        next_try_at=LONG_AGO,
    )


def printed(**fields: Any) -> PerformanceDocument:
    return PerformanceDocument.objects.create(
        period=Period.objects.first(), kind="digest", as_of=date(2009, 5, 22), **fields
    )


def test_a_new_database_has_nothing_to_clear() -> None:
    assert due() == {}


def test_what_is_past_its_time_goes(director: User) -> None:
    Session.objects.create(session_key="a" * 32, session_data="", expire_date=LONG_AGO)
    Session.objects.create(
        session_key="b" * 32, session_data="", expire_date=AT + timedelta(hours=1)
    )
    PackPart.objects.create(contents_hash="a", title="Item 1", pdf=b"", pages=1, made_at=LONG_AGO)
    PackPart.objects.create(contents_hash="b", title="Item 2", pdf=b"", pages=1, made_at=AT)

    assert due() == {"sessions that have ended": 1, "printed parts of packs": 1}


def test_work_and_messages_that_are_still_due_stay_however_old(director: User) -> None:
    for status in (TaskResultStatus.READY, TaskResultStatus.SUCCESSFUL):
        Job.objects.create(queue="packs", facts=status, asked_at=LONG_AGO, task_id=task(status).pk)
    for state in (Message.State.WAITING, Message.State.HELD, Message.State.SENT):
        message(director, state)

    assert due() == {
        "work that is done": 1,
        "what was asked to be made": 1,
        "messages to people": 1,
    }


def test_what_was_issued_stays() -> None:
    printed(asked_at=LONG_AGO, contents_hash="a", issued_on=date(2009, 5, 22))
    printed(asked_at=LONG_AGO, contents_hash="b")

    assert due() == {"prints of indicators that were never issued": 1}


def test_the_command_says_what_it_clears_and_may_only_count() -> None:
    task(TaskResultStatus.SUCCESSFUL)
    said = StringIO()

    call_command("clear_old", check=True, stdout=said)
    assert "     1 would go: work that is done, after 30 days" in said.getvalue()
    assert DBTaskResult.objects.count() == 1

    call_command("clear_old", stdout=said)
    assert "     1 cleared: work that is done, after 30 days" in said.getvalue()
    assert DBTaskResult.objects.count() == 0
