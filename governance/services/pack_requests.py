"""A second person before a pack is issued: asking for one, and answering."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from governance.models import Meeting, Pack, PackRequest
from herefordshire_cs.accounts.models import User


class RequestWaits(Exception):
    """The meeting has a request already that nobody has answered."""


class NoRequest(Exception):
    """Nobody asked for the pack to be issued, or it was answered meanwhile."""


class SamePerson(Exception):
    """Whoever asked for a pack to be issued may not issue it."""


@transaction.atomic
def ask_second(
    *,
    meeting: Meeting,
    kind: str,
    only_items: Collection[int],
    corrects: str,
    reason: str,
    checked: str,
    by: User,
    at: datetime,
) -> PackRequest:
    """Ask another person to issue a pack; ``checked`` is the hash of what it holds.

    Raises RequestWaits.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.pack_requests.waiting().exists():
        raise RequestWaits
    return PackRequest.objects.create(
        meeting=row,
        kind=kind,
        only_items=sorted(only_items),
        corrects=corrects,
        reason=reason,
        checked=checked,
        asked_by=by,
        asked_at=at,
    )


@transaction.atomic
def refuse_request(*, meeting: Meeting, reason: str, by: User, at: datetime) -> PackRequest:
    """Say that a pack is not issued, and why; whoever asked may take it back. Raises NoRequest."""
    row = _waiting(meeting)
    row.answer = PackRequest.Answer.REFUSED
    row.answered_by, row.answered_at, row.answer_reason = by, at, reason
    row.save()
    return row


def answer_by_issuing(meeting: Meeting, pack: Pack, *, by: User, at: datetime) -> PackRequest:
    """Answer the request of a meeting with the pack that is built of it.

    The caller holds the lock of the meeting. Raises NoRequest and SamePerson.
    """
    row = _waiting(meeting)
    if row.asked_by_id == by.pk:
        raise SamePerson
    if (row.kind, row.only_items, row.corrects) != (pack.kind, pack.only_items, pack.corrects):
        raise NoRequest
    row.answer = PackRequest.Answer.ISSUED
    row.answered_by, row.answered_at = by, at
    row.save()
    return row


def _waiting(meeting: Meeting) -> PackRequest:
    row = meeting.pack_requests.waiting().select_for_update(of=("self",)).first()
    if row is None:
        raise NoRequest
    return row
