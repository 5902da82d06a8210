"""The writing verbs: what each records, what it refuses, and what it leaves as it was."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.models import (
    Action,
    ActionByWhen,
    Doubt,
    EvidenceLink,
    EvidenceVersion,
    Moderation,
    Plan,
    ProgressUpdate,
    Standing,
)
from actionplan.presenters.action_page import build_action_page
from actionplan.presenters.action_plan import build_action_plan_report
from actionplan.presenters.doubts import build_doubts_page
from actionplan.presenters.exceptions import build_exceptions_report
from actionplan.presenters.plan_page import build_plan_page
from actionplan.presenters.plans import build_plan_head
from actionplan.presenters.recommendation_page import build_recommendation_page
from actionplan.presenters.summary import build_summary_report
from actionplan.rag import Status
from actionplan.services import actions, by_whens, doubts, moderations, standings, updates
from actionplan.services.doubts import DoubtSettled
from actionplan.services.evidence import Attachment
from actionplan.services.updates import ActionClosed, UpdatedMeanwhile
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when
from herefordshire_cs.lib.rag import Rag
from tests.factories import (
    make_action,
    make_by_when,
    make_moderation,
    make_recommendation,
    make_update,
)

pytestmark = pytest.mark.django_db

BEGAN = date(2020, 1, 1)
DUE_ON = date(2020, 4, 15)


def noon(day: date, hour: int = 12) -> datetime:
    """Return an hour of a day, as something is recorded."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def action() -> Action:
    """An Action due on 15 April 2020."""
    return make_action(latest=DUE_ON)


@pytest.fixture
def author(make_user: Callable[..., User]) -> User:
    """Somebody who writes."""
    return make_user(Role.OFFICER)


@pytest.fixture
def other(make_user: Callable[..., User]) -> User:
    """Somebody else who writes."""
    return make_user(Role.PARTNER)


def post(action: Action, author: User, day: date, **fields: Any) -> ProgressUpdate:
    """Post an update that was written with the newest one in view."""
    newest = action.updates.order_by("pk").last()
    defaults = {
        "reported_on": day,
        "recorded_on": fields["recorded_at"].date() if "recorded_at" in fields else day,
        "recorded_at": noon(day),
        "narrative": "Something happened",
        "status": Status.IN_PROGRESS,
        "rating": Rag.AMBER,
        "seen_update": newest.pk if newest else None,
    }
    return updates.post_progress_update(action=action, author=author, **defaults | fields)


def standing(action: Action, day: date) -> Standing:
    """Return what is known of an Action on a day."""
    return Standing.objects.on(day).get(action=action)


# --- Updates -------------------------------------------------------------------------------------


def test_an_update_is_kept_with_its_author_its_day_and_the_instant_of_recording(
    action: Action, author: User
) -> None:
    day = date(2020, 2, 3)
    update = post(action, author, day, recorded_at=noon(date(2020, 2, 5)))
    update.refresh_from_db()
    assert (update.author, update.reported_on, update.counts_from) == (author, day, day)
    assert update.recorded_at == noon(date(2020, 2, 5))
    assert (update.narrative, update.status, update.rating) == (
        "Something happened",
        "in progress",
        "amber",
    )
    assert not update.status_is_read


def test_an_update_is_known_from_its_day_on(action: Action, author: User) -> None:
    post(action, author, date(2020, 2, 3))
    assert standing(action, date(2020, 2, 2)).status == Status.NOT_REPORTED
    known = standing(action, date(2020, 2, 3))
    assert (known.status, known.lead_rating, known.updates_count) == ("in progress", "amber", 1)
    assert known.last_reported_on == date(2020, 2, 3)


def test_the_second_of_two_writers_sees_the_words_of_the_first(
    action: Action, author: User, other: User
) -> None:
    seen = post(action, author, date(2020, 2, 3)).pk
    first = post(action, author, date(2020, 2, 10), narrative="The first", seen_update=seen)
    with pytest.raises(UpdatedMeanwhile) as meanwhile:
        post(action, other, date(2020, 2, 10), narrative="The second", seen_update=seen)
    assert meanwhile.value.update == first
    assert (meanwhile.value.update.narrative, meanwhile.value.update.author) == (
        "The first",
        author,
    )
    assert action.updates.count() == 2


