"""A lead's grid: one note to several, nothing new in one press, twins, the next one below."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, ProgressUpdate
from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.my_actions_grid import OwnGrid, OwnRow, build_grid
from herefordshire_cs.accounts.models import User
from tests.factories import make_action, make_lead, make_plan, make_recommendation, make_update
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db
TODAY = date(2006, 5, 22)
PLAN = "/plans/jar-2005/actions/"
NOTES = "/my-actions/notes/"


@pytest.fixture
def lead(client: Client, jar: object, officer: User) -> Client:
    client.force_login(officer, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def grid_of(user: User) -> OwnGrid:
    mine = build_my_actions(user, as_of=TODAY)
    assert mine is not None
    return build_grid(mine)


def row_of(user: User, reference: str) -> OwnRow:
    return next(row for row in grid_of(user).rows if row.line.reference == reference)


def said(reference: str) -> list[str]:
    rows = ProgressUpdate.objects.filter(action__reference=reference, author__isnull=False)
    return [row.narrative for row in rows.order_by("pk")]


def test_the_grid_stands_by_how_pressing_each_is_the_newest_past_first(
    officer: User, jar: object
) -> None:
    groups = {
        group.title: [row.line.reference for row in group.rows]
        for group in grid_of(officer).groups
    }

    assert list(groups) == ["Late", "This fortnight", "Later, or without a date", "Done"]
    assert groups["Late"][:4] == ["5.6", "13.9", "1.18", "4.10"]
    assert groups["This fortnight"] == ["7.4"]
    assert groups["Later, or without a date"][-1] == "5.7"  # of which no by-when is stated


def test_one_note_goes_to_every_action_that_is_ticked(lead: Client, officer: User) -> None:
    chosen = [row_of(officer, reference).mark for reference in ("5.6", "13.9")]

    answer = lead.post(NOTES, {"chosen": chosen, "note": "All teams met."}, follow=True)

    assert "Your updates on 5.6 and 13.9 are posted." in answer.content.decode()
    assert said("5.6") == said("13.9") == ["All teams met."]


def test_nothing_new_is_one_press_says_since_when_and_leads_to_the_next_one_below(
    lead: Client, officer: User
) -> None:
    sent = {"nothing_new": row_of(officer, "5.6").mark, "following": "jar-2005 13.9"}

    answer = lead.post(NOTES, sent)

    assert answer["Location"] == f"{PLAN}13.9/updates/new/#open"
    assert said("5.6") == ["Nothing new since 4\N{NO-BREAK SPACE}January 2006."]
    assert not row_of(officer, "5.6").needs_update


def test_a_note_to_several_without_words_or_ticks_is_asked_for_again(
    lead: Client, officer: User
) -> None:
    mark = row_of(officer, "5.6").mark

    without_words = lead.post(NOTES, {"chosen": mark, "note": " "}).content.decode()
    without_ticks = lead.post(NOTES, {"note": "Met."}, follow=True).content.decode()
    of_others = lead.post(NOTES, {"chosen": "1 0 0", "nothing_new": "x y"}, follow=True)

    assert "Write the note, or press Nothing new" in without_words
    assert f'value="{mark}" checked' in without_words
    assert "tick at least one action" in without_ticks
    assert "tick at least one action" in of_others.content.decode()
    assert said("5.6") == []


def test_words_that_came_meanwhile_are_shown_before_a_note_to_several_overtakes_them(
    lead: Client, officer: User, director: User
) -> None:
    mark = row_of(officer, "5.6").mark
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    make_update(action, narrative="It was signed.", reported_on=TODAY, author=director)

    answer = lead.post(NOTES, {"chosen": mark, "note": "No word yet."})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "It was signed." in page
    assert "No word yet." in page
    assert "No word yet." not in said("5.6")
    again = lead.post(NOTES, typed_in(answer), follow=True)
    assert "Your update on 5.6 is posted." in again.content.decode()


def test_a_twin_is_offered_and_posted_together_with_what_it_says_too(
    lead: Client, officer: User
) -> None:
    address = f"{PLAN}1.18/updates/new/"
    twin = row_of(officer, "4.10").mark
    opened = lead.get(address)
    assert "Post to 4.10 too" in opened.content.decode()
    typed = typed_in(opened) | {"narrative": "Reviewed in April."}

    lead.post(address, typed | {"also": twin})

    assert said("1.18") == said("4.10") == ["Reviewed in April."]


def test_nothing_is_posted_where_the_twin_was_updated_meanwhile(
    lead: Client, officer: User, director: User
) -> None:
    address = f"{PLAN}1.18/updates/new/"
    typed = typed_in(lead.get(address)) | {"narrative": "Reviewed in April."}
    twin = row_of(officer, "4.10").mark
    action = Action.objects.get(plan__slug="jar-2005", reference="4.10")
    make_update(action, narrative="It was signed.", reported_on=TODAY, author=director)

    page = lead.post(address, typed | {"also": twin}).content.decode()

    assert "4.10 was updated while you wrote, so nothing is posted yet" in page
    assert "Reviewed in April." in page
    assert said("1.18") == []


def test_the_page_asks_as_many_statements_for_fifty_own_actions_as_for_five(
    lead: Client, officer: User
) -> None:
    plan = make_plan(slug="many")
    recommendation = make_recommendation(plan)

    def statements(count: int) -> int:
        for order in range(count):
            action = make_action(
                recommendation, order=count * 100 + order, reference=f"1.{count * 100 + order}"
            )
            make_lead(action, "HL")
        with CaptureQueriesContext(connection) as captured:
            assert lead.get("/my-actions/", {"plan": "many"}).status_code == 200
        return len(captured)

    few, many = statements(5), statements(45)

    assert few == many
