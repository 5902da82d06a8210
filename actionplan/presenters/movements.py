"""Which way each action and each recommendation went since a day."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import batched

from actionplan.grounds import ground_of
from actionplan.models import Standing, StandingQuerySet
from actionplan.movements import Movement, Position, movement
from actionplan.presenters.action_details import with_details
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.impact_ratings import with_impact
from actionplan.presenters.occasions import last_report_before, occasions
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.recommendations import GroupLines, RecommendationLine, group_lines
from actionplan.rag import rate_action
from herefordshire_cs.lib.files.tables import CHUNK


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedAction:
    """An Action with its positions on two days, for an export."""

    reference: str
    was: Position | None
    now: Position
    movement: Movement


def day_to_compare_with(plan: PlanHead, *, as_of: date) -> date | None:
    """Return the day on which a body was last told of progress before a day; one query."""
    occasion = last_report_before(as_of, occasions(plan, as_of=as_of))
    return occasion.occurred_on if occasion else None


def position_of(standing: Standing, plan: PlanHead, *, as_of: date) -> Position:
    """Return how an Action stood on the day of its standing."""
    facts = standing.facts()
    return Position(
        level=rate_action(facts, plan.scheme, as_of=as_of).level,
        ground=ground_of(facts, plan.scheme, as_of=as_of),
    )


def with_movements(
    lines: Sequence[ActionLine], plan: PlanHead, *, since: date | None
) -> list[ActionLine]:
    """Return lines with which way each went since a day, if there is one; one query."""
    if since is None:
        return list(lines)
    rows = Standing.objects.filter(action__in=[line.pk for line in lines]).on(since)
    before = {row.action_id: position_of(row, plan, as_of=since) for row in rows}
    return [
        replace(
            line,
            movement=movement(
                before.get(line.pk),
                Position(level=line.rating.level, ground=line.ground),
                since=since,
            ),
        )
        for line in lines
    ]


def lines_of_file(
    standings: StandingQuerySet,
    plan: PlanHead,
    wanted: Collection[str],
    *,
    since: date | None,
    as_of: date,
) -> Iterator[ActionLine]:
    """Yield all the lines of a list with what its columns show, so many at a time."""
    rows = standings.with_actions().iterator(chunk_size=CHUNK)
    for found in batched(action_lines(rows, plan, as_of=as_of), CHUNK):
        lines = with_movements(found, plan, since=since)
        rated = with_impact(lines, plan, as_of=as_of)
        yield from with_details(rated, plan, wanted, as_of=as_of)


def with_group_movements(
    groups: Iterable[GroupLines], plan: PlanHead, *, since: date | None
) -> tuple[GroupLines, ...]:
    """Return Recommendations with which way each one's own rating went since a day.

    Four queries, however many there are; none without a day.
    """
    if since is None:
        return tuple(groups)
    before = _positions_of_parts(plan, on=since)
    return tuple(
        replace(
            group,
            recommendations=tuple(
                _with_movement(line, before.get(line.pk), since=since)
                for line in group.recommendations
            ),
        )
        for group in groups
    )


def with_own_movement(
    line: RecommendationLine, plan: PlanHead, *, since: date | None
) -> RecommendationLine:
    """Return one Recommendation with which way its own rating went since a day; four queries."""
    if since is None:
        return line
    return _with_movement(line, _positions_of_parts(plan, on=since).get(line.pk), since=since)


def _positions_of_parts(plan: PlanHead, *, on: date) -> dict[int, Position]:
    """Return how each Recommendation stood on a day, by its key."""
    return {
        line.pk: Position(level=line.rating.level)
        for group in group_lines(plan, as_of=on)
        for line in group.recommendations
    }


def _with_movement(
    line: RecommendationLine, was: Position | None, *, since: date
) -> RecommendationLine:
    now = Position(level=line.rating.level)
    return replace(line, movement=movement(was, now, since=since))


def moved_actions(plan: PlanHead, *, since: date, as_of: date) -> Iterator[MovedAction]:
    """Yield every Action of a plan with its positions on two days; two queries."""
    before = {
        row.action_id: position_of(row, plan, as_of=since)
        for row in Standing.objects.filter(plan=plan.pk).on(since)
    }
    rows = Standing.objects.filter(plan=plan.pk).on(as_of).with_actions().order_by("position")
    for row in rows:
        was, now = before.get(row.action_id), position_of(row, plan, as_of=as_of)
        yield MovedAction(
            reference=row.action.reference,
            was=was,
            now=now,
            movement=movement(was, now, since=since),
        )
