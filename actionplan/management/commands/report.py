"""Makes a document without a browser."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actionplan.documents import KINDS, Kind, print_document
from actionplan.models import Plan
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.words import count_in_words


class Command(BaseCommand):
    """Print a document of a plan as a PDF."""

    help = f"Write a document of a plan as a PDF: {', '.join(KINDS)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", help=f"one of: {', '.join(KINDS)}")
        parser.add_argument("--plan", default="jar-2005", help="the plan's short name")
        parser.add_argument("--as-at", help="a day like 2006-05-19; today without it")
        parser.add_argument("--since", help="the day to compare with, for the summary")
        parser.add_argument("--output", required=True, help="the file to write")

    def handle(self, *args: object, **options: str) -> None:
        kind = kind_or_error(options["kind"])
        as_of = day_or_error(options["as_at"]) or clock.today()
        since = day_or_error(options["since"])
        check_days(as_of=as_of, since=since)
        try:
            report = kind.build(options["plan"], as_of=as_of, since=since)
        except Plan.DoesNotExist as error:
            raise CommandError(unknown_plan(options["plan"])) from error
        if as_of < report.plan.starts_on:
            raise CommandError(f"The plan began on {report.plan.starts_on.isoformat()}")
        printed = print_document(kind, report, made_at=clock.now())
        write_or_error(Path(options["output"]), printed.content)
        pages = count_in_words(printed.pages, "page")
        self.stdout.write(f"{kind.title}: {pages} in {options['output']}")


def kind_or_error(slug: str) -> Kind:
    """Return a kind of document; an unknown one is an error that names those there are."""
    if slug not in KINDS:
        raise CommandError(f"There is no document {slug}; there is: {', '.join(KINDS)}")
    return KINDS[slug]


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
    if as_of > clock.today():
        raise CommandError(f"{as_of.isoformat()} has not come yet")
    if since is not None and since >= as_of:
        raise CommandError(f"{since.isoformat()} is not before {as_of.isoformat()}")


def unknown_plan(slug: str) -> str:
    """Return what to say of a plan that is not there: the ones there are."""
    known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none is loaded"
    return f"There is no plan {slug}; there is: {known}"


def write_or_error(path: Path, content: bytes) -> None:
    """Write a file; a folder that is not there is an error in words."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}") from error
