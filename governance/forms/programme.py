"""The work programme: the shape of what a clerk puts into it."""

from typing import Any

from django import forms

from governance.exempt.reader import Reader
from governance.exempt.rows import readable
from governance.models import (
    AgendaItem,
    Committee,
    ProgrammeItem,
    Resolution,
)
from herefordshire_cs.lib.text.words import day_in_words

TITLE_AT_MOST = 500
WORDS_AT_MOST = 2_000
LABEL_AT_MOST = 90  # characters of a limb or an item in a list of choices


def shortened(text: str) -> str:
    """Return words short enough for a list of choices."""
    return text if len(text) <= LABEL_AT_MOST else f"{text[:LABEL_AT_MOST].rstrip()} …"


class LimbField(forms.ModelChoiceField):
    """A choice of one limb of what a committee resolved."""

    def label_from_instance(self, obj: Any) -> str:
        letter = f" ({obj.letter})" if obj.letter else ""
        held_on = day_in_words(obj.minute.meeting.held_on)
        return f"{obj.minute.number}{letter} of {held_on}: {shortened(obj.text)}"


class StandingField(forms.ModelChoiceField):
    """A choice of one item of an agenda."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{day_in_words(obj.meeting.held_on)}: {shortened(obj.title)}"


class ProgrammeItemForm(forms.Form):
    """A piece of work; ``item`` is the one changed, None for a new one."""

    title = forms.CharField(
        label="What is to be done",
        max_length=TITLE_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": "Say what is to be done.",
            "max_length": "The title is longer than %(limit_value)d characters; say the rest "
            "under its purpose.",
        },
    )
    purpose = forms.CharField(
        label="Purpose",
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lead = forms.CharField(label="Who brings it", required=False, max_length=200)
    wanted_for = forms.CharField(label="When it is wanted", required=False, max_length=120)
    resolution = LimbField(
        label="The resolution that asks for it",
        queryset=Resolution.objects.none(),
        required=False,
        empty_label="None",
    )
    agenda_item = StandingField(
        label="It stands on an agenda already, as",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="No, it does not",
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        committee: Committee,
        item: ProgrammeItem | None = None,
        reader: Reader,
    ) -> None:
        initial = {} if item is None else initial_of(item)
        super().__init__(data, initial=initial)
        limbs = Resolution.objects.filter(minute__meeting__committee=committee)
        items = AgendaItem.objects.filter(
            meeting__committee=committee,
            kind__in=[AgendaItem.Kind.REPORT, AgendaItem.Kind.OTHER],
            programme_item=None,
        )
        asked = readable(limbs, reader).select_related("minute__meeting")
        asked = asked.order_by("-minute__meeting__held_on", "minute__order", "order")
        self.fields["resolution"].queryset = asked  # type: ignore[attr-defined]
        items = readable(items, reader).select_related("meeting")
        items = items.order_by("-meeting__held_on", "order")
        self.fields["agenda_item"].queryset = items  # type: ignore[attr-defined]
        if item is not None and item.agenda_item_id is not None:
            del self.fields["agenda_item"]

    def words(self) -> dict[str, Any]:
        """Return what is said of it, without the agenda that it stands on."""
        return {name: found for name, found in self.cleaned_data.items() if name != "agenda_item"}


def initial_of(item: ProgrammeItem) -> dict[str, Any]:
    """Return what the form shows of a piece of work."""
    names = ("title", "purpose", "lead", "wanted_for", "note")
    return {name: getattr(item, name) for name in names} | {"resolution": item.resolution_id}
