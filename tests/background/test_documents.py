"""Documents are made by a POST, once for the same facts, of what stands; lost ones are found."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django_tasks_db.models import DBTaskResult, get_date_max

from actionplan import tasks as of_plans
from actionplan.models import Document
from actionplan.presenters.documents import KINDS
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.background.documents import FAILURE, OVERTAKEN, is_lost
from herefordshire_cs.background.models import Job
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.pdf.printing import Printed
from indicators.models import PerformanceDocument
from tests.factories import make_action, make_update

pytestmark = pytest.mark.django_db
NOW = datetime(2006, 5, 22, 10, 42, tzinfo=UTC)
DAY = date(2006, 5, 22)
SUMMARY = "/plans/jar-2005/reports/summary.pdf"
ADDRESSES = [SUMMARY, "/indicators/radar/april-2006.pdf"]


@pytest.fixture(autouse=True)
def printer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Print at once."""
    printed = Printed(content=b"%PDF-short", pages=1)
    monkeypatch.setattr(of_plans, "print_document", lambda *_args, **_fields: printed)


@pytest.fixture
def reader(make_user: Callable[..., User]) -> User:
    return make_user(Role.AUDITOR)


def asked_for(reader: User, *, at: datetime = NOW) -> Document:
    """Ask for the exceptions of the plan."""
    return of_plans.ask_for_document(
        slug="jar-2005",
        kind=KINDS["exceptions"],
        as_of=DAY,
        since=None,
        asked_by=reader,
        asked_at=at,
    )


def change_the_plan() -> None:
    """Let the exceptions say something else."""
    plan = Document.objects.get().plan
    action = make_action(plan.recommendations.get(number=1), latest=date(2006, 1, 9), text="Late")
    make_update(action, reported_on=date(2006, 5, 1), narrative="It slipped.")


# Asked for


