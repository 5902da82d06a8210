"""Clears what only helps the machine and is past its time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from herefordshire_cs.lib import clock
from herefordshire_cs.management.retention import CLEARED


class Command(BaseCommand):
    """Clear by the table of retention. Run it daily; it may be repeated."""

    help = "Clear ended sessions, done work, old prints and the like. No record is touched."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let it only be counted."""
        parser.add_argument("--check", action="store_true", help="Only say what would go.")

    def handle(self, *_args: object, check: bool, **_options: Any) -> None:
        """Say of each kind how many are cleared."""
        at = clock.now()
        for kept in CLEARED:
            due = kept.due(at)
            count = due.count()
            if not check:
                due.delete()
            said = "would go" if check else "cleared"
            self.stdout.write(f"{count:6,} {said}: {kept.what}, after {kept.days} days")
