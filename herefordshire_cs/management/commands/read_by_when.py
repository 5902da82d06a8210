"""Says how the words of a by-when are read in a plan; needs no database."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from herefordshire_cs.lib.bywhen import ByWhen, Period, understand


class Command(BaseCommand):
    """Print the readings of a by-when, or the question it leaves, as JSON."""

    help = "Print what a by-when means in a plan that is for some days, as JSON."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("words", help="the by-when as it is written")
        parser.add_argument("--plan-from", type=day, required=True, help="as 2026-04-01")
        parser.add_argument("--plan-to", type=day, required=True, help="as 2027-03-31")

    def handle(self, *args: object, **options: object) -> None:
        starts_on, ends_on = options["plan_from"], options["plan_to"]
        if not (isinstance(starts_on, date) and isinstance(ends_on, date)):
            raise CommandError("Give --plan-from and --plan-to as days like 2026-04-01.")
        if starts_on > ends_on:
            raise CommandError(f"The plan ends on {ends_on}, before it starts on {starts_on}.")
        period = Period(starts_on=starts_on, ends_on=ends_on)
        found = understand(str(options["words"]), period=period)
        readings = [as_plain(reading) for reading in found.readings]
        written = {"readings": readings, "question": found.question}
        self.stdout.write(json.dumps(written, ensure_ascii=False))


def day(written: str) -> date:
    """Return a day of the command line, within the years that a plan can be for."""
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"“{written}” is no day like 2026-04-01") from error
    if not 1900 < found.year < 2099:
        raise ArgumentTypeError(f"{written} is in no year of a plan")
    return found


def as_plain(reading: ByWhen) -> dict[str, object]:
    """Return a reading as JSON holds it: ISO days or null."""
    return {
        "earliest": reading.earliest.isoformat() if reading.earliest else None,
        "latest": reading.latest.isoformat() if reading.latest else None,
        "repeats": reading.recurrence,
        "open_ended": reading.has_no_end,
    }
