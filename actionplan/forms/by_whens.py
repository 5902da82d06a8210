"""A by-when as it is moved."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import (
    REASON_LIMIT,
    NarrativeField,
    between,
)
from herefordshire_cs.lib.bywhen import ByWhen, Precision, parse_by_when
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class ByWhenForm(forms.Form):
    """A new by-when, why, and who agreed."""

    by_when = forms.CharField(
        label="New by-when",
        max_length=120,
        help_text="A day, a month or a season, such as 30 June 2006, July 2006 or autumn 2006.",
        error_messages={"required": "Type the new by-when"},
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it has to move",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the by-when has to move"},
    )
    agreed_by = forms.CharField(
        label="Who agreed",
        max_length=200,
        help_text="A person, a post or a body, such as Director of Children’s Services.",
        error_messages={"required": "Say who agreed to the move"},
    )
    agreed_on = DayField(
        label="Day it was agreed", error_messages={"required": "Type the day it was agreed"}
    )

    def __init__(
        self,
        *args: Any,
        starts_on: date,
        today: date,
        present: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on
        self.today = today
        self.present = present

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no day, a day before the plan, and the by-when it has already."""
        typed = self.cleaned_data["by_when"]
        found = readable_by_when(typed)
        if found.latest is not None and found.latest < self.starts_on:
            raise forms.ValidationError(
                f"“{typed}” is before the plan began on {day_in_words(self.starts_on)}."
            )
        if found.latest is not None and found.latest == self.present:
            raise forms.ValidationError(f"It is due by {day_in_words(found.latest)} already.")
        return found

    def clean_agreed_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        return between(self.cleaned_data["agreed_on"], earliest=self.starts_on, latest=self.today)


def readable_by_when(typed: str) -> ByWhen:
    """Return a by-when that names an end, or refuse the words."""
    found = parse_by_when(typed)
    if found.precision is Precision.UNKNOWN or found.latest is None:
        raise forms.ValidationError(
            f"“{typed}” could not be read as a time with an end. "
            "Type one like 30 June 2006 or July 2006."
        )
    return found
