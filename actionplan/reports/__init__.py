"""The app's public face: report models, and the builders that fill them."""

from actionplan.models import Plan
from actionplan.reports.progress import (
    ProgressReport,
    ask_for_progress,
    build_progress_report,
)

NoPlan = Plan.DoesNotExist

__all__ = ["NoPlan", "ProgressReport", "ask_for_progress", "build_progress_report"]
