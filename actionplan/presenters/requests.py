"""What was asked of somebody: what waits for whom, and what was answered."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import ByWhenRequest, CompletionClaim, EvidenceRequest
from actionplan.models.people import officers_acted_for
from actionplan.models.plan_access import seen_with
from actionplan.presenters import by_whens, completions
from actionplan.presenters.by_whens import RequestLine
from actionplan.presenters.completions import ClaimLine
from actionplan.presenters.evidence import WantedLine, wanted_line
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import access_of

ANSWERS_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsPage:
    """What waits for a reader's answer, what they asked and wait for, and what was answered.

    Of each first the requests for new by-whens, then the claims that something is done.
    """

    to_answer: tuple[RequestLine, ...]
    asked: tuple[RequestLine, ...]
    answered: tuple[RequestLine, ...]
    claims_to_answer: tuple[ClaimLine, ...]
    claims: tuple[ClaimLine, ...]
    claims_answered: tuple[ClaimLine, ...]

    @property
    def is_asked(self) -> bool:
        """Whether anything waits for the reader's answer."""
        return bool(self.to_answer or self.claims_to_answer)


def build_requests_page(reader: User, *, as_of: date) -> RequestsPage:
    """Return the requests that concern a reader; six queries."""
    access = access_of(reader)
    rows = seen_with(by_whens.rows(), access, plan="action__plan")
    claims = seen_with(completions.rows(), access, plan="action__plan")
    waiting, claimed = rows.waiting(as_of=as_of), claims.waiting(as_of=as_of)
    answered = {"asked_by": reader, "answered_on__lte": as_of}
    newest = ("-answered_on", "-pk")
    return RequestsPage(
        to_answer=by_whens.request_lines(waiting.to_answer(reader), as_of=as_of),
        asked=by_whens.request_lines(waiting.filter(asked_by=reader), as_of=as_of),
        answered=by_whens.request_lines(
            rows.filter(**answered).order_by(*newest)[:ANSWERS_AT_MOST], as_of=as_of
        ),
        claims_to_answer=completions.claim_lines(claimed.to_answer(reader), as_of=as_of),
        claims=completions.claim_lines(claimed.filter(asked_by=reader), as_of=as_of),
        claims_answered=completions.claim_lines(
            claims.filter(**answered).order_by(*newest)[:ANSWERS_AT_MOST], as_of=as_of
        ),
    )


def count_to_answer(reader: User, *, as_of: date) -> int:
    """Return how many requests and claims wait for a reader's answer; one query."""
    requests = ByWhenRequest.objects.waiting(as_of=as_of).to_answer(reader)
    claims = CompletionClaim.objects.waiting(as_of=as_of).to_answer(reader)
    access = access_of(reader)
    found = [
        seen_with(rows, access, plan="action__plan").order_by().values_list("pk")
        for rows in (requests, claims)
    ]
    return found[0].union(found[1], all=True).count()


def waiting_for(reader: User, *, as_of: date) -> tuple[RequestLine | ClaimLine, ...]:
    """Return what waits for a reader's own answer, put to them by name, the oldest first.

    What another director may answer as well is on the page of all requests. Two queries.
    """
    access = access_of(reader)
    requests = by_whens.rows().waiting(as_of=as_of).filter(approver=reader)
    claims = completions.rows().waiting(as_of=as_of).filter(approver=reader)
    found: list[RequestLine | ClaimLine] = [
        *by_whens.request_lines(seen_with(requests, access, plan="action__plan"), as_of=as_of),
        *completions.claim_lines(seen_with(claims, access, plan="action__plan"), as_of=as_of),
    ]
    return tuple(sorted(found, key=lambda line: line.asked_on))


def evidence_asked_of(user: User, *, as_of: date) -> tuple[tuple[str, str, WantedLine], ...]:
    """Return the evidence that a person, or whom they stand in for, is asked for; one query.

    Each with the short name and the title of its plan, the first wanted first.
    """
    officers = officers_acted_for(user, on=as_of).order_by().values("pk")
    rows = EvidenceRequest.objects.filter(officer__in=officers, recorded_on__lte=as_of)
    beside = seen_with(rows, access_of(user)).select_related(
        "plan", "action", "author", "source", "withdrawn_by", "evidence", "officer"
    )
    found = [(row.plan.slug, row.plan.title, wanted_line(row, as_of=as_of)) for row in beside]
    waiting = [each for each in found if each[2].is_waiting]
    return tuple(sorted(waiting, key=lambda each: each[2].wanted_by or date.max))
