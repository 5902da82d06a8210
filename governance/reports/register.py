"""What the public may read: meetings by day, published agendas and papers, approved minutes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from governance.models import Committee, Meeting, Pack, Report
from governance.reports.meetings import MeetingHead, meeting_head
from governance.reports.minutes import MinutesPaper, build_minutes_paper
from governance.reports.papers import AppendixPaper, ReportPaper, report_paper

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
    """An item of a published agenda as the public reads it."""

    number: int
    title: str
    purpose: str
    pages: str
    report: str
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicPack:
    """A pack's public copy."""

    key: str
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
    rows = list(Meeting.objects.select_related("committee").order_by("-held_on"))
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
            for row in Committee.objects.all()
        ),
        upcoming=tuple(head for head in reversed(heads) if head.held_on >= as_of),
    )


def published_meeting(slug: str) -> Meeting:
    """Return a meeting whose agenda is published. Raises NotPublic."""
    row = Meeting.objects.filter(slug=slug, state__in=PUBLISHED)
    found = row.select_related("committee").first()
    if found is None:
        raise NotPublic
    return found


def public_meeting(slug: str, *, as_of: date) -> PublicMeeting:
    """Return what is published of a meeting. Raises NotPublic."""
    row = published_meeting(slug)
    heavy = ("members_pdf", "public_pdf", "members_html", "public_html")
    packs = row.packs.filter(state=Pack.State.READY).defer(*heavy).order_by("-version")
    return PublicMeeting(
        head=replace(meeting_head(row), note="", source=""),
        items=tuple(_items(row, packs.first())),
        packs=tuple(_packs(packs)),
        has_minutes=row.state == Meeting.State.MINUTES_APPROVED,
    )


def _items(row: Meeting, pack: Pack | None) -> Iterator[PublicItem]:
    """Yield the items; nothing of an exempt report but its public title and its paragraph."""
    pages = {each["order"]: each for each in pack.contents} if pack else {}
    for number, item in enumerate(row.items.select_related("report").order_by("order"), start=1):
        stored = pages.get(item.order, {})
        report = item.report
        is_exempt = report is not None and report.is_exempt
        title = item.title
        if report is not None and is_exempt:
            title = report.public_title or "Exempt item"
        yield PublicItem(
            number=number,
            title=title,
            purpose="" if is_exempt else item.purpose,
            pages=f"{stored['first']} - {stored['last']}" if stored.get("first") else "",
            report=report.slug if report is not None and not is_exempt else "",
            paragraph=report.exempt_paragraph if report is not None else None,
        )


def _packs(rows: object) -> Iterator[PublicPack]:
    for row in rows:  # type: ignore[attr-defined]
        yield PublicPack(
            key=str(row.pk_uuid),
            version=row.version,
            corrects=row.corrects,
            issued_on=row.issued_at.date(),
            pages=row.pages,
            sha256=row.public_sha256,
        )


def public_report(slug: str, report: str) -> ReportPaper:
    """Return a report of a published meeting, without what is exempt in it. Raises NotPublic."""
    meeting = published_meeting(slug)
    row = (
        Report.objects.filter(meeting=meeting, slug=report, exempt_paragraph=None)
        .select_related("meeting__committee")
        .prefetch_related("versions", "appendices")
        .first()
    )
    if row is None:
        raise NotPublic
    return public_paper(report_paper(row))


def public_paper(paper: ReportPaper) -> ReportPaper:
    """Return a report that says of its exempt appendices only what the public may know."""
    appendices = tuple(
        public_appendix(each) if each.exemption else each for each in paper.appendices
    )
    return replace(paper, appendices=appendices, note="", source="")


def public_appendix(appendix: AppendixPaper) -> AppendixPaper:
    """Return an exempt appendix with nothing in it but its public title and its paragraph."""
    assert appendix.exemption is not None
    return replace(
        appendix,
        title=appendix.public_title or "Exempt appendix",
        text="",
        tables=(),
        document="",
        note="",
        exemption=replace(appendix.exemption, reason=""),
    )


def public_minutes(slug: str, *, as_of: date) -> MinutesPaper:
    """Return approved minutes. Raises NotPublic for any other."""
    row = published_meeting(slug)
    if row.state != Meeting.State.MINUTES_APPROVED:
        raise NotPublic
    return build_minutes_paper(slug, as_of=as_of)