def test_having_seen_the_first_the_second_writer_can_post(
    action: Action, author: User, other: User
) -> None:
    first = post(action, author, date(2020, 2, 10), narrative="The first")
    post(
        action,
        other,
        date(2020, 2, 10),
        narrative="The second",
        seen_update=first.pk,
        recorded_at=noon(date(2020, 2, 10), 13),
    )
    assert [row.narrative for row in action.updates.all()] == ["The first", "The second"]
    assert standing(action, date(2020, 2, 10)).updates_count == 2


def test_a_writer_who_saw_no_update_is_told_of_the_first(
    action: Action, author: User, other: User
) -> None:
    post(action, author, date(2020, 2, 10))
    with pytest.raises(UpdatedMeanwhile):
        post(action, other, date(2020, 2, 10), seen_update=None)


def test_an_update_that_speaks_of_an_earlier_day_is_news_all_the_same(
    action: Action, author: User, other: User
) -> None:
    seen = post(action, author, date(2020, 2, 10)).pk
    earlier = post(action, author, date(2020, 2, 1), recorded_at=noon(date(2020, 2, 11)))
    with pytest.raises(UpdatedMeanwhile) as meanwhile:
        post(action, other, date(2020, 2, 12), seen_update=seen)
    assert meanwhile.value.update == earlier


@pytest.mark.parametrize("closed", [Status.COMPLETED, Status.DROPPED])
@pytest.mark.parametrize(
    ("day", "is_refused"),
    [
        pytest.param(date(2020, 3, 1), False, id="of the day before it was closed"),
        pytest.param(date(2020, 3, 2), True, id="of the day that it was closed"),
        pytest.param(date(2020, 3, 3), True, id="of the day after"),
    ],
)
def test_a_closed_action_takes_no_update(
    action: Action, author: User, closed: Status, day: date, is_refused: bool
) -> None:
    post(action, author, date(2020, 3, 2), status=closed, rating=Rag.GREEN)
    if is_refused:
        with pytest.raises(ActionClosed):
            post(action, author, day)
    else:
        post(action, author, day)
    assert action.updates.count() == (1 if is_refused else 2)
    assert standing(action, date(2020, 3, 3)).status == closed


def test_an_action_opened_again_takes_updates(action: Action, author: User) -> None:
    post(action, author, date(2020, 3, 2), status=Status.COMPLETED, rating=Rag.GREEN)
    opened = actions.reopen_action(
        action=action,
        author=author,
        reopened_on=date(2020, 3, 9),
        recorded_at=noon(date(2020, 3, 9)),
        reason="It was not done after all",
    )
    assert (opened.narrative, opened.author, opened.rating) == (
        "It was not done after all",
        author,
        "",
    )
    assert standing(action, date(2020, 3, 8)).status == Status.COMPLETED
    known = standing(action, date(2020, 3, 9))
    assert (known.status, known.completed_on, known.completed_when) == ("in progress", None, "")
    post(action, author, date(2020, 3, 10), recorded_at=noon(date(2020, 3, 10)))
    assert standing(action, date(2020, 3, 10)).updates_count == 3


def test_an_action_completed_and_opened_again_on_one_day_is_open(
    action: Action, author: User
) -> None:
    day = date(2020, 3, 2)
    post(action, author, day, status=Status.COMPLETED, rating=Rag.GREEN)
    actions.reopen_action(
        action=action,
        author=author,
        reopened_on=day,
        recorded_at=noon(day, 13),
        reason="Too early",
    )
    assert standing(action, day).status == Status.IN_PROGRESS


# --- By-whens ----------------------------------------------------------------------------------


