"""What a list of Actions can show beside their lines: who helps, what it costs, what shows it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count

from actionplan.models import Action, EvidenceLink, Milestone
from actionplan.presenters.actions import ActionDetails, ActionLine
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.rewordings import (
    Holder,
    Holders,
    criteria_or_own,
    past_holders,
)

# What each column needs to be fetched along.
FETCHED: Mapping[str, tuple[str, ...]] = {
    "partners": ("roles__officer", "roles__organisation"),
    "success_criteria": ("success_criteria",),
    "milestones": ("milestones",),
}


def with_details(
    lines: Sequence[ActionLine], plan: PlanHead, wanted: Collection[str], *, as_of: date
) -> list[ActionLine]:
    """Return lines with what is wanted of their Actions.

    One query, and one or two for each thing that stands in rows of its own; none where nothing is
    wanted.
    """
    if not wanted or not lines:
        return list(lines)
    keys = [line.pk for line in lines]
    rows = Action.objects.select_related("source").prefetch_related(
        *(path for name in FETCHED if name in wanted for path in FETCHED[name])
    )
    actions = rows.in_bulk(keys)
    held_before = past_holders(plan.past) if "partners" in wanted else Holders({})
    pieces = evidence_counts(keys, as_of=as_of) if "evidence" in wanted else {}
    return [
        replace(
            line,
            details=details_of(
                plan.past.put_back(actions[line.pk]),
                plan,
                held_before,
                wanted,
                evidence=pieces.get(line.pk, 0),
                as_of=as_of,
            ),
        )
        for line in lines
    ]


def details_of(
    action: Action,
    plan: PlanHead,
    held_before: Holders,
    wanted: Collection[str],
    *,
    evidence: int,
    as_of: date,
) -> ActionDetails:
    """Return what is wanted of one Action that was fetched with it."""
    partners = criteria = steps = ""
    if "partners" in wanted:
        held = held_before.of(action.pk, action.roles.all(), plan.past)
        partners = "; ".join(helpers(held))
    if "success_criteria" in wanted:
        criteria = "; ".join(criteria_or_own(action, plan.past))
    if "milestones" in wanted:
        steps = milestones_in_words(action.milestones.all(), as_of=as_of)
    return ActionDetails(
        partners=partners,
        additional_capacity=action.additional_capacity,
        success_criteria=criteria,
        milestones=steps,
        source=source_in_words(action),
        evidence=evidence if "evidence" in wanted else None,
    )


def helpers(held: Iterable[Holder]) -> list[str]:
    """Return who has a part in an Action and does not lead it."""
    return [each.holder for each in held if not each.leads]


def milestones_in_words(rows: Iterable[Milestone], *, as_of: date) -> str:
    """Return the milestones of an Action on a day, each with its by-when as written."""
    standing = (row for row in rows if row.is_known(on=as_of))
    return "; ".join(f"{row.by_when_as_written}: {row.text}" for row in standing)


def source_in_words(action: Action) -> str:
    """Return the paper that an Action stands in, and where in it."""
    return f"{action.source}: {action.source_place}" if action.source else ""


def evidence_counts(keys: Collection[int], *, as_of: date) -> dict[int, int]:
    """Return how many pieces of evidence each of some Actions has on a day; one query."""
    known = EvidenceLink.objects.known(as_of=as_of).filter(action__in=keys)
    counted = known.order_by().values_list("action").annotate(Count("evidence", distinct=True))
    return dict(counted)
