"""Asking leads for updates, answering with the next one, raising what nobody answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from actionplan.models import Action, Escalation, EscalationStep, Plan, PlanClosing, UpdateRequest
from actionplan.models.standings import Standing
from actionplan.models.update_requests import leads_of
from actionplan.services.notices import named, tell_update_asked, tell_update_posted
from actionplan.services.standings import mark_open
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell

MOST_AT_ONCE = 200  # rows ticked on a page


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdatesAsked:
    """What became of asking: whom nobody can tell, what was asked already, what is closed.

    Each holds references of Actions.
    """

    asked: tuple[str, ...]
    unreached: tuple[str, ...]
    waiting: tuple[str, ...]
    closed: tuple[str, ...]


@transaction.atomic
def ask_for_updates(
    *,
    actions: Iterable[Action],
    author: User,
    words: str,
    wanted_by: date | None,
    on: date,
    at: datetime,
) -> UpdatesAsked:
    """Ask the leads of some Actions of a plan how they go, and tell them.

    An Action that is closed, or of which an update is asked for already, is left out. The number
    of statements does not grow with that of the Actions. Raises ``Refusal`` of a closed plan.
    """
    rows = {action.pk: action for action in actions}
    if rows:  # two who ask at once are told apart: one plan at a time
        mark_open(next(iter(rows.values())).plan_id)
    standings = Standing.objects.on(on).open().filter(action__in=rows)
    is_open = set(standings.order_by().values_list("action_id", flat=True))
    open_requests = UpdateRequest.objects.filter(action__in=rows, answered_on=None)
    waits = set(open_requests.order_by().values_list("action_id", flat=True))
    leads = dict(leads_of(rows, on=on))
    asked = [action for key, action in rows.items() if key in is_open and key not in waits]
    requests = UpdateRequest.objects.bulk_create(
        UpdateRequest(
            action=action,
            asked_by=author,
            asked_on=on,
            asked_at=at,
            words=words,
            wanted_by=wanted_by,
        )
        for action in asked
    )
    tell_update_asked(requests, leads, on=on, at=at)
    return UpdatesAsked(
        asked=_references(asked),
        unreached=_references(action for action in asked if not leads[action.pk]),
        waiting=_references(action for key, action in rows.items() if key in is_open & waits),
        closed=_references(action for key, action in rows.items() if key not in is_open),
    )


def _references(actions: Iterable[Action]) -> tuple[str, ...]:
    return tuple(action.reference for action in actions)


def answer_with_update(action: Action, *, author: User, on: date, at: datetime) -> None:
    """Let an update that was posted just now answer who asked for one; within its transaction."""
    rows = UpdateRequest.objects.select_related("asked_by")
    request = rows.filter(action=action, answered_on=None, asked_on__lte=on).first()
    if request is None:
        return
    request.action = action
    request.answered_on, request.answered_by = on, author
    request.save(update_fields=["answered_on", "answered_by"])
    if request.asked_by_id != author.pk:
        tell_update_posted(request, at=at)


@transaction.atomic
def raise_unanswered(*, on: date, at: datetime) -> int:
    """Raise what nobody answered for as long as its plan says; return how many were raised.

    A request is raised once to each person, however often this runs.
    """
    raised: list[Escalation] = []
    told: list[tuple[User, Notice]] = []
    closed = PlanClosing.objects.filter(reopened_on=None).order_by().values("plan")
    steps = EscalationStep.objects.filter(person__is_active=True).exclude(plan__in=closed)
    for step in steps.select_related("person"):
        waiting = UpdateRequest.objects.waiting(as_of=on).select_related("action__plan")
        silent = waiting.filter(
            action__plan=step.plan_id,
            asked_on__lte=on - timedelta(days=step.after_days),
            action__in=Standing.objects.on(on).open().order_by().values("action"),
        ).exclude(escalations__person=step.person)
        for request in silent.order_by("asked_on", "pk"):
            row = Escalation(request=request, person=step.person, raised_on=on, raised_at=at)
            raised.append(row)
            told.append((step.person, _raised(request)))
    Escalation.objects.bulk_create(raised, ignore_conflicts=True)
    tell(told, on=on, at=at)
    return len(raised)


def _raised(request: UpdateRequest) -> Notice:
    action = request.action
    return Notice(
        kind=Kind.RAISED,
        once=f"update {request.pk} raised",
        subject=f"Nobody answered: {named(action)}",
        about=reverse("action", args=[action.plan.slug, action.reference]),
        lines=(
            (f"An update was asked for on {day_in_words(request.asked_on)}; none is posted.", ""),
        ),
    )


class RaisedAlready(Exception):
    """The plan raises to this person already."""


@transaction.atomic
def add_step(*, plan: int, after_days: int, person: User) -> EscalationStep:
    """Have a plan raise what nobody answers to somebody. Raises ``RaisedAlready``."""
    Plan.objects.select_for_update().get(pk=plan)
    steps = EscalationStep.objects.filter(plan=plan, person=person)
    if steps.exists():
        raise RaisedAlready
    return EscalationStep.objects.create(plan_id=plan, after_days=after_days, person=person)


def remove_step(step: EscalationStep) -> None:
    """Have a plan raise to somebody no more; what was raised stays in the record."""
    step.delete()