def move(action: Action, author: User, agreed_on: date, words: str, **fields: Any) -> ActionByWhen:
    """Move a by-when, as a committee agreed."""
    defaults = {
        "by_when": parse_by_when(words),
        "reason": "Two posts are vacant",
        "agreed_by": "The board",
        "agreed_on": agreed_on,
        "recorded_on": fields["recorded_at"].date() if "recorded_at" in fields else agreed_on,
        "recorded_at": noon(agreed_on),
    }
    return by_whens.move_by_when(action=action, author=author, **defaults | fields)


def test_moving_a_by_when_keeps_the_old_one(action: Action, author: User) -> None:
    before = ActionByWhen.objects.values().get(action=action)
    moved = move(action, author, date(2020, 4, 1), "30 June 2020")
    assert ActionByWhen.objects.values().get(pk=before["id"]) == before
    moved.refresh_from_db()
    assert (moved.order, moved.latest, moved.as_written) == (2, date(2020, 6, 30), "30 June 2020")
    assert (moved.reason, moved.agreed_by, moved.recorded_by) == (
        "Two posts are vacant",
        "The board",
        author,
    )


def test_a_moved_by_when_holds_from_the_day_of_its_recording(action: Action, author: User) -> None:
    move(action, author, date(2020, 4, 1), "30 June 2020", recorded_at=noon(date(2020, 4, 3)))
    before, after = standing(action, date(2020, 4, 2)), standing(action, date(2020, 4, 3))
    assert (before.by_when_latest, before.times_moved) == (DUE_ON, 0)
    assert (after.by_when_latest, after.times_moved) == (date(2020, 6, 30), 1)


def test_a_by_when_can_be_moved_again_and_again(action: Action, author: User) -> None:
    move(action, author, date(2020, 4, 1), "30 June 2020")
    move(action, author, date(2020, 6, 1), "autumn 2020")
    assert [row.latest for row in action.by_whens.all()] == [
        DUE_ON,
        date(2020, 6, 30),
        date(2020, 11, 30),
    ]
    assert standing(action, date(2020, 6, 1)).times_moved == 2


def test_a_page_shows_the_by_when_last_agreed_not_the_one_last_written_down(
    action: Action, author: User
) -> None:
    move(action, author, date(2020, 4, 1), "June 2020")
    late = noon(date(2020, 4, 20))
    move(action, author, date(2020, 2, 1), "20 May 2020", recorded_at=late)
    page = build_action_page(action.plan.slug, action.reference, as_of=date(2020, 4, 20))
    assert page.line.by_when == "June 2020"
    assert page.by_when_note == "Precision: month. Moved 2 times; first 2020-04-15."


# --- Moderations ---------------------------------------------------------------------------------


def moderate(author: User, day: date, rating: Rag = Rag.RED, **fields: Any) -> Moderation:
    """Set a director's rating at one o'clock of a day."""
    defaults = {"reason": "Nothing was seen", "made_on": day, "recorded_at": noon(day, 13)}
    return moderations.moderate(author=author, rating=rating, **defaults | fields)


def test_a_moderation_holds_until_it_is_withdrawn(
    action: Action, author: User, other: User
) -> None:
    moderation = moderate(author, date(2020, 2, 3), action=action)
    moderations.withdraw_moderation(
        moderation=moderation, author=other, withdrawn_on=date(2020, 2, 10)
    )
    held = [
        standing(action, day).moderated_rating
        for day in (date(2020, 2, 2), date(2020, 2, 3), date(2020, 2, 9), date(2020, 2, 10))
    ]
    assert held == ["", "red", "red", ""]
    moderation.refresh_from_db()
    assert (moderation.author, moderation.withdrawn_by) == (author, other)
    assert moderation.reason == "Nothing was seen"


def test_withdrawing_twice_keeps_who_withdrew_it_first_and_when(
    action: Action, author: User, other: User
) -> None:
    moderation = moderate(author, date(2020, 2, 3), action=action)
    for who, day in ((other, date(2020, 2, 10)), (author, date(2020, 2, 20))):
        moderations.withdraw_moderation(moderation=moderation, author=who, withdrawn_on=day)
    moderation.refresh_from_db()
    assert (moderation.withdrawn_by, moderation.withdrawn_on) == (other, date(2020, 2, 10))


