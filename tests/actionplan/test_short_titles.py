"""An action has a short title: by rule, until somebody writes a better."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from actionplan.models import Action, Plan
from actionplan.presenters.action_page import build_action_page
from actionplan.short_titles import LONGEST_TITLE, short_title
from herefordshire_cs.accounts.models import User
from tests.conftest import DEMONSTRATION_DAY

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "jar-2005"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Discussion paper to be prepared", "Discussion paper prepared"),
        ("Establish budget. Then spend it.", "Establish budget"),
        ("(See 2 above). Delivery of the programme", "Delivery of the programme"),
        ("improve website:", "Improve website"),
        (
            "Hold regular reviews, including those of all consultants in every agency there is",
            "Hold regular reviews",
        ),
        (
            "Assess anticipated impact on referral levels of what was decided at the last meeting",
            "Assess anticipated impact on referral levels",
        ),
        ("x" * 80, f"X{'x' * 53}…"),
    ],
)
def test_it_is_the_first_clause_without_to_be(text: str, title: str) -> None:
    assert short_title(text) == title


@given(st.text(min_size=1, max_size=200))
def test_it_has_room_in_a_row_whatever_is_written(text: str) -> None:
    assert len(short_title(text)) <= LONGEST_TITLE


@pytest.mark.django_db
def test_every_title_of_the_plan_of_2006_says_it_without_a_cut(jar: Plan) -> None:
    titles = [action.title for action in Action.objects.filter(plan=jar)]

    assert len(titles) == 176
    assert [title for title in titles if "…" in title] == []
    written = json.loads((FIXTURES / "short-titles.json").read_text())
    by_hand = {each["action"]: each["title"] for each in written}
    kept = Action.objects.filter(plan=jar).exclude(short_title="")
    assert dict(kept.values_list("reference", "short_title")) == by_hand


@pytest.mark.django_db
def test_a_better_one_is_written_and_is_in_the_history_from_that_day(
    jar: Plan, sign_in: Callable[[User], Client], director: User
) -> None:
    before = DEMONSTRATION_DAY - timedelta(days=1)
    was = build_action_page("jar-2005", "3.7", as_of=before)
    client = sign_in(director)
    address = "/plans/jar-2005/actions/3.7/wording/"
    typed = client.get(address).context["form"].initial
    mark = client.get(address).context["mark"]

    sent = {**typed, "short_title": "The workforce", "reason": "Shorter", "seen": mark}
    assert client.post(address, sent).status_code == 302

    now = build_action_page("jar-2005", "3.7", as_of=DEMONSTRATION_DAY)
    assert now.line.title == "The workforce"
    assert build_action_page("jar-2005", "3.7", as_of=before).line.title == was.line.title
    assert any(entry.heading == "Short title changed" for entry in now.history)
