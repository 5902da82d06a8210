"""What the public may read: meetings by day, published agendas and papers, approved minutes."""

# Longer than most: what of a meeting is told to anybody is read at once, in one place.

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from governance.exempt.exclusion import word_exclusion
from governance.exempt.marks import exemption_of_item, ground
from governance.exempt.reader import PUBLIC
from governance.exempt.rows import readable
from governance.exempt.titles import public_title_of_item
from governance.models import (
    NO_PUBLIC_TITLE,
    AgendaItem,
    Meeting,
    Pack,
    Report,
)
from governance.models.issued import IssuedItem, issued_of, numbers_of
from governance.presenters.agendas import agenda_of
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.minutes import MinutesPaper, build_minutes_paper
from governance.presenters.public_bodies import BodyLine, public_bodies
from governance.presenters.public_decisions import Decision, decisions_of, newest_decisions
from governance.presenters.public_reports import as_issued, public_paper
from governance.presenters.published import PUBLISHED, is_out, is_settled, published_meetings
from governance.presenters.published_copies import (
    refuse_taken_down,
    superseding,
    words_taken_down,
)
from governance.presenters.reports import ReportPaper, report_paper
from governance.presenters.resolutions import LimbLine, told_limbs
from governance.presenters.reviews import with_reviews
from governance.presenters.sittings import WhatBecame, sitting_of
from governance.presenters.submissions import last_day_for_questions

TO_COME, HELD, DECIDED = 10, 10, 5  # on the front page


class NotPublic(Exception):
    """There is no such paper, or the public may not read it; the two look alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicItem:
    """An item of a published agenda as the public reads it; the papers of old give no numbers."""

    pk: int
    number: int | None
    title: str
    purpose: str
    pages: str
    report: str
    minutes_of: str
    late_reason: str
    paragraph: int | None
    ground: str = ""
    taken_down: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicReport:
    """A report of a published meeting, and the agenda on which it stands."""

    meeting: str
    paper: ReportPaper
    items: tuple[PublicItem, ...]

    @property
    def pages(self) -> str:
        """Its pages in the papers as issued; blank where they give none."""
        return next((item.pages for item in self.items if item.report == self.paper.slug), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPack:
    """A pack's public copy; ``superseded_by`` is the version in its place, 0 for none."""

    key: str
    kind: str
    version: int
    corrects: str
    issued_on: date
    pages: int | None
    sha256: str
    superseded_by: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMeeting:
    """A meeting with what is published of it."""

    head: MeetingHead
    items: tuple[PublicItem, ...]
    packs: tuple[PublicPack, ...]
    has_minutes: bool
    minutes_taken_down: str
    open_limbs: tuple[LimbLine, ...]
    decisions: tuple[Decision, ...]
    has_body: bool
    questions_until: date | None
    has_draft_minutes: bool
    has_decisions: bool
    sitting: WhatBecame


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The front page as at a day: meetings to come and held last, what was decided, the bodies."""

    as_of: date
    committees: tuple[BodyLine, ...]
    upcoming: tuple[MeetingHead, ...]
    has_more: bool
    held: tuple[MeetingHead, ...]
    decisions: tuple[Decision, ...]


def build_register(*, as_of: date) -> Register:
    """Return the front page; it is no longer where there are more meetings."""
    meetings = Meeting.objects.open_to_public().select_related("committee")
    upcoming = [meeting_head(row) for row in meetings.upcoming(as_of=as_of)[: TO_COME + 1]]
    held = meetings.past(as_of=as_of).filter(state__in=PUBLISHED)[:HELD]
    return Register(
        as_of=as_of,
        committees=public_bodies(),
        upcoming=tuple(upcoming[:TO_COME]),
        has_more=len(upcoming) > TO_COME,
        held=tuple(meeting_head(row) for row in held),
        decisions=newest_decisions(as_of=as_of, at_most=DECIDED),
    )


def published_meeting(slug: str) -> Meeting:
    """Return a meeting whose agenda is published. Raises NotPublic."""
    rows = published_meetings().filter(slug=slug)
    found = rows.select_related("committee", "joint_with", "follows").first()
    if found is None:
        raise NotPublic
    return found


def where_report_went(slug: str, report: str) -> str | None:
    """Return the meeting to which a report went that the public asks for at an earlier one."""
    row = Meeting.objects.open_to_public().filter(slug=slug).first()
    while row is not None:
        row = Meeting.objects.open_to_public().filter(follows=row).first()
        if row is not None and row.state in PUBLISHED and row.reports.filter(slug=report).exists():
            return row.slug
    return None


def public_meeting(slug: str, *, as_of: date) -> PublicMeeting:
    """Return what is published of a meeting. Raises NotPublic."""
    row = published_meeting(slug)
    down = words_taken_down(row)
    return PublicMeeting(
        head=replace(meeting_head(row), note="", source=""),
        items=tuple(_items(row, down)),
        packs=tuple(_packs(row)),
        has_minutes=row.state == Meeting.State.MINUTES_APPROVED and None not in down,
        minutes_taken_down=down.get(None, ""),
        open_limbs=told_limbs(row, as_of=as_of),
        decisions=decisions_of(row, as_of=as_of),
        has_body=row.committee.is_open_to_public,
        questions_until=_questions_until(row, as_of=as_of),
        has_draft_minutes=are_drafts_public(row) and None not in down,
        has_decisions=row.decisions_issued_on is not None and None not in down,
        sitting=sitting_of(row, as_of=as_of),
    )


def _questions_until(row: Meeting, *, as_of: date) -> date | None:
    """Return the last day on which a question can still be put; none where it is past."""
    last = last_day_for_questions(row) if row.held_on >= as_of else None
    return last if last is not None and last >= as_of else None


def _packs(row: Meeting) -> Iterator[PublicPack]:
    """Yield the public copies that anybody may read, with what stands in their place."""
    issued = list(row.packs.issued())
    instead = superseding(issued)
    for pack in issued:
        if pack.withdrawn_on is None:
            newer = instead.get(pack.pk)
            yield replace(public_pack(pack), superseded_by=newer.version if newer else 0)


def _items(row: Meeting, down: Mapping[int | None, str]) -> Iterator[PublicItem]:
    """Yield the items that were issued; all, where no pack was issued here."""
    issued = issued_of(row)
    items = list(agenda_of(row))
    numbers = numbers_of(items, issued, is_planned=row.state == Meeting.State.PLANNED)
    word_exclusion(items, numbers)
    for item in items:
        found = issued.item(item)
        if found is not None or not issued.is_any:
            told = public_item(item, found, number=numbers[item.pk])
            words = down.get(item.report_id, "") if item.report_id else ""
            yield replace(told, taken_down=words, report="" if words else told.report)


def public_item(row: AgendaItem, issued: IssuedItem | None, *, number: int | None) -> PublicItem:
    """Return an item; nothing of an exempt report but its public title and its paragraph.

    Withheld is what is exempt now, and what the newest issue withholds.
    """
    paragraph, title = withholding(row, issued)
    is_open = paragraph is None
    report, minutes_of = row.report, row.minutes_of
    has_report = report is not None and is_open and is_settled(report, issued)
    has_minutes = minutes_of is not None and minutes_of.state == Meeting.State.MINUTES_APPROVED
    return PublicItem(
        pk=row.pk,
        number=number,
        title=title,
        purpose=row.purpose if is_open else "",
        pages=issued.pages if issued else "",
        report=report.slug if report is not None and has_report else "",
        minutes_of=minutes_of.slug if minutes_of is not None and has_minutes else "",
        late_reason=row.late_reason if is_open else "",
        paragraph=paragraph,
        ground=_ground(row, issued),
    )


def _ground(row: AgendaItem, issued: IssuedItem | None) -> str:
    """Return why an item is withheld, in the words of the Act; blank where it is not."""
    if exemption := exemption_of_item(row):
        return exemption.ground
    if issued is not None and issued.paragraph is not None:
        return ground(issued.paragraph, issued.also)
    return ""


def withholding(row: AgendaItem, issued: IssuedItem | None) -> tuple[int | None, str]:
    """Return the paragraph under which an item is withheld, if it is, and its title for all."""
    if exemption := exemption_of_item(row):
        return exemption.paragraph, public_title_of_item(row)
    if issued is not None and issued.paragraph is not None:
        return issued.paragraph, issued.public_title or NO_PUBLIC_TITLE
    return None, row.title


def public_pack(row: Pack) -> PublicPack:
    """Return a pack's public copy, as issued on the day for which it stands."""
    return PublicPack(
        key=str(row.pk_uuid),
        kind=row.get_kind_display(),
        version=row.version,
        corrects=row.corrects,
        issued_on=row.as_of,
        pages=row.pages,
        sha256=row.public_sha256,
    )


