"""Makes a document without a browser."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Protocol

from django.core.management.base import BaseCommand, CommandError

from actionplan import tasks as tasks_of_plans
from actionplan.models import Plan
from actionplan.presenters import documents as documents_of_plans
from governance.models import Meeting
from governance.presenters.minutes import build_minutes_paper
from governance.tasks import minutes as of_meetings
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.pdf.printing import Printed
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.management.plans import FIRST_BEGUN, first_begun
from indicators import tasks as tasks_of_indicators
from indicators.periods import read_period
from indicators.presenters import documents as documents_of_indicators


class Printer(Protocol):
    """What prints a document from the options; returns its title and what was printed."""

    def __call__(
        self, options: dict[str, str], *, as_of: date, since: date | None
    ) -> tuple[str, Printed]: ...


def print_of_plan(
    options: dict[str, str], *, as_of: date, since: date | None
) -> tuple[str, Printed]:
    """Print a document of the plan that ``--plan`` names."""
    kind, slug = documents_of_plans.KINDS[options["kind"]], options["plan"] or first_begun()
    try:
        report = kind.build(slug, as_of=as_of, since=since)
    except Plan.DoesNotExist as error:
        raise CommandError(unknown("plan", slug, known_plans())) from error
    if as_of < report.plan.starts_on:
        raise CommandError(f"The plan began on {report.plan.starts_on.isoformat()}")
    if not kind.is_for(report.plan):
        raise CommandError(f"The plan {slug} tells nothing of itself, so it has no whole paper")
    return kind.title, tasks_of_plans.print_document(kind, report, made_at=clock.now())


def print_of_period(
    options: dict[str, str], *, as_of: date, since: date | None
) -> tuple[str, Printed]:
    """Print a document of the indicators for the period that ``--period`` names."""
    kind = documents_of_indicators.KINDS[options["kind"]]
    period = kind.offered(as_of=as_of)[0]
    if options["period"]:
        try:
            period = read_period(options["period"])
        except ValueError as error:
            raise CommandError(str(error)) from error
    if period.kind is not kind.period_kind:
        raise CommandError(f"{kind.title} is of a {kind.period_kind.value}, not {period.label}")
    report = kind.build(period, as_of=as_of)
    return kind.title, tasks_of_indicators.print_document(kind, report, made_at=clock.now())


def print_of_meeting(
    options: dict[str, str], *, as_of: date, since: date | None
) -> tuple[str, Printed]:
    """Print the minutes of the meeting that ``--meeting`` names, whole, as members read them."""
    slug = options["meeting"] or "without --meeting"
    try:
        paper = build_minutes_paper(slug, as_of=as_of)
    except Meeting.DoesNotExist as error:
        minuted = Meeting.objects.filter(minutes__isnull=False).distinct()
        known = list(minuted.values_list("slug", flat=True))
        raise CommandError(unknown("meeting", slug, known)) from error
    if not paper.minutes:
        raise CommandError(f"Nothing of the meeting {slug} is minuted")
    printed = of_meetings.print_minutes(paper, made_at=clock.now())
    return of_meetings.TITLE, printed


# What can be printed, by the word that asks for it, and what prints it.
PRINTERS: dict[str, Printer] = dict.fromkeys(documents_of_plans.KINDS, print_of_plan)
PRINTERS |= dict.fromkeys(documents_of_indicators.KINDS, print_of_period)
PRINTERS["minutes"] = print_of_meeting


class Command(BaseCommand):
    """Print a document as a PDF."""

    help = f"Write a document of a plan, indicators or a meeting as a PDF: {', '.join(PRINTERS)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help=f"one of: {', '.join(PRINTERS)}")
        parser.add_argument("--plan", help=f"the plan's short name; {FIRST_BEGUN} without it")
        parser.add_argument(
            "--period", help="of the indicators, as 'Q4 2008/2009'; the last ended without it"
        )
        parser.add_argument("--meeting", help="the meeting's short name, for its minutes")
        parser.add_argument("--as-at", help="a day like 2006-05-19; today without it")
        parser.add_argument("--since", help="the day to compare with, for the summary")
        parser.add_argument("--output", required=True, help="the file to write")

    def handle(self, *args: object, **options: str) -> None:
        printer = printer_or_error(options["kind"])
        as_of = day_or_error(options["as_at"]) or clock.today()
        since = day_or_error(options["since"])
        check_days(as_of=as_of, since=since)
        title, printed = printer(options, as_of=as_of, since=since)
        write_or_error(Path(options["output"]), printed.content)
        pages = count_in_words(printed.pages, "page")
        self.stdout.write(f"{title}: {pages} in {options['output']}")


def printer_or_error(kind: str) -> Printer:
    """Return what prints a document; an unknown one is an error that names those there are."""
    if kind not in PRINTERS:
        raise CommandError(unknown("document", kind, PRINTERS))
    return PRINTERS[kind]


def day_or_error(written: str | None) -> date | None:
    """Return the day written, if any; a wrong one is an error in words."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"{written} is not a day; write one like 2006-05-19") from error


def check_days(*, as_of: date, since: date | None) -> None:
    """Refuse a day that has not come, or nothing to compare."""
    if as_of > clock.latest_day():
        raise CommandError(f"{as_of.isoformat()} has not come yet")
    if since is not None and since >= as_of:
        raise CommandError(f"{since.isoformat()} is not before {as_of.isoformat()}")


def unknown(noun: str, word: str, known: Iterable[str]) -> str:
    """Return what to say of something that is not there: the ones there are."""
    return f"There is no {noun} {word}; there is: {', '.join(known) or 'none is loaded'}"


def known_plans() -> list[str]:
    """Return the short names of the plans that are loaded."""
    return list(Plan.objects.values_list("slug", flat=True))


def write_or_error(path: Path, content: bytes) -> None:
    """Write a file; a folder that is not there is an error in words."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from error
