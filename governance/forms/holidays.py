"""A day that is no working day, as a clerk types it."""

from datetime import date

from django import forms

from governance.models import OneOffHoliday
from herefordshire_cs.lib.calendar.working_days import ENGLAND
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class HolidayForm(forms.Form):
    """A day beside weekends and the bank holidays of every year, and what it is."""

    day = DayField(label="Day", error_messages={"required": "Say which day it is."})
    name = forms.CharField(
        label="What it is", max_length=120, error_messages={"required": "Say what the day is."}
    )

    def clean_day(self) -> date:
        """Refuse a day that is none already, and one that is entered."""
        day: date = self.cleaned_data["day"]
        if reason := ENGLAND.why_not_working(day):
            told = f"{day_in_words(day)} is no working day already: {reason}."
            raise forms.ValidationError(told)
        if entered := OneOffHoliday.objects.filter(day=day).first():
            raise forms.ValidationError(f"{day_in_words(day)} is entered already: {entered}.")
        return day
