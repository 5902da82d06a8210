"""A page of which parts are kept says what it would say if nothing were, to each reader."""

import re
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.contrib import admin
from django.core.cache import caches
from django.test import Client, RequestFactory
from django.utils.html import escape

from actionplan.models import (
    Action,
    Doubt,
    Moderation,
    Officer,
    Plan,
    RatingLevel,
    Recommendation,
    ReportingOccasion,
)
from actionplan.presenters import build_plan_progress
from actionplan.rag import Status
from actionplan.services import actions, by_whens, doubts, moderations, standings, updates
from governance.models import Meeting, Resolution
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.remembering import recall
from indicators.models import Indicator
from tests.conftest import DEMONSTRATION_DAY, superuser, user_in
from tests.factories import make_outturn

NOW = datetime(2006, 5, 22, 12, tzinfo=UTC)
PLAN = "/plans/jar-2005/"
DASHBOARD, TIMELINE, LIST = "/", f"{PLAN}timeline/", f"{PLAN}actions/"
PAGES = [DASHBOARD, PLAN, TIMELINE, LIST]
INITIALS = {Role.OFFICER: "HL", Role.DIRECTOR: "SF"}
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')

type Write = Callable[[User], object]


def browser_of(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def shown(client: Client, page: str) -> str:
    """Return a page but for its token, which is another each time."""
    response = client.get(page)
    assert response.status_code == 200, page
    return TOKEN.sub("", response.content.decode())


def shown_anew(client: Client, page: str) -> str:
    """Return a page for which nothing is remembered."""
    caches["near"].clear()
    caches["default"].clear()
    return shown(client, page)


@pytest.mark.parametrize("page", PAGES)
def test_each_reader_gets_what_they_would_if_nobody_else_had_read(page: str, jar: Plan) -> None:
    cast = [browser_of(user_in(role, initials=INITIALS.get(role, ""))) for role in Role]

    alone = [shown_anew(client, page) for client in cast]

    assert [shown(client, page) for client in reversed(cast)] == alone[::-1]


def test_only_those_who_answer_resolutions_are_told_how_many_are_open(jar: Plan) -> None:
    told = {role: "resolutions open" in shown(browser_of(user_in(role)), "/") for role in Role}

    assert [role for role in Role if told[role]] == [
        Role.COMMITTEE_CLERK,
        Role.DIRECTOR,
    ]


def action() -> Action:
    """Return an Action that is shown on all pages: past its by-when, and not completed."""
    return Action.objects.get(plan__slug="jar-2005", reference="5.6")


def recommendation() -> Recommendation:
    return Recommendation.objects.get(plan__slug="jar-2005", number=5)


def update(author: User) -> None:
    updates.post_progress_update(
        action=action(),
        author=author,
        reported_on=DEMONSTRATION_DAY,
        recorded_on=DEMONSTRATION_DAY,
        recorded_at=NOW,
        narrative="Done",
        status=Status.COMPLETED,
        rating=Rag.GREEN,
        seen_update=action().updates.order_by("-pk").values_list("pk", flat=True).first(),
    )


def move(author: User) -> None:
    by_whens.move_by_when(
        action=action(),
        author=author,
        by_when=parse_by_when("3 July 2007"),
        reason="It was too soon.",
        agreed_by="the Board",
        agreed_on=DEMONSTRATION_DAY,
        recorded_on=DEMONSTRATION_DAY,
        recorded_at=NOW,
    )


def moderate(author: User) -> None:
    moderations.moderate(
        action=action(),
        author=author,
        rating=Rag.AMBER,
        reason="It goes on",
        made_on=DEMONSTRATION_DAY,
        recorded_at=NOW,
    )


def moderate_a_recommendation(author: User) -> None:
    moderations.moderate(
        recommendation=recommendation(),
        author=author,
        rating=Rag.RED,
        reason="It stands still",
        made_on=DEMONSTRATION_DAY,
        recorded_at=NOW,
    )


def withdraw(author: User) -> None:
    moderations.withdraw_moderation(
        moderation=Moderation.objects.get(recommendation=recommendation()),
        author=author,
        withdrawn_on=DEMONSTRATION_DAY,
    )


def settle_a_doubt(author: User) -> None:
    doubt = Doubt.objects.filter(plan__slug="jar-2005", is_contradiction=True, settled_on=None)
    doubts.settle_doubt(
        doubt=doubt.exclude(action=None)[0],
        author=author,
        settlement="It was a slip",
        settled_on=DEMONSTRATION_DAY,
    )


def add(author: User) -> None:
    actions.add_action(
        recommendation=recommendation(),
        author=author,
        text="Something more",
        lead=action().roles.exclude(officer=None)[0].officer,
        by_when=parse_by_when("3 July 2007"),
        added_on=DEMONSTRATION_DAY,
        recorded_at=NOW,
    )


def edit(row: Any, author: User) -> None:
    """Save a row as the administration pages do."""
    request = RequestFactory().get("/")
    request.user = author
    admin.site._registry[type(row)].save_model(request, row, None, True)


def edit_the_longest_past(author: User) -> None:
    report = build_plan_progress("jar-2005", as_of=DEMONSTRATION_DAY)
    row = Action.objects.get(pk=report.red.lines[0].pk)
    row.text = "Said otherwise"
    edit(row, author)


def edit_the_first(author: User) -> None:
    row = Action.objects.get(plan__slug="jar-2005", reference="1.1")
    row.lead_words = "QQ"
    edit(row, author)


def edit_a_recommendation(author: User) -> None:
    row = recommendation()
    row.text = "Asked for otherwise"
    edit(row, author)


def delete_a_recommendation(author: User) -> None:
    ours = admin.site._registry[Recommendation]
    ours.delete_model(RequestFactory().get("/"), recommendation())


def delete_two_recommendations(author: User) -> None:
    ours = admin.site._registry[Recommendation]
    rows = Recommendation.objects.filter(plan__slug="jar-2005", number__in=[4, 5])
    ours.delete_queryset(RequestFactory().get("/"), rows)


def edit_the_plan(author: User) -> None:
    Plan.objects.filter(slug="jar-2005").update(
        title="The plan renamed", level_name_plural="Demands", reporting_cycle_days=300
    )


def edit_a_meaning(author: User) -> None:
    RatingLevel.objects.filter(scheme__plans__slug="jar-2005").update(definition="Otherwise")


def load_another_occasion(author: User) -> None:
    plan = Plan.objects.get(slug="jar-2005")
    ReportingOccasion.objects.create(plan=plan, occurred_on=date(2006, 5, 30), body="A new body")
    standings.rebuild_standings(Action.objects.filter(plan=plan))  # as the loader ends


def give_a_figure(author: User) -> None:
    indicator = Indicator.objects.filter(slug__startswith="jar").order_by("pk").first()
    indicator = indicator or Indicator.objects.in_use(as_of=DEMONSTRATION_DAY)[0]
    make_outturn(indicator, "2004/2005", "12.3", published_on=DEMONSTRATION_DAY)


def put_off_a_meeting(author: User) -> None:
    Meeting.objects.filter(state=Meeting.State.PLANNED).update(held_on=date(2006, 6, 1))


def close_a_resolution(author: User) -> None:
    row = Resolution.objects.filter(state=Resolution.State.OPEN).first()
    Resolution.objects.filter(pk=row.pk).update(
        state=Resolution.State.CLOSED, closed_on=DEMONSTRATION_DAY
    )


OF_ACTIONS = set(PAGES)


# In this order, one after the other: what a page said before is what it said anew the last time.
WRITES: list[tuple[Write, set[str]]] = [
    (edit_the_longest_past, {DASHBOARD, TIMELINE}),
    (edit_the_first, {TIMELINE, LIST}),
    (edit_a_recommendation, {DASHBOARD, PLAN}),
    (edit_the_plan, {DASHBOARD, PLAN}),
    (edit_a_meaning, {DASHBOARD, PLAN}),
    (put_off_a_meeting, {DASHBOARD}),
    (close_a_resolution, {DASHBOARD}),
    (give_a_figure, {DASHBOARD}),
    (load_another_occasion, {DASHBOARD, PLAN}),
    (settle_a_doubt, {DASHBOARD, PLAN}),
    (moderate_a_recommendation, {PLAN}),
    (move, OF_ACTIONS),
    (update, OF_ACTIONS),
    (moderate, OF_ACTIONS),
    (add, OF_ACTIONS),
    (delete_a_recommendation, OF_ACTIONS),
    (delete_two_recommendations, OF_ACTIONS),
]


def test_a_page_says_at_once_what_was_written(jar: Plan, director: User) -> None:
    client = browser_of(director)
    before = all_anew(client)
    told_late, unchanged = [], []

    for write, changed in WRITES:
        write(director)
        after = {page: shown(client, page) for page in PAGES}
        anew = all_anew(client)
        told_late += [(write.__name__, page) for page in PAGES if after[page] != anew[page]]
        unchanged += [(write.__name__, page) for page in changed if after[page] == before[page]]
        before = anew

    assert (told_late, unchanged) == ([], [])


def all_anew(client: Client) -> dict[str, str]:
    """Return each page as it is where nothing is remembered; what it says is remembered."""
    caches["near"].clear()
    caches["default"].clear()
    return {page: shown(client, page) for page in PAGES}


def test_a_withdrawn_rating_is_gone_at_once(jar: Plan, director: User) -> None:
    client = browser_of(director)
    before = shown(client, PLAN)
    moderate_a_recommendation(director)
    between = shown(client, PLAN)
    withdraw(director)

    assert between != before
    assert shown(client, PLAN) == before


@pytest.mark.parametrize(
    "query",
    ["?as_at=2006-03-01", "?since=2006-01-05", "?since=2006-01-05&as_at=2006-03-01", "?since=x"],
)
@pytest.mark.parametrize("page", PAGES)
def test_what_was_asked_for_is_what_is_shown(
    page: str, query: str, jar: Plan, member: User
) -> None:
    client = browser_of(member)
    anew = shown_anew(client, page + query)
    shown_anew(client, page)

    assert shown(client, page + query) == anew


def test_another_demonstration_day_is_another_page(jar: Plan, member: User, settings: Any) -> None:
    client = browser_of(member)
    before = [shown(client, page) for page in PAGES]
    settings.DEMONSTRATION_DATE = date(2006, 3, 1)

    after = [shown(client, page) for page in PAGES]

    assert after == [shown_anew(client, page) for page in PAGES]
    assert all(one != other for one, other in zip(before, after, strict=True))


def parts_kept() -> list[str]:
    """Return the parts of pages that this process holds."""
    names = [key.split(":", 2)[2] for key in caches["near"]._cache]
    kept = [recall(name) for name in names if name.startswith("parts-")]
    return [zlib.decompress(html).decode() for parts in kept for html in parts.values()]


def test_no_part_that_is_kept_holds_a_token_a_name_or_a_count_of_the_reader(jar: Plan) -> None:
    reader = superuser()
    Officer.objects.filter(initials="HL").update(user=reader)
    client = browser_of(reader)
    for page in [*PAGES, "/my-actions/"]:
        shown(client, page)

    kept = parts_kept()

    assert len(kept) >= len(PAGES)
    for words in ("csrfmiddlewaretoken", escape(reader.name), reader.email, "cs-count"):
        assert not [html for html in kept if f'"{words}"' in html or f">{words}<" in html], words
