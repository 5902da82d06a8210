"""A mistake is corrected or withdrawn by its author or a director; its words are kept."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from actionplan.models import Action, ActionByWhen, ProgressUpdate, Standing
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.changes import build_changes
from actionplan.presenters.plans import build_plan_head
from actionplan.rag import Status
from actionplan.services import corrections
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag
from tests.factories import make_action, make_by_when, make_update

pytestmark = pytest.mark.django_db

SAID_ON, SEEN_ON, MENDED_ON = date(2006, 5, 1), date(2006, 5, 10), date(2006, 5, 22)
NOON = datetime(2006, 5, 22, 12, tzinfo=UTC)
WHY = "It was another strategy"


@pytest.fixture
def action(db: None) -> Action:
    return make_action(latest=date(2006, 4, 30), added_on=date(2006, 1, 2))


@pytest.fixture
def author(make_user: Callable[..., User]) -> User:
    return make_user(Role.OFFICER)


def completion(action: Action, author: User) -> ProgressUpdate:
    return make_update(
        action,
        reported_on=SAID_ON,
        author=author,
        status=Status.COMPLETED,
        rating=Rag.GREEN,
        narrative="The strategy was signed",
        recorded_at=NOON - timedelta(days=21),
    )


def withdraw(update: ProgressUpdate, author: User) -> None:
    corrections.withdraw_update(update=update, author=author, reason=WHY, withdrawn_on=MENDED_ON)


def correct(update: ProgressUpdate, author: User, **fields: Any) -> ProgressUpdate:
    defaults = {
        "narrative": "The strategy was drafted",
        "reported_on": SAID_ON,
        "status": Status.IN_PROGRESS,
        "rating": Rag.AMBER,
        "reason": WHY,
        "recorded_on": MENDED_ON,
        "recorded_at": NOON,
    }
    return corrections.correct_update(update=update, author=author, **defaults | fields)


def standing(action: Action, day: date) -> Standing:
    return Standing.objects.on(day).get(action=action)


def page(action: Action, day: date) -> Any:
    return build_action_page(action.plan.slug, action.reference, as_of=day)


def test_a_withdrawn_update_counts_until_the_day_of_its_withdrawal(
    action: Action, author: User
) -> None:
    withdraw(completion(action, author), author)

    assert standing(action, SEEN_ON).status == Status.COMPLETED
    assert standing(action, MENDED_ON).status == Status.NOT_REPORTED


def test_its_words_stay_in_the_history_with_who_withdrew_it_and_why(
    action: Action, author: User
) -> None:
    withdraw(completion(action, author), author)

    (entry,) = [each for each in page(action, MENDED_ON).history if not each.is_event]
    assert entry.text == "The strategy was signed"
    assert entry.withdrawn == f"Withdrawn 22\N{NO-BREAK SPACE}May 2006 by {author.name}: {WHY}"
    (before,) = [each for each in page(action, SEEN_ON).history if not each.is_event]
    assert before.withdrawn == ""


def test_a_corrected_update_is_read_on_the_day_that_it_speaks_of_from_its_correction(
    action: Action, author: User
) -> None:
    correct(completion(action, author), author)

    assert standing(action, SEEN_ON).status == Status.COMPLETED
    known = standing(action, MENDED_ON)
    assert (known.status, known.lead_rating, known.updates_count) == ("in progress", "amber", 1)
    first, second = [each for each in page(action, MENDED_ON).history if not each.is_event]
    assert (first.text, first.when) == ("The strategy was drafted", "1\N{NO-BREAK SPACE}May 2006")
    assert first.posted == "posted 22\N{NO-BREAK SPACE}May 2006"
    assert second.withdrawn


def test_a_correction_can_be_corrected(action: Action, author: User) -> None:
    again = correct(correct(completion(action, author), author), author, narrative="Begun")

    assert standing(action, MENDED_ON).updates_count == 1
    assert again.corrects is not None
    assert again.corrects.corrects is not None


def test_what_was_withdrawn_is_not_withdrawn_or_corrected_again(
    action: Action, author: User
) -> None:
    update = completion(action, author)
    withdraw(update, author)

    with pytest.raises(corrections.WithdrawnAlready):
        withdraw(update, author)
    with pytest.raises(corrections.WithdrawnAlready):
        correct(update, author)
    assert action.updates.count() == 1


def moved(action: Action, author: User, latest: date = date(2006, 9, 30)) -> ActionByWhen:
    return make_by_when(action, latest=latest, holds_from=SAID_ON, recorded_by=author)


def correct_by_when(by_when: ActionByWhen, author: User, words: str) -> ActionByWhen:
    return corrections.correct_by_when(
        by_when=by_when,
        author=author,
        corrected=parse_by_when(words),
        reason="The month was misread",
        recorded_on=MENDED_ON,
        recorded_at=NOON,
    )


@pytest.mark.parametrize("is_moved", [False, True], ids=["the first", "a move"])
def test_a_corrected_by_when_is_no_slip(action: Action, author: User, is_moved: bool) -> None:
    by_when = moved(action, author) if is_moved else action.by_whens.get()

    correct_by_when(by_when, author, "31 October 2006")

    known = standing(action, MENDED_ON)
    assert (known.by_when_latest, known.times_moved) == (date(2006, 10, 31), int(is_moved))
    assert standing(action, SEEN_ON).by_when_latest == by_when.latest
    withdrawn, *_rest = [each for each in page(action, MENDED_ON).history if each.withdrawn]
    assert "The month was misread" in withdrawn.withdrawn


def test_after_a_withdrawn_move_the_by_when_before_it_holds_again(
    action: Action, author: User
) -> None:
    corrections.withdraw_by_when(
        by_when=moved(action, author), author=author, reason=WHY, withdrawn_on=MENDED_ON
    )

    known = standing(action, MENDED_ON)
    assert (known.by_when_latest, known.times_moved) == (date(2006, 4, 30), 0)


def test_the_first_by_when_is_corrected_and_never_withdrawn(action: Action, author: User) -> None:
    with pytest.raises(corrections.FirstByWhen):
        corrections.withdraw_by_when(
            by_when=action.by_whens.get(), author=author, reason=WHY, withdrawn_on=MENDED_ON
        )


def test_what_a_committee_saw_and_was_withdrawn_is_named_since(
    action: Action, author: User
) -> None:
    withdraw(completion(action, author), author)
    head = build_plan_head(action.plan.slug, as_of=MENDED_ON)

    changes = build_changes(head, since=SEEN_ON, as_of=MENDED_ON)

    (found,) = changes.withdrawn
    words = found.words.replace("\N{NO-BREAK SPACE}", " ")
    assert words == (
        "The update of 1 May 2006 was taken back; 22 May 2006: It was another strategy"
    )
    later = build_changes(head, since=MENDED_ON, as_of=date(2006, 6, 1))
    assert later.withdrawn == ()


# --- Pages ---------------------------------------------------------------------------------------

JAR = "/plans/jar-2005/actions/5.6/"  # led by HL


@pytest.fixture
def lead(make_user: Callable[..., User], jar: Any) -> User:
    return make_user(Role.OFFICER, initials="HL")


@pytest.fixture
def said(jar: Any, lead: User) -> ProgressUpdate:
    return make_update(
        Action.objects.get(plan=jar, reference="5.6"),
        reported_on=SAID_ON,
        author=lead,
        narrative="Two posts were filled",
    )


CORRECTION = {
    "narrative": "One post was filled",
    "reported_on": "1 May 2006",
    "status": "in progress",
    "rating": "amber",
    "reason": "The other fell through",
}


def test_an_author_corrects_an_update_and_reads_both_on_the_page(
    said: ProgressUpdate, lead: User, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(lead)
    offered = client.get(f"{JAR}corrections/").content.decode()
    assert f"{JAR}updates/{said.pk}/correction/" in offered

    answer = client.post(f"{JAR}updates/{said.pk}/correction/", CORRECTION, follow=True)

    shown = answer.content.decode()
    assert "One post was filled" in shown
    assert "Two posts were filled" in shown
    assert "The other fell through" in shown


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"reason": ""}, "reason", "Say what was wrong with it"),
        ({"narrative": " "}, "narrative", "or withdraw it instead"),
        ({"reported_on": "23 May 2006"}, "reported_on", "has not come yet"),
        ({"reported_on": "31 02 06"}, "reported_on", "31 02 06"),
        ({"status": "completed"}, "rating", "not rated red or amber"),
        ({"rating": "green"}, "rating", "Green says completed"),
    ],
    ids=["no reason", "no words", "a day to come", "no such day", "amber and done", "green, open"],
)
def test_a_correction_that_cannot_be_is_refused_and_what_was_typed_stays(
    said: ProgressUpdate,
    lead: User,
    sign_in: Callable[[User], Client],
    typed: dict[str, str],
    field: str,
    words: str,
) -> None:
    answer = sign_in(lead).post(f"{JAR}updates/{said.pk}/correction/", CORRECTION | typed)

    shown = answer.content.decode()
    assert words in shown
    assert f"id_{field}" in shown
    assert "The other fell through" in shown or "reason" in typed
    said.refresh_from_db()
    assert said.withdrawn_on is None


def test_what_others_wrote_is_a_directors_to_correct(
    said: ProgressUpdate, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    address = f"{JAR}updates/{said.pk}/withdrawal/"
    colleague = sign_in(make_user(Role.OFFICER, email="colleague@test.example"))
    assert colleague.post(address, {"reason": "No"}).status_code == 403
    assert f"updates/{said.pk}/" not in colleague.get(f"{JAR}corrections/").content.decode()

    director = sign_in(make_user(Role.DIRECTOR))
    assert director.post(address, {"reason": "It was not so"}).status_code == 302
    said.refresh_from_db()
    assert said.withdrawal_reason == "It was not so"


def test_somebody_who_withdraws_second_is_told_who_was_first(
    said: ProgressUpdate, lead: User, sign_in: Callable[[User], Client]
) -> None:
    client, address = sign_in(lead), f"{JAR}updates/{said.pk}/withdrawal/"
    client.post(address, {"reason": "It was not so"})

    shown = client.post(address, {"reason": "Nor that"}).content.decode()

    assert f"{lead.name} withdrew it on" in shown
    assert "Nor that" in shown


def test_the_only_by_when_is_not_offered_for_withdrawal(
    jar: Any, make_user: Callable[..., User], sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(make_user(Role.DIRECTOR))
    by_when = Action.objects.get(plan=jar, reference="5.6").by_whens.get()

    offered = client.get(f"{JAR}corrections/").content.decode()
    assert f"{JAR}by-when/{by_when.pk}/correction/" in offered
    assert f"{JAR}by-when/{by_when.pk}/withdrawal/" not in offered
    refused = client.post(f"{JAR}by-when/{by_when.pk}/withdrawal/", {"reason": "No"})
    assert "correct it instead" in refused.content.decode()
