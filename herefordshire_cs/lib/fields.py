"""Form fields that the council's forms share."""

import re
from datetime import date
from typing import Any

from django import forms

# As officers write them; day always before month.
DAY_FORMATS = [
    "%d %B %Y",
    "%d %b %Y",
    "%d %B %y",
    "%d %b %y",
    "%d/%m/%Y",
    "%d/%m/%y",
    "%d.%m.%Y",
    "%d.%m.%y",
    "%d %m %Y",
    "%d %m %y",
    "%Y-%m-%d",
]
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b", re.IGNORECASE)


class DayField(forms.DateField):
    """A day typed in words or figures; one that cannot be is named back and never rolls over."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=DAY_FORMATS, **kwargs)

    def to_python(self, value: Any) -> date | None:
        """Return the day, or an error that holds the words typed."""
        words = value
        if isinstance(value, str):
            words = ORDINAL.sub("", value.replace("Sept ", "Sep ").replace(",", " "))
            words = " ".join(words.split())
        try:
            return super().to_python(words)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                "“%(value)s” is not a day in the calendar. Type one like 19 May 2006.",
                code="invalid",
                params={"value": value},
            ) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a day as it is typed: day, month in words, year."""
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value
