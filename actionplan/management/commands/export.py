"""Writes the records for other tools."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from actionplan import exports
from actionplan.models import Plan
from actionplan.reports.plans import PlanHead, build_plan_head
from herefordshire_cs.lib import clock


class Command(BaseCommand):
    """Export actions, progress updates or officers, one row each, with stable column names."""

    help = "Write records as CSV or JSON: actions, progress-updates, officers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["actions", "progress-updates", "officers"])
        parser.add_argument("--plan", default="jar-2005", help="the plan's short name")
        parser.add_argument("--as-at", help="a day like 2006-05-19; today without it")
        parser.add_argument("--format", choices=sorted(exports.FORMATS), default="csv")

    def handle(self, *args: object, **options: str) -> None:
        as_of = day_or_error(options["as_at"])
        plan = plan_or_error(options["plan"])
        columns, rows = {
            "actions": lambda: (
                exports.ACTION_COLUMNS,
                exports.action_rows(exports.standings_of(plan, as_of=as_of), plan, as_of=as_of),
            ),
            "progress-updates": lambda: (
                exports.UPDATE_COLUMNS,
                exports.update_rows(plan, as_of=as_of),
            ),
            "officers": lambda: (exports.OFFICER_COLUMNS, exports.officer_rows()),
        }[options["what"]]()
        for part in exports.FORMATS[options["format"]](columns, rows):
            self.stdout.write(part, ending="")


def day_or_error(written: str | None) -> date:
    """Return the day asked for, or today; a wrong one is an error in words."""
    if not written:
        return clock.today()
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise CommandError(f"{written} is not a day; write one like 2006-05-19") from error


def plan_or_error(slug: str) -> PlanHead:
    """Return a plan's head; an unknown one is an error that names those there are."""
    try:
        return build_plan_head(slug)
    except Plan.DoesNotExist as error:
        known = ", ".join(Plan.objects.values_list("slug", flat=True)) or "none is loaded"
        raise CommandError(f"There is no plan {slug}; there is: {known}") from error
