"""Form fields that the council's forms share."""

import re
from datetime import date
from typing import Any

from django import forms

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.bywhen.days import Ambiguous, OtherWeekday, read_day
from herefordshire_cs.lib.bywhen.span import NotUnderstood
from herefordshire_cs.lib.web.examples import with_examples

# An item's own number, which whoever prints the item puts before its title.
LEADING_NUMBER = re.compile(r"^\d{1,2}[.)]\s+(?=\D)")
# What no plan, paper or meeting here speaks of is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 1900, 2199


class DayField(forms.DateField):
    """A day typed in words or figures; one that cannot be is named back and never rolls over.

    What it reads is told in ``lib.bywhen.days``; a day without its year, or told from today, is
    read where it can be but one.
    """

    widget = forms.TextInput

    def to_python(self, value: Any) -> date | None:
        """Return the day, or an error that holds the words typed."""
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            day = read_day(value, today=clock.today())
        except (Ambiguous, OtherWeekday) as asked:
            raise forms.ValidationError(str(asked), code="asked") from asked
        except NotUnderstood as error:
            raise forms.ValidationError(
                with_examples("“%(value)s” is not a day in the calendar. Type one like {today}."),
                code="invalid",
                params={"value": value},
            ) from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"Type a day in a year from {FIRST_YEAR} to {LAST_YEAR}.", code="invalid"
            )
        return day

    def prepare_value(self, value: Any) -> Any:
        """Show a day as it is typed: day, month in words, year."""
        return f"{value.day} {value:%B %Y}" if isinstance(value, date) else value


class TitleField(forms.CharField):
    """The title of something that is numbered where it is printed."""

    def clean(self, value: Any) -> Any:
        """Return the title without a number that was typed before it, as ``7. Budget``."""
        return LEADING_NUMBER.sub("", super().clean(value))


def say_limits(form: forms.BaseForm) -> None:
    """Let each field of a form name itself where what was typed is too long."""
    for field in form.fields.values():
        too_long = f"{field.label}: %(show_value)s characters were typed; %(limit_value)s fit."
        field.error_messages.setdefault("max_length", too_long)
