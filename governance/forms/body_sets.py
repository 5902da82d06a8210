"""What a body has of its own, as rows of a form; a row whose name is cleared is taken out."""

# Longer than most: one small form and one class for each of the six sets that a body has.

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict

from governance.bodies import (
    CALL,
    CLEARED,
    DRAFTS,
    Capacity,
    ClearanceAsked,
    DueBefore,
    Office,
    Own,
    RegularItem,
)
from governance.models import AgendaItem, Clearance, Membership
from governance.report_forms import Heading
from governance.services.committees import new_key
from herefordshire_cs.lib.web.form_pages import PageOfForms

AT_MOST = 40  # rows of a set
PREFIX = "rows"
# What stands on an agenda of itself: the others are put there as they come.
STANDING_KINDS = [
    choice
    for choice in AgendaItem.Kind.choices
    if choice[0] not in (AgendaItem.Kind.REPORT, AgendaItem.Kind.RESOLUTIONS)
]


LATE = [
    (CALL, "Nothing"),
    (DRAFTS, "Items without a report, and reports not sent for clearance"),
    (CLEARED, "Reports that are not cleared"),
]


class OwnRow(forms.Form):
    """One row of a set: what it is called, and its place among the others."""

    key = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    name = forms.CharField(label="Name", required=False, max_length=80)
    place = forms.IntegerField(
        label="Place",
        required=False,
        min_value=1,
        max_value=99,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-2", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Give the place as a number, like 2.",
            "min_value": "The first place is 1.",
            "max_value": "The last place is 99.",
        },
    )


class CapacityRow(OwnRow):
    """A capacity, and on what those who sit in it vote."""

    voting = forms.ChoiceField(
        label="Votes", choices=Membership.Voting.choices, initial="none", required=False
    )


class OfficeRow(OwnRow):
    """An office."""


class StandingRow(OwnRow):
    """An item of every agenda: its heading, its kind and its purpose."""

    name = forms.CharField(label="Heading", required=False, max_length=250)
    kind = forms.ChoiceField(
        label="Kind", choices=STANDING_KINDS, required=False, initial=AgendaItem.Kind.OTHER
    )
    purpose = forms.CharField(
        label="Purpose", required=False, max_length=1_000, widget=forms.Textarea({"rows": 2})
    )


class DueRow(OwnRow):
    """What is due before a meeting, how many working days, and what is late after it."""

    name = forms.CharField(label="What is due", required=False, max_length=80)
    kind = forms.ChoiceField(label="What is late after it", choices=LATE, required=False)
    days = forms.IntegerField(
        label="Working days before the meeting",
        required=False,
        min_value=1,
        max_value=250,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Give the days as a number, like 15.",
            "min_value": "It is due one day before the meeting at the latest.",
            "max_value": "Nothing is due a year before.",
        },
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the days of what is named."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("name") and not found.get("days") and "days" not in self.errors:
            self.add_error("days", "Say how many working days before the meeting it is due.")
        return found


class HeadingRow(OwnRow):
    """A heading of a form of report."""

    name = forms.CharField(label="Heading", required=False, max_length=100)
    is_numbered = forms.BooleanField(label="Its paragraphs are numbered", required=False)


class AskedRow(OwnRow):
    """What reports are cleared for; the duties are given, the name is the body's."""

    name = forms.CharField(label="What the body calls it", required=False, max_length=80)
    place = None  # type: ignore[assignment]  # they stand in the order of the duties

    @property
    def duty(self) -> str:
        """The duty that it is, whatever the body calls it."""
        return dict(Clearance.Kind.choices).get(self["key"].value() or "", "")


