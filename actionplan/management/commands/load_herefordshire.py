"""Loads the Herefordshire data; safe to repeat."""

from argparse import ArgumentParser

from django.conf import settings
from django.core.management.base import BaseCommand

from actionplan.loading import load_plan
from actionplan.models import Action, Doubt, Officer, ProgressUpdate
from herefordshire_cs.lib import clock


class Command(BaseCommand):
    """Load the 2006 plan from the fixtures."""

    help = "Load the Herefordshire improvement plan of 2006, complete. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", default="jar-2005", help="the folder under fixtures/")

    def handle(self, *args: object, **options: str) -> None:
        folder = settings.BASE_DIR / "fixtures" / options["plan"]
        plan = load_plan(folder, recorded_at=clock.now())
        actions = Action.objects.filter(plan=plan)
        updates = ProgressUpdate.objects.filter(action__plan=plan)
        self.stdout.write(
            f"{plan.title}: {plan.recommendations.count()} recommendations, "
            f"{actions.count()} actions, {updates.count()} progress updates, "
            f"{Officer.objects.count()} sets of initials, "
            f"{Doubt.objects.filter(plan=plan).count()} doubts."
        )
