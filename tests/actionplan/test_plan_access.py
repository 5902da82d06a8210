"""A plan is open to whoever signs in, or kept to its own people, with who, when and why."""

from datetime import date

import pytest
from django.test import Client

from actionplan.models import Action, CompletionClaim, Deputy, Officer, Plan
from actionplan.models.plan_access import find_access
from actionplan.models.requests import approvers_of
from actionplan.services.completions import claim_completion
from governance.models import AgendaItem
from governance.presenters.live_documents import plans_to_tell_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import PlanRole, Role
from tests.conftest import user_in
from tests.factories import RECORDED_AT, make_action, make_lead
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db
TODAY = date(2006, 5, 22)
JAR = "/plans/jar-2005/"
PEOPLE = f"{JAR}people/"
MAY = "childrens-services-scrutiny-2006-05-31"


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user, "herefordshire_cs.accounts.backends.EmailBackend")
    return client


@pytest.fixture
def administrator() -> Client:
    return browser_of(user_in(Role.ADMINISTRATOR))


@pytest.fixture
def owner() -> User:
    return user_in(Role.OFFICER, email="owner@c.example")


def give(browser: Client, person: User, role: str, *, why: str = "They are asked to.") -> str:
    typed = {"person": person.email, "role": role, "reason": why}
    return browser.post(f"{PEOPLE}new/", typed, follow=True).content.decode()


def close(browser: Client, why: str = "It names children.") -> str:
    return browser.post(f"{PEOPLE}privacy/", {"reason": why}, follow=True).content.decode()


def may_open(user: User) -> bool:
    return browser_of(user).get(JAR).status_code == 200


def test_a_private_plan_has_an_owner_first_and_keeps_one(
    administrator: Client, owner: User
) -> None:
    assert "Name another owner first" in close(administrator)
    assert not Plan.objects.get(slug="jar-2005").is_private

    give(administrator, owner, PlanRole.OWNER)
    assert "Private: for its own people alone" in close(administrator)

    row = owner.roles_in_plans.get()
    refused = administrator.post(f"{PEOPLE}{row.pk}/end/", {"reason": "They left."})
    assert "Name another owner first" in refused.content.decode()
    assert may_open(owner)


def test_who_was_let_in_when_by_whom_and_why_is_its_history(
    administrator: Client, owner: User
) -> None:
    give(administrator, owner, PlanRole.OWNER, why="They chair the board.")
    page = close(administrator)
    for words in ("They chair the board.", "It names children.", "Administrator"):
        assert words in page
    person = administrator.get(f"/people/{owner.pk}/").content.decode()
    assert "Plan owner in “JAR Performance Improvement Action Plan” alone" in person

    opened = administrator.post(f"{PEOPLE}opening/", {"reason": "It is over."}, follow=True)
    assert "It is over." in opened.content.decode()
    assert may_open(user_in(Role.MEMBER))


def test_its_owner_lets_others_in_but_makes_nobody_its_director_nor_changes_themselves(
    administrator: Client, owner: User
) -> None:
    give(administrator, owner, PlanRole.OWNER)
    close(administrator)
    reader = user_in(Role.MEMBER)
    assert not may_open(reader)

    own = browser_of(owner)
    give(own, reader, PlanRole.READER)
    assert may_open(reader)
    assert "Choose one of the roles shown" in give(own, reader, PlanRole.DIRECTOR)
    assert "Nobody gives themselves a role" in give(own, owner, PlanRole.READER)

    row = reader.roles_in_plans.get()
    own.post(f"{PEOPLE}{row.pk}/end/", {"reason": "The work is done."})
    assert not may_open(reader)


def test_a_role_that_somebody_has_everywhere_lets_them_in_once_it_is_given_there(
    administrator: Client, owner: User
) -> None:
    give(administrator, owner, PlanRole.OWNER)
    close(administrator)
    director = user_in(Role.DIRECTOR)
    assert not may_open(director)

    give(administrator, director, PlanRole.DIRECTOR)

    assert may_open(director)
    assert browser_of(director).get(f"{JAR}actions/5.6/moderation/").status_code == 200


def test_who_leads_in_it_writes_what_they_lead_and_nothing_else(
    administrator: Client, owner: User
) -> None:
    give(administrator, owner, PlanRole.OWNER)
    close(administrator)
    lead = user_in(Role.DIRECTOR, initials="HL")
    client = browser_of(lead)

    others = Action.objects.filter(plan__slug="jar-2005").exclude(roles__officer__initials="HL")
    reference = others.order_by("pk")[0].reference
    assert client.get(f"{JAR}actions/5.6/updates/new/").status_code == 200
    assert client.get(f"{JAR}actions/{reference}/updates/new/").status_code == 404
    assert client.get(f"{JAR}actions/5.6/moderation/").status_code == 403


