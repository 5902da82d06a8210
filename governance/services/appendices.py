"""Appending something to a report, and withdrawing it."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from governance.models import Appendix, Meeting, Pack, Report
from governance.models.issued import issues_with
from governance.services.agendas import AgendaIssued, is_published, lock_meetings
from governance.services.exempt import Marking, mark_row


@transaction.atomic
def add_live_appendix(
    *,
    report: Report,
    label: str,
    title: str,
    document: str,
    plan: str,
    as_at: date | None,
    marking: Marking,
    correction_follows: bool,
    at: datetime,
) -> Appendix:
    """Append a live document to a report, after what it has; without a day, as at the pack's.

    Raises AgendaIssued and PackUnderWay as mark_exempt does.
    """
    lock_meetings(report, correction_follows=correction_follows, at=at)
    last = report.appendices.aggregate(last=Max("order"))["last"] or 0
    row = Appendix(
        report=report,
        order=last + 1,
        label=label,
        title=title,
        kind=Appendix.Kind.LIVE,
        document=document,
        plan=plan,
        as_at=as_at,
    )
    mark_row(row, marking)
    row.full_clean()
    row.save()
    return row


class NotAnUpload(Exception):
    """Only an uploaded PDF is replaced by another."""


class AppendixIssued(Exception):
    """The appendix is in a pack that was issued; it stays in the record."""


@transaction.atomic
def add_appendix(
    *,
    report: Report,
    label: str,
    title: str,
    pages: bytes,
    marking: Marking,
    correction_follows: bool,
    at: datetime,
    warnings: Sequence[str] = (),
) -> Appendix:
    """Append a PDF to a report, after what it has: its pages as they were made ready to join.

    The name it came under is not kept, since it may say what the public must not read. Raises
    AgendaIssued and PackUnderWay as mark_exempt does.
    """
    lock_meetings(report, correction_follows=correction_follows, at=at)
    last = report.appendices.aggregate(last=Max("order"))["last"] or 0
    row = Appendix(
        report=report,
        order=last + 1,
        label=label,
        title=title,
        kind=Appendix.Kind.UPLOAD,
        warnings=list(warnings),
    )
    mark_row(row, marking)
    row.full_clean()
    _store(row, pages)
    row.save()
    return row


def _store(row: Appendix, pages: bytes) -> None:
    row.file.save(f"{hashlib.sha256(pages).hexdigest()}.pdf", ContentFile(pages), save=False)


@transaction.atomic
def replace_appendix(
    *,
    appendix: Appendix,
    pages: bytes,
    warnings: Sequence[str],
    correction_follows: bool,
    at: datetime,
) -> Appendix:
    """Put other pages in the place of an uploaded appendix, which keeps its title and its mark.

    Packs that were issued hold their own copies, so they stay as they are; the file that was there
    goes once no issued pack holds it. Raises AgendaIssued, PackUnderWay, and NotAnUpload.
    """
    lock_meetings(appendix.report, correction_follows=correction_follows, at=at)
    row = Appendix.objects.select_for_update().get(pk=appendix.pk)
    if row.kind != Appendix.Kind.UPLOAD:
        raise NotAnUpload
    storage, stored_as = row.file.storage, str(row.file)
    _store(row, pages)
    row.warnings = list(warnings)
    row.full_clean()
    row.save()
    if stored_as and stored_as != str(row.file) and not _is_issued(row):
        transaction.on_commit(lambda: storage.delete(stored_as))
    return row


@transaction.atomic
def move_appendix(*, appendix: Appendix, up: bool, at: datetime) -> None:
    """Change the place of an appendix with the one before or after it; the first stays first.

    Raises AgendaIssued and PackUnderWay as mark_exempt does.
    """
    lock_meetings(appendix.report, correction_follows=False, at=at)
    rows = list(appendix.report.appendices.select_for_update().order_by("order", "pk"))
    place = next(number for number, row in enumerate(rows) if row.pk == appendix.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for order, row in enumerate(rows, start=1):
        if row.order != order:
            row.order = order
            row.save(update_fields=["order"])


@transaction.atomic
def withdraw_appendix(*, appendix: Appendix, at: datetime) -> None:
    """Take an appendix away from its report, and its file from the store.

    Raises AppendixIssued once a pack with it was issued, AgendaIssued once the agenda is published
    but for one that was added here and that no pack holds yet, and PackUnderWay while one is being
    built.
    """
    report = appendix.report
    meetings = lock_meetings(report, correction_follows=True, at=at)
    held = _issued_with(report, meetings)
    if _holds(held, appendix):
        raise AppendixIssued
    added_here = (Appendix.Kind.UPLOAD, Appendix.Kind.LIVE)
    is_late = bool(held) and appendix.kind in added_here
    if not is_late and any(is_published(each) for each in meetings):
        raise AgendaIssued
    storage, stored_as = appendix.file.storage, str(appendix.file)
    Appendix.objects.get(pk=appendix.pk).delete()
    if stored_as:
        transaction.on_commit(lambda: storage.delete(stored_as))


def _issued_with(report: Report, meetings: Iterable[Meeting]) -> list[list[dict[str, Any]]]:
    """Return the contents of the packs that may hold a report."""
    # A report that was pulled may stand under another meeting since it was issued.
    keys = {each.pk for each in meetings} | issues_with(report.pk)
    issued = Pack.objects.filter(meeting__in=keys, state=Pack.State.READY)
    return list(issued.values_list("contents", flat=True))


def _holds(held: Iterable[list[dict[str, Any]]], appendix: Appendix) -> bool:
    return any(_has_appendix(item, appendix.pk) for contents in held for item in contents)


def _is_issued(row: Appendix) -> bool:
    meetings = Meeting.objects.filter(items__report=row.report_id)
    return _holds(_issued_with(row.report, meetings), row)


def _has_appendix(item: dict[str, Any], pk: int) -> bool:
    # A pack that does not say what was appended may have held it.
    return pk in item.get("appendices", [pk])
