"""What disputes a red: the words, where they stand, and how it was settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import Dispute, Standing
from actionplan.presenters.actions import ActionLine, action_line
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeLine:
    """Words that say otherwise than the facts; ``extent`` says of how much they speak."""

    words: str
    how: str
    extent: str
    place: str
    said_on: date
    settled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputedAction:
    """A red Action and the words that dispute it, the strongest first."""

    line: ActionLine
    disputes: tuple[DisputeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesPage:
    """Every red of a plan that words of the record dispute."""

    plan: PlanHead
    as_of: date
    actions: tuple[DisputedAction, ...]


def build_disputes_page(plan: PlanHead, *, as_of: date) -> DisputesPage:
    """Return the disputed reds in the order of the plan; two queries."""
    standings = (
        Standing.objects.filter(plan=plan.pk, is_disputed=True)
        .on(as_of)
        .with_rating(plan.scheme, as_of=as_of)
        .off_track(plan.scheme)
        .with_actions()
        .order_by("position")
    )
    rows = list(standings)
    found: dict[int, list[DisputeLine]] = {row.action_id: [] for row in rows}
    open_rows = Dispute.objects.open(as_of=as_of).filter(action__in=found)
    for row in open_rows.select_related("said_in").order_by("action", "order"):
        found[row.action_id].append(dispute_line(row, as_of=as_of))
    return DisputesPage(
        plan=plan,
        as_of=as_of,
        actions=tuple(
            DisputedAction(
                line=action_line(row, plan, as_of=as_of),
                disputes=tuple(found[row.action_id]),
            )
            for row in rows
        ),
    )


def dispute_lines(rows: Iterable[Dispute], *, as_of: date) -> tuple[DisputeLine, ...]:
    """Return what was raised by a day, settled or not."""
    return tuple(dispute_line(row, as_of=as_of) for row in rows if row.raised_on <= as_of)


def dispute_line(row: Dispute, *, as_of: date) -> DisputeLine:
    """Return words that dispute a red, as they stood on a day."""
    settled = ""
    if row.settled_on is not None and row.settled_on <= as_of and row.settled_by is not None:
        how = row.get_settlement_display()
        settled = f"{how}: {row.settled_by.name}, {day_in_words(row.settled_on)}"
    return DisputeLine(
        words=row.words,
        how=row.how,
        extent=row.get_extent_display(),
        place=f"{row.said_in}, {row.place}",
        said_on=row.raised_on,
        settled=settled,
    )
