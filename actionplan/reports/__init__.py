"""The app's public face: report models, and the builders that fill them."""

from actionplan.reports.plans import current_plan
from actionplan.reports.progress import ProgressReport, build_progress_report

__all__ = ["ProgressReport", "build_progress_report", "current_plan"]
