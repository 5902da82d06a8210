"""What the page of the record of security says."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from herefordshire_cs.accounts.models import SecurityEvent

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """Something that happened: when, what, by which account, from where, and of what."""

    at: datetime
    what: str
    account: str
    visitor: str
    request_number: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityRecord:
    """A page of the record; ``older`` is where the next begins, None on the last."""

    lines: tuple[EventLine, ...]
    older: int | None
    kept_days: int


def build_record(*, what: str, account: str, before: int | None) -> SecurityRecord:
    """Return a page of the record, the newest first. One statement."""
    rows = SecurityEvent.objects.order_by("-pk")
    if what:
        rows = rows.filter(what=what)
    if account:
        rows = rows.filter(account__icontains=account)
    if before:
        rows = rows.filter(pk__lt=before)
    found = list(rows[: ON_A_PAGE + 1])
    shown = found[:ON_A_PAGE]
    return SecurityRecord(
        lines=tuple(line_of(row) for row in shown),
        older=shown[-1].pk if len(found) > ON_A_PAGE else None,
        kept_days=settings.SECURITY_RECORD_DAYS,
    )


def line_of(row: SecurityEvent) -> EventLine:
    """Return a line of the record."""
    return EventLine(
        at=row.at,
        what=row.get_what_display(),
        account=row.account,
        visitor=row.visitor,
        request_number=row.request_number,
        about=row.about,
    )
