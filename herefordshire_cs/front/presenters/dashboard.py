"""Plan and performance side by side: what the dashboard shows."""

from dataclasses import dataclass
from datetime import date

from actionplan.presenters import NoPlan, PlanProgress, ask_for_progress
from governance.exempt.reader import Reader
from governance.presenters.deadlines import Deadline, next_deadline
from governance.presenters.tracker import OpenCount, count_open
from herefordshire_cs.lib.remembering import remember, remember_both
from indicators.presenters.performance import Performance, ask_for_performance


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Where the council stands on a day; there may be no plan yet.

    ``resolutions`` is None where the reader answers none.
    """

    as_of: date
    progress: PlanProgress | None
    performance: Performance
    deadline: Deadline | None
    resolutions: OpenCount | None


def build_overview(
    *, as_of: date, since: date | None = None, answers_resolutions: bool, reader: Reader
) -> Overview:
    """Return the overview of the plan in force on a day, and of the indicators in use."""
    open_now = None
    if answers_resolutions:
        open_now = count_open(as_of=as_of, reader=reader)
    progress, performance = _sides(as_of=as_of, since=since)
    return Overview(
        as_of=as_of,
        progress=progress,
        performance=performance,
        deadline=next_deadline(as_of=as_of),
        resolutions=open_now,
    )


def _sides(*, as_of: date, since: date | None) -> tuple[PlanProgress | None, Performance]:
    performance = ask_for_performance(as_of=as_of)
    try:
        progress = ask_for_progress(as_of=as_of, since=since)
    except NoPlan:
        return None, remember(performance)
    return remember_both(progress, performance)
