"""What a meeting's page says of its planning: its day, and when its agenda was opened."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from governance.models import Meeting, Pack
from governance.statutory import CLEAR_DAYS, warn_of_publication
from herefordshire_cs.lib.calendar.working_days import CountedDay, latest_publication


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """When an agenda was opened: the day that was typed, and that of the first pack issued here.

    ``warning`` says of the first of the two that it was too late; ``counted`` are the clear days
    that should have been left.
    """

    typed_on: date | None
    issued_on: date | None
    warning: str
    reason: str
    counted: tuple[date, ...]
    left_out: tuple[tuple[date, str], ...]

    @property
    def opened_on(self) -> date | None:
        """The day on which it was opened, as far as is known."""
        return self.typed_on or self.issued_on

    @property
    def issued_differs(self) -> bool:
        """Whether the first pack was issued on another day than the one typed."""
        return bool(self.typed_on and self.issued_on and self.typed_on != self.issued_on)


def opening_of(row: Meeting, *, extra_days: Collection[date]) -> Opening:
    """Return when the agenda of a meeting was opened, and whether that was in time."""
    issued_on = first_issue(row)
    opened_on = row.published_on or issued_on
    latest = counted_days(row.held_on, extra_days=extra_days)
    return Opening(
        typed_on=row.published_on,
        issued_on=issued_on,
        warning=warn_of_publication(opened_on, row.held_on, extra_days=extra_days)
        if opened_on and row.committee.is_open_to_public
        else "",
        reason=row.short_notice_reason,
        counted=latest.counted,
        left_out=tuple((left.day, left.reason) for left in latest.left_out),
    )


def first_issue(row: Meeting) -> date | None:
    """Return the day of the first pack that was issued of a meeting."""
    rows = row.packs.filter(state=Pack.State.READY).order_by("version")
    return rows.values_list("as_of", flat=True).first()


def counted_days(held_on: date, *, extra_days: Collection[date]) -> CountedDay:
    """Return the clear working days before a meeting, and what was left out between them."""
    return latest_publication(held_on, clear_days=CLEAR_DAYS, extra_days=extra_days)
