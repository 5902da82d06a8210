"""Loads the Herefordshire data; safe to repeat."""

from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from actionplan.loading import load_plan
from actionplan.models import Action, Doubt, Officer, ProgressUpdate, Risk, RiskRegister
from actionplan.risk_loading import load_risks
from governance import models as of_governance
from governance.loading import load_governance
from herefordshire_cs.council.loading import load_council
from herefordshire_cs.lib import clock
from herefordshire_cs.management.demonstration import noting_what_is_loaded
from indicators import models as of_indicators
from indicators.loading import load_indicators
from indicators.self_assessment_loading import load_self_assessments

PLANS = ("jar-2005", "directorate-2009")  # in the order in which they began


class Command(BaseCommand):
    """Load the papers from the fixtures, one app after the other."""

    help = "Load the Herefordshire plans and the indicators, complete. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--plan",
            action="append",
            dest="plans",
            help=f"a folder under fixtures/; without it, {' and '.join(PLANS)}",
        )

    def handle(self, *args: object, plans: list[str] | None, **options: object) -> None:
        with noting_what_is_loaded():
            self.load(plans or PLANS)

    def load(self, plans: Iterable[str]) -> None:
        """Load everything and say, part by part, what is there now."""
        fixtures, recorded_at = settings.BASE_DIR / "fixtures", clock.now()
        council = load_council(fixtures / "council" / "herefordshire.json")
        self.stdout.write(f"The council: {council.name}.")
        # The plans come first: what other apps load may name their recommendations.
        for slug in plans:
            self.stdout.write(plan_loaded(fixtures / slug, recorded_at=recorded_at))
        self.stdout.write(risks_loaded(fixtures / "risks", recorded_at=recorded_at))
        self.stdout.write(indicators_loaded(fixtures / "indicators", recorded_at=recorded_at))
        folder = fixtures / "self-assessment"
        self.stdout.write(self_assessments_loaded(folder, recorded_at=recorded_at))
        self.stdout.write(papers_loaded(fixtures / "governance", recorded_at=recorded_at))


def plan_loaded(folder: Path, *, recorded_at: datetime) -> str:
    """Load the plan of a folder and say what is there now."""
    plan = load_plan(folder, recorded_at=recorded_at)
    actions = Action.objects.filter(plan=plan)
    updates = ProgressUpdate.objects.filter(action__plan=plan)
    return (
        f"{plan.title}: {plan.recommendations.count()} {plan.level_name_plural.lower()}, "
        f"{actions.count()} actions, {updates.count()} progress updates, "
        f"{Officer.objects.count()} officers and posts, "
        f"{Doubt.objects.filter(plan=plan).count()} doubts."
    )


def risks_loaded(folder: Path, *, recorded_at: datetime) -> str:
    """Load the registers of risks and say what is there now."""
    load_risks(folder, recorded_at=recorded_at)
    return f"Risks: {Risk.objects.count()} in {RiskRegister.objects.count()} register."


def indicators_loaded(folder: Path, *, recorded_at: datetime) -> str:
    """Load the indicators and judgements and say what is there now."""
    load_indicators(folder, recorded_at=recorded_at)
    return (
        f"Indicators: {of_indicators.Indicator.objects.count()} indicators, "
        f"{of_indicators.Outturn.objects.count()} outturns, "
        f"{of_indicators.Target.objects.count()} targets, "
        f"{of_indicators.Comparator.objects.count()} comparators, "
        f"{of_indicators.Judgement.objects.count()} judgements, "
        f"{of_indicators.Doubt.objects.count()} doubts."
    )


def self_assessments_loaded(folder: Path, *, recorded_at: datetime) -> str:
    """Load the self-assessments and say what is there now."""
    load_self_assessments(folder, recorded_at=recorded_at)
    return (
        f"Self-assessments: {of_indicators.SelfAssessment.objects.count()} assessments, "
        f"{of_indicators.FrameworkQuestion.objects.filter(kind='question').count()} questions, "
        f"{of_indicators.AssessmentAnswer.objects.count()} answers, "
        f"{of_indicators.AssessmentDoubt.objects.count()} doubts."
    )


def papers_loaded(folder: Path, *, recorded_at: datetime) -> str:
    """Load the committees, meetings and papers and say what is there now."""
    load_governance(folder, recorded_at=recorded_at)
    return (
        f"Governance: {of_governance.Committee.objects.count()} committees, "
        f"{of_governance.Meeting.objects.count()} meetings, "
        f"{of_governance.AgendaItem.objects.count()} agenda items, "
        f"{of_governance.Report.objects.count()} reports, "
        f"{of_governance.Minute.objects.count()} minutes, "
        f"{of_governance.Resolution.objects.count()} limbs of resolutions."
    )
