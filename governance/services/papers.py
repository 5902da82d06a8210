"""The agenda and its papers: their order, what is exempt, what is appended, what was answered."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max, QuerySet

from governance.models import AgendaItem, Appendix, Exemptible, Meeting, Pack, Report, Resolution
from governance.models.packs import PackQuerySet
from governance.presenters.issued import issues_with
from governance.presenters.papers import ReportPaper
from governance.presenters.public import public_paper
from governance.services.withdrawing import close_copies


class AgendaIssued(Exception):
    """The agenda was issued; its order and its papers change by a correction only."""


class PackUnderWay(Exception):
    """A pack that holds the paper is being built, and might show it as it was."""


class AppendixIssued(Exception):
    """The appendix is in a pack that was issued; it stays in the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Whether a paper is exempt, and why: what a clerk says of it."""

    paragraph: int | None = None
    reason: str = ""
    review_on: date | None = None
    public_title: str = ""


@transaction.atomic
def move_item(*, item: AgendaItem, up: bool, at: datetime) -> AgendaItem:
    """Move an item one place; at the end it stays where it is.

    The meeting is locked, so that two clerks who move items at once both see what became of it.
    Raises AgendaIssued once the agenda is published, and PackUnderWay while a pack is being built.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if meeting.state != Meeting.State.PLANNED:
        raise AgendaIssued
    refuse_under_way(meeting.packs.all(), at=at)
    items = list(meeting.items.order_by("order", "pk"))
    place = [each.pk for each in items].index(item.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(items):
        items[place], items[other] = items[other], items[place]
    for order, each in enumerate(items, start=1):
        each.order = order
    AgendaItem.objects.bulk_update(items, ["order"])
    return next(each for each in items if each.pk == item.pk)


@transaction.atomic
def reply_to_resolution(
    *,
    resolution: Resolution,
    reply: str,
    action_plan: str,
    action_reference: str,
    is_closed: bool,
    on: date,
) -> Resolution:
    """Record the reply to what a committee asked for, the action it became, and its closing."""
    row = Resolution.objects.select_for_update().get(pk=resolution.pk)
    row.reply = reply
    row.replied_on = row.replied_on or on
    row.action_plan = action_plan
    row.action_reference = action_reference
    row.state = Resolution.State.CLOSED if is_closed else Resolution.State.REPLIED
    row.closed_on = on if is_closed else None
    row.full_clean()
    row.save()
    return row


def reply_initial(row: Resolution) -> dict[str, object]:
    """Return what a reply form shows of the resolution."""
    return {
        "reply": row.reply,
        "action_plan": row.action_plan,
        "action_reference": row.action_reference,
        "is_closed": row.state == Resolution.State.CLOSED,
    }


def for_public(paper: ReportPaper) -> ReportPaper:
    """Return a report as somebody may read it who may not read what is exempt."""
    return public_paper(paper)


@transaction.atomic
def mark_exempt(
    *,
    paper: Report | Appendix,
    marking: Marking,
    correction_follows: bool,
    at: datetime,
    on: date | None = None,
) -> Report | Appendix:
    """Say whether a report or an appendix is exempt, and why.

    Public copies that show it are closed, as on a day. Raises AgendaIssued once the agenda is
    published, unless a correction follows, and PackUnderWay while a pack of it is being built.
    """
    report = paper.report if isinstance(paper, Appendix) else paper
    meetings = lock_meetings(report, correction_follows=correction_follows, at=at)
    row: Report | Appendix = type(paper).objects.select_for_update().get(pk=paper.pk)
    mark_row(row, marking)
    row.full_clean()
    row.save()
    close_copies(meetings, on=on or at.date(), report=report.pk)
    return row


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
) -> Appendix:
    """Append a PDF to a report, after what it has: its pages as they were made ready to join.

    The name it came under is not kept, since it may say what the public must not read. Raises
    AgendaIssued and PackUnderWay as mark_exempt does.
    """
    lock_meetings(report, correction_follows=correction_follows, at=at)
    last = report.appendices.aggregate(last=Max("order"))["last"] or 0
    row = Appendix(
        report=report, order=last + 1, label=label, title=title, kind=Appendix.Kind.UPLOAD
    )
    mark_row(row, marking)
    row.full_clean()
    row.file.save(f"{hashlib.sha256(pages).hexdigest()}.pdf", ContentFile(pages), save=False)
    row.save()
    return row