def test_a_moderation_is_overtaken_by_a_newer_update(
    action: Action, author: User, other: User
) -> None:
    moderation = moderate(author, date(2020, 2, 3), action=action)
    post(action, other, date(2020, 2, 10))
    assert standing(action, date(2020, 2, 9)).moderated_rating == "red"
    assert standing(action, date(2020, 2, 10)).moderated_rating == ""
    moderation.refresh_from_db()
    assert moderation.withdrawn_on is None


def test_a_moderation_stands_over_a_note_of_an_earlier_day(
    action: Action, author: User, other: User
) -> None:
    moderate(author, date(2020, 2, 3), action=action)
    post(action, other, date(2020, 2, 1), recorded_at=noon(date(2020, 2, 10)))
    assert standing(action, date(2020, 2, 10)).moderated_rating == "red"


def test_a_recommendation_is_moderated_without_touching_its_actions(
    action: Action, author: User, other: User
) -> None:
    recommendation = action.recommendation
    moderation = moderate(author, date(2020, 2, 3), recommendation=recommendation)
    assert list(recommendation.moderations.all()) == [moderation]
    assert standing(action, date(2020, 2, 3)).moderated_rating == ""
    moderations.withdraw_moderation(
        moderation=moderation, author=other, withdrawn_on=date(2020, 2, 10)
    )
    moderation.refresh_from_db()
    assert moderation.withdrawn_on == date(2020, 2, 10)


def test_a_recommendations_page_offers_to_withdraw_only_the_rating_that_holds(
    action: Action, author: User
) -> None:
    recommendation = action.recommendation

    def offered(day: date) -> int | None:
        """Return the moderation that the page of a day offers to withdraw."""
        head = build_plan_head(action.plan.slug, as_of=day)
        page = build_recommendation_page(head, recommendation.number, as_of=day)
        return page.moderation_in_force

    older = moderate(author, date(2020, 2, 3), recommendation=recommendation)
    newer = moderate(author, date(2020, 2, 10), Rag.AMBER, recommendation=recommendation)
    moderations.withdraw_moderation(
        moderation=newer, author=author, withdrawn_on=date(2020, 2, 20)
    )
    days = [date(2020, 2, 2), date(2020, 2, 3), date(2020, 2, 10), date(2020, 2, 20)]
    assert [offered(day) for day in days] == [None, older.pk, newer.pk, None]


# --- Evidence and doubts -------------------------------------------------------------------------

REPORT = Attachment(
    title="Audit of files",
    filename="../../Audit of files.pdf",
    media_type="application/pdf",
    content=b"%PDF-1.4 the audit",
)


def test_evidence_is_stored_under_its_hash_and_never_under_its_own_name(
    action: Action, author: User
) -> None:
    update = post(action, author, date(2020, 2, 3), attachment=REPORT)
    link = EvidenceLink.objects.get(update=update)
    version = link.evidence.versions.get()
    digest = hashlib.sha256(REPORT.content).hexdigest()
    assert version.sha256 == digest
    assert version.file.name == f"evidence/{digest[:2]}/{digest}"
    assert Path(version.file.path).read_bytes() == REPORT.content
    assert (link.evidence.title, version.filename, version.size) == (
        "Audit of files",
        "../../Audit of files.pdf",
        len(REPORT.content),
    )
    assert (link.action, version.supplied_by, link.recorded_on) == (
        action,
        author,
        date(2020, 2, 3),
    )


def test_the_same_file_can_be_evidence_twice(action: Action, author: User) -> None:
    for day in (date(2020, 2, 3), date(2020, 2, 10)):
        post(action, author, day, attachment=REPORT)
    stored = [Path(row.file.path).read_bytes() for row in EvidenceVersion.objects.all()]
    assert stored == [REPORT.content] * 2


