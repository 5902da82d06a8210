"""The record of security: what stands in it and what never does, who reads it, and how long."""

import json
import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import F
from django.test import Client

from governance.models import Report
from herefordshire_cs.accounts.models import SecurityEvent, User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.accounts.security.recording import forget_old
from herefordshire_cs.lib import clock
from herefordshire_cs.notices.models import Message
from tests.accounts.attempts import PASSWORD, attempt
from tests.conftest import superuser, user_in

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def recorded(what: str) -> list[str]:
    """Return of what something was recorded, the oldest first."""
    rows = SecurityEvent.objects.filter(what=what).order_by("pk")
    return list(rows.values_list("about", flat=True))


def test_each_event_is_a_line_of_json_with_time_request_user_address_and_what(
    officer: User, caplog: pytest.LogCaptureFixture
) -> None:
    logger = logging.getLogger("security")
    logger.addHandler(caplog.handler)
    try:
        form = {"username": officer.email, "password": PASSWORD}
        answer = Client().post(
            "/sign-in/", form, REMOTE_ADDR="203.0.113.9", headers={"X-Request-ID": "abc-12345"}
        )
        attempt(f"{officer.email}\n{{", "wrong")
    finally:
        logger.removeHandler(caplog.handler)

    lines = [record.message for record in caplog.records if record.name == "security"]
    first, second = (json.loads(line) for line in lines)
    assert answer["X-Request-ID"] == "abc-12345"
    assert (first["what"], first["user"]) == ("sign-in", officer.pk)
    assert (first["request"], first["address"]) == ("abc-12345", "203.0.113.9")
    assert first["time"].endswith("+00:00")
    assert second["what"] == "sign-in failed"
    assert "\n" not in "".join(lines)
    assert PASSWORD not in caplog.text


def test_what_is_refused_is_recorded_and_answered_without_a_traceback(officer: User) -> None:
    client = signed_in(officer)
    refused = client.get("/people/")
    missing = client.get("/nothing-there/")

    assert (refused.status_code, missing.status_code) == (403, 404)
    for page in (refused, missing):
        assert "Traceback" not in page.content.decode()
        assert "urlpatterns" not in page.content.decode()
    assert recorded("refused") == ["GET /people/"]


def test_changes_of_roles_and_lists_taken_out_are_recorded(db: None) -> None:
    client, person = signed_in(user_in(Role.ADMINISTRATOR)), user_in(Role.OFFICER)
    form = {"name": person.name, "email": person.email, "roles": ["Director"], "is_active": "on"}
    page = client.get(f"/people/{person.pk}/")
    client.post(f"/people/{person.pk}/", form | {"seen_mark": page.context["mark"]})
    client.get("/people/?_export=csv")

    assert recorded("roles") == [f"{person.email}: Given: Director. Taken: Officer."]
    assert recorded("export") == ["GET /people/"]


def test_reading_an_exempt_paper_is_recorded_without_a_word_of_it(db: None) -> None:
    report = Report.objects.filter(meeting__isnull=False).first()
    assert report is not None
    Report.objects.filter(pk=report.pk).update(
        exempt_paragraph=1, exempt_reason="It names a child.", public_title="A case"
    )
    client = signed_in(user_in(Role.COMMITTEE_CLERK))
    assert client.get(f"/meetings/{report.meeting.slug}/reports/{report.slug}/").status_code == 200

    (about,) = recorded("exempt reading")
    assert about == f"report {report.pk}"


def test_whoever_may_do_everything_leaves_a_trace_and_administrators_are_told(db: None) -> None:
    administrator, everything = user_in(Role.ADMINISTRATOR), superuser()
    attempt(everything.email, "not used")

    assert SecurityEvent.objects.get(what="break-glass").user == everything
    message = Message.objects.get(person=administrator)
    assert message.subject == "The account for repairs was used to sign in"
    assert message.about == "/security/?what=break-glass"


def test_the_page_shows_a_kind_of_event_of_an_account(officer: User) -> None:
    attempt(officer.email, "wrong")
    attempt("another@test.example", "wrong")
    client = signed_in(user_in(Role.AUDITOR))

    page = client.get("/security/?what=sign-in+failed&account=OFFICER").content.decode()
    assert officer.email in page
    assert "another@test.example" not in page
    odd = client.get("/security/?what=odd&before=x").content.decode()
    assert "Choose one of the kinds" in odd


def test_a_page_costs_one_statement_for_its_rows_however_many(
    db: None, django_assert_max_num_queries: Any
) -> None:
    SecurityEvent.objects.bulk_create(
        SecurityEvent(at=clock.now(), what="export", account="a@test.example")
        for _row in range(250)
    )
    client = signed_in(user_in(Role.AUDITOR))
    with django_assert_max_num_queries(6):
        page = client.get("/security/")
    assert page.content.decode().count("List taken out</td>") == 100
    assert "Earlier" in page.content.decode()


def test_the_record_is_forgotten_after_its_time(officer: User, settings: Any) -> None:
    attempt(officer.email, "wrong")
    attempt(officer.email, "wrong")
    older = timedelta(days=settings.SECURITY_RECORD_DAYS + 1)
    first = SecurityEvent.objects.order_by("pk").first()
    assert first is not None
    SecurityEvent.objects.filter(pk=first.pk).update(at=F("at") - older)

    assert forget_old(at=clock.now()) == 1
    assert SecurityEvent.objects.count() == 1
