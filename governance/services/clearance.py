"""Sending a report for clearance, giving it, and locking what was cleared."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from governance.models import Clearance, Report
from governance.models.clearance import (
    awaiting,
    cleared_otherwise,
    is_held,
    is_own,
    is_returned,
    may_write_on,
    missing,
)
from governance.models.reports import newest_version
from governance.services.drafts import (
    IssuedAlready,
    NotOpen,
    NotTheirs,
    State,
    _check_seen,
    locked,
)
from herefordshire_cs.accounts.models import User


class NotReady(Exception):
    """The report lacks what it needs before it is sent; holds what, in words."""

    def __init__(self, lacks: Sequence[str]) -> None:
        super().__init__(f"Lacks {', '.join(lacks)}")
        self.lacks = tuple(lacks)


class ReturnedUnchanged(Exception):
    """The version in hand was returned, and nothing was saved since."""


class ClearedOtherwise(Exception):
    """The version was cleared by the same person for something else; each needs another."""


class OwnReport(Exception):
    """Who wrote a report does not clear it."""


class NotAwaited(Exception):
    """The report does not wait for this clearance."""


@transaction.atomic
def send(*, report: Report, seen: int) -> Report:
    """Send a draft for clearance. What was cleared of this very version stays cleared.

    Raises SavedMeanwhile, NotOpen, NotReady for what it lacks, and ReturnedUnchanged.
    """
    row = locked(report)
    _check_seen(row, seen)
    if row.state != State.DRAFT:
        raise NotOpen
    if lacks := missing(row):
        raise NotReady(lacks)
    if is_returned(row):
        raise ReturnedUnchanged
    row = _become(row, State.CLEARANCE)
    # A body may ask for no clearance at all, or for none that is not given of this version.
    return row if awaiting(row) else _become(row, State.CLEARED)


def _become(row: Report, state: str) -> Report:
    row.state = state
    row.save()
    return row


@transaction.atomic
def withdraw(*, report: Report, user: User) -> Report:
    """Take a report back from clearance, to go on writing.

    Raises NotTheirs, and NotOpen for one that is not there.
    """
    row = locked(report)
    if not may_write_on(row, user):
        raise NotTheirs
    if row.state != State.CLEARANCE:
        raise NotOpen
    return _become(row, State.DRAFT)


@transaction.atomic
def give(
    *,
    report: Report,
    seen: int,
    kind: str,
    is_cleared: bool,
    note: str,
    user: User,
    at: datetime,
) -> Report:
    """Clear the version in hand, or return it with a note, which makes it a draft again.

    With the last clearance that it needs the report is cleared. Raises SavedMeanwhile, OwnReport,
    ClearedOtherwise, and NotAwaited where it does not wait for this one, or not from this user.
    """
    row = locked(report)
    _check_seen(row, seen)
    if kind not in awaiting(row) or not user.has_perm(f"governance.clear_{kind}"):
        raise NotAwaited
    if is_own(row, user):
        raise OwnReport
    if is_cleared and cleared_otherwise(row, user, kind):
        raise ClearedOtherwise
    verdict = Clearance(
        report=row,
        version=newest_version(row),
        kind=kind,
        verdict=Clearance.Verdict.CLEARED if is_cleared else Clearance.Verdict.RETURNED,
        note=note,
        given_by=user,
        given_by_name=user.name,
        given_at=at,
    )
    verdict.full_clean()
    verdict.save()
    if not is_cleared:
        return _become(row, State.DRAFT)
    row = locked(report)
    return row if awaiting(row) else _become(row, State.CLEARED)


@transaction.atomic
def lock(*, report: Report) -> Report:
    """Lock a cleared report, so that no further version is saved; one that is locked stays so.

    Raises NotOpen for one that is not cleared.
    """
    row = Report.objects.select_for_update().get(pk=report.pk)
    if row.state == State.LOCKED:
        return row
    if row.state != State.CLEARED:
        raise NotOpen
    return _become(row, State.LOCKED)


@transaction.atomic
def unlock(*, report: Report) -> Report:
    """Unlock a report that no issued pack holds; it is cleared. Raises NotOpen, IssuedAlready."""
    row = locked(report)
    if row.state != State.LOCKED:
        raise NotOpen
    if is_held(row):
        raise IssuedAlready
    return _become(row, State.CLEARED)