def test_an_update_whose_evidence_cannot_be_kept_is_not_kept_either(
    action: Action, author: User
) -> None:
    nameless = Attachment(title="", filename="", media_type="", content=b"")
    with pytest.raises(ValidationError):
        post(action, author, date(2020, 2, 3), attachment=nameless)
    assert not action.updates.exists()
    assert standing(action, date(2020, 2, 3)).updates_count == 0


@pytest.fixture
def doubt(action: Action) -> Doubt:
    """A doubt about an Action's by-when."""
    return Doubt.objects.create(
        plan=action.plan,
        action=action,
        about="by when",
        heading="No such day.",
        text="The paper has 31 02 06.",
        raised_on=action.plan.starts_on,
    )


def test_a_settled_doubt_keeps_what_was_written(doubt: Doubt, author: User) -> None:
    doubts.settle_doubt(
        doubt=doubt, author=author, settlement="It was 3 March", settled_on=date(2020, 2, 3)
    )
    doubt.refresh_from_db()
    assert (doubt.heading, doubt.text) == ("No such day.", "The paper has 31 02 06.")
    assert (doubt.settlement, doubt.settled_by, doubt.settled_on) == (
        "It was 3 March",
        author,
        date(2020, 2, 3),
    )


def test_a_settled_doubt_is_not_settled_over_again(
    doubt: Doubt, author: User, other: User
) -> None:
    doubts.settle_doubt(
        doubt=doubt, author=author, settlement="It was 3 March", settled_on=date(2020, 2, 3)
    )
    with pytest.raises(DoubtSettled) as settled:
        doubts.settle_doubt(
            doubt=doubt, author=other, settlement="No, 1 March", settled_on=date(2020, 2, 4)
        )
    assert settled.value.doubt.settlement == "It was 3 March"
    doubt.refresh_from_db()
    assert (doubt.settlement, doubt.settled_by) == ("It was 3 March", author)


# --- As at any day -------------------------------------------------------------------------------

AS_AT = date(2020, 3, 1)
LATER = date(2020, 3, 2)


def said_of(action: Action, as_of: date) -> list[object]:
    """Return all the pages and documents that tell of an Action, as at a day."""
    slug = action.plan.slug
    head = build_plan_head(slug, as_of=as_of)
    return [
        build_action_page(slug, action.reference, as_of=as_of),
        build_recommendation_page(head, action.recommendation.number, as_of=as_of),
        build_plan_page(head, as_of=as_of),
        build_doubts_page(head, as_of=as_of),
        build_summary_report(slug, as_of=as_of, since=BEGAN),
        build_action_plan_report(slug, as_of=as_of),
        build_exceptions_report(slug, as_of=as_of),
    ]


@pytest.fixture
def told(action: Action, author: User, doubt: Doubt) -> Action:
    """An Action with a history: rated, moderated, moved and doubted by 1 March 2020."""
    make_update(action, reported_on=date(2020, 2, 3), rating="amber", author=author)
    make_moderation(action, made_on=date(2020, 2, 10), author=author)
    make_by_when(action, latest=date(2020, 5, 31), holds_from=date(2020, 2, 20))
    return action


def withdraw_later(action: Action, author: User) -> None:
    """Withdraw the director's rating."""
    moderations.withdraw_moderation(
        moderation=action.moderations.get(), author=author, withdrawn_on=LATER
    )


VERBS: dict[str, Callable[[Action, User], object]] = {
    "an update": lambda action, author: post(action, author, LATER),
    "an update with evidence": lambda action, author: post(
        action, author, LATER, attachment=REPORT
    ),
    "a completion": lambda action, author: post(
        action, author, LATER, status=Status.COMPLETED, rating=Rag.GREEN
    ),
    "a move of the by-when": lambda action, author: move(action, author, LATER, "June 2020"),
    "a moderation": lambda action, author: moderate(author, LATER, Rag.GREEN, action=action),
    "a withdrawal": withdraw_later,
    "a doubt settled": lambda action, author: doubts.settle_doubt(
        doubt=action.doubts.get(), author=author, settlement="It was 3 March", settled_on=LATER
    ),
    "a moderation of its recommendation": lambda action, author: moderate(
        author, LATER, recommendation=action.recommendation
    ),
}


