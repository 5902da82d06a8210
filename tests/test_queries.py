"""Pages cost the same number of queries whatever the number of rows, and look nothing up."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from actionplan.models import Plan, Recommendation
from actionplan.presenters.action_plan import build_action_plan_report
from actionplan.presenters.exceptions import build_exceptions_report
from actionplan.presenters.summary import build_summary_report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from indicators.models import (
    DefinitionChange,
    Doubt,
    Framework,
    Indicator,
    IndicatorSet,
    JudgementPoint,
    OutturnFile,
    Paper,
    Purpose,
    Statement,
)
from indicators.presenters.documents import KINDS as PERFORMANCE_DOCUMENTS
from indicators.presenters.documents import Kind
from indicators.services.outturn_files import load_file
from tests.conftest import DEMONSTRATION_DAY, shared_rows, superuser, user_in
from tests.factories import (
    RECORDED_AT,
    make_action,
    make_by_when,
    make_commentary,
    make_comparator,
    make_evidence,
    make_indicator,
    make_lead,
    make_moderation,
    make_outturn,
    make_periodic_report,
    make_plan,
    make_recommendation,
    make_target,
    make_update,
    make_visit,
)
from tests.governance.rows_of_agendas import add_to_the_agenda
from tests.governance.rows_of_the_loop import add_to_the_loop
from tests.indicators.rows_of_judgements import answer, begin_again, make_answer, make_judgement

BEGAN = date(2006, 1, 2)
PAGES = [
    "/",
    "/plans/",
    "/plans/{plan}/",
    "/plans/{plan}/recommendations/1/",
    "/plans/{plan}/actions/",
    "/plans/{plan}/actions/?rating=red&sort=-by_when&words=something",
    "/plans/{plan}/actions/?group=lead&columns=partners&columns=milestones&columns=evidence",
    "/plans/{plan}/actions/?_export=csv",
    "/plans/{plan}/actions/?_export=record",
    "/plans/{plan}/actions/1.1/",
    "/rating-schemes/",
    "/rating-schemes/{plan}/",
    "/plans/{plan}/timeline/",
    "/plans/{plan}/assurance/",
    "/plans/{plan}/evidence/",
    "/plans/{plan}/doubts/",
    "/plans/{plan}/reports/",
    "/plans/{plan}/periodic-reports/",
    "/plans/{plan}/periodic-reports/new/weekly/",
    "/plans/{plan}/periodic-reports/{drafted}/",
    "/plans/{plan}/periodic-reports/{drafted}/edit/",
    "/plans/{plan}/reports/summary/",
    "/plans/{plan}/reports/action-plan/",
    "/plans/{plan}/reports/exceptions/",
    "/officers/",
    "/officers/ZZ/",
    "/search/?words=something",
    "/my-actions/",
    "/plans/{plan}/actions/1.1/updates/new/",
]
INDICATOR_PAGES = [
    "/",
    "/indicators/",
    "/indicators/?sort=direction&rating=red&direction=worsened&standing=behind&words=measured",
    "/indicators/?_export=csv",
    "/indicators/zz-flat/",
    "/indicators/zz-flat/targets/new/",
    "/indicators/zz-flat/commentaries/new/",
    "/indicators/due/",
    "/indicators/neighbours/",
    "/indicators/judgements/",
    "/indicators/judgements/rules/",
    "/indicators/judgements/areas/stay-safe/",
    "/plans/jar-2005/judgements/1.1/",
    "/indicators/self-assessments/",
    "/indicators/self-assessments/childrens-trust-2005/2005-09-12/",
    "/indicators/self-assessments/childrens-trust-2005/2006-05-02/compare/2005-09-12/",
    "/indicators/readings/",
    "/indicators/entry/",
    "/indicators/entry/2005-2006-q4/",
    "/indicators/entry/april-2006/",
    "/indicators/loading/",
    "/indicators/loading/{file}/",
    "/indicators/documents/",
    "/indicators/digest/2005-2006-q4/",
    "/indicators/radar/april-2006/",
    "/indicators/corporate/2005-2006-q4/",
    "/plans/{plan}/indicators/",
    "/plans/{plan}/recommendations/1/",
]
LOOP_PAGES = [
    "/programme/",
    "/programme/childrens-services-scrutiny/",
    "/reviews/",
    "/reviews/behaviour-and-discipline-2006/",
    "/public/",
    "/public/new/",
    "/forward-plan/",
    "/call-ins/",
    "/call-ins/new/",
    "/decision-records/",
    "/papers/decision-records/",
    "/papers/call-ins/",
    "/meetings/childrens-services-scrutiny-2006-05-31/",
    "/meetings/childrens-services-scrutiny-2006-05-31/voting/",
    "/meetings/childrens-services-scrutiny-2006-05-31/agenda/new/",
    "/meetings/childrens-services-scrutiny-2006-05-31/edit/",
    "/meetings/",
    "/committees/childrens-services-scrutiny/",
    "/meetings/cabinet-2005-02-17/",
    "/committees/childrens-services-scrutiny/calendar/",
    "/committees/childrens-services-scrutiny/attendance/",
    "/committees/childrens-services-scrutiny/interests/",
    "/meetings/childrens-services-scrutiny-2006-03-13/decisions/",
]
QUARTERS = [f"Q{number} {year}/{year + 1}" for year in range(2001, 2006) for number in range(1, 5)]


def signed_in(user: User) -> tuple[User, Client]:
    """Return somebody, and their browser."""
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return user, client


def plan_with_rows() -> Plan:
    """Return a plan that began after the one of 2006, so that the dashboard shows it."""
    plan = make_plan(starts_on=BEGAN)
    make_recommendation(plan)
    return plan


def add_actions(plan: Plan, author: User, *, how_many: int) -> None:
    """Add Actions of every kind: updated, late, moved, moderated, completed."""
    recommendation = Recommendation.objects.get(plan=plan, number=1)
    for number in range(how_many):
        action = make_action(recommendation, latest=BEGAN + timedelta(days=number * 20))
        make_lead(action)
        make_update(action, reported_on=BEGAN + timedelta(days=number + 1), rating="amber")
        make_by_when(
            action,
            latest=BEGAN + timedelta(days=number * 20 + 9),
            holds_from=BEGAN + timedelta(days=5),
        )
        if number % 3 == 0:
            make_moderation(action, made_on=BEGAN + timedelta(days=30), author=author)
        if number % 3 == 1:
            make_update(action, reported_on=BEGAN + timedelta(days=40), status="completed")
        make_evidence(action, author=author)
        make_visit(action, author=author, took_place_on=BEGAN + timedelta(days=number))
        make_periodic_report(plan, author=author, on=BEGAN, issued=number % 2 == 0)


@pytest.fixture(scope="module")
def costs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, list[int]]:
    """How many statements each page sends, for two rows and for twelve."""
    costs: dict[str, list[int]] = {page: [] for page in PAGES}
    with shared_rows(django_db_blocker):
        plan = plan_with_rows()
        director, client = signed_in(user_in(Role.DIRECTOR))
        for how_many in (2, 10):
            add_actions(plan, director, how_many=how_many)
            make_lead_of(director)
            drafted = plan.periodic_reports.filter(issued_on=None)[0].pk
            for page, counted in costs.items():
                address = page.format(plan=plan.slug, drafted=drafted)
                counted.append(statements(client, address))
    return costs


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES)
def test_a_page_costs_the_same_for_two_rows_and_for_twelve(
    page: str, costs: dict[str, list[int]]
) -> None:
    few, many = costs[page]

    assert many == few


def file_of(user: User) -> OutturnFile:
    """Return a file of outturns that was sent and not loaded."""
    return OutturnFile.objects.create(
        filename="quarter.csv", rows=[], sent_by=user, sent_at=RECORDED_AT
    )


def add_indicators(plan: Plan, file: OutturnFile, *, how_many: int) -> None:
    """Add indicators with all that can be known of one, and as much to one of them."""
    for _ in range(how_many):
        indicator = make_indicator(frequency="monthly", paper=Paper.objects.first())
        fill(indicator)
        indicator.sets.set(IndicatorSet.objects.filter(slug__in=["radar", "digest"]))
        Purpose.objects.create(indicator=indicator, plan=plan.slug, number=1, wording="Do better")
        line = {"line": len(file.rows) + 2, "reference": indicator.ref, "period": QUARTERS[-1]}
        rest = {"value": "81", "numerator": "", "denominator": "", "note": ""}
        file.rows.append(line | rest)
        OutturnFile.objects.create(filename="sent.csv", rows=[], sent_at=RECORDED_AT)
        judge_and_assess(Framework.objects.get(), indicator)
    file.save()
    if not Indicator.objects.filter(slug="zz-flat").exists():
        fill(make_indicator(slug="zz-flat"))
    for _ in range(how_many):
        say_more(Indicator.objects.get(slug="zz-flat"), plan)


def judge_and_assess(framework: Framework, indicator: Indicator) -> None:
    """Judge an area once more, answer it by another action and indicator, and assess again."""
    number = framework.assessments.count()
    row = begin_again(date(2006, 5, 1) + timedelta(days=number), begun_on=date(2006, 5, 2))
    answer(row, "q2", "mature", on=date(2006, 5, 3))
    judgement = make_judgement()
    JudgementPoint.objects.create(judgement=judgement, kind="strength", order=1, text="Good")
    make_answer(f"1.{number}")
    make_answer(indicator.slug, kind="indicator", plan="")


def fill(indicator: Indicator) -> None:
    """Give an indicator figures of many quarters, each falling short of its target."""
    for at, quarter in enumerate(QUARTERS):
        make_outturn(indicator, quarter, f"{80 - at}")
        make_target(indicator, quarter, "90")
        for group in ("England", "The region"):
            make_comparator(indicator, quarter, "85", group=group)
    make_outturn(indicator, "April 2006", "60")
    make_outturn(indicator, QUARTERS[-1], "62", note="Restated")
    make_commentary(indicator, QUARTERS[-1], approved_on=date(2006, 4, 3))
    make_commentary(indicator, QUARTERS[-1])
    DefinitionChange.objects.create(
        indicator=indicator, changed_on=date(2003, 4, 1), words="Something else is counted"
    )


def say_more(indicator: Indicator, plan: Plan) -> None:
    """Say more of one indicator: another version, commentary, statement, doubt, set and aim."""
    number = indicator.outturns.count()
    make_outturn(indicator, QUARTERS[-1], f"{number}")
    make_commentary(indicator, QUARTERS[-1], written_by_name="Another")
    make_comparator(indicator, QUARTERS[-1], group=f"Group {number}")
    words = {"paper": indicator.paper, "place": "page 1"}
    statement = Statement.objects.create(slug=f"zz-{number}", text="It is so.", **words)
    statement.indicators.add(indicator)
    Doubt.objects.create(slug=f"zz-{number}", indicator=indicator, words="Is it?", **words)
    indicator.sets.add(IndicatorSet.objects.create(slug=f"zz-{number}", name=f"Set {number}"))
    Purpose.objects.create(indicator=indicator, plan=plan.slug, number=number)
    make_indicator(succeeded_by=indicator)


@pytest.fixture(scope="module")
def costs_of_indicators(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, list[int]]:
    """How many statements each page of indicators sends, for two of all and for twelve."""
    costs: dict[str, list[int]] = {page: [] for page in INDICATOR_PAGES}
    with shared_rows(django_db_blocker):
        plan = plan_with_rows()
        everything, client = signed_in(superuser())
        file = file_of(everything)
        for how_many in (2, 10):
            add_indicators(plan, file, how_many=how_many)
            for page, counted in costs.items():
                counted.append(statements(client, page.format(plan=plan.slug, file=file.pk)))
    return costs


@pytest.mark.django_db
@pytest.mark.parametrize("page", INDICATOR_PAGES)
def test_a_page_of_indicators_costs_the_same_for_two_and_for_twelve(
    page: str, costs_of_indicators: dict[str, list[int]]
) -> None:
    few, many = costs_of_indicators[page]

    assert many == few


def test_loading_a_file_costs_one_statement_more_for_ten_lines_more_at_most(
    director: User,
) -> None:
    plan, file = plan_with_rows(), file_of(director)
    sent = []
    for how_many in (2, 12):
        file.rows = []
        file.loaded_on = None
        add_indicators(plan, file, how_many=how_many)
        with CaptureQueriesContext(connection) as captured:
            loaded = load_file(
                file=file, author=director, loaded_on=DEMONSTRATION_DAY, recorded_at=RECORDED_AT
            )
        assert loaded.restated == how_many
        sent.append(len(captured))

    assert sent[1] - sent[0] <= 1


@pytest.fixture(scope="module")
def costs_of_the_loop(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> dict[str, list[int]]:
    """How many statements each page of what is to come sends, for two of all and for twelve."""
    costs: dict[str, list[int]] = {page: [] for page in LOOP_PAGES}
    with shared_rows(django_db_blocker):
        _everything, client = signed_in(superuser())
        for how_many in (2, 10):
            add_to_the_loop(how_many=how_many)
            add_to_the_agenda(how_many=how_many)
            for page, counted in costs.items():
                counted.append(statements(client, page))
    return costs


@pytest.mark.django_db
@pytest.mark.parametrize("page", LOOP_PAGES)
def test_a_page_of_what_is_to_come_costs_the_same_for_two_and_for_twelve(
    page: str, costs_of_the_loop: dict[str, list[int]]
) -> None:
    few, many = costs_of_the_loop[page]

    assert many == few


@pytest.mark.django_db
def test_the_list_of_people_costs_the_same_for_two_and_for_twelve() -> None:
    _administrator, client = signed_in(user_in(Role.ADMINISTRATOR))
    counted = []
    for how_many in (2, 10):
        for number in range(how_many):
            user_in(Role.OFFICER, email=f"a.person.{len(counted)}.{number}@test.example")
        counted.append(statements(client, "/people/"))

    assert counted[0] == counted[1]


def make_lead_of(user: User) -> None:
    """Tie the officer who leads every Action made here to a user."""
    from actionplan.models import Officer  # noqa: PLC0415

    Officer.objects.filter(initials="ZZ").update(user=user)


def statements(client: Client, address: str) -> int:
    """Return how many statements a page sends, read to its end; nothing is remembered for it."""
    for cache in caches.all():
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert response.status_code == 200, address
        b"".join(response) if response.streaming else response.content
    return len(captured)


@pytest.mark.parametrize(
    ("page", "at_most"),
    [
        (
            "/",
            36,
        ),  # of which the plan and the indicators are remembered until either is written to
        ("/my-actions/", 24),
        ("/plans/jar-2005/", 24),  # its registers of risks, its promises kept, what was taken back
        ("/plans/jar-2005/timeline/", 9),
        ("/plans/jar-2005/actions/", 11),
        ("/plans/jar-2005/actions/?rating=red&words=threshold", 12),
        ("/plans/jar-2005/actions/?group=lead", 12),
        ("/plans/jar-2005/actions/5.6/", 14),  # its risks, who was told, what committees said
    ],
)
def test_a_page_of_the_2006_plan_keeps_to_its_budget(
    page: str, at_most: int, jar: Plan, officer: User, client: Client
) -> None:
    # One of each asks which plans are hidden from the reader.
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")

    assert statements(client, page) <= at_most


@pytest.mark.parametrize("page", ["/", "/officers/", "/search/?words=children", "/risks/"])
def test_a_plan_that_is_closed_to_the_reader_costs_one_statement_more(
    page: str, jar: Plan, officer: User, client: Client
) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    officer.officers.update(user=None)
    open_to_all = statements(client, page)
    make_action(make_recommendation(make_plan(is_private=True, starts_on=jar.starts_on)))

    assert statements(client, page) <= open_to_all + 1


@pytest.mark.parametrize(
    ("page", "at_most"), [("/", 10), ("/plans/jar-2005/", 6), ("/plans/jar-2005/timeline/", 6)]
)
def test_a_page_that_was_read_before_keeps_to_its_budget(
    page: str, at_most: int, jar: Plan, officer: User, client: Client
) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    statements(client, page)

    with CaptureQueriesContext(connection) as captured:
        assert client.get(page).status_code == 200

    assert len(captured) <= at_most


def test_posting_an_update_keeps_to_its_budget(jar: Plan, officer: User, client: Client) -> None:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    address = "/plans/jar-2005/actions/5.6/updates/new/"
    seen = client.get(address).context["form"]["seen_update"].value()
    words = {
        "narrative": "The draft strategy went to the Board",
        "state": "open",
        "reported_on": "22 May 2006",
        "seen_update": seen,
    }

    with CaptureQueriesContext(connection) as captured:
        response = client.post(address, words)

    assert response.status_code == 302
    own = [query for query in captured if "SAVEPOINT" not in query["sql"]]
    # Two ask for a standing arrangement and its keepings, one whose deputy its author is, one
    # whether somebody asked for the update, two whether a round runs, one which plans are hidden,
    # one which place the action has by now.
    assert len(own) <= 26


@pytest.mark.parametrize(
    ("build", "template"),
    [
        (build_summary_report, "actionplan/print/summary.html"),
        (build_action_plan_report, "actionplan/print/action_plan.html"),
        (build_exceptions_report, "actionplan/print/exceptions.html"),
    ],
    ids=["summary", "action-plan", "exceptions"],
)
def test_a_document_looks_nothing_up_while_it_is_rendered(
    build: Callable[..., object], template: str, jar: Plan, django_assert_num_queries: object
) -> None:
    with clock.chosen_day(DEMONSTRATION_DAY):
        report = build("jar-2005", as_of=DEMONSTRATION_DAY)

    with django_assert_num_queries(0):
        html = render_to_string(template, {"report": report, "made_at": clock.now()})

    assert "Herefordshire Council" in html


@pytest.mark.parametrize("kind", PERFORMANCE_DOCUMENTS.values(), ids=PERFORMANCE_DOCUMENTS.keys())
def test_a_document_of_indicators_looks_nothing_up_while_it_is_rendered(
    kind: Kind, jar: Plan, django_assert_num_queries: Callable[..., Any]
) -> None:
    day = date(2009, 7, 20)  # when every indicator of the papers was in use
    report = kind.build(kind.offered(as_of=day)[0], as_of=day)

    with django_assert_num_queries(0):
        html = render_to_string(kind.print_template, {"report": report, "made_at": clock.now()})

    assert "Herefordshire Council" in html
