"""What the list of indicators can be narrowed and sorted by."""

from dataclasses import replace
from typing import Any

from django import forms

from herefordshire_cs.lib.lists import Asked, list_fields
from herefordshire_cs.lib.text.words import mid_sentence
from indicators.lists.indicators import IndicatorTable
from indicators.presenters.indicator_list import (
    DIRECTION_CHOICES,
    RATING_CHOICES,
    SORTS,
    STANDINGS,
    Wanted,
)


class IndicatorFilterForm(forms.Form):
    """What the list of indicators can be narrowed by."""

    words = forms.CharField(label="Words", required=False, max_length=200)
    set = forms.ChoiceField(label="Set", required=False)
    priority = forms.ChoiceField(label="Priority", required=False)
    supplier = forms.ChoiceField(label="Data supplier", required=False)
    rating = forms.MultipleChoiceField(
        label="Rating",
        required=False,
        choices=RATING_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )
    direction = forms.ChoiceField(
        label="Direction", required=False, choices=[("", "Any"), *DIRECTION_CHOICES]
    )
    standing = forms.ChoiceField(
        label="Standing", required=False, choices=[("", "Any"), *STANDINGS.items()]
    )
    sort = forms.ChoiceField(
        required=False, choices=[(name, name) for name in SORTS], widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        sets: list[tuple[str, str]],
        priorities: list[tuple[str, str]],
        suppliers: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("set", sets)
        self._choose("priority", priorities)
        self._choose("supplier", suppliers)
        shown = list_fields(IndicatorTable)
        self.fields |= {name: shown[name] for name in ("columns", "group")}

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *choices]

    def wanted(self) -> Wanted:
        """Return what was asked for; a filter that cannot be read narrows nothing."""
        found = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            words=found.get("words", ""),
            set=found.get("set", ""),
            priority=found.get("priority", ""),
            supplier=found.get("supplier", ""),
            ratings=tuple(found.get("rating", ())),
            direction=found.get("direction", ""),
            standing=found.get("standing", ""),
            sort=found.get("sort") or "order",
        )

    @property
    def asked(self) -> Asked:
        """Return how the list is wanted; in the order of the papers where nobody sorted it."""
        asked = Asked.of(self)
        return replace(asked, sort="") if asked.sort == "order" else asked

    def in_words(self) -> str:
        """Return the filters but for the rating, as they are named to the reader."""
        if not self.is_valid():
            return ""
        parts = []
        for name in ("words", "set", "priority", "supplier", "direction", "standing"):
            value = self.cleaned_data.get(name)
            if value:
                field = self.fields[name]
                shown = dict(getattr(field, "choices", [])).get(value, f"“{value}”")
                parts.append(f"{mid_sentence(str(field.label))}: {shown}")
        return "; ".join(parts)