def public_report_page(slug: str, report: str) -> PublicReport:
    """Return a report with its reviews, and the agenda beside it.

    Raises NotPublic and TakenDown.
    """
    meeting = published_meeting(slug)
    paper = with_reviews(_public_report(meeting, report))
    items = tuple(_items(meeting, words_taken_down(meeting)))
    return PublicReport(meeting=slug, paper=paper, items=items)


def public_report(slug: str, report: str) -> ReportPaper:
    """Return a report of a published meeting, without what is exempt in it.

    Raises NotPublic and TakenDown.
    """
    return _public_report(published_meeting(slug), report)


def _public_report(meeting: Meeting, report: str) -> ReportPaper:
    rows = readable(Report.objects.filter(meeting=meeting, slug=report), PUBLIC)
    row = rows.select_related("meeting__committee").prefetch_related("versions", "appendices")
    found = row.first()
    if found is None:
        raise NotPublic
    refuse_taken_down(meeting, report=found.pk)
    issued = issued_of(meeting)
    item = meeting.items.filter(report=found).first()
    held = issued.item(item) if item is not None else None
    if not is_out(found, issued, held):
        raise NotPublic
    paper = report_paper(found)
    return public_paper(as_issued(paper, held) if held is not None else paper)


def public_minutes(slug: str, *, as_of: date) -> MinutesPaper:
    """Return approved minutes, or a draft where the body publishes its own.

    Raises NotPublic for any other, and TakenDown.
    """
    row = published_meeting(slug)
    if row.state != Meeting.State.MINUTES_APPROVED and not are_drafts_public(row):
        raise NotPublic
    refuse_taken_down(row)
    return build_minutes_paper(slug, as_of=as_of, reader=PUBLIC)


def are_drafts_public(row: Meeting) -> bool:
    """Say whether anybody may read the draft minutes of a meeting: its body publishes them."""
    return (
        row.committee.publishes_draft_minutes
        and row.state == Meeting.State.MINUTES_DRAFT
        and row.minutes_circulated_on is not None
    )
