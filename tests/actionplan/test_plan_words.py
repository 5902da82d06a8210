"""A plan and its recommendations are edited in the product; earlier days read as they did."""

from datetime import date, timedelta

import pytest
from django.test import Client

from actionplan.forms.plan_words import PlanWordsForm
from actionplan.models import Plan, Recommendation, Rewording
from actionplan.presenters.plans import build_plan_head
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in

pytestmark = pytest.mark.django_db

TODAY = date(2006, 5, 22)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def keeper(client: Client) -> Client:
    client.force_login(user_in(Role.PERFORMANCE_OFFICER))
    return client


def words_of(plan: Plan, **typed: str) -> dict[str, object]:
    """Return the form of a plan as it is opened, with what is typed over it."""
    form = PlanWordsForm(plan=plan)
    shown = {field.name: field.value() for field in form}
    sent = {name: value for name, value in shown.items() if value not in (None, False, "")}
    return sent | {"reason": "Agreed by the board"} | typed


def test_a_plan_is_called_otherwise_from_today_and_as_it_was_before(
    keeper: Client, jar: Plan
) -> None:
    before = jar.title

    answer = keeper.post("/plans/jar-2005/wording/", words_of(jar, title="Improvement Plan"))

    assert answer.status_code == 302
    assert build_plan_head("jar-2005", as_of=TODAY).title == "Improvement Plan"
    assert build_plan_head("jar-2005", as_of=YESTERDAY).title == before
    (kept,) = Rewording.objects.filter(plan=jar)
    assert (kept.field, kept.reason) == ("title", "Agreed by the board")
    page = keeper.get("/plans/jar-2005/wording/").content.decode()
    assert "Title changed. From" in page
    assert "Agreed by the board" in page


def test_the_reporting_cycle_of_earlier_days_stays(keeper: Client, jar: Plan) -> None:
    keeper.post("/plans/jar-2005/wording/", words_of(jar, reporting_cycle_days="14"))

    assert Plan.objects.get(pk=jar.pk).reporting_cycle_days == 14
    kept = Rewording.objects.get(plan=jar)
    assert (kept.before, kept.after) == (35, 14)


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({"title": " "}, "title", "Give the plan a title"),
        ({"level_name": ""}, "level_name", "Say what it is called"),
        ({"reporting_cycle_days": "0"}, "reporting_cycle_days", "from 1 to 366"),
        ({"reporting_cycle_days": "often"}, "reporting_cycle_days", "from 1 to 366"),
        ({"first_report_due_on": "31 June 2006"}, "first_report_due_on", "is not a day"),
        ({"completion": "a handshake"}, "completion", "Select a valid choice"),
        ({"reason": ""}, "reason", "Say why it is edited"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_changed(
    keeper: Client, jar: Plan, typed: dict[str, str], field: str, told: str
) -> None:
    answer = keeper.post("/plans/jar-2005/wording/", words_of(jar, **typed))

    assert told in str(answer.context["form"].errors[field])
    assert Plan.objects.get(pk=jar.pk).title == jar.title
    assert not Rewording.objects.exists()


def test_a_recommendation_is_worded_otherwise_with_its_reason(keeper: Client) -> None:
    address = "/plans/jar-2005/recommendations/9/"
    row = Recommendation.objects.get(plan__slug="jar-2005", number=9)

    keeper.post(f"{address}wording/", {"text": "Do it well", "reason": "The board asked"})

    assert "Do it well" in keeper.get(address).content.decode()
    assert "Do it well" not in keeper.get(f"{address}?as_at=2006-05-21").content.decode()
    assert Rewording.objects.get(recommendation=row).before == row.text


def test_what_is_sent_as_it_stands_changes_nothing(keeper: Client, jar: Plan) -> None:
    page = keeper.post("/plans/jar-2005/wording/", words_of(jar), follow=True).content.decode()

    assert "Nothing changed." in page
    assert not Rewording.objects.exists()


def test_the_list_of_actions_offers_the_words_of_its_day(keeper: Client) -> None:
    sent = {"text": "Do it well", "reason": "The board asked"}
    keeper.post("/plans/jar-2005/recommendations/9/wording/", sent)

    assert "9. Do it well" in keeper.get("/plans/jar-2005/actions/").content.decode()
    before = keeper.get("/plans/jar-2005/actions/?as_at=2006-05-10").content.decode()
    assert "9. Do it well" not in before


def test_a_scheme_and_its_plans_are_called_as_they_were(keeper: Client, jar: Plan) -> None:
    keeper.post("/plans/jar-2005/wording/", words_of(jar, title="Improvement Plan"))

    assert "Improvement Plan" in keeper.get("/rating-schemes/").content.decode()
    before = keeper.get("/rating-schemes/?as_at=2006-05-10").content.decode()
    assert ">Improvement Plan<" not in before
    assert jar.title in before


def test_days_and_names_stand_in_the_history_as_people_say_them(keeper: Client, jar: Plan) -> None:
    keeper.post("/plans/jar-2005/wording/", words_of(jar, first_report_due_on="30 June 2006"))

    page = keeper.get("/plans/jar-2005/wording/").content.decode()

    said = page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Day of the first report changed. From nothing to 30 June 2006." in said
