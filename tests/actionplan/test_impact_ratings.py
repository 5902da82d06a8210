"""Impact is rated apart from delivery where a plan wants it; elsewhere nothing differs."""

from datetime import date, timedelta

import pytest
from django.test import Client

from actionplan.exports import (
    ACTION_COLUMNS,
    action_rows,
    columns_of_actions,
    month_rows,
    update_rows,
)
from actionplan.models import Action, Plan, Standing
from actionplan.models.rating_schemes import RatingScheme
from actionplan.periodic_json import given_of, in_json
from actionplan.periodic_kinds import PeriodicKind, ReportPeriod
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.changes import build_changes
from actionplan.presenters.impact_ratings import impact_counts, impacts_of
from actionplan.presenters.periodic_given import build_given
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.summary import build_summary_report
from actionplan.rag import Status
from actionplan.services.corrections import withdraw_update
from actionplan.services.rating_schemes import LevelInUse, edit_scheme, make_scheme
from actionplan.services.rewordings import edit_words
from actionplan.services.updates import post_progress_update
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import user_in
from tests.factories import RECORDED_AT
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db
BEGAN, TODAY = date(2006, 5, 1), date(2006, 5, 22)
WEEK = ReportPeriod(first=date(2006, 5, 15), last=date(2006, 5, 21))
FIVE_SIX = "/plans/jar-2005/actions/5.6/"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


@pytest.fixture
def director() -> User:
    return user_in(Role.DIRECTOR)


@pytest.fixture
def officer() -> User:
    return user_in(Role.OFFICER, initials="HL")


@pytest.fixture
def scheme() -> RatingScheme:
    return make_scheme(name="Difference made", ready="rag", added_on=BEGAN)


@pytest.fixture
def rated(jar: Plan, scheme: RatingScheme, director: User) -> Plan:
    """The plan of 2006, of which impact is rated from a day in May on."""
    edit_words(
        jar,
        {"impact_scheme": scheme},
        reason="The board asks what difference it makes.",
        author=director,
        recorded_on=BEGAN,
        recorded_at=RECORDED_AT,
    )
    return Plan.objects.with_scheme().get(pk=jar.pk)


def say(author: User, impact: str, *, on: date, rating: str = "green") -> None:
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    newest = action.updates.order_by("pk").last()
    post_progress_update(
        action=action,
        author=author,
        reported_on=on,
        recorded_on=on,
        recorded_at=RECORDED_AT,
        narrative="Said",
        status=Status.IN_PROGRESS,
        rating=rating,
        impact=impact,
        seen_update=newest.pk if newest else None,
    )


def impact_on(day: date) -> str:
    level = build_action_page("jar-2005", "5.6", as_of=day).line.impact
    return level.word if level else ""


def test_what_was_said_of_impact_stands_until_another_word_and_the_past_holds(
    rated: Plan, officer: User
) -> None:
    say(officer, "amber", on=date(2006, 5, 10), rating="green")
    say(officer, "", on=date(2006, 5, 15), rating="red")
    say(officer, "green", on=date(2006, 5, 20), rating="red")

    days = [date(2006, 4, 30), date(2006, 5, 9), date(2006, 5, 10), date(2006, 5, 19), TODAY]
    assert [impact_on(day) for day in days] == ["", "Not rated", "Amber", "Amber", "Green"]
    assert build_action_page("jar-2005", "5.6", as_of=TODAY).line.rating.level.key != "green"


def test_what_is_taken_back_counts_until_then_alone(rated: Plan, officer: User) -> None:
    say(officer, "amber", on=date(2006, 5, 10))
    say(officer, "green", on=date(2006, 5, 12))
    last = Action.objects.get(plan=rated, reference="5.6").updates.order_by("pk").last()
    assert last is not None
    withdraw_update(update=last, author=officer, reason="A slip", withdrawn_on=date(2006, 5, 18))

    days = [date(2006, 5, 17), date(2006, 5, 18)]
    assert [impact_on(day) for day in days] == ["Green", "Amber"]


def test_another_word_for_a_level_of_impact_leaves_earlier_days_as_they_read(
    rated: Plan, officer: User, scheme: RatingScheme, director: User
) -> None:
    say(officer, "amber", on=date(2006, 5, 10))
    client = browser_of(user_in(Role.ADMINISTRATOR))
    page = client.get(f"/rating-schemes/{scheme.slug}/edit/")
    form = page.context["form"]
    typed = typed_in(page) | {"reason": "Plainer"}
    name = next(key for key, said in typed.items() if said == "Amber")
    answer = client.post(page.request["PATH_INFO"], typed | {name: "Some difference"})
    assert answer.status_code == 302, form.errors

    assert impact_on(TODAY) == "Some difference"
    assert impact_on(TODAY - timedelta(days=1)) == "Amber"


def test_totals_of_impact_stand_beside_those_of_delivery_and_are_never_added(
    rated: Plan, officer: User
) -> None:
    before = build_summary_report("jar-2005", as_of=TODAY)
    say(officer, "green", on=date(2006, 5, 20), rating="green")
    after = build_summary_report("jar-2005", as_of=TODAY)

    assert after.counts.total == before.counts.total
    assert after.impacts is not None
    assert (after.impacts.of("green"), after.impacts.total) == (1, after.counts.total)
    page = browser_of(officer).get("/plans/jar-2005/").content.decode()
    assert "Actions by impact" in page
    report = browser_of(officer).get("/plans/jar-2005/reports/summary/").content.decode()
    assert "Actions by impact" in report


