"""Putting the actions of a recommendation in another order, from a day on."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from actionplan.models import Action, Plan, Recommendation
from actionplan.models.corrections import Recording
from actionplan.models.rewordings import ORDER, Rewording
from actionplan.services.rewordings import note_reworded
from actionplan.services.standings import mark_open, rebuild_standings
from herefordshire_cs.lib.refusing import Refusal

OUT_OF_THE_WAY = 500_000  # no two actions have one place, also while they change theirs


class OrderChanged(Refusal):
    """The order is no longer the one that was seen."""


@transaction.atomic
def order_actions(
    recommendation: Recommendation,
    *,
    order: Sequence[int],
    seen: Sequence[int],
    reason: str,
    by: Recording,
) -> int:
    """Put Actions in an order, given by their keys; return how many have another place.

    References stay, and every earlier day reads in the order of that day. Raises OrderChanged
    where the order is not as it was ``seen``, and Refusal where the plan is closed.
    """
    mark_open(recommendation.plan_id)
    rows = {row.pk: row for row in recommendation.actions.order_by(ORDER)}
    if list(rows) != list(seen) or sorted(rows) != sorted(order):
        raise OrderChanged(
            "Somebody else changed the order or added an action meanwhile. It stands here as it is"
            " now; nothing that you moved was kept: move it again."
        )
    places = [row.order for row in rows.values()]
    moved = [
        (rows[key], place)
        for key, place in zip(order, places, strict=True)
        if rows[key].order != place
    ]
    if moved:
        _move(moved, plan=recommendation.plan_id, reason=reason, by=by)
    return len(moved)


def _move(moved: Sequence[tuple[Action, int]], *, plan: int, reason: str, by: Recording) -> None:
    actions = Action.objects.filter(pk__in=[row.pk for row, _place in moved])
    Rewording.objects.bulk_create(
        Rewording(
            action=row,
            within_id=plan,
            field=ORDER,
            before=row.order,
            after=place,
            recorded_by=by.author,
            reason=reason,
            **by.stamps(),
        )
        for row, place in moved
    )
    actions.update(order=F(ORDER) + OUT_OF_THE_WAY)
    today = by.on.isoformat()
    for row, place in moved:
        before = row.earlier_places or []
        if not before or before[-1][0] != today:  # of one day, what it began with
            row.earlier_places = [*before, [today, row.order]]
        row.order = place
    Action.objects.bulk_update([row for row, _place in moved], [ORDER, "earlier_places"])
    note_reworded(Plan.objects.filter(pk=plan), on=by.on)
    rebuild_standings(actions)
