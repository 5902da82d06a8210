"""What a completion needs is its plan's choice: a note, evidence too, or a second person."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actionplan.models import Action, CompletionClaim, Plan, Standing
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.progress import build_plan_progress
from actionplan.presenters.requests import build_requests_page, count_to_answer
from actionplan.rag import Status
from actionplan.reasons import as_compared, gives_a_reason
from actionplan.services import completions, corrections, updates
from actionplan.services.evidence import Attachment
from actionplan.services.requests import AnsweredAlready, NotTheirs
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import Rag
from tests.factories import (
    make_action,
    make_lead,
    make_moderation,
    make_plan,
    make_recommendation,
    make_update,
)

pytestmark = pytest.mark.django_db

DUE_ON, DONE_ON, ASKED_ON, TODAY = (
    date(2006, 6, 30),
    date(2006, 5, 1),
    date(2006, 5, 10),
    date(2006, 5, 22),
)
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
EVIDENCE = Plan.Completion.EVIDENCE
SECOND_PERSON = Plan.Completion.SECOND_PERSON
LETTER = Attachment(
    title="Letter", filename="letter.pdf", media_type="application/pdf", content=b"%PDF-"
)


@pytest.fixture
def action(db: None) -> Action:
    plan = make_plan(starts_on=date(2006, 1, 2))
    return make_action(make_recommendation(plan), latest=DUE_ON, added_on=date(2006, 1, 2))


@pytest.fixture
def officer(make_user: Callable[..., User], action: Action) -> User:
    user = make_user(Role.OFFICER)
    lead = make_lead(action)
    lead.user = user
    lead.save()
    return user


@pytest.fixture
def director(make_user: Callable[..., User]) -> User:
    return make_user(Role.DIRECTOR)


def chosen(action: Action, completion: str) -> None:
    Plan.objects.filter(pk=action.plan_id).update(completion=completion)


def complete(action: Action, author: User, **fields: Any) -> object:
    newest = action.updates.order_by("pk").last()
    given = {
        "reported_on": DONE_ON,
        "recorded_on": ASKED_ON,
        "recorded_at": NOON,
        "narrative": "The posts are filled",
        "status": Status.COMPLETED,
        "rating": Rag.GREEN,
        "seen_update": newest.pk if newest else None,
    }
    return updates.post_progress_update(action=action, author=author, **given | fields)


def claim(action: Action, author: User, approver: User, **fields: Any) -> CompletionClaim:
    newest = action.updates.order_by("pk").last()
    given = {
        "reported_on": DONE_ON,
        "asked_on": ASKED_ON,
        "asked_at": NOON,
        "narrative": "The posts are filled",
        "rating": Rag.GREEN,
        "seen_update": newest.pk if newest else None,
    }
    return completions.claim_completion(
        action=action, author=author, approver=approver, **given | fields
    )


def agree(found: CompletionClaim, author: User) -> object:
    return completions.agree(
        claim=found, author=author, words="", answered_on=TODAY, answered_at=NOON
    )


def sentence(action: Action, day: date) -> str:
    page = build_action_page(action.plan.slug, action.reference, as_of=day)
    return page.line.rating.sentence.replace("\N{NO-BREAK SPACE}", " ")


def test_a_green_without_evidence_says_so_from_the_day_and_until_the_day(
    action: Action, officer: User
) -> None:
    complete(action, officer)
    assert sentence(action, ASKED_ON) == "Green: completed 1 May 2006; no evidence"

    complete(
        action,
        officer,
        status=Status.IN_PROGRESS,
        rating=None,
        narrative="-",
        reported_on=date(2006, 4, 1),
        recorded_on=TODAY,
        attachment=LETTER,
    )
    assert sentence(action, TODAY) == "Green: completed 1 May 2006"
    assert sentence(action, ASKED_ON) == "Green: completed 1 May 2006; no evidence"


def test_where_evidence_is_wanted_a_note_alone_completes_nothing(
    action: Action, officer: User
) -> None:
    chosen(action, EVIDENCE)
    with pytest.raises(updates.NeedsEvidence):
        complete(action, officer)
    note = complete(action, officer, status=Status.IN_PROGRESS, rating=None)
    assert isinstance(note, updates.ProgressUpdate)
    with pytest.raises(updates.NeedsEvidence):
        corrections.correct_update(
            update=note,
            author=officer,
            narrative="It is done",
            reported_on=DONE_ON,
            status=Status.COMPLETED,
            rating=None,
            reason="It was done",
            recorded_on=TODAY,
            recorded_at=NOON,
        )

    complete(action, officer, attachment=LETTER)
    assert Standing.objects.on(TODAY).get(action=action).status == Status.COMPLETED


def test_a_note_corrected_into_a_completion_is_refused_in_words(
    action: Action, officer: User, sign_in: Callable[[User], Client]
) -> None:
    note = complete(action, officer, status=Status.IN_PROGRESS, rating=None)
    assert isinstance(note, updates.ProgressUpdate)
    chosen(action, SECOND_PERSON)
    sent = {
        "narrative": "It is done",
        "reported_on": "1 May 2006",
        "status": "completed",
        "rating": "",
        "reason": "It was done",
    }

    refused = sign_in(officer).post(
        f"{action.get_absolute_url()}updates/{note.pk}/correction/", sent
    )

    assert "somebody else agrees to a completion" in refused.content.decode()
    note.refresh_from_db()
    assert note.withdrawn_on is None


def test_where_a_second_person_is_wanted_the_rating_stands_until_another_agrees(
    action: Action, officer: User, director: User
) -> None:
    chosen(action, SECOND_PERSON)
    make_moderation(action, made_on=date(2006, 5, 2), author=director)
    with pytest.raises(updates.NeedsSecondPerson):
        complete(action, officer)
    found = claim(action, officer, director)

    assert sentence(action, ASKED_ON).startswith("Red: director's rating")
    assert count_to_answer(director, as_of=ASKED_ON) == 1
    agree(found, director)

    assert Standing.objects.on(TODAY).get(action=action).status == Status.COMPLETED
    assert Standing.objects.on(ASKED_ON).get(action=action).status == Status.NOT_REPORTED
    assert count_to_answer(director, as_of=TODAY) == 0
    assert count_to_answer(director, as_of=ASKED_ON) == 1  # as it was then


def test_nobody_agrees_to_their_own_nor_twice(
    action: Action, officer: User, director: User, make_user: Callable[..., User]
) -> None:
    with pytest.raises(NotTheirs):
        claim(action, director, director)
    with pytest.raises(NotTheirs):
        claim(action, director, officer)  # who may not agree
    second = make_user(Role.DIRECTOR, email="second.director@test.example")
    found = claim(action, director, second)
    with pytest.raises(NotTheirs):
        agree(found, director)
    with pytest.raises(completions.ClaimedAlready):
        claim(action, officer, director)
    agree(found, second)
    with pytest.raises(AnsweredAlready):
        agree(found, second)


def test_a_refused_claim_changes_nothing_and_its_claimant_reads_why(
    action: Action, officer: User, director: User
) -> None:
    found = claim(action, officer, director)
    completions.refuse(
        claim=found, author=director, words="One is vacant", answered_on=TODAY, answered_at=NOON
    )

    (line,) = build_requests_page(officer, as_of=TODAY).claims_answered
    assert line.answer.words == "One is vacant"
    assert Standing.objects.on(TODAY).get(action=action).status == Status.NOT_REPORTED
    page = build_action_page(action.plan.slug, action.reference, as_of=TODAY)
    assert "One is vacant" in page.history[0].text


def test_a_claim_is_not_agreed_to_over_an_update_of_a_later_day(
    action: Action, officer: User, director: User
) -> None:
    found = claim(action, officer, director)
    make_update(action, reported_on=date(2006, 5, 15), status="in progress")
    with pytest.raises(completions.SaidOtherwise):
        agree(found, director)


def test_the_form_asks_for_what_the_plan_wants_beside_its_field(
    action: Action, officer: User, director: User, sign_in: Callable[[User], Client]
) -> None:
    address = f"/plans/{action.plan.slug}/actions/{action.reference}/updates/new/"
    client = sign_in(officer)
    sent = {"narrative": "All posts are filled", "rating": "green", "reported_on": "1 May 2006"}

    chosen(action, EVIDENCE)
    refused = client.post(address, sent)
    assert refused.context["form"].errors["evidence"] == [
        "Attach what shows it: in this plan a completion needs evidence"
    ]
    letter = SimpleUploadedFile("letter.pdf", b"%PDF-1.4\n%%EOF")

    chosen(action, SECOND_PERSON)
    refused = client.post(address, sent)
    assert refused.context["form"].errors["approver"] == [
        "Choose who is asked to agree that it is done"
    ]
    taken = client.post(address, sent | {"approver": director.pk, "evidence": letter})
    assert taken.status_code == 302, taken.context["form"].errors
    found = CompletionClaim.objects.get()
    assert action.evidence.get().evidence.title == "letter"

    theirs = sign_in(director)
    page = theirs.get("/requests/").content.decode()
    assert "All posts are filled" in page
    refusal = theirs.post(found.get_absolute_url(), {"answer": "refused"})
    assert refusal.context["form"].errors["words"] == ["Say why you refuse it"]
    assert theirs.post(found.get_absolute_url(), {"answer": "agreed"}).status_code == 302
    assert action.updates.get().status == Status.COMPLETED


def test_what_is_said_with_nothing_that_supports_it_is_counted_and_named(
    action: Action, officer: User
) -> None:
    recommendation = action.recommendation
    unexplained, repeated = (
        make_action(recommendation, latest=DUE_ON, added_on=date(2006, 1, 2)) for _ in range(2)
    )
    complete(action, officer)
    make_update(unexplained, reported_on=DONE_ON, rating="amber", narrative="Amber.")
    for day in (DONE_ON, ASKED_ON):
        make_update(repeated, reported_on=day, narrative="Work goes on in all teams.")

    found = build_plan_progress(action.plan.slug, as_of=TODAY).unsupported

    assert [(kind.key, [line.reference for line in kind.lines]) for kind in found] == [
        ("unevidenced", [action.reference]),
        ("unexplained", [unexplained.reference]),
        ("repeated", [repeated.reference]),
    ]
    assert [
        kind.count
        for kind in build_plan_progress(action.plan.slug, as_of=date(2006, 4, 30)).unsupported
    ] == []


@pytest.mark.parametrize("key", ["unevidenced", "unexplained", "repeated"])
def test_each_kind_leads_to_the_list_of_exactly_its_actions(
    key: str, action: Action, officer: User, director: User, sign_in: Callable[[User], Client]
) -> None:
    complete(action, officer)
    address = f"/plans/{action.plan.slug}/actions/?attention={key}"

    shown = sign_in(director).get(address).content.decode()

    assert "Page not found" not in shown, address
    assert (f"/actions/{action.reference}/" in shown) is (key == "unevidenced")


@pytest.mark.parametrize(
    ("words", "gives_one"),
    [
        ("-", False),
        ("n/a", False),
        ("Red, as before.", False),
        ("No comment", False),
        ("", False),
        ("Two posts are vacant", True),
        ("Ongoing: the tender is late", True),
    ],
)
def test_what_only_fills_a_box_is_no_reason(words: str, *, gives_one: bool) -> None:
    assert gives_a_reason(words) is gives_one
    assert as_compared(f" {words.upper()}  ") == as_compared(words)
