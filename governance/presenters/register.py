"""What the public may read: meetings by day, published agendas and papers, approved minutes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from governance.exempt.marks import exemption_of_item
from governance.exempt.reader import PUBLIC
from governance.exempt.rows import readable
from governance.exempt.titles import public_title_of_item
from governance.models import (
    NO_PUBLIC_TITLE,
    AgendaItem,
    Committee,
    Meeting,
    Pack,
    Report,
)
from governance.models.issued import IssuedItem, issued_of, numbers_of
from governance.presenters.agendas import agenda_of
from governance.presenters.meetings import MeetingHead, meeting_head
from governance.presenters.minutes import MinutesPaper, build_minutes_paper
from governance.presenters.public_reports import as_issued, public_paper
from governance.presenters.reports import ReportPaper, report_paper
from governance.presenters.resolutions import LimbLine, told_limbs

PUBLISHED = (
    Meeting.State.PUBLISHED,
    Meeting.State.HELD,
    Meeting.State.MINUTES_DRAFT,
    Meeting.State.MINUTES_APPROVED,
)


class NotPublic(Exception):
    """There is no such paper, or the public may not read it; the two look alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicItem:
    """An item of a published agenda as the public reads it; the papers of old give no numbers."""

    number: int | None
    title: str
    purpose: str
    pages: str
    report: str
    minutes_of: str
    late_reason: str
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPack:
    """A pack's public copy."""

    key: str
    kind: str
    version: int
    corrects: str
    issued_on: date
    pages: int | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMeeting:
    """A meeting with what is published of it."""

    head: MeetingHead
    items: tuple[PublicItem, ...]
    packs: tuple[PublicPack, ...]
    has_minutes: bool
    open_limbs: tuple[LimbLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCommittee:
    """A committee with its meetings, the newest first."""

    slug: str
    name: str
    remit: tuple[str, ...]
    meetings: tuple[MeetingHead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The register as at a day."""

    as_of: date
    committees: tuple[RegisterCommittee, ...]
    upcoming: tuple[MeetingHead, ...]


def build_register(*, as_of: date) -> Register:
    """Return the register."""
    meetings = Meeting.objects.open_to_public()
    rows = list(meetings.select_related("committee").order_by("-held_on"))
    heads = [meeting_head(row) for row in rows]
    return Register(
        as_of=as_of,
        committees=tuple(
            RegisterCommittee(
                slug=row.slug,
                name=row.name,
                remit=tuple(row.remit.splitlines()),
                meetings=tuple(head for head in heads if head.committee_slug == row.slug),
            )
            for row in Committee.objects.filter(is_open_to_public=True)
        ),
        upcoming=tuple(head for head in reversed(heads) if head.held_on >= as_of),
    )


def published_meeting(slug: str) -> Meeting:
    """Return a meeting whose agenda is published. Raises NotPublic."""
    row = Meeting.objects.open_to_public().filter(slug=slug, state__in=PUBLISHED)
    found = row.select_related("committee").first()
    if found is None:
        raise NotPublic
    return found


def public_meeting(slug: str, *, as_of: date) -> PublicMeeting:
    """Return what is published of a meeting. Raises NotPublic."""
    row = published_meeting(slug)
    return PublicMeeting(
        head=replace(meeting_head(row), note="", source=""),
        items=tuple(_items(row)),
        packs=tuple(public_pack(pack) for pack in row.packs.issued().open_to_public()),
        has_minutes=row.state == Meeting.State.MINUTES_APPROVED,
        open_limbs=told_limbs(row, as_of=as_of),
    )


def _items(row: Meeting) -> Iterator[PublicItem]:
    """Yield the items that were issued; all, where no pack was issued here."""
    issued = issued_of(row)
    items = list(agenda_of(row))
    numbers = numbers_of(items, issued, is_planned=row.state == Meeting.State.PLANNED)
    for item in items:
        found = issued.item(item)
        if found is not None or not issued.is_any:
            yield public_item(item, found, number=numbers[item.pk])


def public_item(row: AgendaItem, issued: IssuedItem | None, *, number: int | None) -> PublicItem:
    """Return an item; nothing of an exempt report but its public title and its paragraph.

    Withheld is what is exempt now, and what the newest issue withholds.
    """
    paragraph, title = withholding(row, issued)
    is_open = paragraph is None
    report, minutes_of = row.report, row.minutes_of
    has_report = report is not None and is_open and _is_settled(report, issued)
    has_minutes = minutes_of is not None and minutes_of.state == Meeting.State.MINUTES_APPROVED
    return PublicItem(
        number=number,
        title=title,
        purpose=row.purpose if is_open else "",
        pages=issued.pages if issued else "",
        report=report.slug if report is not None and has_report else "",
        minutes_of=minutes_of.slug if minutes_of is not None and has_minutes else "",
        late_reason=row.late_reason if is_open else "",
        paragraph=paragraph,
    )


def _is_settled(row: Report, issued: IssuedItem | None) -> bool:
    """Say whether a report's text is settled: it is locked, or cleared and in what was issued."""
    return row.state == Report.State.LOCKED or (
        row.state == Report.State.CLEARED and issued is not None
    )


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


def public_report(slug: str, report: str) -> ReportPaper:
    """Return a report of a published meeting, without what is exempt in it. Raises NotPublic."""
    meeting = published_meeting(slug)
    rows = readable(Report.objects.filter(meeting=meeting, slug=report), PUBLIC)
    row = rows.select_related("meeting__committee").prefetch_related("versions", "appendices")
    found = row.first()
    if found is None:
        raise NotPublic
    issued = issued_of(meeting)
    if not issued.is_any and _is_settled(found, None):
        return public_paper(report_paper(found))
    item = meeting.items.filter(report=found).first()
    held = issued.item(item) if item is not None else None
    if held is None or held.paragraph is not None or held.report not in (None, found.pk):
        raise NotPublic
    return public_paper(as_issued(report_paper(found), held))


def public_minutes(slug: str, *, as_of: date) -> MinutesPaper:
    """Return approved minutes. Raises NotPublic for any other."""
    row = published_meeting(slug)
    if row.state != Meeting.State.MINUTES_APPROVED:
        raise NotPublic
    return build_minutes_paper(slug, as_of=as_of, reader=PUBLIC)
