"""A meeting with marked words in every place that the public may not read."""

import io
from datetime import UTC, date, datetime, time
from typing import Any

import pikepdf
from django.core.files.base import ContentFile

from governance.models import AgendaItem, Appendix, Committee, Meeting, Report, ReportVersion

HELD_ON = date(2006, 6, 8)
SAVED_AT = datetime(2006, 5, 22, 9, 0, tzinfo=UTC)
SLUG = "cabinet-2006-06-08"
MARK = "quince"  # stands in no paper of the council
PUBLIC_REPORT = "what-all-may-read"
EXEMPT_REPORT = f"{MARK}slug"
# Where the members' copy of the pack has the marked words.
IN_PACK = [
    *("slug", "title", "purpose", "author", "area", "wards", "key", "heading", "body", "bullet"),
    *("limb", "background", "reason", "unmarkedtitle", "unmarkedtext", "unmarkednote"),
    *("unmarkedtable", "appendixtitle", "appendixtext", "appendixtable", "appendixnote"),
    *("appendixreason", "uploadtitle", "uploadreason"),
]
# What is kept beside the pack and is in neither copy.
BESIDE_PACK = ["note", "filename", "itemnote", "aswritten", "uploadbody", "uploaddescribed"]


def marked(place: str) -> str:
    """Return the marked word of a place."""
    return f"{MARK}{place}"


def make_exempt_meeting(*, state: str = Meeting.State.PLANNED) -> Meeting:
    """Make a meeting with an exempt report, and a public one with two exempt appendices."""
    meeting = Meeting.objects.create(
        slug=SLUG,
        committee=Committee.objects.get(slug="cabinet"),
        held_on=HELD_ON,
        begins_at=time(10, 30),
        venue="A council chamber",
        state=state,
    )
    exempt = make_report(
        meeting,
        slug=EXEMPT_REPORT,
        title=marked("title"),
        report_by=marked("author"),
        programme_area=marked("area"),
        wards=marked("wards"),
        key_decision=marked("key"),
        note=marked("note"),
        exempt_paragraph=3,
        exempt_reason=marked("reason"),
        public_title="A contract",
    )
    make_version(exempt)
    make_appendix(
        exempt,
        title=marked("unmarkedtitle"),
        text=marked("unmarkedtext"),
        note=marked("unmarkednote"),
        tables=table_of("unmarkedtable"),
    )
    public = make_report(meeting, slug=PUBLIC_REPORT, title="What all may read")
    ReportVersion.objects.create(report=public, number=1, limbs=[], saved_at=SAVED_AT)
    make_exempt_appendices(public)
    make_items(meeting, exempt, public)
    return meeting


def make_report(meeting: Meeting, **fields: Any) -> Report:
    """Make a report in the Cabinet's form."""
    return Report.objects.create(meeting=meeting, form="cabinet", state="locked", **fields)


def make_version(report: Report) -> ReportVersion:
    """Give the exempt report a text with marked words in each part of it."""
    paragraph = {"number": "1", "text": marked("body"), "bullets": [marked("bullet")]}
    return ReportVersion.objects.create(
        report=report,
        number=1,
        sections=[{"heading": marked("heading"), "paragraphs": [paragraph]}],
        limbs=[{"letter": "a", "text": marked("limb")}],
        background_papers=[marked("background")],
        saved_at=SAVED_AT,
    )


def make_exempt_appendices(report: Report) -> None:
    """Append two exempt papers to a public report."""
    make_appendix(
        report,
        title=marked("appendixtitle"),
        text=marked("appendixtext"),
        note=marked("appendixnote"),
        tables=table_of("appendixtable"),
        exempt_paragraph=2,
        exempt_reason=marked("appendixreason"),
        public_title="Figures of a school",
    )
    make_appendix(
        report,
        kind="upload",
        title=marked("uploadtitle"),
        file=ContentFile(one_page(), name=f"{marked('filename')}.pdf"),
        exempt_paragraph=1,
        exempt_reason=marked("uploadreason"),
        public_title="Plan of a site",
    )


def one_page() -> bytes:
    """Return a PDF of one page with marked words on it and in what describes it."""
    written = io.BytesIO()
    with pikepdf.new() as document:
        page = document.add_blank_page(page_size=(595, 842))
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        page.add_resource(font, pikepdf.Name.Font, name=pikepdf.Name.F1)
        words = f"BT /F1 12 Tf 72 700 Td ({marked('uploadbody')}) Tj ET"
        page.obj.Contents = document.make_stream(words.encode())
        document.docinfo[pikepdf.Name.Title] = marked("uploaddescribed")
        document.save(written)
    return written.getvalue()


def make_appendix(report: Report, **fields: Any) -> Appendix:
    """Append a text to a report."""
    order = report.appendices.count() + 1
    defaults = {"kind": "text", "label": f"Appendix {order}", "order": order}
    return Appendix.objects.create(report=report, **defaults | fields)


def table_of(place: str) -> list[dict[str, Any]]:
    """Return a table with marked words in its heads and its cells."""
    return [{"caption": marked(place), "columns": [marked(place)], "rows": [[marked(place)]]}]


def make_items(meeting: Meeting, exempt: Report, public: Report) -> None:
    """Put both reports on the agenda, the exempt one first."""
    AgendaItem.objects.create(
        meeting=meeting,
        order=1,
        title=marked("title"),
        purpose=marked("purpose"),
        note=marked("itemnote"),
        as_written=marked("aswritten"),
        kind="report",
        report=exempt,
    )
    AgendaItem.objects.create(
        meeting=meeting, order=2, title="What all may read", kind="report", report=public
    )
