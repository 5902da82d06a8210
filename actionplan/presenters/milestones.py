"""The milestones of an action: when each is due, whether it is met, and how it is rated."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import Milestone
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.rag import Level, Scale
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneLine:
    """A milestone as at a day; ``completed_on`` is None where nobody says that it is met."""

    pk: int
    reference: str
    text: str
    by_when_as_written: str
    by_when_latest: date | None
    completed_on: date | None
    level: Level
    state: str


def milestone_lines(
    rows: Iterable[Milestone], scale: Scale, *, as_of: date
) -> tuple[MilestoneLine, ...]:
    """Return those milestones that stood on a day, fetched with their Action and completions."""
    return tuple(milestone_line(row, scale, as_of=as_of) for row in rows if row.is_known(on=as_of))


def milestone_line(row: Milestone, scale: Scale, *, as_of: date) -> MilestoneLine:
    """Return a milestone: green once met, red once past, else not rated."""
    known = [each for each in row.completions.all() if each.is_known(on=as_of)]
    completed_on = known[-1].completed_on if known else None
    is_past = row.latest is not None and row.latest < as_of
    level = scale.off_track if is_past else scale.not_rated
    level = scale.completed if completed_on else level
    state = f"Due {day_in_words(row.latest)}" if row.latest else "No day understood"
    if completed_on:
        state = f"Met {day_in_words(completed_on)}"
    elif is_past and row.latest:
        state = f"Past since {day_in_words(row.latest)}, not said to be met"
    return MilestoneLine(
        pk=row.pk,
        reference=row.action.reference,
        text=row.text,
        by_when_as_written=row.by_when_as_written,
        by_when_latest=row.latest,
        completed_on=completed_on,
        level=level,
        state=state,
    )


def milestones_of(plan: PlanHead, *, as_of: date) -> tuple[MilestoneLine, ...]:
    """Return every milestone of a plan, in its order; two queries."""
    rows = (
        Milestone.objects.filter(action__plan=plan.pk, action__added_on__lte=as_of)
        .select_related("action")
        .prefetch_related("completions")
        .order_by("action__recommendation__number", "action__order", "order")
    )
    return milestone_lines(rows, plan.scheme.scale, as_of=as_of)
