"""The decision sheet of a meeting as a document: printed once for all it says, and kept."""

from dataclasses import replace
from datetime import date, datetime

from django.tasks import task

from governance.exempt.reader import MEMBERS, PUBLIC
from governance.models import Meeting, PackPart
from governance.presenters.decision_sheets import DecisionSheet, build_sheet
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.asking import ask
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.documents import contents_hash
from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.text.words import day_in_words

TEMPLATE = "governance/print/decision_sheet.html"
# What it looks like; a change in any of these is another print.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/governance/print/decision_sheet.html",
    "templates/governance/decision_sheets/sheet_body.html",
    "templates/governance/reports/parts_body.html",
)


def sheet_key(sheet: DecisionSheet) -> str:
    """Return the hash under which the print of a sheet is kept: of what is printed of it."""
    sheet = replace(sheet, head=replace(sheet.head, note="", source=""))
    return contents_hash((TEMPLATE, sheet), LAYOUT)


def kept_sheet(sheet: DecisionSheet) -> PackPart | None:
    """Return the print of what a sheet says now, if it was made."""
    return PackPart.objects.filter(contents_hash=sheet_key(sheet)).first()


def ask_for_sheet(
    sheet: DecisionSheet, *, as_of: date, asked_by: User | None, asked_at: datetime
) -> None:
    """Have a sheet printed off the request, once however often it is asked for.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    ask(
        keep_sheet,
        sheet.head.slug,
        as_of.isoformat(),
        not sheet.is_withheld,
        facts=sheet_key(sheet),
        asked_by=asked_by,
        asked_at=asked_at,
    )


@task(queue_name=DOCUMENTS)
def keep_sheet(slug: str, as_of: str, is_privileged: bool) -> int:
    """Print the sheet of a meeting as it stands, and keep the print; returns its pages."""
    meeting = Meeting.objects.select_related("committee").get(slug=slug)
    sheet = build_sheet(meeting, reader=MEMBERS if is_privileged else PUBLIC)
    if kept := kept_sheet(sheet):
        return kept.pages
    made_at = clock.told_instant(no_earlier=date.fromisoformat(as_of))
    printed = printing.render(TEMPLATE, {"report": sheet, "made_at": made_at}, made_at=made_at)
    head = sheet.head
    row, _is_new = PackPart.objects.get_or_create(
        contents_hash=sheet_key(sheet),
        defaults={
            # Nothing of what is in it: the title is read by whoever looks after the store.
            "title": f"Decisions of {head.committee}, {day_in_words(head.held_on)}",
            "pdf": printed.content,
            "pages": printed.pages,
            "made_at": made_at,
        },
    )
    return row.pages