@pytest.mark.parametrize("verb", VERBS.values(), ids=VERBS.keys())
def test_what_happens_later_does_not_change_an_earlier_page_or_report(
    told: Action, author: User, verb: Callable[..., object]
) -> None:
    earlier, on_the_day = said_of(told, AS_AT), said_of(told, LATER)
    verb(told, author)
    assert said_of(told, AS_AT) == earlier
    assert said_of(told, LATER) != on_the_day


# --- Kept standings and rebuilt ones -------------------------------------------------------------

BY_WHENS = ["15 March 2020", "June 2020", "autumn 2020", "tbc"]


@dataclass(frozen=True, kw_only=True)
class Said:
    """One verb of a sequence: what it does, on which day, and which of its choices."""

    verb: str
    day: date
    choice: int


SAID = st.builds(
    Said,
    verb=st.sampled_from(["post", "complete", "drop", "reopen", "move", "moderate", "withdraw"]),
    day=st.integers(0, 12).map(lambda days: BEGAN + timedelta(days=days)),
    choice=st.integers(0, 3),
)


def do(said: Said, action: Action, author: User, recorded_at: datetime) -> None:
    """Carry out one verb; a closed Action takes no update."""
    status = {"complete": Status.COMPLETED, "drop": Status.DROPPED}.get(said.verb)
    if said.verb in {"post", "complete", "drop"}:
        try:
            post(
                action,
                author,
                said.day,
                recorded_at=recorded_at,
                status=status or Status.IN_PROGRESS,
                rating=[None, Rag.RED, Rag.AMBER, Rag.GREEN][said.choice],
            )
        except ActionClosed:
            return
    elif said.verb == "reopen":
        actions.reopen_action(
            action=action,
            author=author,
            reopened_on=said.day,
            recorded_at=recorded_at,
            reason="Again",
        )
    elif said.verb == "move":
        words = BY_WHENS[said.choice]
        move(action, author, said.day, words, recorded_at=recorded_at)
    elif said.verb == "moderate":
        rating = list(Rag)[said.choice]
        moderate(author, said.day, rating, action=action, recorded_at=recorded_at)
    elif moderation := action.moderations.last():
        moderations.withdraw_moderation(
            moderation=moderation, author=author, withdrawn_on=said.day
        )


def kept(action: Action) -> list[dict[str, Any]]:
    """Return an Action's standings, but for their keys."""
    rows = [dict(row) for row in action.standings.order_by("from_on").values()]
    for row in rows:
        del row["id"]
    return rows


@settings(deadline=None, max_examples=25)
@given(st.lists(SAID, min_size=1, max_size=10))
def test_standings_kept_by_any_sequence_of_verbs_are_those_made_anew(
    sequence: Sequence[Said],
) -> None:
    with transaction.atomic():
        action = make_action(latest=DUE_ON)
        author = User.objects.create(email="author@test.example", name="An author")
        for place, said in enumerate(sequence):
            do(said, action, author, noon(BEGAN + timedelta(days=20)) + timedelta(hours=place))
        found = kept(action)
        made = standings.rebuild_standings(Action.objects.filter(pk=action.pk))
        assert kept(action) == found
        assert made == len(found)
        transaction.set_rollback(True)


def test_rebuilding_leaves_the_standings_of_other_actions_alone() -> None:
    recommendation = make_recommendation()
    mine = make_action(recommendation, latest=DUE_ON)
    theirs = make_action(recommendation, latest=DUE_ON)
    before = list(theirs.standings.values())
    standings.rebuild_standings(Action.objects.filter(pk=mine.pk))
    assert list(theirs.standings.values()) == before


def test_the_plan_of_2006_stands_as_its_rows_say(jar: Plan) -> None:
    actions = Action.objects.filter(plan=jar)
    before = {action.pk: kept(action) for action in actions}
    standings.rebuild_standings(actions)
    assert {action.pk: kept(action) for action in actions} == before
