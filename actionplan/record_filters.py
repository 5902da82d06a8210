"""The filters of what is kept beside the Actions of a plan: the assurance log."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q

from actionplan.filters import DayFilter
from actionplan.models import AssuranceEntry, AssuranceLink
from actionplan.models.corrections import RecordedRowQuerySet

type Entries = RecordedRowQuerySet[AssuranceEntry]


class AssuranceFilter(django_filters.FilterSet):
    """Narrows the assurance log of a plan as at a day."""

    words = django_filters.CharFilter(label="Words in it", method="with_words", max_length=200)
    action = django_filters.CharFilter(label="Action", method="of_action", max_length=20)
    kind = django_filters.ChoiceFilter(
        label="Kind", choices=AssuranceEntry.Kind.choices, empty_label="Any kind"
    )
    since = DayFilter(field_name="took_place_on", lookup_expr="gte", label="From")
    until = DayFilter(field_name="took_place_on", lookup_expr="lte", label="To")

    class Meta:
        model = AssuranceEntry
        fields: list[str] = []

    def __init__(self, *args: Any, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def with_words(self, rows: Entries, name: str, value: str) -> Entries:
        """Keep entries that say the words: who looked, at what, what was found."""
        return rows.filter(
            Q(who__icontains=value) | Q(scope__icontains=value) | Q(findings__icontains=value)
        )

    def of_action(self, rows: Entries, name: str, value: str) -> Entries:
        """Keep entries that cover an Action, or from which it follows."""
        links = AssuranceLink.objects.known(as_of=self.as_of).filter(action__reference=value)
        return rows.filter(pk__in=links.order_by().values("entry"))
