"""The log says who recorded what and when, of what its reader may know, and nothing else."""

import csv
import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import Evidence, ProgressUpdate
from governance.models import Committee, Meeting
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.factories import make_action, make_evidence, make_moderation, make_update

pytestmark = pytest.mark.django_db
NOW = datetime(2006, 5, 22, 10, tzinfo=UTC)


@pytest.fixture
def auditor(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    return sign_in(make_user(Role.AUDITOR))


def text_of(client: Client, query: str = "") -> str:
    return client.get(f"/log/{query}").content.decode()


def test_an_update_is_told_with_who_when_and_about_which_day(
    auditor: Client, director: User
) -> None:
    action = make_action()
    make_update(
        action,
        author=director,
        reported_on=date(2006, 5, 1),
        recorded_on=date(2006, 5, 22),
        recorded_at=NOW,
        narrative="The audit is done.",
    )

    page = text_of(auditor)

    assert "Posted an update" in page
    assert f"{action.plan}: action 1.1" in page
    assert "1\N{NO-BREAK SPACE}May 2006" in page
    assert "The audit is done." in page
    assert str(director) in page


def test_what_was_loaded_from_papers_is_not_there(auditor: Client) -> None:
    assert ProgressUpdate.objects.filter(author=None).count() > 100
    assert "Nothing was recorded" in text_of(auditor)


def test_the_newest_stands_first_and_older_ones_follow_page_by_page(
    auditor: Client, director: User
) -> None:
    action = make_action()
    for number in range(60):
        make_update(
            action,
            author=director,
            reported_on=date(2006, 5, 1),
            recorded_at=NOW + timedelta(minutes=number),
            narrative=f"Note {number}.",
        )

    first = text_of(auditor)
    assert "Note 59." in first
    assert "Note 9." not in first
    older = first.split('rel="next"')[0].rsplit('href="?', 1)[1].split('"')[0]
    second = text_of(auditor, "?" + older.replace("&amp;", "&"))
    assert "Note 9." in second
    assert "Note 10." not in second
    assert "Note 0." in second


@pytest.mark.parametrize(
    ("query", "is_told"),
    [
        ("?kind=plans", True),
        ("?kind=indicators", False),
        ("?first=22+May+2006", True),
        ("?first=23+May+2006", False),
        ("?last=21+May+2006", False),
    ],
)
def test_it_is_narrowed(query: str, is_told: bool, auditor: Client, director: User) -> None:
    make_moderation(make_action(), made_on=date(2006, 5, 22), author=director, recorded_at=NOW)

    assert ("Rated it as a director" in text_of(auditor, query)) is is_told


def test_it_is_narrowed_to_a_person(
    auditor: Client, director: User, make_user: Callable[..., User]
) -> None:
    other = make_user(Role.OFFICER)
    make_update(make_action(), author=other, reported_on=date(2006, 5, 1), recorded_at=NOW)

    assert "Posted an update" in text_of(auditor, f"?who={other.pk}")
    assert "Posted an update" not in text_of(auditor, f"?who={director.pk}")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?first=23+May+2006&last=22+May+2006", "The last day is before the first"),
        ("?first=someday", "govuk-error-message"),
        ("?who=999999", "govuk-error-message"),
        ("?kind=all", "govuk-error-message"),
        ("?before=yesterday", "Nothing was recorded"),
        ("?before=2006-13-40T99:00", "Nothing was recorded"),
    ],
)
def test_what_cannot_be_asked_is_said(query: str, said: str, auditor: Client) -> None:
    assert said in text_of(auditor, query)


def test_evidence_that_is_not_open_has_no_title_in_it(auditor: Client, director: User) -> None:
    evidence = make_evidence(make_action(), author=director)
    Evidence.objects.filter(pk=evidence.pk).update(
        title="Quagga review", sensitivity=Evidence.Sensitivity.CONFIDENTIAL
    )

    page = text_of(auditor)

    assert "evidence that is not open" in page
    assert "Quagga" not in page


def test_a_private_body_is_there_for_its_own_officers_alone(
    auditor: Client, director: User
) -> None:
    body = Committee.objects.create(
        slug="quagga", name="Quagga Board", kind=Committee.Kind.BOARD, is_open_to_public=False
    )
    meeting = Meeting(committee=body, slug="quagga-1", held_on=date(2006, 6, 1))
    meeting._history_user = director
    meeting.save()

    assert "Quagga" not in text_of(auditor)


def test_it_is_taken_out_as_a_file(auditor: Client, director: User) -> None:
    make_moderation(
        make_action(), made_on=date(2006, 5, 22), author=director, recorded_at=NOW, reason="=1+1"
    )

    answer = auditor.get("/log/?_export=csv")

    words = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    (row,) = csv.DictReader(io.StringIO(words))
    assert row["What was done"] == "rated it as a director"
    assert row["Recorded at"] == "2006-05-22 11:00:00"
    assert not row["Is now"].startswith("=")


def test_it_costs_the_same_however_much_was_recorded(auditor: Client, director: User) -> None:
    action = make_action()
    make_update(action, author=director, reported_on=date(2006, 5, 1), recorded_at=NOW)
    with CaptureQueriesContext(
        connection,
    ) as few:
        text_of(auditor)
    for _number in range(30):
        each = make_action(action.recommendation)
        make_update(each, author=director, reported_on=date(2006, 5, 1), recorded_at=NOW)
        make_moderation(each, made_on=date(2006, 5, 22), author=director, recorded_at=NOW)
    with CaptureQueriesContext(connection) as many:
        text_of(auditor)

    assert len(many) <= len(few) + 4  # levels of schemes, once there is a rating to say
