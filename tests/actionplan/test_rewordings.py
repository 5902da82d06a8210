"""What is edited on the administration pages leaves past days as they were, and is told."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from actionplan.loading import load_plan
from actionplan.models import Action, ActionRole, Officer, Plan, Recommendation, Rewording
from actionplan.presenters.action_page import ActionPage, build_action_page
from actionplan.presenters.changes import build_changes
from actionplan.presenters.officers import build_officer_page, build_register
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.recommendation_page import build_recommendation_page
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.edits import past_on
from tests.administering import send
from tests.conftest import DEMONSTRATION_DAY, superuser
from tests.factories import RECORDED_AT

pytestmark = pytest.mark.django_db

BEFORE = DEMONSTRATION_DAY - timedelta(days=1)
FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "jar-2005"


@pytest.fixture
def action(jar: Plan) -> Action:
    """An Action of the plan of 2006 that has a success criterion."""
    found = Action.objects.filter(plan=jar, success_criteria__isnull=False).first()
    assert found is not None
    return found


@pytest.fixture
def administration(client: Client) -> Iterator[Client]:
    """The administration pages, on the day of the demonstration."""
    client.force_login(superuser(), "herefordshire_cs.accounts.backends.EmailBackend")
    with clock.chosen_day(DEMONSTRATION_DAY):
        yield client


def page_of(action: Action, as_of: date) -> ActionPage:
    return build_action_page("jar-2005", action.reference, as_of=as_of)


def test_an_actions_wording_is_what_was_recorded_by_the_day(
    action: Action, administration: Client
) -> None:
    was = page_of(action, BEFORE)
    address = f"/administration/actionplan/action/{action.pk}/change/"

    send(administration, address, text="Do something else", lead_words="AB")

    assert page_of(action, BEFORE) == was
    now = page_of(action, DEMONSTRATION_DAY)
    assert (now.line.text, now.line.lead) == ("Do something else", "AB")
    told = {entry.heading: entry for entry in now.history}
    assert told["Wording changed"].text == f"From ‘{was.line.text}’ to ‘Do something else’."
    assert told["Wording changed"].author
    assert "to ‘AB’." in told["Lead changed"].text


def test_who_helps_and_its_criteria_are_what_was_recorded_by_the_day(
    action: Action, administration: Client
) -> None:
    was = page_of(action, BEFORE)
    parts = action.roles.count()
    address = f"/administration/actionplan/action/{action.pk}/change/"

    send(
        administration,
        address,
        **{
            "roles-TOTAL_FORMS": parts + 1,
            f"roles-{parts}-part": "support",
            f"roles-{parts}-person": "A new partner",
            f"roles-{parts}-order": parts + 1,
            f"roles-{parts}-action": action.pk,
            "success_criteria-0-text": "It is told by something else",
        },
    )

    assert page_of(action, BEFORE) == was
    now = page_of(action, DEMONSTRATION_DAY)
    assert now.partners == (*was.partners, "A new partner")
    assert now.success_criteria[0] == "It is told by something else"
    assert "A new partner supports" in now.history[0].text + now.history[1].text


def test_what_green_means_is_what_was_recorded_by_the_day(
    jar: Plan, administration: Client
) -> None:
    was = build_plan_head(jar.slug, as_of=BEFORE)

    send(
        administration,
        f"/administration/actionplan/ratingscheme/{jar.scheme_id}/change/",
        **{"levels-0-definition": "Something else", "levels-2-role": "on track"},
    )

    now = build_plan_head(jar.slug, as_of=DEMONSTRATION_DAY)
    assert build_plan_head(jar.slug, as_of=BEFORE) == was != now
    assert not now.scheme.has_level_of_completed
    changes = build_changes(now, since=BEFORE, as_of=DEMONSTRATION_DAY)
    assert len(changes.edited) == 2
    assert any("to ‘Something else’" in words for words in changes.edited)


def test_a_post_and_who_was_in_the_register_are_what_was_recorded_by_the_day(
    jar: Plan, administration: Client
) -> None:
    officer = (
        Officer.objects.filter(roles__action__plan=jar, roles__part="lead")
        .exclude(post="")
        .first()
    )
    assert officer is not None
    initials, register = officer.initials, build_register(as_of=BEFORE, access=EVERY_PLAN)
    was = build_officer_page(initials, as_of=BEFORE, access=EVERY_PLAN)

    send(
        administration,
        f"/administration/actionplan/officer/{officer.pk}/change/",
        post="Another post",
    )
    send(administration, "/administration/actionplan/officer/add/", initials="QQ")

    assert build_officer_page(initials, as_of=BEFORE, access=EVERY_PLAN) == was
    assert build_register(as_of=BEFORE, access=EVERY_PLAN) == register
    now = build_officer_page(initials, as_of=DEMONSTRATION_DAY, access=EVERY_PLAN)
    assert now.line.post == "Another post"
    assert [entry.heading for entry in now.history] == ["Post changed"]
    assert "QQ" in {
        line.initials
        for line in build_register(as_of=DEMONSTRATION_DAY, access=EVERY_PLAN).indexed
    }


def test_a_recommendation_is_worded_as_on_the_day(jar: Plan, administration: Client) -> None:
    row = Recommendation.objects.get(plan=jar, number=3)

    def read(day: date) -> tuple[str, list[str]]:
        page = build_recommendation_page(build_plan_head(jar.slug, as_of=day), 3, as_of=day)
        return page.line.text, [entry.heading for entry in page.rewordings]

    was = read(BEFORE)
    send(
        administration,
        f"/administration/actionplan/recommendation/{row.pk}/change/",
        text="Do better",
    )

    assert read(BEFORE) == was
    assert read(DEMONSTRATION_DAY) == ("Do better", ["Wording changed"])


def test_loading_again_leaves_what_was_edited(action: Action, administration: Client) -> None:
    parts = action.roles.count()
    send(administration, f"/administration/actionplan/action/{action.pk}/change/", text="Do it so")
    ActionRole.objects.filter(action=action).delete()
    Rewording.objects.create(
        within=action.plan,
        action=action,
        field="roles",
        before=[],
        after=[],
        recorded_on=DEMONSTRATION_DAY,
        recorded_at=timezone.now(),
    )

    load_plan(FIXTURES, recorded_at=timezone.now())

    action.refresh_from_db()
    assert action.text == "Do it so"
    assert (parts, action.roles.count()) == (parts, 0)


@pytest.mark.parametrize(
    ("day", "said"),
    [(1, "A"), (9, "A"), (10, "B"), (15, "C"), (20, "C"), (25, "C"), (30, "D")],
)
def test_an_edit_that_was_recorded_out_of_order_stands_from_its_day(day: int, said: str) -> None:
    """In a demonstration one visitor's day lies before another's."""
    edits = [
        Rewording(
            plan_id=1,
            field="title",
            before=before,
            after=after,
            recorded_on=date(2006, 5, on),
            recorded_at=RECORDED_AT,
        )
        for before, after, on in [("A", "B", 10), ("B", "C", 15), ("C", "D", 30)]
    ]

    past = past_on(edits, as_of=date(2006, 5, day))

    assert past.of_key("plan", 1)["title"] == said
