"""What next month's file says otherwise is taken over, each in the way in which people say it.

Words and leads are edited with their history, what was said is posted as an update, and a by-when
is asked for: nobody moves their own. What cannot be taken over is named with its reason.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from actionplan.models import Action, ActionRole, Officer, ProgressUpdate
from actionplan.models.requests import approvers_of
from actionplan.plan_cells import COMPLETED, DROPPED, NOT_BEGUN, begins_with
from actionplan.plan_matching import Difference, Matched
from actionplan.rag import Status
from actionplan.rating_levels import words_to_levels
from actionplan.services.by_whens import AskedAlready, ask_to_move
from actionplan.services.officers import People
from actionplan.services.rewordings import ActionWords, edit_action
from actionplan.services.updates import (
    ActionClosed,
    NeedsEvidence,
    NeedsSecondPerson,
    post_progress_update,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import count_in_words


class CannotBeTaken(Exception):
    """The record does not take what the file says; the message says why."""


@dataclass(slots=True, kw_only=True)
class TakenOver:
    """How many actions were changed, and what was not taken over, with its reason."""

    changed: int = 0
    asked: int = 0
    not_taken: list[str] = field(default_factory=list)

    @property
    def words(self) -> str:
        """What was done, in words; blank where there was nothing."""
        said = []
        if self.changed:
            said.append(f"{count_in_words(self.changed, 'action')} changed.")
        if self.asked:
            said.append(f"{count_in_words(self.asked, 'by-when')} asked for.")
        if self.not_taken:
            said.append(f"Not taken over: {'; '.join(self.not_taken)}.")
        return " ".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakingOver:
    """Who takes a file over, when, and who is meant by which lead's words."""

    author: User
    on: date
    at: datetime
    filename: str
    who: Mapping[str, Officer]


def take_over(
    changed: Iterable[Matched], *, left: Callable[[str, Difference], bool], by: TakingOver
) -> TakenOver:
    """Take over what rows say otherwise, but for what is ``left``. In a transaction of others."""
    done = TakenOver()
    people = People(on=by.on, who=by.who)
    for row in changed:
        wanted = [each for each in row.differences if not left(row.known.reference, each)]
        if not wanted:
            continue
        action = Action.objects.select_related("plan", "recommendation").get(pk=row.known.key)
        taken = [_took(action, row, each, people, by, done) for each in wanted if _is_word(each)]
        taken.append(_said(action, row, [e for e in wanted if not _is_word(e)], by, done))
        done.changed += any(taken)
    return done


def _is_word(difference: Difference) -> bool:
    return difference.about in ("text", "leads", "by_when")


def _took(
    action: Action,
    row: Matched,
    difference: Difference,
    people: People,
    by: TakingOver,
    done: TakenOver,
) -> bool:
    """Take over one difference in what an action is; say whether the action is changed by it."""
    try:
        if difference.about == "by_when":
            _ask_for(action, row, by)
            done.asked += 1
            return False
        if difference.about == "text":
            _edit(action, ActionWords(columns={"text": difference.after}), people, by)
        else:
            holders = [(ActionRole.Part.LEAD.value, words) for words in row.action.leads]
            _edit(action, ActionWords(columns={}, holders=holders), people, by)
    except CannotBeTaken as reason:
        done.not_taken.append(f"{action.reference}, {reason}")
        return False
    return True


def _edit(action: Action, words: ActionWords, people: People, by: TakingOver) -> None:
    edit_action(
        action,
        words,
        people=people,
        reason=f"So in the plan’s file “{by.filename}”.",
        author=by.author,
        recorded_on=by.on,
        recorded_at=by.at,
    )


def _ask_for(action: Action, row: Matched, by: TakingOver) -> None:
    """Ask for the by-when that the file says, of the first who may agree to it."""
    days = row.action.by_whens
    if any(each.about == "by_when" for each in row.action.questions) or len(days) != 1:
        raise CannotBeTaken(f"the by-when “{row.action.by_when_as_written}” is not understood")
    standing = action.standings.on(by.on).first()
    present = standing.by_when_latest if standing else None
    latest = days[0].latest
    if latest is not None and (latest < by.on or (present is not None and latest <= present)):
        raise CannotBeTaken(
            f"the by-when “{row.action.by_when_as_written}” is past, or no later than the present"
        )
    approver = approvers_of(action.recommendation, asked_by=by.author).first()
    if approver is None:
        raise CannotBeTaken("nobody else is there to agree to a new by-when")
    reason = f"So in the plan’s file “{by.filename}”."
    try:
        ask_to_move(
            action=action,
            author=by.author,
            approver=approver,
            by_when=days[0],
            reason=reason,
            beyond_reason=reason,
            asked_on=by.on,
            asked_at=by.at,
        )
    except ActionClosed as error:
        raise CannotBeTaken("it is completed or dropped") from error
    except AskedAlready as error:
        raise CannotBeTaken("another by-when is asked for already") from error


def _said(
    action: Action,
    row: Matched,
    differences: Iterable[Difference],
    by: TakingOver,
    done: TakenOver,
) -> bool:
    """Post what the file says anew: its notes each on its day, status and rating on this day."""
    found = {each.about: each for each in differences if each.about != "note"}
    notes = [each for each in differences if each.about == "note"]
    if not found and not notes:
        return False
    status, rating = found.get("status"), found.get("rating")
    words = sorted(
        ((note.after, _day(note.said_on, by)) for note in notes), key=lambda each: each[1]
    )
    has_standing = status is not None or rating is not None
    if has_standing and (not words or words[-1][1] != by.on):
        said = " and ".join(f"“{each.after}”" for each in (status, rating) if each)
        words.append((f"In the plan’s file “{by.filename}”: {said}.", by.on))
    try:
        with transaction.atomic():
            for place, (narrative, day) in enumerate(words, 1):
                is_last = place == len(words) and has_standing
                post_progress_update(
                    action=action,
                    author=by.author,
                    reported_on=day,
                    recorded_on=by.on,
                    recorded_at=by.at,
                    narrative=narrative,
                    status=_status(status, row) if is_last else _present(row),
                    rating=_rating(rating, action) if is_last else None,
                    seen_update=_newest(action),
                )
    except ActionClosed:
        done.not_taken.append(f"{action.reference}, it is completed or dropped")
    except NeedsEvidence:
        done.not_taken.append(f"{action.reference}, a completion needs evidence in this plan")
    except NeedsSecondPerson:
        done.not_taken.append(f"{action.reference}, somebody else agrees to a completion")
    else:
        return True
    return False


def _day(day: date | None, by: TakingOver) -> date:
    return day if day is not None and day <= by.on else by.on


def _newest(action: Action) -> int | None:
    rows = ProgressUpdate.objects.filter(action=action).order_by("-pk")
    return rows.values_list("pk", flat=True).first()


def _present(row: Matched) -> Status:
    known = Status(row.known.status)
    return Status.IN_PROGRESS if known is Status.NOT_REPORTED else known


def _status(difference: Difference | None, row: Matched) -> Status:
    """Return where an action stands by the file; as before, where the file says nothing of it."""
    if difference is None:
        return _present(row)
    if difference.after in set(Status):
        return Status(difference.after)
    begins = begins_with(difference.after)
    if begins in COMPLETED:
        return Status.COMPLETED
    if begins in DROPPED:
        return Status.DROPPED
    return Status.NOT_REPORTED if begins in NOT_BEGUN else Status.IN_PROGRESS


def _rating(difference: Difference | None, action: Action) -> str | None:
    if difference is None:
        return None
    found = words_to_levels(action.plan.rating_scheme().scale.levels).get(difference.after)
    return found.key if found else None
