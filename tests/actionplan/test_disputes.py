"""A red that other words dispute says so, until its lead or a director settles it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client

from actionplan.loading import load_plan
from actionplan.models import Action, Dispute, Plan, Standing
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.disputes import build_disputes_page
from actionplan.presenters.plans import build_plan_head
from actionplan.rag import Status
from actionplan.services import disputes
from actionplan.services.updates import ActionClosed
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.conftest import DEMONSTRATION_DAY
from tests.factories import make_update

pytestmark = pytest.mark.django_db

NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
STRATEGY = "/plans/jar-2005/actions/3.7/"
# As the issue of the record's own words stands: each of these is red and disputed on 22 May 2006.
AT_LEAST = {
    *("16.5", "16.2", "3.7", "6.4", "2.1", "3.2", "15.2", "11.9", "10.5", "9.5"),
    *("10.3", "11.2", "11.4", "1.4", "1.5", "1.10", "1.13", "1.14", "1.18"),
    *("1.21", "1.22", "1.23", "4.10", "8.1", "8.3"),
}


def strategy(jar: Plan) -> Action:
    return Action.objects.get(plan=jar, reference="3.7")


def test_the_disputed_reds_of_the_2006_plan_are_named_with_the_words(jar: Plan) -> None:
    page = build_disputes_page(
        build_plan_head(jar.slug, as_of=DEMONSTRATION_DAY), as_of=DEMONSTRATION_DAY
    )

    found = {action.line.reference: action.disputes for action in page.actions}
    assert found.keys() >= AT_LEAST
    assert len(found) == 33  # the arrangements in place are not red any more
    assert all(found.values())
    first = found["3.7"][0]
    assert first.words.startswith("Workforce strategy for social care completed.")
    assert first.place.endswith("Summary Progress Report, recommendation 3")


@pytest.mark.parametrize(
    ("day", "is_disputed"),
    [(date(2006, 5, 18), False), (date(2006, 5, 19), True)],
    ids=["the day before the summary", "the day of the summary"],
)
def test_a_red_is_disputed_from_the_day_on_which_the_words_were_said(
    jar: Plan, day: date, is_disputed: bool
) -> None:
    page = build_action_page("jar-2005", "16.5", as_of=day)

    assert page.line.is_disputed == is_disputed
    assert bool(page.disputes) == is_disputed


def test_it_is_done_in_one_press_in_the_words_of_the_record(jar: Plan, director: User) -> None:
    action = strategy(jar)

    disputes.settle_as_done(
        action=action, author=director, settled_on=DEMONSTRATION_DAY, recorded_at=NOON
    )

    standing = Standing.objects.on(DEMONSTRATION_DAY).get(action=action)
    assert (standing.status, standing.is_disputed) == (Status.COMPLETED, False)
    said = action.updates.get(author=director)
    assert "Workforce strategy for social care completed." in said.narrative
    earlier = Standing.objects.on(date(2006, 5, 21)).get(action=action)
    assert (earlier.status, earlier.is_disputed) == (Status.IN_PROGRESS, True)


def test_the_red_stands_and_the_words_stay_with_who_said_so(jar: Plan, director: User) -> None:
    action = strategy(jar)

    disputes.let_stand(action=action, author=director, settled_on=DEMONSTRATION_DAY)

    page = build_action_page("jar-2005", "3.7", as_of=DEMONSTRATION_DAY)
    assert page.line.rating.rag == "red"
    assert not page.line.is_disputed
    assert all(each.settled.startswith("The red stands: Director, 22") for each in page.disputes)


def test_what_is_settled_is_not_settled_again(jar: Plan, director: User) -> None:
    action = strategy(jar)
    disputes.let_stand(action=action, author=director, settled_on=DEMONSTRATION_DAY)

    with pytest.raises(disputes.SettledAlready):
        disputes.let_stand(action=action, author=director, settled_on=DEMONSTRATION_DAY)
    with pytest.raises(disputes.SettledAlready):
        disputes.settle_as_done(
            action=action, author=director, settled_on=DEMONSTRATION_DAY, recorded_at=NOON
        )


def test_an_action_that_was_completed_meanwhile_is_not_completed_again(
    jar: Plan, director: User
) -> None:
    action = strategy(jar)
    make_update(action, reported_on=DEMONSTRATION_DAY, status=Status.COMPLETED)

    with pytest.raises(ActionClosed):
        disputes.settle_as_done(
            action=action, author=director, settled_on=DEMONSTRATION_DAY, recorded_at=NOON
        )


@pytest.mark.parametrize(
    ("pressed", "words"),
    [
        ("done", "3.7 is completed, in the record’s words."),
        ("stands", "The red of 3.7 stands; the words stay."),
        ("perhaps", "Say whether it is done or the red stands."),
    ],
)
def test_a_director_settles_it_on_its_page(
    jar: Plan,
    director: User,
    sign_in: Callable[[User], Client],
    pressed: str,
    words: str,
) -> None:
    client = sign_in(director)
    shown = client.get(STRATEGY).content.decode()
    assert "Disputed by other words of the record" in shown
    assert 'value="stands"' in shown

    answer = client.post(f"{STRATEGY}dispute/", {"settlement": pressed}, follow=True)

    told = answer.content.decode().replace("&#x27;", "’")
    assert words in told


@pytest.mark.parametrize("completion", ["second person", "note and evidence"])
def test_where_a_note_does_not_complete_the_form_that_does_is_offered(
    completion: str, jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    Plan.objects.filter(pk=jar.pk).update(completion=completion)

    shown = sign_in(director).get(STRATEGY).content.decode()

    assert 'value="done"' not in shown
    assert 'updates/new/">Say that it is done, with ' in shown
    assert 'value="stands"' in shown


@pytest.mark.parametrize(
    ("initials", "status"), [("SF", 302), ("HL", 404)], ids=["its lead", "who leads others"]
)
def test_its_lead_settles_it_and_who_leads_others_does_not(
    jar: Plan,
    make_user: Callable[..., User],
    sign_in: Callable[[User], Client],
    initials: str,
    status: int,
) -> None:
    client = sign_in(make_user(Role.OFFICER, initials=initials))

    answer = client.post(f"{STRATEGY}dispute/", {"settlement": "stands"})

    assert answer.status_code == status
    assert Dispute.objects.filter(settled_on__isnull=False).exists() == (status == 302)


def test_loading_again_keeps_what_somebody_settled(jar: Plan, director: User) -> None:
    disputes.let_stand(action=strategy(jar), author=director, settled_on=DEMONSTRATION_DAY)
    before = list(Dispute.objects.order_by("pk").values())

    load_plan(settings.BASE_DIR / "fixtures" / "jar-2005", recorded_at=NOON)

    assert list(Dispute.objects.order_by("pk").values()) == before


def test_an_earlier_day_offers_nothing_to_press(
    jar: Plan, director: User, sign_in: Callable[[User], Client]
) -> None:
    shown = sign_in(director).get(f"{STRATEGY}?as_at=2006-05-20").content.decode()

    assert "Disputed by other words of the record" in shown
    assert 'value="stands"' not in shown
