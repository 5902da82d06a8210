"""A public report as a document by itself: printed once for all it says, and kept."""

from dataclasses import replace
from datetime import date, datetime

from django.tasks import task

from governance.models import PackPart
from governance.presenters.register import PublicReport, public_report_page
from herefordshire_cs.background.asking import ask
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.documents import contents_hash
from herefordshire_cs.lib.pdf import printing

TEMPLATE = "governance/print/report_alone.html"
# What it looks like; a change in any of these is another print.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/governance/print/report_alone.html",
    "templates/governance/*/*_body.html",
)


def report_key(page: PublicReport) -> str:
    """Return the hash under which the print of a report is kept: of what is printed of it."""
    return contents_hash((TEMPLATE, replace(page.paper, state="")), LAYOUT)


def kept_report(page: PublicReport) -> PackPart | None:
    """Return the print of what the report says now, if it was made."""
    return PackPart.objects.filter(contents_hash=report_key(page)).first()


def ask_for_report(page: PublicReport, *, as_of: date, asked_at: datetime) -> None:
    """Have a report printed off the request, once however often it is asked for."""
    ask(
        keep_report,
        page.meeting,
        page.paper.slug,
        as_of.isoformat(),
        facts=report_key(page),
        asked_by=None,
        asked_at=asked_at,
    )


@task(queue_name=DOCUMENTS)
def keep_report(meeting: str, slug: str, as_of: str) -> int:
    """Print a report as the public may read it, and keep the print; returns its pages.

    Raises NotPublic where it was taken back meanwhile.
    """
    day = date.fromisoformat(as_of)
    page = public_report_page(meeting, slug)
    if kept := kept_report(page):
        return kept.pages
    made_at = clock.told_instant(no_earlier=day)
    context = {"report": page.paper, "made_at": made_at}
    printed = printing.render(TEMPLATE, context, made_at=made_at)
    row, _is_new = PackPart.objects.get_or_create(
        contents_hash=report_key(page),
        defaults={
            "title": page.paper.title[:250],
            "pdf": printed.content,
            "pages": printed.pages,
            "made_at": made_at,
        },
    )
    return row.pages
