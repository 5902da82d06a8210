"""Plan and performance side by side: what the dashboard shows."""

from dataclasses import dataclass
from datetime import date

from actionplan.reports import NoPlan, ProgressReport, build_progress_report
from governance.reports.meetings import Deadline, next_deadline
from governance.reports.tracking import OpenCount, count_open
from indicators.reports.performance import PerformanceReport, build_performance_report


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Where the council stands on a day; there may be no plan yet."""

    as_of: date
    progress: ProgressReport | None
    performance: PerformanceReport
    deadline: Deadline | None
    resolutions: OpenCount


def build_overview(*, as_of: date, since: date | None = None) -> Overview:
    """Return the overview of the plan in force on a day, and of the indicators in use."""
    try:
        progress = build_progress_report(as_of=as_of, since=since)
    except NoPlan:
        progress = None
    return Overview(
        as_of=as_of,
        progress=progress,
        performance=build_performance_report(as_of=as_of),
        deadline=next_deadline(as_of=as_of),
        resolutions=count_open(as_of=as_of),
    )
