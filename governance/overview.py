"""Plan and performance side by side: what the dashboard shows."""

from dataclasses import dataclass
from datetime import date

from actionplan.reports import ProgressReport, build_progress_report, current_plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Where the council stands on a day."""

    as_of: date
    progress: ProgressReport


def build_overview(*, as_of: date, since: date | None = None) -> Overview | None:
    """Return the overview of the plan in force on a day, or None where there is none yet."""
    slug = current_plan(as_of=as_of)
    if slug is None:
        return None
    return Overview(as_of=as_of, progress=build_progress_report(slug, as_of=as_of, since=since))
