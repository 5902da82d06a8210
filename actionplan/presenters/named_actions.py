"""Recommendations and actions that something outside the plan names, each with its evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import EvidenceLink, Plan, Standing
from actionplan.presenters.actions import action_lines
from actionplan.presenters.evidence import FILES, OF_LINKS, EvidenceLine, evidence_line
from actionplan.presenters.plans import PlanHead, plan_heads
from actionplan.presenters.recommendations import group_lines
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.rag import Rating

# The plan's slug and the number of a recommendation, or the reference of an action.
type Named = tuple[str, str]
# By the number of its recommendation and its own reference.
type EvidenceByAction = dict[tuple[int, str], list[EvidenceLine]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedLine:
    """What was named: its words, its rating on a day, and the evidence for its actions.

    ``number`` is given for a recommendation, ``reference`` for an action.
    """

    plan: str
    plan_title: str
    label: str
    number: int | None
    reference: str
    text: str
    rating: Rating
    evidence: tuple[tuple[str, EvidenceLine], ...]


def named_lines(
    recommendations: Iterable[Named],
    actions: Iterable[Named],
    *,
    as_of: date,
    access: PlanAccess,
) -> dict[Named, NamedLine]:
    """Return the line of each that there is on a day; as many queries however many are named."""
    numbers, references = set(recommendations), set(actions)
    plans = {slug for slug, _what in numbers | references}
    if not plans:
        return {}
    begun = Plan.objects.visible_to(access).filter(slug__in=plans, starts_on__lte=as_of)
    heads = plan_heads(begun, as_of=as_of)
    found: dict[Named, NamedLine] = {}
    for head in heads:
        evidence = evidence_of(head, numbers | references, as_of=as_of)
        found |= recommendations_of(head, numbers, evidence, as_of=as_of)
        found |= actions_of(head, references, evidence, as_of=as_of)
    return found


def recommendations_of(
    head: PlanHead, named: set[Named], evidence: EvidenceByAction, *, as_of: date
) -> dict[Named, NamedLine]:
    """Return those recommendations of a plan that are named."""
    if not any(slug == head.slug for slug, _number in named):
        return {}
    lines = (line for group in group_lines(head, as_of=as_of) for line in group.recommendations)
    return {
        (head.slug, str(line.number)): NamedLine(
            plan=head.slug,
            plan_title=head.title,
            label=f"{head.level_name} {line.number}",
            number=line.number,
            reference="",
            text=line.text,
            rating=line.rating,
            evidence=tuple(
                (reference, each)
                for (number, reference), rows in evidence.items()
                if number == line.number
                for each in rows
            ),
        )
        for line in lines
        if (head.slug, str(line.number)) in named
    }


def actions_of(
    head: PlanHead, named: set[Named], evidence: EvidenceByAction, *, as_of: date
) -> dict[Named, NamedLine]:
    """Return those actions of a plan that are named."""
    references = {reference for slug, reference in named if slug == head.slug}
    standings = Standing.objects.of(head.pk).on(as_of).filter(action__reference__in=references)
    return {
        (head.slug, line.reference): NamedLine(
            plan=head.slug,
            plan_title=head.title,
            label=f"Action {line.reference}",
            number=None,
            reference=line.reference,
            text=line.text,
            rating=line.rating,
            evidence=tuple(
                (line.reference, each)
                for each in evidence.get((line.recommendation, line.reference), [])
            ),
        )
        for line in action_lines(standings.with_actions(), head, as_of=as_of)
    }


def evidence_of(head: PlanHead, named: set[Named], *, as_of: date) -> EvidenceByAction:
    """Return the evidence of a plan that was supplied by a day, by what it is for."""
    if not any(slug == head.slug for slug, _what in named):
        return {}
    rows = EvidenceLink.objects.known(as_of=as_of).filter(action__plan=head.pk)
    found: EvidenceByAction = {}
    beside = rows.select_related("action__recommendation", *OF_LINKS).prefetch_related(*FILES)
    for row in beside:
        if row.action is not None:
            key = row.action.recommendation.number, row.action.reference
            found.setdefault(key, []).append(evidence_line(row.evidence, as_of=as_of))
    return found
