"""An officer's own Actions, the most pressing first."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import Officer, Plan, Standing
from actionplan.models.standings import days_before
from actionplan.rag import CLOSED_STATUSES
from actionplan.reports.lines import ActionLine, action_line
from actionplan.reports.plans import plan_heads
from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class MyActions:
    """What waits for an officer, what is due next and what is completed.

    ``needing_update`` are open, have begun and have no dated update in the reporting cycle.
    """

    officer: str
    as_of: date
    needing_update: tuple[ActionLine, ...]
    due_next: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]

    @property
    def count(self) -> int:
        """All the officer's Actions."""
        return len(self.needing_update) + len(self.due_next) + len(self.closed)

    def after(self, plan: str, reference: str) -> ActionLine | None:
        """Return the Action that needs an update next after one; after the last, the first.

        After one that needs none it is the first; where no other needs one, there is none.
        """
        waiting = self.needing_update
        places = [(line.plan, line.reference) for line in waiting]
        at = places.index((plan, reference)) if (plan, reference) in places else -1
        following = waiting[(at + 1) % len(waiting)] if waiting else None
        return None if following is None or at == 0 == len(waiting) - 1 else following


def build_my_actions(user: User, *, as_of: date) -> MyActions | None:
    """Return the Actions of the user's officer in every plan; None where they are no officer."""
    officer = Officer.objects.filter(user=user).first()
    if officer is None:
        return None
    heads = {head.pk: head for head in plan_heads(Plan.objects.all())}
    rows = (
        Standing.objects.on(as_of)
        .led_by(user)
        .with_actions()
        .order_by("by_when_latest", "position")
    )
    lines = [
        (action_line(row, heads[row.plan_id].scheme, as_of=as_of), row, heads[row.plan_id])
        for row in rows
    ]
    waiting = [
        line
        for line, row, head in lines
        if row.status not in CLOSED_STATUSES
        and needs_update(
            row.by_when_earliest,
            row.last_reported_on,
            cycle_days=head.reporting_cycle_days,
            as_of=as_of,
        )
    ]
    return MyActions(
        officer=officer.full_label,
        as_of=as_of,
        needing_update=tuple(sorted(waiting, key=lambda line: line.rating.rag.severity)),
        due_next=tuple(
            line
            for line, _row, _head in lines
            if line.status not in CLOSED_STATUSES and line not in waiting
        ),
        closed=tuple(line for line, _row, _head in lines if line.status in CLOSED_STATUSES),
    )


def needs_update(
    by_when_earliest: date | None, last_reported_on: date | None, *, cycle_days: int, as_of: date
) -> bool:
    """Say whether an open Action that has begun has had no dated update in the reporting cycle."""
    has_begun = by_when_earliest is None or by_when_earliest <= as_of
    since = days_before(as_of, cycle_days)
    return has_begun and (last_reported_on is None or last_reported_on < since)


def count_needing_update(user: User, *, as_of: date) -> int:
    """Return how many of the user's Actions wait for an update; one query."""
    rows = Standing.objects.on(as_of).open().led_by(user)
    columns = ("by_when_earliest", "last_reported_on", "plan__reporting_cycle_days")
    return sum(
        needs_update(begins_on, heard_on, cycle_days=cycle_days, as_of=as_of)
        for begins_on, heard_on, cycle_days in rows.values_list(*columns)
    )
