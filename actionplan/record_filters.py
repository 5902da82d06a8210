"""The filters of what is kept beside the Actions: doubts, assurance, evidence, people."""

from datetime import date, datetime
from typing import Any

import django_filters
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from actionplan.lists.assurance import AssuranceTable
from actionplan.lists.doubts import DoubtTable
from actionplan.lists.evidence import EvidenceTable
from actionplan.lists.people import PersonTable
from actionplan.models import (
    AssuranceEntry,
    AssuranceLink,
    Doubt,
    DoubtQuerySet,
    Evidence,
    EvidenceAcceptance,
    EvidenceLink,
    EvidenceQuerySet,
    EvidenceVersion,
    Organisation,
)
from actionplan.models.corrections import RecordedRowQuerySet
from actionplan.presenters.people import dormant_before
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.presenters import role_names
from herefordshire_cs.lib.lists import DayFilter, ListFilter

type Entries = RecordedRowQuerySet[AssuranceEntry]


class AssuranceFilter(ListFilter):
    """Narrows the assurance log of a plan as at a day."""

    table = AssuranceTable

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


class DoubtFilter(ListFilter):
    """Narrows the doubts about a plan's record as at a day."""

    table = DoubtTable

    words = django_filters.CharFilter(label="Words in it", method="with_words", max_length=200)
    state = django_filters.ChoiceFilter(
        label="State",
        choices=[("open", "Not settled"), ("settled", "Settled")],
        method="settled_or_not",
        empty_label="Either",
    )
    about = django_filters.ChoiceFilter(
        label="What it is about",
        choices=[
            ("recommendation", "Recommendations"),
            ("action", "Actions"),
            ("officer", "Officers"),
            ("organisation", "Bodies"),
        ],
        method="about_such",
        empty_label="Anything",
    )

    class Meta:
        model = Doubt
        fields: list[str] = []

    def __init__(self, *args: Any, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def with_words(self, rows: DoubtQuerySet, name: str, value: str) -> DoubtQuerySet:
        """Keep doubts that say the words, or whose settlement does."""
        return rows.filter(
            Q(heading__icontains=value) | Q(text__icontains=value) | Q(settlement__icontains=value)
        )

    def settled_or_not(self, rows: DoubtQuerySet, name: str, value: str) -> DoubtQuerySet:
        """Keep what was settled by the day, or what was not."""
        still_open = rows.open(as_of=self.as_of)
        return still_open if value == "open" else rows.exclude(pk__in=still_open.values("pk"))

    def about_such(self, rows: DoubtQuerySet, name: str, value: str) -> DoubtQuerySet:
        """Keep doubts about one kind of thing."""
        return rows.filter(**{f"{value}__isnull": False})


class EvidenceFilter(ListFilter):
    """Narrows the evidence of a plan as at a day."""

    table = EvidenceTable

    words = django_filters.CharFilter(label="Words in it", method="with_words", max_length=200)
    action = django_filters.CharFilter(label="Action", method="of_action", max_length=20)
    kind = django_filters.ChoiceFilter(
        label="Kind", choices=Evidence.Kind.choices, empty_label="Any kind"
    )
    accepted = django_filters.ChoiceFilter(
        label="Accepted",
        choices=[("yes", "Accepted"), ("no", "Not accepted yet")],
        method="accepted_or_not",
        empty_label="Either",
    )
    sensitivity = django_filters.ChoiceFilter(
        label="Who may open it", choices=Evidence.Sensitivity.choices, empty_label="Anybody"
    )
    since = DayFilter(field_name="stands_for", lookup_expr="gte", label="Stands for, from")
    until = DayFilter(field_name="stands_for", lookup_expr="lte", label="Stands for, to")

    class Meta:
        model = Evidence
        fields: list[str] = []

    def __init__(self, *args: Any, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def with_words(self, rows: EvidenceQuerySet, name: str, value: str) -> EvidenceQuerySet:
        """Keep evidence that says the words: its title, who holds it, where, its files' names."""
        files = EvidenceVersion.objects.filter(filename__icontains=value)
        return rows.filter(
            Q(title__icontains=value)
            | Q(held_by__icontains=value)
            | Q(reference__icontains=value)
            | Q(pk__in=files.order_by().values("evidence"))
        )

    def of_action(self, rows: EvidenceQuerySet, name: str, value: str) -> EvidenceQuerySet:
        """Keep evidence that is for an Action."""
        links = EvidenceLink.objects.known(as_of=self.as_of).filter(action__reference=value)
        return rows.filter(pk__in=links.order_by().values("evidence"))

    def accepted_or_not(self, rows: EvidenceQuerySet, name: str, value: str) -> EvidenceQuerySet:
        """Keep what is accepted as it is, or what is not; one with files in its newest one."""
        versions = EvidenceVersion.objects.filter(
            evidence=OuterRef("evidence"), supplied_on__lte=self.as_of
        )
        newest = versions.order_by("-number").values("pk")[:1]
        held = EvidenceAcceptance.objects.known(as_of=self.as_of).filter(evidence=OuterRef("pk"))
        accepted = Exists(
            held.annotate(newest=Subquery(newest)).filter(
                Q(version=F("newest")) | Q(version=None, newest=None)
            )
        )
        return rows.filter(accepted if value == "yes" else ~accepted)


def role_choices() -> list[tuple[str, str]]:
    """Return the roles as a filter offers them."""
    return [(name, name) for name in role_names()]


class PersonFilter(ListFilter):
    """Narrows the people who sign in."""

    table = PersonTable

    words = django_filters.CharFilter(
        label="Name, address or post", method="called", max_length=200
    )
    role = django_filters.ChoiceFilter(
        label="Role", field_name="groups__name", choices=role_choices, empty_label="All roles"
    )
    organisation = django_filters.ModelChoiceFilter(
        label="Organisation or team",
        field_name="workplace__organisation",
        queryset=Organisation.objects.filter(people__isnull=False).distinct(),
        empty_label="All",
    )
    state = django_filters.ChoiceFilter(
        label="Account",
        choices=[
            ("active", "Active"),
            ("no-password", "Active, no password chosen yet"),
            ("dormant", "Dormant"),
            ("closed", "Closed"),
        ],
        method="standing",
        empty_label="All",
    )

    class Meta:
        model = User
        fields: list[str] = []

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def called(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep those of whose name, address or post each word is a part."""
        for word in value.split():
            rows = rows.filter(
                Q(name__icontains=word)
                | Q(email__icontains=word)
                | Q(workplace__post__icontains=word)
            )
        return rows

    def standing(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep those whose accounts stand so."""
        rows = rows.filter(is_active=value != "closed")
        if value == "no-password":
            rows = rows.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        if value == "dormant":
            last = Coalesce("last_login", "date_joined")
            rows = rows.alias(last=last).filter(last__lt=dormant_before(self.now))
        return rows
