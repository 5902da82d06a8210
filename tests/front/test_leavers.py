"""Somebody leaves: all that hangs on them is handed over in one step, and the past stays."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from actionplan.models import Action, ActionRole, Deputy, Officer, Plan, RiskAssessment
from actionplan.models.corrections import Recording
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.officers import build_officer_page
from actionplan.services import leavers
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.services import LastAdministrator
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib import clock
from tests.conftest import user_in
from tests.factories import (
    RECORDED_AT,
    make_action,
    make_lead,
    make_plan,
    make_recommendation,
    make_register,
    make_request,
    make_risk,
)
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(make_user: Callable[..., User]) -> User:
    return make_user(Role.ADMINISTRATOR)


@pytest.fixture
def browser(administrator: User) -> Client:
    client = Client()
    client.force_login(administrator, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


def leading(actions: int) -> tuple[User, Plan]:
    """Make somebody who leads so many Actions of a plan."""
    leaver = user_in(Role.OFFICER, email="leaver@c.example")
    level = make_recommendation(make_plan(starts_on=clock.today() - timedelta(days=40)))
    for _ in range(actions):
        make_lead(make_action(level, lead_words="ZY"), "ZY")
    Officer.objects.filter(initials="ZY").update(user=leaver, name="Z. Leaver")
    return leaver, level.plan


def taker() -> User:
    found = user_in(Role.PARTNER, email="taker@c.example")
    User.objects.filter(pk=found.pk).update(name="T. Taker")
    found.refresh_from_db()
    return found


def asked(leaver: User, to: User | None, **more: Any) -> leavers.HandingOver:
    given: dict[str, Any] = {
        "leaver": leaver,
        "taker": to,
        "officer": None,
        "kinds": set(leavers.HandOverKind.values),
        "reason": "Left the council.",
        "closes": True,
    }
    return leavers.HandingOver(**given | more)


def recording(administrator: User) -> Recording:
    return Recording(author=administrator, on=clock.today(), at=RECORDED_AT)


def leads_on(plan: Plan, days_ago: int) -> set[tuple[str, ...]]:
    on = clock.today() - timedelta(days=days_ago)
    pages = [build_action_page(plan.slug, row.reference, as_of=on) for row in plan.actions.all()]
    return {(page.line.lead,) for page in pages}


def test_forty_actions_are_handed_over_in_one_press_and_earlier_days_read_as_they_did(
    browser: Client,
) -> None:
    leaver, plan = leading(40)
    to = taker()
    Officer.objects.create(initials="TT", name="T. Taker", user=to)
    page = browser.get(f"/people/{leaver.pk}/leaving/")
    assert "Actions led, answered for or signed off (40)" in page.content.decode()

    done = browser.post(
        f"/people/{leaver.pk}/leaving/",
        {"to": to.email, "kinds": ["leads"], "reason": "Left the council.", "closes": "on"},
    )

    assert done.status_code == 302
    assert set(ActionRole.objects.filter(action__plan=plan).values_list("officer__initials")) == {
        ("TT",)
    }
    assert leads_on(plan, 0) == {("TT",)}
    assert leads_on(plan, 1) == {("ZY",)}
    leaver.refresh_from_db()
    assert not leaver.is_active
    assert Action.objects.led_by(to, on=clock.today()).count() == 40
    assert (
        len(
            build_officer_page(
                "ZY", as_of=clock.today() - timedelta(days=1), access=EVERY_PLAN
            ).leads
        )
        == 40
    )
    assert len(build_officer_page("ZY", as_of=clock.today(), access=EVERY_PLAN).leads) == 0
    kept = plan.actions.all()[0].rewordings.values_list("field", "reason")
    assert ("roles", "Left the council.") in kept
    told = browser.get(f"/people/{leaver.pk}/").content.decode()
    assert "Handed over to T. Taker: 40 actions. Left the council." in told


def test_forty_actions_cost_as_many_statements_as_four(administrator: User) -> None:
    counted = []
    to = taker()
    for actions in (4, 40):
        leaver, plan = leading(actions)
        with CaptureQueriesContext(connection) as captured:
            leavers.hand_over(asked(leaver, to, closes=False), by=recording(administrator))
        counted.append(len(captured))
        plan.delete()
        Officer.objects.filter(initials="ZY").delete()
        leaver.email = f"gone.{actions}@c.example"
        leaver.save()

    # The first makes the taker a name in the plans.
    assert counted[1] <= counted[0]


def test_the_last_administrator_stays_and_nothing_is_handed_over(administrator: User) -> None:
    action = make_action(make_recommendation(make_plan()))
    Officer.objects.filter(pk=make_lead(action, "ZY").pk).update(user=administrator)
    superuser = User.objects.create_superuser("all@c.example", "not used", name="Repairs")

    with pytest.raises(LastAdministrator):
        leavers.hand_over(asked(administrator, taker()), by=recording(superuser))

    assert action.roles.get().officer.initials == "ZY"
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_last_administrator_is_told_so_on_the_page(browser: Client) -> None:
    other = user_in(Role.ADMINISTRATOR, email="other@c.example")
    User.objects.filter(email="administrator@test.example").update(is_demonstration=False)
    # A superuser, who is no administrator, may open the page and would take the last two away.
    repairs = User.objects.create_superuser("all@c.example", "not used", name="Repairs")
    client = Client()
    client.force_login(repairs, "herefordshire_cs.accounts.backends.EmailBackend")
    sent = {"to": "", "reason": "Left.", "closes": "on"}
    first = User.objects.get(email="administrator@test.example")

    assert client.post(f"/people/{first.pk}/leaving/", sent).status_code == 302
    refused = client.post(f"/people/{other.pk}/leaving/", sent)

    assert "This is the last administrator whose account is active" in refused.content.decode()
    other.refresh_from_db()
    assert other.is_active


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"to": ""}, "Say who takes over, or take every tick away"),
        ({"to": "nobody@c.example"}, "Nobody whose account is open is called"),
        ({"to": "leaver@c.example"}, "Name somebody else"),
        ({"to": "ZY"}, "Name somebody else"),
        ({"to": "taker@c.example", "reason": ""}, "Say why"),
    ],
)
def test_a_leaver_is_refused_in_words_and_what_was_typed_stays(
    typed: dict[str, str], why: str, browser: Client
) -> None:
    leaver, plan = leading(2)
    taker()
    plain = {"to": "taker@c.example", "kinds": ["leads"], "reason": "Left.", "closes": "on"}

    refused = browser.post(f"/people/{leaver.pk}/leaving/", plain | typed)

    assert refused.status_code == 200
    assert why in refused.content.decode()
    assert typed_in(refused)["to"] == (plain | typed)["to"]
    assert leads_on(plan, 0) == {("ZY",)}
    leaver.refresh_from_db()
    assert leaver.is_active


def test_a_post_stays_in_its_plan_and_the_taker_stands_for_it(administrator: User) -> None:
    leaver = user_in(Role.OFFICER, email="leaver@c.example")
    action = make_action(make_recommendation(make_plan()))
    post = make_lead(action, "ZP")
    Officer.objects.filter(pk=post.pk).update(is_post=True, post="Head of Care", user=leaver)
    to = taker()

    words = leavers.hand_over(asked(leaver, to), by=recording(administrator))

    assert words == "1 post"
    post.refresh_from_db()
    assert post.user == to
    assert action.roles.get().officer == post
    assert not action.rewordings.exists()


def test_of_two_who_share_a_job_the_other_stays(administrator: User) -> None:
    leaver, plan = leading(1)
    officer = Officer.objects.get(initials="ZY")
    other = user_in(Role.OFFICER, email="other@c.example")
    officer.shares.create(user=other)

    leavers.hand_over(asked(leaver, None, kinds=()), by=recording(administrator))

    assert Action.objects.led_by(other, on=clock.today()).count() == plan.actions.count()
    officer.refresh_from_db()
    assert officer.active_to is None


def test_who_leads_an_action_already_leads_it_once(administrator: User) -> None:
    leaver, plan = leading(1)
    action = plan.actions.get()
    to = taker()
    Officer.objects.filter(pk=make_lead(action, "TT").pk).update(user=to)

    leavers.hand_over(asked(leaver, to), by=recording(administrator))

    assert [role.officer.initials for role in action.roles.all()] == ["TT"]
    action.refresh_from_db()
    assert action.lead_words == "TT"


def test_what_was_done_stays_theirs(administrator: User, jar: Plan) -> None:
    leaver = user_in(Role.OFFICER, email="leaver@c.example", initials="HL")
    done = Action.objects.get(plan=jar, reference="7.2")
    assert done.roles.filter(officer__initials="HL").exists()

    leavers.hand_over(asked(leaver, taker()), by=recording(administrator))

    assert done.roles.filter(officer__initials="HL").exists()
    still_open = Action.objects.get(plan=jar, reference="5.6")
    assert not still_open.roles.filter(officer__initials="HL").exists()


def test_risks_recommendations_requests_and_deputies_go_too(administrator: User) -> None:
    leaver, plan = leading(1)
    to = taker()
    today = clock.today()
    asker = user_in(Role.OFFICER, email="asker@c.example")
    level = plan.recommendations.get()
    level.reporter = level.approver = leaver
    level.save()
    risk = make_risk(
        make_register(starts_on=plan.starts_on), owner=Officer.objects.get(initials="ZY")
    )
    request = make_request(plan.actions.get(), asked_by=asker, approver=leaver)
    Deputy.objects.create(person=asker, deputy=leaver, from_on=today, until_on=today)

    words = leavers.hand_over(asked(leaver, to), by=recording(administrator))

    assert words == "1 action, 1 recommendation, 1 risk and 1 request"
    level.refresh_from_db()
    assert (level.reporter, level.approver) == (to, to)
    newest = RiskAssessment.objects.filter(risk=risk).latest("pk")
    assert (newest.kind, newest.owner.user, newest.likelihood) == ("changed", to, 3)
    request.refresh_from_db()
    assert request.approver == to
    assert not Deputy.objects.on(today).exists()


def test_nobody_closes_their_own_account_by_leaving(browser: Client, administrator: User) -> None:
    user_in(Role.ADMINISTRATOR, email="other@c.example")

    refused = browser.post(
        f"/people/{administrator.pk}/leaving/", {"reason": "Off.", "closes": "on"}
    )

    assert "Nobody closes their own account" in refused.content.decode()


def test_an_account_that_is_opened_again_has_its_names_in_use_again(browser: Client) -> None:
    leaver, _plan = leading(1)
    gone = Officer.objects.create(
        initials="ZX", user=leaver, active_to=clock.today() - timedelta(days=9)
    )
    address = f"/people/{leaver.pk}/leaving/"
    browser.post(address, {"to": "", "reason": "Left the council.", "closes": "on"})
    assert Officer.objects.get(initials="ZY").active_to == clock.today()

    page = browser.get(f"/people/{leaver.pk}/")
    browser.post(f"/people/{leaver.pk}/", typed_in(page) | {"is_active": "on"})

    leaver.refresh_from_db()
    assert leaver.is_active
    assert Officer.objects.get(initials="ZY").active_to is None
    gone.refresh_from_db()
    assert gone.active_to is not None


@pytest.mark.parametrize("address", ["/people/", "/people/names/", "/council/", "/setting-up/"])
def test_pages_of_what_holds_now_show_no_bar_of_another_day(address: str, browser: Client) -> None:
    page = browser.get(f"{address}?as_at=2006-01-31").content.decode()

    bar = page.partition('class="cs-asat"')[2].partition("</section>")[0]
    assert "31 January 2006" not in bar
    assert "See another day" not in bar
