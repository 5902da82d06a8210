"""What hangs on somebody who leaves in the papers of meetings: counted, never told."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from governance.models import Membership, Report, Resolution
from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldInMeetings:
    """How many reports somebody wrote that are not cleared yet, and their seats on committees.

    ``resolutions`` are the open ones that ask something of them by name or post. No title is told:
    whoever administers people reads no draft.
    """

    drafts: int
    resolutions: int
    seats: tuple[tuple[str, str, int], ...]

    @property
    def is_anything(self) -> bool:
        """Whether anything hangs on them."""
        return bool(self.drafts or self.resolutions or self.seats)


def build_held_in_meetings(leaver: User, *, on: date) -> HeldInMeetings:
    """Return what hangs on somebody; three queries."""
    workplace = getattr(leaver, "workplace", None)
    named = Q(requested_of__icontains=leaver.name)
    if workplace is not None and workplace.post:
        named |= Q(requested_of__icontains=workplace.post)
    seats = Membership.objects.on(on).filter(name__iexact=leaver.name)
    return HeldInMeetings(
        drafts=Report.objects.filter(author=leaver).exclude(state__in=Report.SETTLED).count(),
        resolutions=Resolution.objects.filter(named, state=Resolution.State.OPEN).count(),
        seats=tuple(
            (row.committee.name, row.committee.slug, row.pk)
            for row in seats.select_related("committee").order_by("committee__name")
        ),
    )
