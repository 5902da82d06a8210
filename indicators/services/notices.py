"""Who is told what of the indicators."""

from django.urls import reverse

from herefordshire_cs.accounts.holders import holders_of
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.services import Notice, tell
from indicators.models import Commentary

MAY_APPROVE = "indicators.change_commentary"


def tell_commentary_written(commentary: Commentary) -> None:
    """Tell whoever approves commentaries that one waits, but for who wrote it."""
    notice = Notice(
        kind=Kind.COMMENTARY,
        once=f"commentary {commentary.pk}",
        subject=f"A commentary waits for approval: {commentary.indicator.ref or 'an indicator'}",
        about=reverse("indicator", args=[commentary.indicator.slug]),
        lines=((f"It is on {commentary.period.span.label}.", ""),),
    )
    people = holders_of(MAY_APPROVE)
    told = [(person, notice) for person in people if person.pk != commentary.written_by_id]
    tell(told, on=commentary.written_on, at=commentary.recorded_at)
