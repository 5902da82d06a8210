"""Answering what somebody asked: who may, once, and with whose name and day."""

from datetime import date, datetime

from django.db.models import Q

from actionplan.models import ByWhenRequest, CompletionClaim
from actionplan.services.standings import save
from herefordshire_cs.accounts.models import User

type Asked = ByWhenRequest | CompletionClaim


class AnsweredAlready(Exception):
    """Somebody answered the request before; holds it as it stands now."""

    def __init__(self, request: Asked) -> None:
        super().__init__(f"Answered already: {request}")
        self.request = request


class NotTheirs(Exception):
    """Who asks, or answers, may not: nobody agrees to their own."""


def waiting[M: (ByWhenRequest, CompletionClaim)](request: M) -> M:
    """Return a request of a locked Action as it stands now. Raises ``AnsweredAlready``."""
    rows = type(request)._default_manager.select_related("asked_by", "answered_by")
    found = rows.get(pk=request.pk)
    if found.answer:
        raise AnsweredAlready(found)
    return found


def to_answer[M: (ByWhenRequest, CompletionClaim)](request: M, author: User) -> M:
    """Return a request that waits for an answer of the author, who may give it.

    Raises ``AnsweredAlready`` and ``NotTheirs``.
    """
    found = waiting(request)
    rows = type(found).objects.filter(Q(pk=found.pk))
    if not rows.to_answer(author).exists():
        raise NotTheirs
    return found


def answer(
    request: Asked,
    given: str,
    author: User,
    words: str,
    answered_on: date,
    answered_at: datetime,
) -> None:
    """Record the answer to a request."""
    request.answer = given
    request.answer_words = words
    request.answered_by = author
    request.answered_on = answered_on
    request.answered_at = answered_at
    save(request)
