"""What was asked of somebody: what waits for whom, and what was answered."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import ByWhenRequest, CompletionClaim
from actionplan.presenters import by_whens, completions
from actionplan.presenters.by_whens import RequestLine
from actionplan.presenters.completions import ClaimLine
from herefordshire_cs.accounts.models import User

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
    rows, claims = by_whens.rows(), completions.rows()
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
    found = [rows.order_by().values_list("pk") for rows in (requests, claims)]
    return found[0].union(found[1], all=True).count()
