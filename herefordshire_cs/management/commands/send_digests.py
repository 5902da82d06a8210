"""Tells people what the day brings: weekly digests, what falls due, what nobody answered."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from herefordshire_cs.lib import clock
from herefordshire_cs.management.digests import tell_by_the_calendar
from herefordshire_cs.notices.tasks import wake


class Command(BaseCommand):
    """Make the messages of the day. They are sent by the worker of messages."""

    help = "Make the messages of the day; run it daily, early. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--weekly", action="store_true", help="digests too, whatever day it is"
        )

    def handle(self, *args: object, **options: Any) -> None:
        weekly = True if options["weekly"] else None
        told = tell_by_the_calendar(on=clock.today(), at=clock.now(), weekly=weekly)
        wake(at=clock.now())  # what a worker left behind is looked at too
        if options["verbosity"]:
            self.stdout.write(
                f"New: digests {told.digests}, of what falls due {told.due}, raised {told.raised}."
            )