def test_a_deputy_is_let_in_while_they_stand_in(administrator: Client, owner: User) -> None:
    give(administrator, owner, PlanRole.OWNER)
    close(administrator)
    lead, deputy = user_in(Role.OFFICER, initials="HL"), user_in(Role.PARTNER)
    assert not may_open(deputy)

    row = Deputy.objects.create(person=lead, deputy=deputy, from_on=TODAY, until_on=TODAY)
    assert may_open(deputy)
    assert find_access(deputy, on=date(2006, 5, 23)).hidden_slugs == {"jar-2005"}
    row.delete()
    assert not may_open(deputy)


def test_nobody_outside_is_asked_to_agree_to_anything_in_it(
    administrator: Client, owner: User
) -> None:
    give(administrator, owner, PlanRole.OWNER)
    outside = user_in(Role.DIRECTOR)
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    assert outside in approvers_of(action.recommendation, asked_by=owner)

    close(administrator)

    action = Action.objects.get(pk=action.pk)
    assert outside not in approvers_of(action.recommendation, asked_by=owner)
    within = user_in(Role.MEMBER)
    give(administrator, within, PlanRole.DIRECTOR)
    assert list(approvers_of(action.recommendation, asked_by=owner)) == [within]


def test_a_private_plan_is_appended_to_no_paper_and_a_clerk_keeps_what_they_are_not_told(
    administrator: Client, owner: User
) -> None:
    item = AgendaItem.objects.filter(meeting__slug=MAY, number__isnull=False)[0]
    record = item.plan_records.create(plan="jar-2005", action_reference="5.6", recorded_on=TODAY)
    give(administrator, owner, PlanRole.OWNER)
    close(administrator)

    assert "jar-2005" not in plans_to_tell_of(as_of=TODAY)
    clerk = browser_of(user_in(Role.COMMITTEE_CLERK))
    assert "action 5.6" not in clerk.get(f"/meetings/{MAY}/").content.decode()
    page = clerk.get(f"/meetings/{MAY}/agenda/{item.pk}/")
    typed = typed_in(page)
    assert typed["plan_records"] == ""
    sent = clerk.post(f"/meetings/{MAY}/agenda/{item.pk}/", typed | {"purpose": "To note."})
    assert sent.status_code == 302
    assert item.plan_records.filter(pk=record.pk).exists()


def test_where_no_plan_is_closed_nothing_is_hidden_and_rows_are_asked_for_as_before(
    owner: User,
) -> None:
    access = find_access(owner, on=TODAY)

    assert access.hidden == access.hidden_slugs == access.own_slugs == frozenset()
    every = Plan.objects.all()
    assert str(Plan.objects.visible_to(access).query) == str(every.query)


def test_a_name_that_stands_in_a_private_plan_alone_is_in_no_register(
    administrator: Client, owner: User
) -> None:
    action = make_action()
    action.plan.is_private = True
    action.plan.starts_on = TODAY
    action.plan.save()
    make_lead(action, "QZ")
    client = browser_of(owner)
    assert client.get("/officers/QZ/").status_code == 404
    assert "/officers/QZ/" not in client.get("/officers/").content.decode()

    Officer.objects.filter(initials="QZ").update(user=owner)
    assert client.get("/officers/QZ/").status_code == 200


def test_who_directs_elsewhere_agrees_to_no_completion_in_a_private_plan(
    administrator: Client, owner: User
) -> None:
    give(administrator, owner, PlanRole.OWNER)
    close(administrator)
    elsewhere, within = user_in(Role.DIRECTOR), user_in(Role.MEMBER)
    give(administrator, elsewhere, PlanRole.READER)
    give(administrator, within, PlanRole.DIRECTOR)
    action = Action.objects.get(plan__slug="jar-2005", reference="5.6")
    assert list(approvers_of(action.recommendation, asked_by=owner)) == [within]
    claim_completion(
        action=action,
        author=owner,
        approver=within,
        reported_on=TODAY,
        asked_on=TODAY,
        asked_at=RECORDED_AT,
        narrative="All of it is done",
        rating="green",
        seen_update=action.updates.order_by("pk").last().pk,
        attachment=None,
    )
    for person, count in ((elsewhere, 0), (within, 1), (owner, 0)):
        assert CompletionClaim.objects.all().to_answer(person).count() == count
    address = f"{JAR}claims/{CompletionClaim.objects.get().pk}/"
    assert browser_of(elsewhere).get(address).status_code == 403
    assert browser_of(within).get(address).status_code == 200
