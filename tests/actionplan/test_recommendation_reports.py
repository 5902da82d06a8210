"""A recommendation is reported on as a whole; the summary progress report is made of that."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from actionplan.models import Plan, ProgressUpdate, Recommendation
from actionplan.presenters.summary import build_summary_report
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import Rag, Voice
from tests.conftest import DEMONSTRATION_DAY

pytestmark = pytest.mark.django_db

ADDRESS = "/plans/jar-2005/recommendations/9/updates/new/"
WORDS = {
    "narrative": "The taskforce met.\n- Its terms are agreed\n- A lead is named",
    "rating": "amber",
    "reported_on": "20 May 2006",
}


def seen(plan: Plan) -> dict[str, str]:
    newest = nine(plan).updates.order_by("pk").last()
    return {"seen_update": str(newest.pk) if newest else ""}


def nine(plan: Plan) -> Recommendation:
    return plan.recommendations.get(number=9)


def line_of(plan: Plan, day: date) -> object:
    groups = build_summary_report(plan.slug, as_of=day).groups
    (line,) = [each for group in groups for each in group.recommendations if each.number == 9]
    return line


def test_a_director_reports_and_the_summary_prints_it(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    answer = sign_in(director).post(ADDRESS, WORDS | seen(jar), follow=True)

    shown = answer.content.decode()
    assert "<li>Its terms are agreed</li>" in shown
    line = line_of(jar, DEMONSTRATION_DAY)
    assert (line.rating.rag, line.rating.voice) == (Rag.AMBER, Voice.LEAD)
    assert line.summary.startswith("The taskforce met.")
    before = line_of(jar, date(2006, 5, 21))
    assert before.rating.voice is Voice.WORDS  # it was not recorded by then


def test_a_green_needs_words_and_is_held_against_its_actions(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    refused = client.post(ADDRESS, WORDS | seen(jar) | {"rating": "green", "narrative": " "})
    assert "a completion needs a note" in refused.content.decode()

    client.post(ADDRESS, WORDS | seen(jar) | {"rating": "green"})

    line = line_of(jar, DEMONSTRATION_DAY)
    assert line.rating.rag is Rag.GREEN
    assert line.rating.is_contradicted


def test_who_is_named_for_it_reports_and_another_officer_does_not(
    jar: Plan, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    officer = make_user(Role.OFFICER)
    client = sign_in(officer)
    assert client.get(ADDRESS).status_code == 403
    assert client.post(ADDRESS, WORDS | seen(jar)).status_code == 403

    Recommendation.objects.filter(pk=nine(jar).pk).update(reporter=officer)

    assert "Report on it" in client.get("/plans/jar-2005/recommendations/9/").content.decode()
    assert client.post(ADDRESS, WORDS | seen(jar)).status_code == 302


def test_words_of_somebody_else_are_shown_before_they_are_answered(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(director)
    before = seen(jar)
    client.post(ADDRESS, WORDS | before)

    late = client.post(ADDRESS, WORDS | before | {"narrative": "All is well"})

    shown = late.content.decode()
    assert late.status_code == 409
    assert "Somebody reported meanwhile." in shown
    assert "All is well" in shown
    assert ProgressUpdate.objects.filter(recommendation=nine(jar)).count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"reported_on": "23 May 2006"}, "has not come yet"),
        ({"rating": ""}, "Choose a rating"),
        ({"narrative": ""}, "Say what has happened"),
    ],
    ids=["a day to come", "no rating", "no words"],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    jar: Plan,
    director: User,
    sign_in: Callable[[User], Client],
    typed: dict[str, str],
    words: str,
) -> None:
    refused = sign_in(director).post(ADDRESS, WORDS | seen(jar) | typed).content.decode()

    assert words in refused
    assert "Its terms are agreed" in refused or "narrative" in typed
