"""Requests for new by-whens: what waits for whom, and what was answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import ActionByWhen, ByWhenRequest, ByWhenRequestQuerySet
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words

ANSWERS_AT_MOST = 50


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
    answer: str
    answer_words: str
    answered_by: str
    answered_on: date | None

    @property
    def answer_in_words(self) -> str:
        """Return the answer with who gave it and when."""
        if self.answered_on is None:
            return f"Waits for {self.approver}"
        by = f" by {self.answered_by}" if self.answered_by else ""
        return f"{self.answer}{by} on {day_in_words(self.answered_on)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    """What waits for a reader's answer, what they asked and wait for, and what was answered."""

    to_answer: tuple[RequestLine, ...]
    asked: tuple[RequestLine, ...]
    answered: tuple[RequestLine, ...]


def build_requests_page(reader: User, *, as_of: date) -> RequestsPage:
    """Return the requests that concern a reader; three queries."""
    waiting = rows().waiting(as_of=as_of)
    mine = rows().filter(asked_by=reader)
    answered = mine.filter(answered_on__lte=as_of).order_by("-answered_on", "-pk")
    return RequestsPage(
        to_answer=request_lines(waiting.to_answer(reader), as_of=as_of),
        asked=request_lines(waiting.filter(asked_by=reader), as_of=as_of),
        answered=request_lines(answered[:ANSWERS_AT_MOST], as_of=as_of),
    )


def count_to_answer(reader: User, *, as_of: date) -> int:
    """Return how many requests wait for a reader's answer; one query."""
    return ByWhenRequest.objects.waiting(as_of=as_of).to_answer(reader).count()


def rows() -> ByWhenRequestQuerySet:
    """Return requests with all that a line of one needs."""
    return ByWhenRequest.objects.select_related(
        "action__plan", "asked_by", "approver", "answered_by"
    )


def request_lines(found: Iterable[ByWhenRequest], *, as_of: date) -> tuple[RequestLine, ...]:
    """Return requests as they stood on a day."""
    return tuple(request_line(row, as_of=as_of) for row in found)


def request_line(row: ByWhenRequest, *, as_of: date) -> RequestLine:
    """Return a request as it stood on a day."""
    is_answered = row.answered_on is not None and row.answered_on <= as_of
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
        answer=row.get_answer_display() if is_answered else "",
        answer_words=row.answer_words if is_answered else "",
        answered_by=answerer(row) if is_answered else "",
        answered_on=row.answered_on if is_answered else None,
    )


def answerer(row: ByWhenRequest) -> str:
    """Return who answered; of a request that was taken back it needs no saying."""
    is_taken_back = row.answer == ByWhenRequest.Answer.TAKEN_BACK
    return "" if is_taken_back or row.answered_by is None else row.answered_by.name


def last_by_when(plan: PlanHead) -> date | None:
    """Return the last by-when that a plan set when its actions were added; one query."""
    first = ActionByWhen.objects.filter(action__plan=plan.pk, order=1, latest__isnull=False)
    return first.order_by("-latest").values_list("latest", flat=True).first()
