"""The Directorate Plan 2009 to 2011: as complete as the paper, in the rooms of the first plan."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from actionplan.exports import action_rows, standings_of
from actionplan.grounds import Ground, ground_of
from actionplan.models import (
    Action,
    EnvironmentalImpact,
    Implication,
    MajorProject,
    NarrativeItem,
    Officer,
    Plan,
    Recommendation,
    Standing,
)
from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.recommendations import counts_of_plan
from actionplan.rag import Status, rate_action
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.rag import Rag

SLUG = "directorate-2009"
QUARTER = date(2009, 5, 22)
AFTER_FIRST_REPORT = date(2009, 7, 1)
FIRST_REPORT = date(2009, 6, 30)
# Counted in the paper by a second reading: project areas and actions of each priority.
AREAS = [7, 4, 4, 8, 3, 7]
ACTIONS = [22, 12, 16, 34, 9, 17]
EARLY = ["1.15", "4.10", "4.11", "4.16", "4.19"]


@pytest.fixture
def plan(db: None) -> Plan:
    """The plan of the directorate."""
    return Plan.objects.with_scheme().get(slug=SLUG)


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    """Somebody who reads all plans and leads in both."""
    user = make_user(Role.DIRECTOR, initials="SF")
    Officer.objects.filter(initials="DCS-09").update(user=user)
    return user


def test_it_is_as_complete_as_the_paper(plan: Plan) -> None:
    found = plan.recommendations.order_by("number")
    assert [row.project_areas.count() for row in found] == AREAS
    assert [row.actions.count() for row in found] == ACTIONS
    assert MajorProject.objects.filter(plan=plan).count() == 14
    assert EnvironmentalImpact.objects.filter(plan=plan).count() == 6
    kinds = dict.fromkeys(Implication.Kind, 0)
    for row in Implication.objects.filter(recommendation__plan=plan):
        kinds[Implication.Kind(row.kind)] += 1
    assert list(kinds.values()) == [7, 8, 9]
    items = NarrativeItem.objects.filter(section__plan=plan)
    assert items.filter(label="Team plan").count() == 14
    assert items.filter(label="Member of the Children's Trust").count() == 10
    assert not plan.actions.filter(project_area=None).exists()


def test_two_priorities_are_worded_twice(plan: Plan) -> None:
    rows = plan.recommendations.exclude(also_worded="").order_by("number")
    assert [row.number for row in rows] == [2, 4]
    assert "effective safeguarding" in rows[0].also_worded
    assert "effective" not in rows[0].text


@pytest.mark.parametrize(
    ("reference", "written", "latest"),
    [
        ("1.1", "June 2009", date(2009, 6, 30)),
        ("3.1", "2008-2010", date(2010, 3, 31)),
        ("1.12", "2009-2011", date(2011, 3, 31)),
        ("6.8", "From August 2009", None),
        ("4.14", "To June 2009", date(2009, 6, 30)),
        ("4.9", "", None),
    ],
)
def test_timescales_are_kept_and_understood(
    plan: Plan, reference: str, written: str, latest: date | None
) -> None:
    row = plan.actions.get(reference=reference).by_whens.get()
    assert (row.as_written, row.latest) == (written, latest)


@pytest.mark.parametrize(
    ("reference", "written", "post"),
    [
        ("4.8", "Head of Improvement and Inclusion", "Head of Improvement and Inclusion"),
        ("4.29", "", "SEN manager"),
        (
            "4.34",
            "Early Years and Extended Services Manager",
            "Manager of Early Years and Extended Services",
        ),
        ("6.7", "Directorate Leadership Team", "Directorate Leadership Team"),
    ],
)
def test_leads_are_posts_as_written(plan: Plan, reference: str, written: str, post: str) -> None:
    action = plan.actions.get(reference=reference)
    assert (action.lead_as_written, action.lead_words) == (written, post)


@pytest.mark.parametrize(
    ("as_of", "red"),
    [(QUARTER, set()), (FIRST_REPORT, set())],
)
def test_nothing_is_red_until_the_first_report(plan: Plan, as_of: date, red: set[str]) -> None:
    assert red_of(as_of) == red
    assert counts_of_plan(build_plan_head(SLUG, as_of=as_of), as_of=as_of).total == sum(ACTIONS)


def test_what_was_due_before_the_plan_is_never_red_by_that(plan: Plan) -> None:
    past = Standing.objects.filter(plan=plan).on(AFTER_FIRST_REPORT).past(as_of=AFTER_FIRST_REPORT)
    every = set(past.values_list("action__reference", flat=True))
    assert set(EARLY) < every
    assert red_of(AFTER_FIRST_REPORT) == every - set(EARLY)


def test_the_rule_in_the_database_is_the_rule(plan: Plan) -> None:
    scheme = build_plan_head(SLUG, as_of=QUARTER).scheme
    for as_of in (QUARTER, FIRST_REPORT, AFTER_FIRST_REPORT):
        rows = Standing.objects.filter(plan=plan).on(as_of).with_actions()
        rated = rows.with_rating(scheme, as_of=as_of).with_ground(scheme, as_of=as_of)
        for row in rated:
            assert row.rating == rate_action(row.facts(), scheme, as_of=as_of).rag
            assert row.ground == (ground_of(row.facts(), scheme, as_of=as_of) or "")
        spared = rated.filter(ground=Ground.SPARED)
        assert spared.exists()
        assert {row.status for row in spared} == {Status.NOT_REPORTED.value}


def test_the_plan_of_2006_has_no_such_rule(jar: Plan) -> None:
    scheme = build_plan_head(jar.slug, as_of=QUARTER).scheme
    assert (scheme.silence_red_after, scheme.early_before) == (None, None)


def red_of(as_of: date) -> set[str]:
    scheme = build_plan_head(SLUG, as_of=as_of).scheme
    rows = Standing.objects.filter(plan__slug=SLUG).on(as_of).with_rating(scheme, as_of=as_of)
    return set(rows.rated(Rag.RED).values_list("action__reference", flat=True))


PAGES = [
    ("paper/", "Tellus3"),
    ("implications/", "Failure to sustain/mainstream activity"),
    ("", "silence on"),
    ("actions/", "No Wrong Door"),
    ("actions/4.10/", "lay before the plan began"),
    ("recommendations/2/", "To embed effective safeguarding"),
    ("reports/", "Whole plan"),
    ("reports/whole-plan/", "Extending use of school buildings"),
    ("reports/whole-plan/", "risks/directorate-2009/CYP5/"),
    ("timeline/", "2009"),
    ("doubts/", "Two actions run together"),
    ("indicators/", "NI 54"),
]


@pytest.mark.parametrize(
    ("page", "words"), PAGES, ids=[f"{page} {words}" for page, words in PAGES]
)
def test_pages(
    plan: Plan,
    director: User,
    sign_in: Callable[[User], Client],
    page: str,
    words: str,
) -> None:
    response = sign_in(director).get(f"/plans/{SLUG}/{page}", {"as_at": "2009-05-22"})
    assert response.status_code == 200
    expected = "is therefore not red" if words == "silence on" else words
    assert expected in response.content.decode()


@pytest.mark.parametrize(
    "page", ["jar-2005/paper/", "jar-2005/implications/", "jar-2005/reports/whole-plan/"]
)
def test_a_plan_without_a_paper_has_no_such_page(
    director: User, sign_in: Callable[[User], Client], page: str
) -> None:
    assert sign_in(director).get(f"/plans/{page}").status_code == 404


def test_on_a_day_of_2006_it_is_not_there(
    director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    assert client.get(f"/plans/{SLUG}/").status_code == 404
    for page in (
        *("/", "/plans/", "/officers/", "/plans/jar-2005/actions/", "/my-actions/"),
        *("/search/?words=inclusion", "/search/?words=aspirations"),
        "/plans/jar-2005/recommendations/2/actions/new/",
    ):
        response = client.get(page)
        assert response.status_code == 200, page
        text = response.content.decode()
        assert "ambitious for children in our care" not in text
        assert "Head of Improvement and Inclusion" not in text
        assert "Directorate Plan 2009" not in text


def test_dashboard_and_my_actions_name_the_plan_and_let_one_choose(
    director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    session = client.session
    session["demonstration_day"] = "2009-05-22"
    session.save()
    first = client.get("/").content.decode()
    assert '<a class="govuk-link" href="/plans/directorate-2009/">' in first
    assert "You may try to" in first
    other = client.get("/", {"plan": "jar-2005"}).content.decode()
    assert '<a class="govuk-link" href="/plans/jar-2005/">' in other
    odd = client.get("/", {"plan": "no such plan"}).content.decode()
    assert '<a class="govuk-link" href="/plans/directorate-2009/">' in odd
    mine = client.get("/my-actions/").content.decode()
    assert ", Directorate Plan 2009-2011: " in mine
    older = client.get("/my-actions/", {"plan": "jar-2005"}).content.decode()
    assert ", JAR Performance Improvement Action Plan: " in older
    offered = client.get("/demonstration-day/").content.decode()
    assert "the Scrutiny pack is due" in offered
    assert "the directorate’s quarter" in offered


@pytest.mark.parametrize(
    ("reference", "asks", "not_asked"),
    [
        ("4.10", 'name="rating"', 'name="state"'),  # due before the plan: its colour may count
        ("4.17", 'name="state"', 'name="rating"'),  # red as soon as anything is said of it
    ],
)
def test_what_a_past_by_when_asks_follows_the_plans_rule(
    plan: Plan,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
    reference: str,
    asks: str,
    not_asked: str,
) -> None:
    lead = make_user(Role.OFFICER)
    Officer.objects.filter(initials__in=["DCS-09", "SPAM-09"]).update(user=lead)
    client = sign_in(lead)
    session = client.session
    session["demonstration_day"] = "2009-05-22"
    session.save()
    page = client.get(f"/plans/{SLUG}/actions/{reference}/updates/new/").content.decode()
    assert asks in page
    assert not_asked not in page


def test_my_actions_go_on_within_their_plan(director: User) -> None:
    with clock.chosen_day(QUARTER):
        mine = build_my_actions(director, as_of=QUARTER)
    assert mine is not None
    assert [own.slug for own in mine.plans] == [SLUG, "jar-2005"]
    of_plan = mine.of_plan("jar-2005")
    assert {line.plan for line in of_plan.needing_update} == {"jar-2005"}
    assert mine.of_plan("no such plan") == mine.of_plan(SLUG)


def test_history_reads_across_both_ways(
    plan: Plan, jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    earlier, later = jar.actions.get(reference="1.1"), plan.actions.get(reference="2.1")
    later.predecessor = earlier
    later.save()
    first, second = (
        jar.recommendations.get(number=1),
        plan.recommendations.get(number=2),
    )
    second.predecessor = first
    second.save()
    client = sign_in(director)
    day = {"as_at": "2009-05-22"}
    for path, words in [
        (f"{SLUG}/actions/2.1/", "Carries on JAR Performance Improvement Action Plan"),
        (f"{SLUG}/actions/2.1/", "Discussion paper prepared"),
        ("jar-2005/actions/1.1/", "Carried on in Directorate Plan 2009-2011"),
        (f"{SLUG}/recommendations/2/", "Carries on JAR Performance"),
        ("jar-2005/recommendations/1/", "Carried on in Directorate Plan"),
    ]:
        assert words in client.get(f"/plans/{path}", day).content.decode()
    then = client.get("/plans/jar-2005/actions/1.1/").content.decode()
    assert "Carried on in" not in then


@pytest.mark.parametrize("model", [Action, Recommendation])
def test_what_is_carried_on_is_of_an_earlier_plan(
    plan: Plan, jar: Plan, model: type[Action] | type[Recommendation]
) -> None:
    earlier = model.objects.filter(plan=jar)[0]
    earlier.predecessor = model.objects.filter(plan=plan)[0]  # type: ignore[assignment]
    with pytest.raises(ValidationError, match="did not begin before"):
        earlier.clean()


def test_exports(plan: Plan, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export", "major-projects", plan=SLUG, as_at="2009-05-22")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split(",") == ["plan", "title", "description"]
    assert len(lines) == 15
    call_command("export", "actions", plan=SLUG, as_at="2009-05-22")
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].endswith(",project_area,accountable")
    assert rows[1].endswith(",'No Wrong Door' locality approach,Head of Community Operations")
    assert len(rows) == 1 + sum(ACTIONS)
    call_command("export", "actions", plan="jar-2005", as_at="2006-05-22")
    assert capsys.readouterr().out.splitlines()[1].endswith(",,")


def test_a_post_that_answers_and_leads_is_named_once_in_the_export(db: None) -> None:
    day = date(2009, 5, 22)
    plan = build_plan_head("directorate-2009", as_of=day)
    first = next(iter(action_rows(standings_of(plan, as_of=day), plan, as_of=day)))

    assert first["leads"] == "Head of Community Operations"
