"""Minutes as a document by themselves: printed once for all they say, and kept."""

from dataclasses import replace
from datetime import date, datetime

from django.tasks import task

from governance.exempt.reader import MEMBERS, PUBLIC
from governance.models import PackPart
from governance.presenters.minutes import MinutesPaper, build_minutes_paper
from herefordshire_cs.accounts.models import User
from herefordshire_cs.background.asking import ask
from herefordshire_cs.background.models import Job
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.documents import contents_hash
from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.text.words import day_in_words

TITLE = "Minutes"
TEMPLATE = "governance/print/minutes_alone.html"
# What they look like; a change in any of these is another print.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/governance/print/minutes_alone.html",
    "templates/governance/minutes/minutes_body.html",
    "templates/governance/reports/parts_body.html",
)


def print_minutes(paper: MinutesPaper, *, made_at: datetime) -> printing.Printed:
    """Print minutes; the same contents made at the same instant give the same bytes."""
    return printing.render(TEMPLATE, {"report": paper, "made_at": made_at}, made_at=made_at)


def minutes_key(paper: MinutesPaper) -> str:
    """Return the hash under which the print of minutes is kept: of what is printed of them."""
    paper = replace(paper, head=replace(paper.head, note="", source=""))
    return contents_hash((TEMPLATE, paper), LAYOUT)


def kept_print(paper: MinutesPaper) -> PackPart | None:
    """Return the print of what the minutes say now, if it was made."""
    return PackPart.objects.filter(contents_hash=minutes_key(paper)).first()


def ask_for_print(
    paper: MinutesPaper, *, as_of: date, asked_by: User | None, asked_at: datetime
) -> None:
    """Have the minutes printed off the request, once however often they are asked for.

    Raises TooManyAsked where the person has asked for as many as one may.
    """
    ask(
        keep_minutes,
        paper.head.slug,
        as_of.isoformat(),
        not any(minute.is_withheld for minute in paper.minutes),
        facts=minutes_key(paper),
        asked_by=asked_by,
        asked_at=asked_at,
    )


def is_being_printed(paper: MinutesPaper, *, at: datetime) -> bool:
    """Say whether the print of what the minutes say now was asked for and will be made."""
    return Job.objects.wanted(at=at).filter(facts=minutes_key(paper)).exists()


@task(queue_name=DOCUMENTS)
def keep_minutes(slug: str, as_of: str, is_privileged: bool) -> int:
    """Print the minutes of a meeting as they stand, and keep the print; returns its pages."""
    day = date.fromisoformat(as_of)
    paper = build_minutes_paper(slug, as_of=day, reader=MEMBERS if is_privileged else PUBLIC)
    if kept := kept_print(paper):
        return kept.pages
    made_at = clock.told_instant(no_earlier=day)
    printed = print_minutes(paper, made_at=made_at)
    row, _is_new = PackPart.objects.get_or_create(
        contents_hash=minutes_key(paper),
        defaults={
            # Nothing of what is in them: the title is read by whoever looks after the store.
            "title": f"{TITLE} of {paper.head.committee}, {day_in_words(paper.head.held_on)}",
            "pdf": printed.content,
            "pages": printed.pages,
            "made_at": made_at,
        },
    )
    return row.pages
