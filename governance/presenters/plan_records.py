"""What committees resolved of an action or a recommendation, and which items were about it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from governance.exempt.reader import Reader
from governance.exempt.rows import readable
from governance.models import AgendaItem, PlanRecord, Resolution
from governance.presenters.resolutions import LimbLine, limb_lines, limb_rows, readable_limbs
from herefordshire_cs.lib.recorded import changed_since


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemAbout:
    """An item of an agenda that names a record of a plan."""

    pk: int
    committee: str
    meeting: str
    held_on: date
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOf:
    """What stands of an action or a recommendation in the papers of committees."""

    limbs: tuple[LimbLine, ...]
    items: tuple[ItemAbout, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no committee named it."""
        return not (self.limbs or self.items)


def said_of(
    plan: str,
    *,
    action: str = "",
    recommendation: int | None = None,
    as_of: date,
    reader: Reader,
) -> SaidOf:
    """Return what names an action, or a recommendation, as on record by a day; two queries.

    What its reader may not read of it is not there at all.
    """
    named = Q(action_plan=plan, action_reference=action)
    if not action:
        named &= Q(action_recommendation=recommendation)
    since = changed_since(Resolution, as_of=as_of)
    rows = readable(limb_rows(reader=reader), reader).filter(
        named | since, minute__meeting__held_on__lte=as_of
    )
    about = (plan, action, None if action else recommendation)
    limbs = (line for line in limb_lines(rows, as_of=as_of) if line.about == about)
    records = PlanRecord.objects.naming(plan, action=action, recommendation=recommendation)
    items = readable(AgendaItem.objects.all(), reader).filter(
        plan_records__in=records.recorded(as_of=as_of)
    )
    found = items.select_related("meeting__committee").order_by("-meeting__held_on", "order")
    return SaidOf(
        limbs=readable_limbs(limbs, reader=reader),
        items=tuple(item_about(row) for row in found.distinct()),
    )


def item_about(row: AgendaItem) -> ItemAbout:
    """Return an item; its meeting and committee came along."""
    return ItemAbout(
        pk=row.pk,
        committee=row.meeting.committee.name,
        meeting=row.meeting.slug,
        held_on=row.meeting.held_on,
        title=row.title,
    )
