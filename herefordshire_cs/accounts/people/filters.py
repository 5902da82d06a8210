"""The filter of the list of people."""

import django_filters
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.presenters import role_names

STATE_CHOICES = [
    ("active", "Active"),
    ("no-password", "Active, no password chosen yet"),
    ("closed", "Closed"),
]


def role_choices() -> list[tuple[str, str]]:
    return [(name, name) for name in role_names()]


class PersonFilter(django_filters.FilterSet):
    """Narrows the people who sign in."""

    words = django_filters.CharFilter(label="Name or address", method="called")
    role = django_filters.ChoiceFilter(
        label="Role", field_name="groups__name", choices=role_choices, empty_label="All roles"
    )
    state = django_filters.ChoiceFilter(
        label="Account", choices=STATE_CHOICES, method="standing", empty_label="All"
    )

    class Meta:
        model = User
        fields: list[str] = []

    def called(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep those of whose name or address each word is a part."""
        for word in value.split():
            rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word))
        return rows

    def standing(self, rows: QuerySet[User], name: str, value: str) -> QuerySet[User]:
        """Keep those whose accounts stand so."""
        rows = rows.filter(is_active=value != "closed")
        if value == "no-password":
            rows = rows.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
        return rows
