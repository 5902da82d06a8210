"""An officer's own Actions, the most pressing first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256

from actionplan.models import Deputy, Officer, Plan, ProgressUpdate, Standing
from actionplan.models.people import officers_acted_for
from actionplan.models.standings import days_before
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.plans import PlanHead, plan_heads
from actionplan.rag import CLOSED_STATUSES, OPEN_STATUSES
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.remembering import hold, recall
from herefordshire_cs.lib.text.words import day_in_words

FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastWord:
    """What was said last of an Action, and the key of the update that was recorded last."""

    newest: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPlan:
    """A plan in which an officer has Actions, and how many of them wait for an update."""

    slug: str
    title: str
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MyActions:
    """What waits for an officer, what is due next and what is completed.

    ``needing_update`` are open, have begun and have no dated update in the reporting cycle; a
    standing arrangement is kept, not updated.
    Both stand in the order of the page: what is past, the newest first; then what comes next.
    ``plans`` are those in which the officer has Actions, the one that began last first.
    ``last_words`` are by the key of the Action.
    """

    officer: str
    as_of: date
    plans: tuple[OwnPlan, ...]
    needing_update: tuple[ActionLine, ...]
    due_next: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]
    last_words: Mapping[int, LastWord] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """All the officer's Actions."""
        return len(self.lines)

    @property
    def lines(self) -> tuple[ActionLine, ...]:
        """All the officer's Actions, those that need an update first."""
        return (*self.needing_update, *self.due_next, *self.closed)

    def of_plan(self, slug: str = "") -> "MyActions":
        """Return the Actions of one plan: the one named, else the first in which some wait.

        A plan that is not among the officer's is as if none was named.
        """
        wanted = (
            next((plan for plan in self.plans if plan.slug == slug), None)
            or next((plan for plan in self.plans if plan.waiting), None)
            or next(iter(self.plans), None)
        )
        if wanted is None or len(self.plans) == 1:
            return self
        return replace(
            self,
            needing_update=_of(wanted.slug, self.needing_update),
            due_next=_of(wanted.slug, self.due_next),
            closed=_of(wanted.slug, self.closed),
        )

    def after(self, plan: str, reference: str) -> ActionLine | None:
        """Return the Action that needs an update next after one; after the last, the first.

        After one that needs none it is the first; where no other needs one, there is none.
        """
        waiting = self.needing_update
        places = [(line.plan, line.reference) for line in waiting]
        at = places.index((plan, reference)) if (plan, reference) in places else -1
        following = waiting[(at + 1) % len(waiting)] if waiting else None
        return None if following is None or at == 0 == len(waiting) - 1 else following


def acts_for_any(user: User, officers: frozenset[int], *, on: date) -> bool:
    """Say whether a user acts on a day for any of some officers, by their keys; one query."""
    return officers_acted_for(user, on=on).filter(pk__in=officers).exists() if officers else False


def build_my_actions(user: User, *, as_of: date) -> MyActions | None:
    """Return the Actions for which a user acts in every plan; None where they act for nobody.

    They are kept in this process until the record of a plan changes.
    """
    officers = list(officers_acted_for(user, on=as_of).known(on=as_of).order_by("pk"))
    if not officers:
        return None
    label = acted_for_in_words(user, officers, on=as_of)
    heads = plan_heads(Plan.objects.all(), as_of=as_of)
    acted_for = f"{label} {[officer.pk for officer in officers]}"
    key = key_of(user, acted_for, heads, as_of=as_of)
    found: MyActions | None = recall(key) if key else None
    if found is None:
        found = sort_actions(user, label, {head.pk: head for head in heads}, as_of=as_of)
        if key:
            hold(key, found)
    return found


def acted_for_in_words(user: User, officers: Iterable[Officer], *, on: date) -> str:
    """Return for whom a user acts: their own names in plans, and whose deputy they are until when.

    One query.
    """
    covers = Deputy.objects.on(on).filter(deputy=user).select_related("person")
    whose = {cover.person_id: cover for cover in covers}
    own = [row.full_label for row in officers if row.user_id not in whose]
    stands_in = [
        f"{cover.person.name}, as deputy to {day_in_words(cover.until_on)}"
        for cover in whose.values()
    ]
    return "; ".join([*own, *stands_in])


