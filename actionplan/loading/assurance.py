"""Loads who looked at the work by the papers, and ties to it the keepings of its day."""

from collections.abc import Iterable

from actionplan.loading.rows import Entry, Loading, cited, day_of, keep
from actionplan.models import AssuranceEntry, AssuranceLink, Keeping, Plan


def load_assurance(loading: Loading, plan: Plan, entries: Iterable[Entry]) -> None:
    """Load who looked at the work by the papers; the keepings of its day are tied to it.

    What somebody corrected or took back stays so.
    """
    for entry in entries:
        day = day_of(entry["day"])
        key = {"plan": plan, "took_place_on": day, "kind": entry["kind"], "author": None}
        row = AssuranceEntry.objects.filter(**key).first()
        kept = keep(
            AssuranceEntry,
            key=key,
            who=entry["who"],
            scope=entry["scope"],
            findings=entry["findings"],
            remark=entry["remark"],
            recorded_on=day,
            recorded_at=row.recorded_at if row else loading.recorded_at,
            **cited(loading, entry),
        )
        covered = plan.actions.filter(reference__in=entry["actions"])
        for action in covered.order_by("recommendation__number", "order"):
            keep(
                AssuranceLink,
                key={"entry": kept, "part": AssuranceLink.Part.COVERS, "action": action},
                recorded_on=day,
                recorded_at=kept.recorded_at,
            )
        shown = Keeping.objects.filter(action__in=covered, kept_on=day, author=None)
        shown.filter(assurance=None).update(assurance=kept)