class OwnRows(PageOfForms):
    """The rows of a set on one page."""

    row: type[OwnRow]
    name: str

    def __init__(self, data: QueryDict | None, *, held: Sequence[Any]) -> None:
        super().__init__(data)
        self.held = held
        made = forms.formset_factory(
            self.row, extra=self.extra, max_num=AT_MOST, absolute_max=AT_MOST, validate_max=True
        )
        shown = [self.shown(each) | {"place": place} for place, each in enumerate(held, start=1)]
        # A row that says what it said is a row of the set, however many the page began with.
        kept = {"empty_permitted": False}
        self.rows = made(self.data, initial=shown, prefix=PREFIX, form_kwargs=kept)
        self.settle()

    extra = 1

    @staticmethod
    def shown(each: Any) -> dict[str, Any]:
        """Return what a row shows of what is held."""
        return asdict(each)

    @property
    def every_form(self) -> list[BaseForm]:
        """A form for each row."""
        return list(self.rows.forms)

    def row_sets(self) -> dict[str, BaseFormSet]:
        """Return the rows."""
        return {PREFIX: self.rows}

    def is_valid(self) -> bool:
        """Say whether it was sent in whole, and no two rows are called the same."""
        return super().is_valid() and not self._called_twice()

    def _called_twice(self) -> bool:
        seen: set[str] = set()
        for form in self.named():
            name = form.cleaned_data["name"].casefold()
            if name in seen:
                form.add_error("name", "Another row has this name.")
            seen.add(name)
        return any(form.errors for form in self.rows.forms)

    def named(self) -> list[BaseForm]:
        """Return the rows in which something is named, in the order of their places."""
        forms_named = [form for form in self.rows.forms if form.cleaned_data.get("name")]
        last = AT_MOST + 99
        return sorted(forms_named, key=lambda form: form.cleaned_data.get("place") or last)

    def own(self) -> list[Any]:
        """Return the set as it was sent in, once it is valid."""
        known = {each.key for each in self.held}
        taken = set(known)
        found = []
        for form in self.named():
            said = form.cleaned_data
            key = said["key"] if said["key"] in known else new_key(self.name, said["name"], taken)
            taken.add(key)
            found.append(self.made(key, said))
        return found

    def made(self, key: str, said: dict[str, Any]) -> Any:
        """Return one row of the set."""
        raise NotImplementedError


class Capacities(OwnRows):
    """The capacities in which somebody sits."""

    row, name = CapacityRow, "capacities"

    def made(self, key: str, said: dict[str, Any]) -> Capacity:
        """Return a capacity."""
        return Capacity(key=key, name=said["name"], voting=said["voting"] or "none")


class Offices(OwnRows):
    """The offices, that of the chair among them."""

    row, name = OfficeRow, "offices"

    def made(self, key: str, said: dict[str, Any]) -> Office:
        """Return an office."""
        return Office(key=key, name=said["name"])


class StandingItems(OwnRows):
    """The items with which every agenda begins."""

    row, name = StandingRow, "standing"

    @staticmethod
    def shown(each: RegularItem) -> dict[str, Any]:
        """Return what a row shows of an item; its kind is its key."""
        return {"name": each.name, "kind": each.key, "purpose": each.purpose}

    def own(self) -> list[Own]:
        """Return the items, each with its kind."""
        return [self.made("", form.cleaned_data) for form in self.named()]

    def made(self, key: str, said: dict[str, Any]) -> RegularItem:
        """Return an item."""
        kind = said["kind"] or AgendaItem.Kind.OTHER.value
        return RegularItem(key=kind, name=said["name"], purpose=said["purpose"])


class Clearances(OwnRows):
    """What reports are cleared for: all duties, those that are asked for with their name."""

    row, name, extra = AskedRow, "clearances", 0

    def own(self) -> list[Any]:
        """Return the duties that are asked for; there is none beside those that there are."""
        known = {each.key for each in self.held}
        rows = [form.cleaned_data for form in self.named()]
        return [self.made(said["key"], said) for said in rows if said["key"] in known]

    def made(self, key: str, said: dict[str, Any]) -> ClearanceAsked:
        """Return what is asked for."""
        return ClearanceAsked(key=key, name=said["name"])


class Countdown(OwnRows):
    """What is due before its meetings, in working days."""

    row, name = DueRow, "countdown"

    @staticmethod
    def shown(each: DueBefore) -> dict[str, Any]:
        """Return what a row shows; its key says what is late."""
        return {"name": each.name, "kind": each.key, "days": each.days}

    def own(self) -> list[Any]:
        """Return what is due, each with what is late after it."""
        return [self.made("", form.cleaned_data) for form in self.named()]

    def made(self, key: str, said: dict[str, Any]) -> DueBefore:
        """Return what is due."""
        return DueBefore(key=said["kind"], name=said["name"], days=said["days"])


class Headings(OwnRows):
    """The headings of a body's own form of report."""

    row, name = HeadingRow, "headings"

    @staticmethod
    def shown(each: Heading) -> dict[str, Any]:
        """Return what a row shows of a heading."""
        return {"key": each.key, "name": each.words, "is_numbered": each.is_numbered}

    def made(self, key: str, said: dict[str, Any]) -> Heading:
        """Return a heading."""
        return Heading(key=key, words=said["name"], is_numbered=said["is_numbered"])


SETS: dict[str, Callable[..., OwnRows]] = {
    each.name: each
    for each in (Capacities, Offices, StandingItems, Clearances, Countdown, Headings)
}


def blank_clearances(
    held: Iterable[ClearanceAsked], every: Iterable[ClearanceAsked]
) -> tuple[ClearanceAsked, ...]:
    """Return all that may be asked for, those that are not asked for without a name."""
    names = {each.key: each.name for each in held}
    return tuple(ClearanceAsked(key=each.key, name=names.get(each.key, "")) for each in every)
