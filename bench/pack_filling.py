"""Fills the database of a benchmark with a meeting whose papers have so many pages.

Each item has a report of about three pages and an appendix of two, every tenth of them exempt, so
that the two copies of the pack differ.
"""

from datetime import date, timedelta
from typing import Any

from bench import words
from bench.histories import noon
from bench.names import SCRUTINY, meeting_of
from bench.processes import DAY
from governance.models import (
    AgendaItem,
    Appendix,
    Committee,
    Meeting,
    PackPart,
    Report,
    ReportVersion,
)

PAGES_AN_ITEM = 5
PARAGRAPHS_A_REPORT, PARAGRAPHS_AN_APPENDIX = 54, 60
AS_OF = date.fromisoformat(DAY)


def main(pages: str) -> dict[str, Any]:
    """Make a meeting with its agenda and papers; return how many parts are in store."""
    fill_pack(int(pages))
    return {"parts": PackPart.objects.count()}


def fill_pack(pages: int) -> None:
    """Make a meeting whose papers have so many pages, unless it is there."""
    meeting, is_new = Meeting.objects.get_or_create(
        slug=meeting_of(pages),
        defaults={
            "committee": Committee.objects.get(slug=SCRUTINY),
            "held_on": AS_OF + timedelta(days=14),
        },
    )
    if is_new:
        for number in range(1, pages // PAGES_AN_ITEM + 1):
            add_item(meeting, number)


def add_item(meeting: Meeting, number: int) -> None:
    """Put a report with its appendix before the meeting."""
    title = words.action_text(number)[:120]
    report = Report.objects.create(
        slug=f"{meeting.slug}-{number}",
        meeting=meeting,
        form=Report.Form.SCRUTINY,
        title=title,
        state=Report.State.CLEARED,
    )
    add_version(report, first=number)
    is_exempt = number % 10 == 0
    Appendix.objects.create(
        report=report,
        order=1,
        label="Appendix 1",
        title="What was found",
        kind=Appendix.Kind.TEXT,
        text="\n\n".join(words.note(number + at) for at in range(PARAGRAPHS_AN_APPENDIX)),
        exempt_paragraph=3 if is_exempt else None,
        exempt_reason="Prices" if is_exempt else "",
        public_title="Figures" if is_exempt else "",
    )
    AgendaItem.objects.create(
        meeting=meeting, order=number, title=title, kind="report", report=report
    )


def add_version(report: Report, *, first: int) -> None:
    """Give a report its next version, of numbered paragraphs."""
    paragraphs = [
        {"number": str(at), "text": words.note(first + at), "bullets": []}
        for at in range(1, PARAGRAPHS_A_REPORT + 1)
    ]
    ReportVersion.objects.create(
        report=report,
        number=report.versions.count() + 1,
        sections=[{"heading": "Considerations", "paragraphs": paragraphs}],
        limbs=[{"letter": "a", "text": "the report be noted."}],
        saved_at=noon(AS_OF),
    )
