"""Claims that an action is done: who claims it, in which words, and the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import AskedRowQuerySet, CompletionClaim
from actionplan.presenters.answers import Answer, answer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim that an Action is done, and the answer if there is one."""

    pk: int
    plan: str
    reference: str
    text: str
    reported_on: date
    narrative: str
    asked_by: str
    asked_on: date
    approver: str
    answer: Answer


def rows() -> AskedRowQuerySet[CompletionClaim]:
    """Return claims with all that a line of one needs."""
    return CompletionClaim.objects.select_related(
        "action__plan", "asked_by", "approver", "answered_by"
    )


def claim_lines(found: Iterable[CompletionClaim], *, as_of: date) -> tuple[ClaimLine, ...]:
    """Return claims as they stood on a day."""
    return tuple(claim_line(row, as_of=as_of) for row in found)


def claim_line(row: CompletionClaim, *, as_of: date) -> ClaimLine:
    """Return a claim as it stood on a day."""
    return ClaimLine(
        pk=row.pk,
        plan=row.action.plan.slug,
        reference=row.action.reference,
        text=row.action.text,
        reported_on=row.reported_on,
        narrative=row.narrative,
        asked_by=row.asked_by.name,
        asked_on=row.asked_on,
        approver=row.approver.name,
        answer=answer_of(row, as_of=as_of),
    )
