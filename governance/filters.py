"""The filters of the tracker of resolutions and of the list of meetings."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet

from governance.exempt.reader import reader_of
from governance.exempt.rows import visible
from governance.lists.meetings import MeetingTable
from governance.lists.resolutions import ResolutionTable
from governance.models import Committee, Meeting, Resolution
from governance.presenters.resolutions import OPEN
from herefordshire_cs.lib.lists import ListFilter
from herefordshire_cs.lib.web.requests import SignedInRequest

STANDING_CHOICES = [
    ("open", "Open, replied to or not"),
    ("late", "Open and late"),
    ("waiting", "Waiting for a reply"),
    ("replied", "Replied, not closed"),
    ("closed", "Closed"),
]
STATES = {
    "open": OPEN,
    "late": OPEN,
    "waiting": (Resolution.State.OPEN,),
    "replied": (Resolution.State.REPLIED,),
    "closed": (Resolution.State.CLOSED,),
}


def known_bodies(request: SignedInRequest) -> QuerySet[Committee]:
    """Return the bodies that a reader may know of."""
    return visible(Committee.objects.all(), reader_of(request.user))


def bodies_with_resolutions(request: SignedInRequest) -> QuerySet[Committee]:
    """Return those of them that resolved something."""
    rows = known_bodies(request)
    return rows.filter(meetings__minutes__resolutions__isnull=False).distinct()


class ResolutionFilter(ListFilter):
    """Narrows the limbs that ask for something."""

    table = ResolutionTable

    committee = django_filters.ModelChoiceFilter(
        label="Committee",
        field_name="minute__meeting__committee",
        queryset=bodies_with_resolutions,
        to_field_name="slug",
        empty_label="All committees",
    )
    state = django_filters.ChoiceFilter(
        label="State", choices=STANDING_CHOICES, method="standing", empty_label="All"
    )

    class Meta:
        model = Resolution
        fields: list[str] = []

    def __init__(self, *args: Any, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def standing(self, rows: QuerySet[Resolution], name: str, value: str) -> QuerySet[Resolution]:
        """Keep limbs by where they stand; late ones are past the day that was given."""
        if not value:
            return rows
        rows = rows.filter(state__in=STATES[value])
        return rows.filter(due_on__lt=self.as_of) if value == "late" else rows


class MeetingFilter(ListFilter):
    """Narrows the list of meetings."""

    table = MeetingTable

    committee = django_filters.ModelChoiceFilter(
        label="Committee",
        queryset=known_bodies,
        to_field_name="slug",
        empty_label="All committees",
    )
    state = django_filters.ChoiceFilter(
        label="State", choices=Meeting.State.choices, empty_label="Any state"
    )

    class Meta:
        model = Meeting
        fields: list[str] = []