@pytest.mark.parametrize("address", ADDRESSES)
def test_reading_makes_nothing_and_the_page_offers_to(
    address: str, reader: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reader)

    page = client.get(address)

    assert page.status_code == 200
    assert page["Content-Type"].startswith("text/html")
    assert ">Make the PDF</button>" in page.content.decode()
    assert not Job.objects.exists()
    assert not Document.objects.exists()
    assert not PerformanceDocument.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_asking_needs_the_token_of_the_page(address: str, reader: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(reader, "herefordshire_cs.accounts.backends.EmailBackend")

    assert client.post(address).status_code == 403
    client.get(address)
    token = client.cookies["csrftoken"].value
    assert client.post(address, {"csrfmiddlewaretoken": token}).status_code == 302


@pytest.mark.parametrize("address", ADDRESSES)
def test_who_asks_is_led_to_its_progress_and_so_is_who_reads_meanwhile(
    address: str, reader: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reader)

    asked = client.post(address)

    [document] = [*Document.objects.all(), *PerformanceDocument.objects.all()]
    assert asked["Location"] == document.get_absolute_url()
    assert client.get(address)["Location"] == document.get_absolute_url()
    assert "Waiting to be made" in client.get(document.get_absolute_url()).content.decode()


def test_a_document_that_is_in_store_is_sent_to_who_reads_and_who_asks(
    reader: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reader)
    client.post(SUMMARY)
    of_plans.make_document.call(Document.objects.get().pk)

    assert client.get(SUMMARY).content == b"%PDF-short"
    assert client.post(SUMMARY, follow=True).content == b"%PDF-short"
    assert Job.objects.count() == 1


def test_who_asks_for_too_many_is_told_so_in_a_sentence(
    reader: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(reader)
    for day in ("2006-05-19", "2006-05-18", "2006-05-17"):
        client.post(f"{SUMMARY}?as_at={day}")

    page = client.post(SUMMARY, follow=True).content.decode()

    assert "3 documents of yours are still to be made. Ask again when one is." in page
    assert ">Make the PDF</button>" in page
    assert Document.objects.count() == 3


def test_who_issues_too_many_documents_is_told_so_in_a_sentence(
    make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(make_user(Role.PERFORMANCE_OFFICER))
    for month in ("january", "february", "march"):
        client.post(f"/indicators/radar/{month}-2006/issue/")

    page = client.post("/indicators/radar/april-2006/issue/", follow=True).content.decode()

    assert "3 documents of yours are still to be made." in page
    assert PerformanceDocument.objects.exclude(issued_on=None).count() == 3


def test_two_people_who_ask_for_the_same_get_one_document_and_one_job(
    make_user: Callable[..., User],
) -> None:
    first = asked_for(make_user(Role.AUDITOR))

    assert asked_for(make_user(Role.OFFICER)) == first
    assert Job.objects.count() == 1


# Lost, and found


@pytest.mark.parametrize(
    ("state", "task", "lost"),
    [
        ("failed", "FAILED", True),
        ("queued", "READY", False),
        ("making", "RUNNING", False),
        ("making", "READY", False),
        ("making", "FAILED", True),
        ("queued", None, True),
        ("ready", "SUCCESSFUL", False),
    ],
    ids=["failed", "waits", "made", "put back", "given up", "its task is gone", "ready"],
)
def test_a_document_that_nobody_will_make_is_asked_for_again(
    state: str, task: str | None, lost: bool, reader: User, sign_in: Callable[[User], Client]
) -> None:
    document = asked_for(reader)
    if task:
        row = DBTaskResult.objects.create(
            status=task, task_path="x", args_kwargs={}, run_after=get_date_max()
        )
        Job.objects.filter(pk=document.job_id).update(task_id=row.pk)
    Document.objects.filter(pk=document.pk).update(state=state)
    document.refresh_from_db()
    days_later = NOW + timedelta(days=2)

    assert is_lost(document, at=days_later) is lost
    page = sign_in(reader).get(document.get_absolute_url()).content.decode()
    assert (">Ask for it again</button>" in page) is lost
    again = asked_for(reader, at=days_later)
    assert (again.pk, again.job_id != document.job_id) == (document.pk, lost)


def test_a_document_that_waits_says_that_the_printing_service_is_silent(
    reader: User, sign_in: Callable[[User], Client]
) -> None:
    document = asked_for(reader, at=clock.now())

    page = sign_in(reader).get(document.get_absolute_url()).content.decode()

    assert "The printing service has not been started." in page
    assert "Your document stays wanted and will be made when it is back." in page


# Made


def test_a_document_that_waited_while_the_plan_changed_is_made_of_what_stands(
    reader: User,
) -> None:
    document = asked_for(reader)
    change_the_plan()

    assert of_plans.make_document.call(document.pk) == Document.State.READY

    assert asked_for(reader).pk == document.pk  # it is what the plan says now


def test_a_document_whose_newer_one_was_asked_for_says_so(reader: User) -> None:
    document = asked_for(reader)
    change_the_plan()
    newer = asked_for(reader)

    assert newer.pk != document.pk
    assert of_plans.make_document.call(document.pk) == Document.State.FAILED
    document.refresh_from_db()
    assert document.failure == OVERTAKEN


def test_a_document_that_was_made_is_not_made_again_by_a_worker_that_was_interrupted(
    reader: User,
) -> None:
    document = of_plans.make(asked_for(reader), made_at=NOW)

    of_plans.make(document, made_at=NOW + timedelta(hours=1))

    assert Document.objects.get().made_at == NOW


@pytest.mark.parametrize(
    ("error", "state", "failure"),
    [
        (OperationalError, Document.State.MAKING, ""),
        (OSError, Document.State.FAILED, FAILURE),
    ],
    ids=["the database", "the printer"],
)
def test_what_ends_the_making_is_a_failure_unless_it_is_done_again(
    error: type[Exception],
    state: str,
    failure: str,
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def jam(*_args: Any, **_fields: Any) -> Printed:
        raise error

    document = asked_for(reader)
    monkeypatch.setattr(of_plans, "print_document", jam)

    with pytest.raises(error):
        of_plans.make_document.call(document.pk)

    document.refresh_from_db()
    assert (document.state, document.failure) == (state, failure)