def _of(slug: str, lines: Iterable[ActionLine]) -> tuple[ActionLine, ...]:
    return tuple(line for line in lines if line.plan == slug)


def key_of(user: User, label: str, heads: Iterable[PlanHead], *, as_of: date) -> str:
    """Return what an officer's Actions follow from; nothing where a plan has no record yet."""
    marks = [(head, head.standings_mark) for head in heads]
    if not all(mark for _head, mark in marks):
        return ""
    said = repr((user.pk, label, marks, as_of))
    return f"mine-{sha256(said.encode()).hexdigest()}"


def sort_actions(
    user: User, label: str, heads: Mapping[int, PlanHead], *, as_of: date
) -> MyActions:
    """Return an officer's Actions by what they wait for; two queries."""
    rows = (
        Standing.objects.on(as_of)
        .led_by(user, on=as_of)
        .of_running_plans(on=as_of)
        .with_actions()
        .order_by("by_when_latest", "position")
    )
    lines = [
        (action_line(row, heads[row.plan_id], as_of=as_of), row, heads[row.plan_id])
        for row in rows
    ]
    waiting = [
        line
        for line, row, head in lines
        if row.status in OPEN_STATUSES
        and needs_update(
            row.by_when_earliest,
            row.last_reported_on,
            cycle_days=head.reporting_cycle_days,
            as_of=as_of,
        )
    ]
    in_order = partial(by_day, as_of=as_of)
    return MyActions(
        officer=label,
        as_of=as_of,
        plans=tuple(
            OwnPlan(slug=head.slug, title=head.title, waiting=len(_of(head.slug, waiting)))
            for head in heads.values()
            if any(row.plan_id == head.pk for _line, row, _head in lines)
        ),
        needing_update=tuple(sorted(waiting, key=in_order)),
        due_next=tuple(
            sorted(
                (
                    line
                    for line, _row, _head in lines
                    if line.status not in CLOSED_STATUSES and line not in waiting
                ),
                key=in_order,
            )
        ),
        closed=tuple(line for line, _row, _head in lines if line.status in CLOSED_STATUSES),
        last_words=last_words_of(row.action_id for _line, row, _head in lines),
    )


def by_day(line: ActionLine, *, as_of: date) -> tuple[int, int]:
    """Return the place of an Action on the page: the newest past first, then the soonest due.

    What has just passed can be told from memory; what has no by-when comes last.
    """
    if line.by_when_latest is None:
        return 3, 0
    ordinal = line.by_when_latest.toordinal()
    if line.by_when_latest < as_of:
        return 0, -ordinal
    return (1 if line.by_when_latest <= as_of + FORTNIGHT else 2), ordinal


def last_words_of(actions: Iterable[int]) -> dict[int, LastWord]:
    """Return what was said last of each Action of which anything was said; one query."""
    rows = ProgressUpdate.objects.filter(action__in=list(actions))
    found: dict[int, LastWord] = {}
    columns = ("action_id", "pk", "narrative", "withdrawn_on")
    in_order = rows.order_by("counts_from", "pk").values_list(*columns)
    for action, key, words, withdrawn_on in in_order:
        assert action is not None  # of Recommendations none is asked for
        before = found.get(action)
        newest = max(key, before.newest) if before else key
        if withdrawn_on is not None:
            words = before.words if before else ""
        found[action] = LastWord(newest=newest, words=words)
    return found


def needs_update(
    by_when_earliest: date | None, last_reported_on: date | None, *, cycle_days: int, as_of: date
) -> bool:
    """Say whether an open Action that has begun has had no dated update in the reporting cycle."""
    has_begun = by_when_earliest is None or by_when_earliest <= as_of
    since = days_before(as_of, cycle_days)
    return has_begun and (last_reported_on is None or last_reported_on < since)


def count_needing_update(user: User, *, as_of: date) -> int:
    """Return how many of the user's Actions wait for an update; one query."""
    rows = Standing.objects.on(as_of).open().led_by(user, on=as_of).of_running_plans(on=as_of)
    columns = ("by_when_earliest", "last_reported_on", "plan__reporting_cycle_days")
    return sum(
        needs_update(begins_on, heard_on, cycle_days=cycle_days, as_of=as_of)
        for begins_on, heard_on, cycle_days in rows.values_list(*columns)
    )
