"""Form fields that the council's forms share."""

import re
from datetime import date
from typing import Any

from django import forms

from herefordshire_cs.lib.text.words import day_in_words

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
WEEKDAY = re.compile(
    r"^(mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
# An item's own number, which whoever prints the item puts before its title.
LEADING_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\D)")
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
            words = " ".join(WEEKDAY.sub("", words.strip()).split()) or value.strip()
        try:
            day = super().to_python(words)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                "“%(value)s” is not a day in the calendar. Type one like 19 May 2006.",
                code="invalid",
                params={"value": value},
            ) from error
        self._hold_to_weekday(value, day)
        return day

    def _hold_to_weekday(self, value: Any, day: date | None) -> None:
        """Refuse a day of the week that is not the day's: one of the two was meant otherwise."""
        named = WEEKDAY.match(value.strip()) if isinstance(value, str) else None
        if day is None or named is None or f"{day:%A}"[:3].lower() == named[1][:3].lower():
            return
        raise forms.ValidationError(
            "%(day)s is a %(weekday)s. Type the day of the month that you mean.",
            code="weekday",
            params={"day": day_in_words(day), "weekday": f"{day:%A}"},
        )

    def prepare_value(self, value: Any) -> Any:
        """Show a day as it is typed: day, month in words, year."""
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value


class TitleField(forms.CharField):
    """The title of something that is numbered where it is printed."""

    def clean(self, value: Any) -> Any:
        """Return the title without a number that was typed before it, as ``7. Budget``."""
        return LEADING_NUMBER.sub("", super().clean(value))
