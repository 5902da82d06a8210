"""Plan and performance side by side: what the dashboard shows."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from actionplan.presenters import NoPlan, PlanProgress, ask_for_progress
from actionplan.presenters.plans import PlanHead, running_plans
from governance.exempt.reader import Reader
from governance.presenters.deadlines import Deadline, next_deadline
from governance.presenters.tracker import OpenCount, count_open
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.remembering import remember, remember_both
from indicators.presenters.indicators import IndicatorLine
from indicators.presenters.performance import Performance, ask_for_performance


@dataclass(frozen=True, slots=True, kw_only=True)
class GreenAndWorsened:
    """A Recommendation with green Actions, and an indicator meant to show it that worsened."""

    recommendation: int
    greens: int
    indicator: str
    name: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Where the council stands on a day; there may be no plan yet.

    ``running`` are the plans that run on the day, of which one is shown; ``resolutions`` is None
    where the reader answers none.
    """

    as_of: date
    running: tuple[PlanHead, ...]
    progress: PlanProgress | None
    performance: Performance
    deadline: Deadline | None
    resolutions: OpenCount | None

    @property
    def worsened(self) -> tuple[GreenAndWorsened, ...]:
        """Where the plan says green and an indicator says that it got worse."""
        if self.progress is None:
            return ()
        return tuple(green_and_worsened(self.progress, self.performance.worsened))


def green_and_worsened(
    progress: PlanProgress, lines: Iterable[IndicatorLine]
) -> Iterator[GreenAndWorsened]:
    """Yield each indicator that worsened, with the Recommendation it is to show working.

    An indicator names a Recommendation, never an Action; one without green Actions is left out.
    """
    greens = {
        line.number: line.counts.green
        for group in progress.groups
        for line in group.recommendations
    }
    for line in lines:
        for aim in line.head.aims:
            if aim.plan == progress.plan.slug and greens.get(aim.number):
                yield GreenAndWorsened(
                    recommendation=aim.number,
                    greens=greens[aim.number],
                    indicator=line.head.slug,
                    name=line.head.name,
                    why=line.movement.reason,
                )


def build_overview(
    *,
    as_of: date,
    since: date | None = None,
    answers_resolutions: bool,
    reader: Reader,
    access: PlanAccess,
    plan: str = "",
) -> Overview:
    """Return the overview of a plan in force on a day, and of the indicators in use."""
    open_now = None
    if answers_resolutions:
        open_now = count_open(as_of=as_of, reader=reader)
    running = running_plans(as_of=as_of, access=access)
    progress, performance = _sides(running, plan, as_of=as_of, since=since)
    return Overview(
        as_of=as_of,
        running=running,
        progress=progress,
        performance=performance,
        deadline=next_deadline(as_of=as_of),
        resolutions=open_now,
    )


def _sides(
    running: Sequence[PlanHead], plan: str, *, as_of: date, since: date | None
) -> tuple[PlanProgress | None, Performance]:
    performance = ask_for_performance(as_of=as_of)
    try:
        progress = ask_for_progress(running, plan, as_of=as_of, since=since)
    except NoPlan:
        return None, remember(performance)
    return remember_both(progress, performance)
