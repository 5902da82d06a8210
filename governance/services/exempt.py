"""Marking something exempt or open, before and after it is published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.text import slugify

from governance.exempt.exclusion import EXCLUSION_TITLE, is_withheld_in_part
from governance.exempt.words import repeated_words
from governance.models import (
    AgendaItem,
    Appendix,
    Exemptible,
    Meeting,
    Minute,
    Pack,
    Report,
)
from governance.services.agendas import AgendaIssued, is_published, lock_meetings, refuse_under_way
from governance.services.public_copies import close_copies
from herefordshire_cs.lib.text.free_names import numbered

LONGEST_SLUG = 100
NOT_A_SLUG = "new"  # the address under which a report is begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Whether a paper is exempt, and why: what a clerk says of it."""

    paragraph: int | None = None
    reason: str = ""
    review_on: date | None = None
    public_title: str = ""
    also: tuple[int, ...] = ()
    title_reason: str = ""


@transaction.atomic
def mark_item(
    *,
    item: AgendaItem,
    marking: Marking,
    correction_follows: bool,
    at: datetime,
    on: date | None = None,
) -> AgendaItem:
    """Say whether an item is exempt by itself, and why; its minute is withheld with it.

    Public copies that show it are closed, as on a day. Raises AgendaIssued once the agenda is
    published, unless a correction follows, and PackUnderWay while a pack of it is being built.
    """
    meeting = Meeting.objects.select_for_update().get(pk=item.meeting_id)
    if is_published(meeting) and not correction_follows:
        raise AgendaIssued
    refuse_under_way(meeting.packs.all(), at=at)
    row = AgendaItem.objects.select_for_update().get(pk=item.pk)
    mark_row(row, marking)
    row.full_clean()
    row.save()
    close_copies([meeting], on=on or at.date(), minutes=_keys(row.minutes.all()))
    if row.is_exempt:
        keep_exclusion(meeting)
    return row


@transaction.atomic
def mark_minute(
    *,
    minute: Minute,
    marking: Marking,
    is_open: bool,
    at: datetime,
    on: date | None = None,
    public_summary: str = "",
) -> Minute:
    """Say whether a minute is exempt by itself, or as its item is, or may be read all the same.

    ``public_summary`` is the written summary that section 100C(2) asks for where it is withheld.

    It may be said of approved minutes too. Public copies that show it are closed, as on a day.
    Raises PackUnderWay while a pack that may hold it is being built.
    """
    meeting = Meeting.objects.select_for_update().get(pk=minute.meeting_id)
    holds_it = Q(meeting=meeting) | Q(meeting__items__minutes_of=meeting)
    refuse_under_way(Pack.objects.filter(pk__in=Pack.objects.filter(holds_it).values("pk")), at=at)
    row = Minute.objects.select_for_update().get(pk=minute.pk)
    mark_row(row, marking)
    row.is_open = is_open
    row.public_summary = public_summary
    row.full_clean()
    row.save()
    close_copies([meeting], on=on or at.date(), minutes=[row.pk])
    return row


def _keys(minutes: QuerySet[Minute]) -> list[int]:
    return list(minutes.values_list("pk", flat=True))


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
    if isinstance(row, Report):
        row.slug = neutral_slug(row)
    row.full_clean()
    row.save()
    close_copies(meetings, on=on or at.date(), report=report.pk)
    if row.is_exempt:
        for meeting in meetings:
            keep_exclusion(meeting)
    return row


def neutral_slug(row: Report) -> str:
    """Return the address of a report: of an exempt one, one that tells no word of its title."""
    if not row.is_exempt or not repeated_words(row.slug.replace("-", " "), [row.title]):
        return row.slug
    return free_slug(row.public_title, row.meeting)


def free_slug(title: str, meeting: Meeting | None) -> str:
    """Return a slug from a title and the day of the meeting that no other report has."""
    day = f"-{meeting.held_on.isoformat()}" if meeting else ""
    stem = slugify(title)[:LONGEST_SLUG].strip("-") or "report"
    taken = set(Report.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken.add(NOT_A_SLUG)
    return numbered(f"{stem}{day}", taken)


def keep_exclusion(meeting: Meeting) -> None:
    """Put the resolution to exclude the public before what is withheld, where it is not yet.

    An agenda that is published keeps its items: what is late is added by the clerk.
    """
    if meeting.state != Meeting.State.PLANNED:
        return
    items = list(meeting.items.select_related("report").prefetch_related("report__appendices"))
    if any(item.kind == AgendaItem.Kind.EXCLUSION for item in items):
        return
    first = next((item for item in items if is_withheld_in_part(item)), None)
    if first is None:
        return
    later = [item for item in items if item.order >= first.order]
    for item in reversed(later):
        item.order += 1
        item.save(update_fields=["order"])
    AgendaItem.objects.create(
        meeting=meeting,
        order=first.order - 1,
        title=EXCLUSION_TITLE,
        kind=AgendaItem.Kind.EXCLUSION,
    )


def mark_row(row: Exemptible, marking: Marking) -> None:
    """Put what a clerk says into a row, which is still to be judged and saved."""
    row.exempt_paragraph = marking.paragraph
    row.exempt_reason = marking.reason
    row.exempt_review_on = marking.review_on
    row.public_title = marking.public_title
    row.exempt_also = list(marking.also)
    row.public_title_reason = marking.title_reason


def marking_initial(row: Exemptible) -> dict[str, object]:
    """Return what a form that marks a paper exempt shows of it."""
    return {
        "exempt_paragraph": row.exempt_paragraph or "none",
        "exempt_reason": row.exempt_reason,
        "exempt_review_on": row.exempt_review_on,
        "public_title": row.public_title,
        "exempt_also": row.exempt_also,
        "title_reason": row.public_title_reason,
    }
