"""Closing a plan and opening it again, and carrying its actions on in another."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    ByWhenRequest,
    CarriedOn,
    CompletionClaim,
    Plan,
    PlanClosing,
    Recommendation,
)
from actionplan.models.corrections import Recording
from actionplan.rag import CLOSED_STATUSES, Status
from actionplan.services.actions import say
from actionplan.services.standings import lock, mark, mark_open, rebuild_standings, save
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.lib.text.words import count_in_words

# What goes with an action into the next plan, as it was understood last.
CARRIED_COLUMNS = (
    *("text", "lead_words", "accountable_as_written", "partners_as_written"),
    "additional_capacity",
)
CARRIED_BY_WHEN = (
    *("as_written", "words", "understood", "earliest", "latest", "precision"),
    *("is_open_ended", "recurrence", "review_on"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """An Action, and what carries it on: a new one of a Recommendation, or one that is there."""

    action: Action
    into: Recommendation | Action


@transaction.atomic
def close_plan(plan: int, *, reason: str, recording: Recording) -> PlanClosing:
    """Close a plan, by its key, from a day on.

    Raises ``Refusal`` where it is closed, or a request in it waits for its answer.
    """
    waiting = sum(
        model.objects.filter(action__plan=plan).waiting(as_of=recording.on).count()
        for model in (ByWhenRequest, CompletionClaim)
    )
    if waiting:
        asked = count_in_words(waiting, "request")
        verb = "waits for its answer" if waiting == 1 else "wait for their answers"
        raise Refusal(f"{asked} in this plan {verb}. Answer first, then close it.")
    mark_open(plan)
    return PlanClosing.objects.create(
        plan_id=plan,
        closed_on=recording.on,
        reason=reason,
        closed_by=recording.author,
        recorded_at=recording.at,
    )


@transaction.atomic
def reopen_plan(plan: int, *, reason: str, recording: Recording) -> None:
    """Open a closed plan again from a day on. Raises ``Refusal`` where it is open."""
    mark(Plan.objects.filter(pk=plan))
    changed = PlanClosing.objects.filter(plan=plan, reopened_on=None).update(
        reopened_on=recording.on, reopening_reason=reason, reopened_by=recording.author
    )
    if not changed:
        raise Refusal("The plan is open already. Nothing was changed.")


@transaction.atomic
def carry_on(carryings: Sequence[Carrying], *, recording: Recording) -> list[Action]:
    """Let Actions be carried on in another plan; return what carries each on.

    An Action still open is dropped where it stands, with where it went. Raises ``Refusal`` where
    one of the plans is closed, or something is carried on there already.
    """
    return [_carry(each, recording) for each in carryings]


def _carry(carrying: Carrying, recording: Recording) -> Action:
    record, into = lock(carrying.action), carrying.into
    mark_open(into.plan_id)
    earlier = record.action
    later = into if isinstance(into, Action) else _begin(earlier, into, recording)
    _, is_new = CarriedOn.objects.get_or_create(
        earlier=earlier,
        later=later,
        defaults={
            "recorded_on": recording.on,
            "recorded_at": recording.at,
            "recorded_by": recording.author,
        },
    )
    if not is_new:
        raise Refusal(f"{later.reference} carries {earlier.reference} on already.")
    if record.status_on(recording.on) not in CLOSED_STATUSES:
        words = f"Carried on in “{later.plan.title}” as {later.reference}."
        say(earlier, recording.author, Status.DROPPED, recording.on, recording.at, words)
    return later


def _begin(earlier: Action, recommendation: Recommendation, recording: Recording) -> Action:
    """Make the Action that carries another on: its words, who has a part, its by-when."""
    order = (recommendation.actions.aggregate(last=Max("order"))["last"] or 0) + 1
    later = Action(
        plan=recommendation.plan,
        recommendation=recommendation,
        order=order,
        reference=f"{recommendation.number}.{order}",
        added_on=recording.on,
        lead_as_written=earlier.lead_words,
        **{name: getattr(earlier, name) for name in CARRIED_COLUMNS},
    )
    save(later)
    for role in earlier.roles.all():
        ActionRole.objects.create(
            action=later,
            part=role.part,
            officer_id=role.officer_id,
            organisation_id=role.organisation_id,
            person=role.person,
            order=role.order,
        )
    last = earlier.by_whens.known(as_of=recording.on).order_by("order").last()
    if last is not None:
        save(
            ActionByWhen(
                action=later,
                order=1,
                holds_from=recording.on,
                recorded_on=recording.on,
                recorded_at=recording.at,
                recorded_by=recording.author,
                **{name: getattr(last, name) for name in CARRIED_BY_WHEN},
            )
        )
    rebuild_standings(Action.objects.filter(pk=later.pk))
    return later