@transaction.atomic
def withdraw_appendix(*, appendix: Appendix, at: datetime) -> None:
    """Take an appendix away from its report, and its file from the store.

    Raises AppendixIssued once a pack with it was issued, AgendaIssued once the agenda is published
    but for one that was added here and that no pack holds yet, and PackUnderWay while one is being
    built.
    """
    report = appendix.report
    meetings = lock_meetings(report, correction_follows=True, at=at)
    # A report that was pulled may stand under another meeting since it was issued.
    keys = {each.pk for each in meetings} | issues_with(report.pk)
    issued = Pack.objects.filter(meeting__in=keys, state=Pack.State.READY)
    held = list(issued.values_list("contents", flat=True))
    if any(_has_appendix(item, appendix.pk) for contents in held for item in contents):
        raise AppendixIssued
    added_here = (Appendix.Kind.UPLOAD, Appendix.Kind.LIVE)
    is_late = bool(held) and appendix.kind in added_here
    if not is_late and any(is_published(each) for each in meetings):
        raise AgendaIssued
    storage, stored_as = appendix.file.storage, str(appendix.file)
    Appendix.objects.get(pk=appendix.pk).delete()
    if stored_as:
        transaction.on_commit(lambda: storage.delete(stored_as))


def _has_appendix(item: dict[str, Any], pk: int) -> bool:
    # A pack that does not say what was appended may have held it.
    return pk in item.get("appendices", [pk])


def lock_meetings(report: Report, *, correction_follows: bool, at: datetime) -> list[Meeting]:
    """Lock and return the meetings that have a report before them, if it may be changed."""
    meetings = list(_meetings_of(report).select_for_update())
    if not correction_follows and any(is_published(each) for each in meetings):
        raise AgendaIssued
    refuse_under_way(Pack.objects.filter(meeting__in=meetings), at=at)
    return meetings


def refuse_under_way(packs: PackQuerySet, *, at: datetime) -> None:
    """Raise PackUnderWay while one of the packs is being built; one that waits is wanted still.

    One whose worker gives no sign of life waits again, so that it is built of what stands then.
    """
    if packs.under_way(at=at).exists():
        raise PackUnderWay
    packs.put_back()  # or its worker might come back, and issue what it holds as it was


def _meetings_of(report: Report) -> QuerySet[Meeting]:
    keys = set(report.items.values_list("meeting_id", flat=True))
    if report.meeting_id is not None:
        keys.add(report.meeting_id)
    return Meeting.objects.filter(pk__in=keys).order_by("pk")


def is_published(meeting: Meeting) -> bool:
    """Say whether a meeting's agenda was published, so that a change needs a correction."""
    return meeting.state != Meeting.State.PLANNED


def is_before_published(report: Report) -> bool:
    """Say whether a report is before any meeting whose agenda was published."""
    return any(is_published(each) for each in _meetings_of(report))


def mark_row(row: Exemptible, marking: Marking) -> None:
    """Put what a clerk says into a row, which is still to be judged and saved."""
    row.exempt_paragraph = marking.paragraph
    row.exempt_reason = marking.reason
    row.exempt_review_on = marking.review_on
    row.public_title = marking.public_title


def marking_initial(row: Exemptible) -> dict[str, object]:
    """Return what a form that marks a paper exempt shows of it."""
    return {
        "exempt_paragraph": row.exempt_paragraph or "none",
        "exempt_reason": row.exempt_reason,
        "exempt_review_on": row.exempt_review_on,
        "public_title": row.public_title,
    }
