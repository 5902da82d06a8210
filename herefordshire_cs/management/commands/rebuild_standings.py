"""Makes the standings of plans again from their dated rows."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from actionplan.models import Action, Plan
from actionplan.services.standings import rebuild_standings


class Command(BaseCommand):
    """Make the standings again of plans that an upgrade has left without a mark, or of all."""

    help = "Make again what is known of each action from day to day. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Let every plan be asked for."""
        parser.add_argument("--every-plan", action="store_true", help="Also where none is due.")

    def handle(self, *_args: object, every_plan: bool, **_options: object) -> None:
        """Say of each plan how many rows were made."""
        plans = Plan.objects.all() if every_plan else Plan.objects.filter(standings_mark="")
        for plan in plans:
            made = rebuild_standings(Action.objects.filter(plan=plan))
            self.stdout.write(f"{plan.slug}: {made} standings.")
