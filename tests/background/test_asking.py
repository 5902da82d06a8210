"""Who asks for work off the request: one job for the same facts, and not too much for one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django_tasks_db.models import DBTaskResult, get_date_max

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.background.asking import LIMITS, TooManyAsked, ask
from herefordshire_cs.background.models import NOT_QUEUED_YET, Job
from herefordshire_cs.background.queues import DOCUMENTS
from tests.background.chores import succeed

pytestmark = pytest.mark.django_db
NOW = datetime(2006, 5, 22, 10, 42, tzinfo=UTC)
LIMIT = LIMITS[DOCUMENTS]


@pytest.fixture
def reader(make_user: Callable[..., User]) -> User:
    return make_user(Role.AUDITOR)


def ask_for(facts: str, person: User | None, *, at: datetime = NOW) -> Job:
    return ask(succeed, facts=facts, asked_by=person, asked_at=at)


def queue(job: Job, status: str = "READY") -> DBTaskResult:
    """Put the task of a job in the queue."""
    task = DBTaskResult.objects.create(
        status=status, task_path="x", args_kwargs={}, run_after=get_date_max()
    )
    Job.objects.filter(pk=job.pk).update(task_id=task.pk)
    return task


@pytest.mark.parametrize(
    ("status", "after", "is_wanted"),
    [
        (None, timedelta(0), True),
        (None, NOT_QUEUED_YET, False),
        ("READY", timedelta(days=9), True),
        ("RUNNING", timedelta(days=9), True),
        ("FAILED", timedelta(0), False),
        ("SUCCESSFUL", timedelta(0), False),
    ],
    ids=["new", "never queued", "waits", "is done", "failed", "is over"],
)
def test_a_job_is_wanted_as_long_as_its_task_is_to_be_done(
    status: str | None, after: timedelta, is_wanted: bool, reader: User
) -> None:
    job = ask_for("a", reader)
    if status:
        queue(job, status)

    assert Job.objects.wanted(at=NOW + after).filter(pk=job.pk).exists() is is_wanted


def test_two_people_who_ask_for_the_same_facts_get_one_job(
    make_user: Callable[..., User],
) -> None:
    first = ask_for("a", make_user(Role.AUDITOR))

    assert ask_for("a", make_user(Role.OFFICER)) == first
    assert ask_for("a", None) == first
    assert ask_for("b", None) != first


def test_one_person_may_wait_for_three_documents_at_a_time(
    reader: User, make_user: Callable[..., User]
) -> None:
    jobs = [ask_for(str(number), reader) for number in range(LIMIT.at_a_time)]
    tasks = [queue(job) for job in jobs]

    with pytest.raises(TooManyAsked, match="3 documents of yours are still to be made"):
        ask_for("another", reader)
    assert ask_for("0", reader) == jobs[0]  # it is asked for already
    ask_for("another", make_user(Role.OFFICER))  # others may
    DBTaskResult.objects.filter(pk=tasks[0].pk).update(status="SUCCESSFUL")
    ask_for("one more", reader)


def test_one_person_may_ask_for_thirty_documents_an_hour(reader: User) -> None:
    for number in range(LIMIT.an_hour):
        queue(ask_for(str(number), reader), "SUCCESSFUL")
    hour = timedelta(hours=1)

    with pytest.raises(TooManyAsked, match="You have asked for 30 documents within an hour"):
        ask_for("another", reader, at=NOW + hour - timedelta(seconds=1))
    ask_for("another", reader, at=NOW + hour)
