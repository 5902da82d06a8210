"""Asking for a new by-when, agreeing and refusing: nobody moves their own. The old one stays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from actionplan.models import Action, ActionByWhen, ByWhenRequest, ProgressUpdate
from actionplan.models.requests import approvers_of
from actionplan.rag import CLOSED_STATUSES
from actionplan.services.notices import tell_by_when_answered, tell_by_when_asked
from actionplan.services.requests import NotTheirs, to_answer
from actionplan.services.requests import answer as give
from actionplan.services.requests import waiting as still_waiting
from actionplan.services.standings import (
    by_when_columns,
    keep_standings,
    lock,
    save,
)
from actionplan.services.updates import ActionClosed, post_progress_update
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen, describe, parse_by_when


class AskedAlready(Exception):
    """Another request of the Action waits for its answer; holds it."""

    def __init__(self, request: ByWhenRequest) -> None:
        super().__init__(f"Asked already: {request}")
        self.request = request


class NoLater(Exception):
    """The by-when in force is no earlier any more than the one that was asked for."""


@transaction.atomic
def ask_to_move(
    *,
    action: Action,
    author: User,
    approver: User,
    by_when: ByWhen,
    reason: str,
    beyond_reason: str,
    asked_on: date,
    asked_at: datetime,
) -> ByWhenRequest:
    """Ask for a new by-when; until somebody else agrees, the old one holds."""
    record = lock(action)
    if record.status_on(asked_on) in CLOSED_STATUSES:
        raise ActionClosed
    waiting = action.by_when_requests.filter(answer="").first()
    if waiting is not None:
        raise AskedAlready(waiting)
    if not approvers_of(action.recommendation, asked_by=author).filter(pk=approver.pk).exists():
        raise NotTheirs
    request = ByWhenRequest(
        action=action,
        as_written=by_when.as_written,
        understood=describe(by_when),
        latest=by_when.latest,
        reason=reason,
        beyond_reason=beyond_reason,
        asked_by=author,
        asked_on=asked_on,
        asked_at=asked_at,
        approver=approver,
    )
    save(request)
    tell_by_when_asked(request)
    return request


@transaction.atomic
def agree(
    *, request: ByWhenRequest, author: User, words: str, answered_on: date, answered_at: datetime
) -> ActionByWhen:
    """Agree to a new by-when: it holds from today, and the old one stays in the history.

    Raises ``AnsweredAlready``, ``NotTheirs``, ``ActionClosed`` and ``NoLater``.
    """
    record = lock(request.action)
    waiting = to_answer(request, author)
    if record.status_on(answered_on) in CLOSED_STATUSES:
        raise ActionClosed
    held = [row for row in record.by_whens if row.is_known(on=answered_on)]
    present = max(held, key=lambda row: (row.holds_from, row.recorded_at), default=None)
    if waiting.latest and present and present.latest and waiting.latest <= present.latest:
        raise NoLater
    moved = move_by_when(
        action=request.action,
        author=waiting.asked_by,
        by_when=as_understood(waiting),
        reason=" ".join(filter(None, (waiting.reason, waiting.beyond_reason))),
        agreed_by=author.name,
        agreed_on=answered_on,
        recorded_on=answered_on,
        recorded_at=answered_at,
    )
    waiting.by_when = moved
    give(waiting, ByWhenRequest.Answer.AGREED, author, words, answered_on, answered_at)
    tell_by_when_answered(waiting)
    return moved


@transaction.atomic
def refuse(
    *, request: ByWhenRequest, author: User, words: str, answered_on: date, answered_at: datetime
) -> None:
    """Refuse a new by-when, with the reason. Raises ``AnsweredAlready`` and ``NotTheirs``."""
    lock(request.action)
    waiting = to_answer(request, author)
    give(waiting, ByWhenRequest.Answer.REFUSED, author, words, answered_on, answered_at)
    tell_by_when_answered(waiting)


@transaction.atomic
def take_back(
    *, request: ByWhenRequest, author: User, answered_on: date, answered_at: datetime
) -> None:
    """Take a request of one's own back. Raises ``AnsweredAlready`` and ``NotTheirs``."""
    lock(request.action)
    waiting = still_waiting(request)
    if waiting.asked_by_id != author.pk:
        raise NotTheirs
    give(waiting, ByWhenRequest.Answer.TAKEN_BACK, author, "", answered_on, answered_at)


@transaction.atomic
def move_by_when(
    *,
    action: Action,
    author: User,
    by_when: ByWhen,
    reason: str,
    agreed_by: str,
    agreed_on: date,
    recorded_on: date,
    recorded_at: datetime,
) -> ActionByWhen:
    """Give an Action the new by-when that somebody agreed to; the old one stays.

    It is known from the day of its recording. Pages ask for it with ``ask_to_move``.
    """
    record = lock(action)
    moved = ActionByWhen(
        action=action,
        order=max((row.order for row in record.by_whens), default=0) + 1,
        holds_from=agreed_on,
        recorded_on=recorded_on,
        reason=reason,
        agreed_by=agreed_by,
        recorded_by=author,
        recorded_at=recorded_at,
        **by_when_columns(by_when),
    )
    save(moved)
    record.by_whens.append(moved)
    keep_standings(record)
    return moved


def as_understood(request: ByWhenRequest) -> ByWhen:
    """Return what a request was understood to ask for, with its own words.

    Words such as "autumn" were understood by the plan of the day: what was shown to who asked
    and is shown to who answers holds, not what they would mean now.
    """
    by_when = parse_by_when(request.as_written)
    if describe(by_when) == request.understood:
        return by_when
    return replace(parse_by_when(request.understood), as_written=request.as_written)


@transaction.atomic
def say_and_ask(*, update: Mapping[str, Any], request: Mapping[str, Any]) -> ProgressUpdate:
    """Post an update and ask for a new by-when, both or neither.

    Takes what ``post_progress_update`` and ``ask_to_move`` take, and raises what they raise.
    """
    posted = post_progress_update(**update)
    ask_to_move(**request)
    return posted
