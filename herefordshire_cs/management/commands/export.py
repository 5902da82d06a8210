"""Writes the records for other tools."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from actionplan import exports as of_plans
from actionplan.models import Plan
from actionplan.presenters.plans import PlanHead, build_plan_head
from governance import exports as of_governance
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.tables import BYTE_ORDER_MARK, FORMATS, Asked, Export
from herefordshire_cs.management.plans import FIRST_BEGUN, first_begun
from indicators import exports as of_indicators

# What can be exported, by the word that asks for it: each app's own, joined with ``|``.
EXPORTS: dict[str, Export] = of_plans.EXPORTS | of_indicators.EXPORTS | of_governance.EXPORTS


class Command(BaseCommand):
    """Export records of one kind, one row each, with stable column names."""

    help = f"Write records as CSV or JSON: {', '.join(EXPORTS)}."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=list(EXPORTS))
        parser.add_argument(
            "--plan", help=f"the plan's short name; {FIRST_BEGUN} where one is needed"
        )
        parser.add_argument("--as-at", help="a day like 2006-05-19; today without it")
        parser.add_argument("--format", choices=sorted(FORMATS), default="csv")
        parser.add_argument("--output", help="a file for people to open; a pipe without it")

    def handle(self, *args: object, **options: str) -> None:
        found = EXPORTS[options["what"]]
        as_of = day_or_error(options["as_at"], found)
        slug = options["plan"] or ""
        plan = plan_or_error(slug or first_begun(), as_of=as_of) if found.needs_plan else None
        if slug and found.knows_plan and not found.knows_plan(slug):
            raise CommandError(f"There is no plan {slug}")
        asked = Asked(as_of=as_of, plan=plan, plan_slug=slug)
        rows = found.rows(asked)
        parts = FORMATS[options["format"]](found.columns_for(asked), rows)
        if options["output"]:
            write(Path(options["output"]), parts, is_csv=options["format"] == "csv")
            return
        for part in parts:
            self.stdout.write(part, ending="")


def write(path: Path, parts: Iterable[str], *, is_csv: bool) -> None:
    """Write a file; CSV begins with a byte-order mark, which a pipe to other tools has not."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.writelines(chain([BYTE_ORDER_MARK] if is_csv else [], parts))


def day_or_error(written: str | None, found: Export) -> date:
    """Return the day asked for, or today; a wrong one is an error in words."""
    if not written:
        return clock.latest_day() if found.is_whole_record else clock.today()
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"{written} is not a day; write one like 2006-05-19") from error


def plan_or_error(slug: str, *, as_of: date) -> PlanHead:
    """Return a plan's head as at a day; an unknown one is an error that names those there are."""
    try:
        return build_plan_head(slug, as_of=as_of)
    except Plan.DoesNotExist as error:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none is loaded"
        raise CommandError(f"There is no plan {slug}; there is: {known}") from error
