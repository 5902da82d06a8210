"""A partner without an account answers once by a signed link, which tells of one action alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from actionplan.models import Action, Organisation, PartnerLink, Plan, ProgressUpdate
from actionplan.models.corrections import Recording
from actionplan.models.partner_links import SALT
from actionplan.rag import Status
from actionplan.services import partner_links, rounds, update_requests
from actionplan.services.standings import rebuild_standings
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.notices.models import Message
from tests.conftest import user_in
from tests.factories import make_action, make_plan, make_recommendation

pytestmark = pytest.mark.django_db
DAY = date(2006, 5, 22)  # of the demonstration
AT = datetime(2006, 5, 22, 12, tzinfo=UTC)
SAID = {"narrative": "The nurse begins in July", "rating": "amber", "reported_on": "22 May 2006"}


@pytest.fixture
def asker() -> User:
    return user_in(Role.DIRECTOR)


@pytest.fixture
def link(asker: User) -> PartnerLink:
    """A link to a trust about one of two open actions."""
    recommendation = make_recommendation(make_plan(starts_on=date(2006, 1, 2)))
    action = make_action(recommendation, latest=date(2006, 12, 1), text="Appoint a nurse")
    make_action(recommendation, latest=date(2006, 12, 1), text="Something quite different")
    rebuild_standings(Action.objects.filter(plan=recommendation.plan))
    return partner_links.ask_partner(
        action,
        organisation=Organisation.objects.create(code="pct", name="Primary Care Trust"),
        post="Head of Nursing",
        address="nursing@pct.example",
        words="When does she begin?",
        ends_on=DAY + timedelta(days=14),
        by=Recording(author=asker, on=DAY, at=AT),
    )


def address(link: PartnerLink) -> str:
    return reverse("partner-answer", args=[link.key])


def test_the_link_opens_the_action_alone_and_takes_one_answer_from_the_post(
    link: PartnerLink, asker: User, client: Client
) -> None:
    by = Recording(author=asker, on=DAY, at=AT)
    days = {"opens_on": DAY, "closes_on": DAY}
    found = rounds.open_round(link.action.plan_id, title="June", **days, by=by)
    update_requests.ask_for_updates(
        actions=[link.action], author=asker, words="", wanted_by=None, on=DAY, at=AT
    )
    page = client.get(address(link))
    assert page.status_code == 200
    assert "When does she begin?" in page.text
    assert "quite different" not in page.text
    refused = client.post(address(link), {**SAID, "narrative": ""})
    assert "Say what has happened" in refused.text
    client.post(address(link), SAID)
    again = [client.post(address(link), SAID), client.get(address(link))]
    assert [each.status_code for each in again] == [410, 410]
    assert "nurse" not in again[0].text.casefold()

    update = ProgressUpdate.objects.get(action=link.action)
    assert update.said_by == "Head of Nursing, Primary Care Trust"
    assert update.author is None
    assert found.statements.get().said_by == update.said_by
    assert link.action.update_requests.get().answered_on == DAY


def test_a_message_with_the_link_goes_to_the_address_and_says_no_word_of_the_record(
    link: PartnerLink,
) -> None:
    message = Message.objects.get()

    assert (message.person, message.address) == (None, "nursing@pct.example")
    assert message.about.startswith("/answering/")
    said = repr([message.subject, message.lines])
    assert "nurse" not in said.casefold()
    assert link.action.plan.title not in said


def test_a_link_that_was_ended_is_over_forged_or_of_a_closed_action_answers_nobody(
    link: PartnerLink, asker: User, client: Client
) -> None:
    before = DAY - timedelta(days=1)
    PartnerLink.objects.update(asked_on=before, ends_on=before)
    assert client.get(address(link)).status_code == 410
    PartnerLink.objects.update(ends_on=DAY)
    forged = reverse("partner-answer", args=[signing.dumps(link.pk, salt="another")])
    assert client.get(forged).status_code == 404
    missing = reverse("partner-answer", args=[signing.dumps("words", salt=SALT)])
    assert client.get(missing).status_code == 404
    client.force_login(asker, "herefordshire_cs.accounts.backends.EmailBackend")
    end = reverse("partner-link-end", args=[link.action.plan.slug, link.pk])
    assert "is ended" in client.post(end, follow=True).text
    assert "already" in client.post(end, follow=True).text
    client.logout()
    assert client.post(address(link), SAID).status_code == 410
    assert not ProgressUpdate.objects.filter(action=link.action).exists()


def test_of_two_answers_at_once_the_second_is_told_that_the_link_is_used(
    link: PartnerLink,
) -> None:
    said = {
        "narrative": "She begins",
        "needed": "",
        "status": Status.IN_PROGRESS,
        "rating": "amber",
        "reported_on": DAY,
        "kept_reason": "",
        "on": DAY,
        "at": AT,
    }
    partner_links.answer_by_link(link, **said)
    with pytest.raises(partner_links.LinkGone):
        partner_links.answer_by_link(link, **said)


def test_a_partner_completes_nothing_where_a_second_person_agrees(
    link: PartnerLink, client: Client
) -> None:
    Plan.objects.filter(pk=link.action.plan_id).update(completion=Plan.Completion.SECOND_PERSON)
    page = client.post(address(link), {**SAID, "rating": "green"})
    assert "somebody of the council" in page.text
    assert "The nurse begins in July" in page.text  # nothing typed is lost
