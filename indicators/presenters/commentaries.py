"""Commentaries that wait for somebody's approval."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from herefordshire_cs.accounts.models import User
from indicators.models import Commentary

MAY_APPROVE = "indicators.change_commentary"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCommentary:
    """A commentary that nobody approved: of which indicator and period, by whom."""

    pk: int
    indicator: str
    name: str
    period: str
    written_by: str
    written_on: date


def commentaries_to_approve(user: User, *, as_of: date) -> tuple[WaitingCommentary, ...]:
    """Return the newest commentary of each figure where it waits for somebody else's approval.

    Those read from a paper wait for nobody. One query; none for whoever may not approve.
    """
    if not user.has_perm(MAY_APPROVE):
        return ()
    later = Commentary.objects.filter(
        indicator=OuterRef("indicator"), period=OuterRef("period"), pk__gt=OuterRef("pk")
    )
    rows = (
        Commentary.objects.filter(approved_on=None, paper=None, written_on__lte=as_of)
        .exclude(written_by=user)
        .exclude(Exists(later.order_by()))
        .select_related("indicator", "period")
        .order_by("written_on", "pk")
    )
    return tuple(
        WaitingCommentary(
            pk=row.pk,
            indicator=row.indicator.slug,
            name=row.indicator.ref or "An indicator",
            period=row.period.span.label,
            written_by=row.written_by_name,
            written_on=row.written_on,
        )
        for row in rows
    )
