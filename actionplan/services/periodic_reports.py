"""Periodic reports: drafting, editing, taking the record anew, issuing, withdrawing."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from actionplan.models import PeriodicReport, Plan
from actionplan.periodic_contents import Given
from actionplan.periodic_json import in_json
from actionplan.periodic_kinds import PeriodicKind
from actionplan.periodic_lists import PeriodicPart
from actionplan.periodic_paper import left_out_to_fit, room_left
from actionplan.services.standings import mark, save, withdraw
from herefordshire_cs.accounts.models import User


class DraftedAlready(Exception):
    """There is such a report to the same of the same period, in draft or issued."""


class IssuedAlready(Exception):
    """The report was issued, and stays as it was issued."""


class DoesNotFit(Exception):
    """It takes more than its one page; holds how many lines too many."""

    def __init__(self, lines: int) -> None:
        super().__init__(f"{lines} lines too many")
        self.lines = lines


class NotIssued(Exception):
    """It is a draft: nobody has it, so there is nothing to withdraw."""


class ReportWithdrawn(Exception):
    """Somebody withdrew the report before."""


@transaction.atomic
def draft_report(
    *,
    plan: int,
    kind: PeriodicKind,
    addressed_to: str,
    given: Given,
    author: User,
    recorded_on: date,
    recorded_at: datetime,
) -> PeriodicReport:
    """Begin a report on a plan, by its key, with what the record gives. Raises DraftedAlready."""
    mark(Plan.objects.filter(pk=plan))
    row = PeriodicReport(
        plan_id=plan,
        kind=kind.value,
        addressed_to=addressed_to,
        period_from=given.period.first,
        period_to=given.period.last,
        given=in_json(given),
        drafted_by=author,
        edited_by=author,
        edited_at=recorded_at,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
        **{part.value: given.words(part) for part in PeriodicPart},
    )
    row.left_out = sorted(left_out_to_fit(row.draft()))
    _refuse_twin(row)
    save(row)
    return row


@transaction.atomic
def edit_report(
    *,
    report: PeriodicReport,
    addressed_to: str,
    words: Mapping[PeriodicPart, str],
    left_out: Iterable[str],
    author: User,
    at: datetime,
) -> None:
    """Put a draft's words in the place of those before, and leave some lines out.

    Raises IssuedAlready, DraftedAlready and DoesNotFit.
    """
    row = _draft(report)
    row.addressed_to = addressed_to
    for part, said in words.items():
        setattr(row, part.value, said)
    row.left_out = sorted(left_out)
    _refuse_twin(row)
    _refuse_too_long(row)
    _save(row, author, at)


@transaction.atomic
def take_anew(*, report: PeriodicReport, given: Given, author: User, at: datetime) -> None:
    """Take what the record gives now; words that nobody edited follow it. Raises IssuedAlready."""
    row = _draft(report)
    before = row.what_was_given()
    for part in PeriodicPart:
        if getattr(row, part.value) == before.words(part):
            setattr(row, part.value, given.words(part))
    row.given = in_json(given)
    row.left_out = sorted({*row.left_out, *left_out_to_fit(row.draft())})
    _save(row, author, at)


@transaction.atomic
def issue_report(
    *, report: PeriodicReport, author: User, issued_on: date, issued_at: datetime
) -> PeriodicReport:
    """Issue a draft as it stands; it is never written again. Raises IssuedAlready, DoesNotFit."""
    row = _draft(report)
    _refuse_too_long(row)
    as_read = replace(row.draft(), issued_by=author.name, issued_on=issued_on, issued_at=issued_at)
    row.issued_by = author
    row.issued_on = issued_on
    row.issued_at = issued_at
    row.issued_as = in_json(as_read)
    save(row)
    return row


@transaction.atomic
def withdraw_report(
    *, report: PeriodicReport, author: User, reason: str, withdrawn_on: date
) -> None:
    """Withdraw an issued report; it stays to be read. Raises NotIssued and ReportWithdrawn."""
    row = _locked(report)
    if not row.is_issued:
        raise NotIssued
    if row.withdrawn_on is not None:
        raise ReportWithdrawn
    withdraw(row, author, reason, withdrawn_on)


@transaction.atomic
def discard_draft(*, report: PeriodicReport) -> None:
    """Throw a draft away; nobody was given it. Raises IssuedAlready."""
    _draft(report).delete()


def _draft(report: PeriodicReport) -> PeriodicReport:
    row = _locked(report)
    if row.is_issued:
        raise IssuedAlready
    return row


def _locked(report: PeriodicReport) -> PeriodicReport:
    """Hold the plan of a report against other writers; return the report as it is stored."""
    mark(Plan.objects.filter(pk=report.plan_id))
    return PeriodicReport.objects.select_related("plan").get(pk=report.pk)


def _refuse_twin(row: PeriodicReport) -> None:
    twins = PeriodicReport.objects.filter(
        plan=row.plan_id,
        kind=row.kind,
        addressed_to__iexact=row.addressed_to,
        period_from=row.period_from,
        period_to=row.period_to,
        withdrawn_on=None,
    )
    if twins.exclude(pk=row.pk).exists():
        raise DraftedAlready


def _refuse_too_long(row: PeriodicReport) -> None:
    room = room_left(row.draft())
    if room is not None and room < 0:
        raise DoesNotFit(-room)


def _save(row: PeriodicReport, author: User, at: datetime) -> None:
    row.edited_by = author
    row.edited_at = at
    save(row)
