"""Loads the actions of a plan that have become standing arrangements, and what shows them kept."""

from collections.abc import Iterable

from actionplan.loading.rows import Entry, Loading, cited, day_of, keep
from actionplan.models import Action, Arrangement, Keeping, Plan


def load_arrangements(loading: Loading, plan: Plan, entries: Iterable[Entry]) -> None:
    """Load the actions that are standing arrangements, and the days that show them kept.

    What an officer ended stays ended.
    """
    arrangements, keepings = set(), set()
    for entry in entries:
        action = plan.actions.get(reference=entry["reference"])
        row = Arrangement.objects.filter(action=action, author=None).first()
        in_place_on = day_of(entry["in_place_on"])
        kept = keep(
            Arrangement,
            key={"action": action, "author": None},
            words=entry["words"],
            every=entry["every"] or "",
            in_place_on=in_place_on,
            counts_from=day_of(entry["counts_from"]),
            remark=entry["remark"],
            recorded_on=in_place_on,
            recorded_at=row.recorded_at if row else loading.recorded_at,
            **cited(loading, entry),
        )
        arrangements.add(kept.pk)
        keepings |= {load_keeping(loading, action, each) for each in entry["kept"]}
    for model, found in ((Arrangement, arrangements), (Keeping, keepings)):
        of_papers = model._default_manager.filter(action__plan=plan, author=None)
        of_papers.filter(withdrawn_on=None).exclude(pk__in=found).delete()


def load_keeping(loading: Loading, action: Action, entry: Entry) -> int:
    """Load a day on which an arrangement was kept; returns its key."""
    kept_on = day_of(entry["on"])
    key = {"action": action, "kept_on": kept_on, "author": None}
    row = Keeping.objects.filter(**key).first()
    return keep(
        Keeping,
        key=key,
        words=entry["words"],
        recorded_on=kept_on,
        recorded_at=row.recorded_at if row else loading.recorded_at,
    ).pk
