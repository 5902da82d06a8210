"""Since when a document says what changed."""

from datetime import date
from typing import Any

from django import forms

from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class SinceForm(forms.Form):
    """The day of the report to compare with; before the day that the page speaks of."""

    since = DayField(label="Compare with the report of", required=False)

    def __init__(self, *args: Any, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def clean_since(self) -> date | None:
        """Refuse a day that is not before the one shown: nothing can have changed since."""
        day: date | None = self.cleaned_data["since"]
        if day is not None and day >= self.as_of:
            raise forms.ValidationError(
                f"{day_in_words(day)} is not before {day_in_words(self.as_of)}, the day shown."
            )
        return day
