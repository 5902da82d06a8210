"""Other tools read what is exported, as at a day and page by page, and only with a token."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from actionplan.models import Action, Plan
from governance.exports import EXPORTS
from governance.models import Meeting
from herefordshire_cs.accounts.models import RoleInPlan, User
from herefordshire_cs.accounts.roles import PlanRole, Role
from herefordshire_cs.api.models import Token
from herefordshire_cs.api.records import KINDS
from herefordshire_cs.api.scopes import Scope
from herefordshire_cs.api.services import EndedAlready, end_token, make_token
from herefordshire_cs.lib.files.tables import Asked
from tests.conftest import DEMONSTRATION_DAY

AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def token(officer: User, administrator: User) -> str:
    return made(officer, administrator)


def made(person: User, by: User, **changes: Any) -> str:
    given: dict[str, Any] = {
        "name": "Power BI",
        "scopes": list(Scope),
        "last_day": DEMONSTRATION_DAY,
    }
    return make_token(person=person, by=by, at=AT, **(given | changes))


def read(path: str, token: str, **query: Any) -> Any:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return Client(headers=headers).get(f"/api/{path}", query_params=query)


def test_a_tool_reads_every_action_page_by_page_in_the_order_of_the_export(token: str) -> None:
    path, references, pages = "plans/jar-2005/actions?page_size=80", [], 0
    while path:
        page = read(path, token).json()
        references += [row["reference"] for row in page["rows"]]
        path = (page["next"] or "").partition("/api/")[2]
        pages += 1

    assert (len(references), pages) == (176, 3)
    assert references[:2] == ["1.1", "1.2"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_answered_with_its_columns(kind: Any, token: str) -> None:
    path = f"plans/jar-2005/{kind.name}" if kind.is_of_a_plan else kind.name

    answer = read(path, token, as_at="2006-05-19", page_size=2)

    assert answer.status_code == 200, answer.content
    assert answer.json()["as_at"] == "2006-05-19"
    assert all(set(kind.export.columns) <= set(row) for row in answer.json()["rows"])


def test_anybody_may_read_what_there_is_to_read() -> None:
    described = read("openapi.json", "").json()

    assert described["openapi"].startswith("3.1")
    assert "/api/plans/{plan}/actions" in described["paths"]
    answers = described["paths"]["/api/meetings"]["get"]["responses"]
    assert set(answers) == {"200", "401", "403", "404", "422"}


def test_the_record_is_as_it_was_on_the_day_that_is_asked_for(token: str) -> None:
    def rating(day: str) -> str:
        rows = read("plans/jar-2005/actions", token, as_at=day, page_size=176).json()["rows"]
        return next(row["rating"] for row in rows if row["reference"] == "1.5")

    assert rating("2006-02-03") != rating("2006-05-22") == "red"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"page": "0"}, "page: "),
        ({"page": "99999999999999999999"}, "page: "),
        ({"page": "two"}, "page: "),
        ({"page_size": "1001"}, "page_size: "),
        ({"as_at": "31 June"}, "as_at: "),
        ({"as_at": "0001-01-01"}, "as_at: a day from 1900-01-01"),
        ({"as_at": "9999-12-31"}, "as_at: a day from 1900-01-01"),
    ],
)
def test_what_cannot_be_asked_is_named(query: dict[str, str], words: str, token: str) -> None:
    answer = read("plans/jar-2005/actions", token, **query)

    assert answer.status_code == 422
    assert words in answer.json()["detail"]


def test_a_page_after_the_last_is_empty(token: str) -> None:
    page = read("plans/jar-2005/actions", token, page=100_000, page_size=1_000).json()

    assert (page["rows"], page["next"]) == ([], None)


@pytest.mark.parametrize("secret", ["", "x", "x" * 3_000, "é"])
def test_without_a_token_nothing_is_told(secret: str) -> None:
    assert read("plans", secret).status_code == 401
    assert read("plans/not-there/actions", secret).status_code == 401


def test_a_session_of_the_site_opens_nothing_here(director: User) -> None:
    client = Client()
    client.force_login(director)

    assert client.get("/api/plans").status_code == 401


def test_a_token_ends_by_its_day_by_a_press_and_with_its_persons_account(
    officer: User, administrator: User
) -> None:
    past = made(officer, administrator, last_day=date(2006, 5, 21))
    ended, closed = made(officer, administrator), made(officer, administrator)
    row = Token.objects.get(begins=ended[:8])
    end_token(row.pk, by=administrator, at=AT)

    assert read("plans", past).status_code == 401
    assert read("plans", ended).status_code == 401
    assert read("plans", closed).status_code == 200
    with pytest.raises(EndedAlready):
        end_token(row.pk, by=administrator, at=AT)
    officer.is_active = False
    officer.save()
    assert read("plans", closed).status_code == 401


def test_it_reads_only_what_it_is_for(officer: User, administrator: User) -> None:
    token = made(officer, administrator, scopes=[Scope.MEETINGS])

    refused = read("plans/jar-2005/actions", token)

    assert (read("meetings", token).status_code, refused.status_code) == (200, 403)
    assert "may not read plans" in refused.json()["detail"]


def test_a_private_plan_is_there_for_no_token_since_whoever_made_it_could_read_it(
    make_user: Callable[..., User], administrator: User
) -> None:
    person = make_user(Role.OFFICER)
    token = made(person, administrator)
    plan = Plan.objects.get(slug="jar-2005")
    Plan.objects.filter(pk=plan.pk).update(is_private=True)
    reader = Group.objects.get(name=PlanRole.READER)
    RoleInPlan.objects.create(user=person, plan=plan.slug, group=reader)

    hidden = read("plans/jar-2005/actions", token)
    assert hidden.status_code == 404
    assert hidden.json() == read("plans/not-there/actions", token).json()
    assert "jar-2005" not in [row["plan"] for row in read("plans", token).json()]


def test_resolutions_are_those_of_approved_minutes_and_no_drafts_are_here(token: str) -> None:
    every = len(list(EXPORTS["resolutions"].rows(Asked(as_of=DEMONSTRATION_DAY))))

    def told() -> int:
        return len(read("resolutions", token).json()["rows"])

    Meeting.objects.update(state=Meeting.State.MINUTES_APPROVED)
    assert told() == every > 0
    Meeting.objects.update(state=Meeting.State.MINUTES_DRAFT)
    assert told() == 0
    drafts = {"minutes", "agenda-items", "periodic-reports", "evidence", "assurance"}
    assert not drafts & {kind.name for kind in KINDS}


def test_it_writes_nothing(token: str) -> None:
    client = Client(headers={"Authorization": f"Bearer {token}"})

    for method in ("post", "put", "patch", "delete"):
        assert getattr(client, method)("/api/plans").status_code == 405


def test_the_secret_is_kept_nowhere(token: str) -> None:
    row = Token.objects.get()

    assert token not in [str(value) for value in row.__dict__.values()]
    assert token.startswith(row.begins)
    assert row.last_used_on is None
    read("plans", token)
    row.refresh_from_db()
    assert row.last_used_on == DEMONSTRATION_DAY


def test_a_page_costs_the_same_however_many_rows_there_are(
    token: str, django_assert_max_num_queries: Any
) -> None:
    assert Action.objects.count() > 200
    with django_assert_max_num_queries(12):
        read("plans/jar-2005/actions", token, page_size=1_000)
