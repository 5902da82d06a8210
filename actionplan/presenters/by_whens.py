"""Requests for new by-whens: who asked whom for what, and the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import ActionByWhen, AskedRowQuerySet, ByWhenRequest
from actionplan.presenters.answers import Answer, answer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestLine:
    """A request for a new by-when: who asked whom, for what, and the answer if there is one."""

    pk: int
    plan: str
    reference: str
    text: str
    asked_for: str
    reason: str
    beyond_reason: str
    asked_by: str
    asked_on: date
    approver: str
    answer: Answer


def rows() -> AskedRowQuerySet[ByWhenRequest]:
    """Return requests with all that a line of one needs."""
    return ByWhenRequest.objects.select_related(
        "action__plan", "asked_by", "approver", "answered_by"
    )


def request_lines(found: Iterable[ByWhenRequest], *, as_of: date) -> tuple[RequestLine, ...]:
    """Return requests as they stood on a day."""
    return tuple(request_line(row, as_of=as_of) for row in found)


def request_line(row: ByWhenRequest, *, as_of: date) -> RequestLine:
    """Return a request as it stood on a day."""
    return RequestLine(
        pk=row.pk,
        plan=row.action.plan.slug,
        reference=row.action.reference,
        text=row.action.text,
        asked_for=row.understood,
        reason=row.reason,
        beyond_reason=row.beyond_reason,
        asked_by=row.asked_by.name,
        asked_on=row.asked_on,
        approver=row.approver.name,
        answer=answer_of(row, as_of=as_of),
    )


def last_by_when(plan: int) -> date | None:
    """Return the last by-when that a plan, by its key, set for its actions; one query."""
    first = ActionByWhen.objects.filter(action__plan=plan, order=1, latest__isnull=False)
    return first.order_by("-latest").values_list("latest", flat=True).first()