def test_the_list_shows_impact_and_is_narrowed_by_it(rated: Plan, officer: User) -> None:
    say(officer, "green", on=date(2006, 5, 20), rating="amber")
    client = browser_of(officer)

    found = client.get("/plans/jar-2005/actions/?impact=green")
    assert [line.reference for line in found.context["lines"]] == ["5.6"]
    assert ">Impact<" in found.content.decode()
    rest = client.get("/plans/jar-2005/actions/?impact=none")
    assert rest.context["shown"] == Standing.objects.filter(plan=rated).on(TODAY).count() - 1
    sent = client.get("/plans/jar-2005/actions/?_export=csv&impact=green")
    file = b"".join(sent.streaming_content)
    assert b"Impact" in file
    head = build_plan_head("jar-2005", as_of=TODAY)
    (row,) = action_rows(
        Standing.objects.on(TODAY).filter(plan=rated, action__reference="5.6"), head, as_of=TODAY
    )
    assert (row["impact"], columns_of_actions(head)[-1]) == ("green", "impact")


def test_a_lead_says_impact_in_the_form_of_an_update(rated: Plan, officer: User) -> None:
    client = browser_of(officer)
    page = client.get(f"{FIVE_SIX}updates/new/")
    assert "What difference has it made?" in page.content.decode()
    typed = {
        "narrative": "Waiting times fell.",
        "reported_on": "22 May 2006",
        "rating": "amber",
        "state": "done",
        "impact": "green",
        "seen_update": page.context["form"].initial["seen_update"],
    }
    refused = client.post(f"{FIVE_SIX}updates/new/", typed | {"impact": "purple"})
    assert "Choose one of the ratings shown" in refused.content.decode()

    answer = client.post(f"{FIVE_SIX}updates/new/", typed)
    assert answer.status_code == 302, answer.context["form"].errors
    assert impact_on(TODAY) == "Green"
    assert "Rated apart from delivery" in client.get(FIVE_SIX).content.decode()


def test_a_level_that_was_given_and_a_scheme_in_use_stay(
    rated: Plan, officer: User, scheme: RatingScheme, director: User
) -> None:
    say(officer, "green", on=date(2006, 5, 20))
    with pytest.raises(LevelInUse):
        edit_scheme(
            scheme,
            name=scheme.name,
            remark="",
            levels=[],
            reason="None is wanted",
            author=director,
            recorded_on=TODAY,
            recorded_at=RECORDED_AT,
        )
    other = make_scheme(name="Another", ready="rag", added_on=TODAY)
    client = browser_of(director)
    page = client.get("/plans/jar-2005/wording/")
    typed = typed_in(page) | {"impact_scheme": str(other.pk), "reason": "Otherwise"}
    answer = client.post("/plans/jar-2005/wording/", typed)
    assert "so it stays" in answer.content.decode()


def test_nothing_is_asked_or_shown_where_a_plan_rates_no_impact(jar: Plan, officer: User) -> None:
    head = build_plan_head("jar-2005", as_of=TODAY)

    assert head.impact is None
    assert impact_counts(head, as_of=TODAY) is None
    assert impacts_of(head, as_of=TODAY) == {}
    assert columns_of_actions(head) == ACTION_COLUMNS
    client = browser_of(officer)
    for address in (FIVE_SIX, "/plans/jar-2005/actions/", f"{FIVE_SIX}updates/new/"):
        page = client.get(address).content.decode()
        assert "Impact" not in page.replace("Impacts", "")
        assert "difference has it made" not in page


def test_reports_months_and_files_say_impact_beside_delivery(
    rated: Plan, officer: User, director: User
) -> None:
    say(officer, "amber", on=date(2006, 5, 8))
    say(officer, "green", on=date(2006, 5, 20))
    plan = build_plan_head("jar-2005", as_of=TODAY)

    changes = build_changes(plan, since=date(2006, 5, 10), as_of=TODAY)
    assert [(each.line.reference, each.before, each.now) for each in changes.impact] == [
        ("5.6", "was amber", "now green")
    ]
    month = next(month_rows(plan, as_of=date(2006, 5, 10))), list(month_rows(plan, as_of=TODAY))
    assert (month[0]["impact_green"], month[1][-1]["impact_green"]) == (0, 1)
    said = {row["impact"] for row in update_rows(plan, as_of=TODAY)}
    assert said == {"", "amber", "green"}
    given = build_given(plan, PeriodicKind.WEEKLY, WEEK, as_of=TODAY)
    rows = {row.level.key: (row.before, row.now) for row in given.impacts}
    assert (rows["amber"], rows["green"]) == ((1, 0), (0, 1))
    assert given_of(in_json(given)) == given
    client = browser_of(director)
    for address in ("/plans/jar-2005/months/", "/plans/jar-2005/reports/exceptions/"):
        assert "impact" in client.get(address).content.decode()
