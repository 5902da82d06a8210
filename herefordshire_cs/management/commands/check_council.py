"""Says what a council still has to enter before it can work."""

import sys

from django.core.management.base import BaseCommand

from herefordshire_cs.front.presenters.setting_up import steps
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import mid_sentence


class Command(BaseCommand):
    """Print each step of setting up; the exit status is 1 while something is missing."""

    help = "Say what the council still has to enter. Exit status 1 while something is missing."

    def handle(self, *args: object, **options: object) -> None:
        found = steps(as_of=clock.today())
        for step in found:
            said = step.missing or mid_sentence(step.status)
            self.stdout.write(f"{step.title}: {said}" + (f" ({step.found})" if step.found else ""))
        if any(step.missing for step in found):
            sys.exit(1)
