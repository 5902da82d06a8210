"""The form of a list: what it is narrowed by, its order, its columns and its groups."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet

from herefordshire_cs.lib.lists.asked import Asked
from herefordshire_cs.lib.lists.listing import ListTable
from herefordshire_cs.lib.text.words import mid_sentence
from herefordshire_cs.lib.web.fields import DayField

OF_THE_LIST = ("sort", "columns", "group")  # how it is shown, not what is in it


class DayFilter(django_filters.Filter):
    """A filter whose value is a typed day."""

    field_class = DayField


def list_fields(
    table: type[ListTable], labels: Mapping[str, str] | None = None
) -> dict[str, forms.Field]:
    """Return the fields of how a list is shown; ``labels`` stand instead of its columns' own."""
    labels = labels or {}
    fields: dict[str, forms.Field] = {
        "sort": forms.ChoiceField(label="Order", choices=table.sort_choices(), required=False),
        "columns": forms.MultipleChoiceField(
            label="Columns",
            choices=[(name, labels.get(name, label)) for name, label in table.column_choices()],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
    }
    if table.groups_of:
        fields["group"] = forms.ChoiceField(
            label="Grouped by", choices=table.group_choices(labels), required=False
        )
    return fields


def list_form(
    table: type[ListTable], asked: Mapping[str, Any], labels: Mapping[str, str] | None = None
) -> forms.Form:
    """Return the form of a list that is not narrowed, bound to what is asked in its address."""
    made = type(f"{table.__name__}Form", (forms.Form,), list_fields(table, labels))
    return made(asked)


class ListFilter(django_filters.FilterSet):
    """The filters of a list, in one form with how it is shown.

    A list that cannot be read as it was asked for has no rows; its form says what is wrong beside
    each field.
    """

    table: ClassVar[type[ListTable]]

    def __init__(self, *args: Any, labels: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.labels = labels or {}

    @property
    def asked(self) -> Asked:
        """Return how the list is wanted."""
        return Asked.of(self.form)

    @property
    def narrowed_to(self) -> str:
        """Return in words what the list was narrowed to, if it could be read."""
        return words_of(self.form) if self.form.is_valid() else ""

    def get_form_class(self) -> type[forms.Form]:
        """Return the form of the filters, and of how the list is shown."""
        of_filters: type[forms.Form] = super().get_form_class()
        return type("ListFilterForm", (of_filters,), list_fields(self.table, self.labels))

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the rows that every filter lets through."""
        if not self.form.is_valid():
            return queryset.none()
        for name, each in self.filters.items():
            queryset = each.filter(queryset, self.form.cleaned_data[name])
        return queryset


def words_of(form: forms.Form, *, but: Iterable[str] = ()) -> str:
    """Return in words what a list was narrowed to; ``but`` names filters that say it elsewhere."""
    said = []
    for name, value in form.cleaned_data.items():
        if name in {*OF_THE_LIST, *but} or not value:
            continue
        label = form.fields[name].label or name
        said.append(f"{mid_sentence(str(label))}: {_value_in_words(form.fields[name], value)}")
    return "; ".join(said)


def _value_in_words(field: forms.Field, value: Any) -> str:
    choices: Iterable[tuple[Any, Any]] = getattr(field, "choices", [])
    words = {str(key): str(label) for key, label in choices}
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return words.get(str(value), f"“{value}”")
