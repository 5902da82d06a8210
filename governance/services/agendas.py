"""The agenda: items added, changed, moved, pulled and put in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, QuerySet
from simple_history.utils import bulk_update_with_history

from governance.exempt.titles import title_for_all
from governance.models import AgendaItem, Exemptible, Meeting, Pack, ProgrammeItem, Report
from governance.models.issued import issued_of
from governance.models.packs import PackQuerySet


class AgendaOver(Exception):
    """The meeting was held; its agenda is the record."""


class LateNeedsReason(Exception):
    """The agenda is published, and the chairman's reason for urgency is not given."""


class ReportTaken(Exception):
    """The report is on an agenda already."""


class OrderChanged(Exception):
    """The agenda is not any more as it was seen; it was moved, added to or pulled from."""


class ItemMinuted(Exception):
    """The item is minuted, or a decision on it was called in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemWords:
    """What an agenda says of an item, and what it puts before the meeting.

    ``plan_records`` are actions by reference, or blank and the number of a recommendation;
    ``untold_plans`` are plans whose records the writer is not told of, so that they stay.
    """

    title: str
    purpose: str = ""
    kind: str = AgendaItem.Kind.REPORT
    is_education: bool = False
    report: Report | None = None
    minutes_of: Meeting | None = None
    late_reason: str = ""
    plan: str = ""
    plan_records: tuple[tuple[str, int | None], ...] = ()
    untold_plans: frozenset[str] = frozenset()


@transaction.atomic
def add_item(
    *, meeting: Meeting, words: ItemWords, at: datetime, on: date | None = None
) -> AgendaItem:
    """Add an item at the end of an agenda; once it is published, as a late one with its reason.

    Raises LateNeedsReason, ReportTaken, AgendaOver and PackUnderWay.
    """
    row = lock_agenda(meeting, at=at)
    is_late = row.state == Meeting.State.PUBLISHED
    if is_late and not words.late_reason.strip():
        raise LateNeedsReason
    last = row.items.aggregate(last=Max("order"))["last"] or 0
    item = AgendaItem(meeting=row, order=last + 1)
    _fill(item, words)
    item.late_reason = words.late_reason if is_late else ""
    item.full_clean()
    item.save()
    if on is not None:
        _name_records(item, words, on=on)
    return item


@transaction.atomic
def change_item(
    *,
    item: AgendaItem,
    words: ItemWords,
    correction_follows: bool,
    at: datetime,
    on: date | None = None,
) -> AgendaItem:
    """Change an item; once it was issued a correction must follow.

    Raises AgendaIssued, LateNeedsReason, ReportTaken, AgendaOver and PackUnderWay.
    """
    meeting = lock_agenda(item.meeting, at=at)
    row = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if needs_correction(row, meeting) and not correction_follows:
        raise AgendaIssued
    if row.late_reason and not words.late_reason.strip():
        raise LateNeedsReason
    was_late = bool(row.late_reason)
    had = row.withheld_as
    _fill(row, words)
    if had is not None and row.withheld_as is None:
        for work in ProgrammeItem.objects.filter(agenda_item=row):
            _without_exempt(work, had).save()
    row.late_reason = words.late_reason if was_late else ""
    row.full_clean()
    row.save()
    if on is not None:
        _name_records(row, words, on=on)
    return row


def _name_records(item: AgendaItem, words: ItemWords, *, on: date) -> None:
    """Let an item name records of a plan from a day; those it names already keep theirs."""
    wanted = {(words.plan, action, number) for action, number in words.plan_records}
    for row in item.plan_records.exclude(plan__in=words.untold_plans):
        named = (row.plan, row.action_reference, row.recommendation)
        if named in wanted:
            wanted.remove(named)
        else:
            row.delete()
    for action, number in words.plan_records:
        if (words.plan, action, number) in wanted:
            item.plan_records.create(
                plan=words.plan, action_reference=action, recommendation=number, recorded_on=on
            )


def _fill(item: AgendaItem, words: ItemWords) -> None:
    item.title = words.title
    item.purpose = words.purpose
    item.kind = words.kind
    item.is_education = words.is_education
    item.minutes_of = words.minutes_of
    _put_before(item, words.report)


def _put_before(item: AgendaItem, report: Report | None) -> None:
    """Put a report before an item; it stands under the meeting that it comes before."""
    if report is not None:
        found = Report.objects.select_for_update().get(pk=report.pk)
        if found.items.exclude(pk=item.pk).exists():
            raise ReportTaken
        if found.meeting_id != item.meeting_id:
            found.meeting = item.meeting
            found.save()
    item.report = report


@transaction.atomic
def pull_item(*, item: AgendaItem, correction_follows: bool, at: datetime) -> None:
    """Take an item off an agenda; its report stays, and the items after it close up.

    The work programme takes back what it had placed, and a question stays with the meeting. Raises
    AgendaIssued for one that was issued unless a correction follows, ItemMinuted, AgendaOver and
    PackUnderWay.
    """
    meeting = lock_agenda(item.meeting, at=at)
    row = AgendaItem.objects.select_for_update().get(pk=item.pk)
    if needs_correction(row, meeting) and not correction_follows:
        raise AgendaIssued
    if row.minutes.exists() or row.call_ins.exists():
        raise ItemMinuted
    for work in ProgrammeItem.objects.filter(agenda_item=row):
        work.agenda_item = work.meeting = None
        if row.withheld_as is not None:
            work = _without_exempt(work, row.withheld_as)
        work.save()
    for question in row.questions.all():
        question.item = None
        question.save()
    row.delete()
    if meeting.state == Meeting.State.PLANNED:  # packs of old know items by their order alone
        close_up(list(meeting.items.order_by("order", "pk")))


def _without_exempt(work: ProgrammeItem, exempt: Exemptible) -> ProgrammeItem:
    """Leave a piece of work no words but those that anybody may read of its exempt report.

    Nothing else would withhold them once the two are parted; they stay in its history.
    """
    work.title = title_for_all(exempt)
    work.purpose = work.lead = work.wanted_for = work.note = work.source = ""
    return work


@transaction.atomic
def order_items(
    *, meeting: Meeting, order: Sequence[int], seen: Sequence[int], at: datetime
) -> None:
    """Put the items of a planned agenda in an order, if it is as it was seen: whole or not at all.

    Raises OrderChanged, AgendaIssued once the agenda is published, AgendaOver and PackUnderWay.
    """
    row = lock_agenda(meeting, at=at)
    if row.state != Meeting.State.PLANNED:
        raise AgendaIssued
    items = {item.pk: item for item in row.items.order_by("order", "pk")}
    if list(items) != list(seen) or sorted(items) != sorted(order):
        raise OrderChanged
    close_up([items[key] for key in order])


def close_up(items: list[AgendaItem]) -> None:
    """Put items in the order in which they are given."""
    for order, each in enumerate(items, start=1):
        each.order = order
    bulk_update_with_history(items, AgendaItem, ["order"])


def lock_agenda(meeting: Meeting, *, at: datetime) -> Meeting:
    """Lock and return a meeting whose agenda may still change.

    Raises AgendaOver once it was held, and PackUnderWay while a pack of it is being built.
    """
    row = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if row.state not in (Meeting.State.PLANNED, Meeting.State.PUBLISHED) or row.is_called_off:
        raise AgendaOver
    refuse_under_way(row.packs.all(), at=at)
    return row


def needs_correction(item: AgendaItem, meeting: Meeting) -> bool:
    """Say whether an item is before the public, so that a change of it needs a corrected pack."""
    if meeting.state == Meeting.State.PLANNED:
        return False
    issued = issued_of(meeting)
    return not item.late_reason or issued.item(item) is not None


class AgendaIssued(Exception):
    """The agenda was issued; its order and its papers change by a correction only."""


class PackUnderWay(Exception):
    """A pack that holds the paper is being built, and might show it as it was."""


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
    bulk_update_with_history(items, AgendaItem, ["order"])
    return next(each for each in items if each.pk == item.pk)


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
