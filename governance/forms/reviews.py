"""Scrutiny reviews: the shape of what a clerk says of one and of its timetable."""

from datetime import date
from typing import Any

from django import forms

from governance.models import ReviewStep, ScrutinyReview
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class NamesField(forms.CharField):
    """Names, one on a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def clean(self, value: Any) -> list[str]:
        """Return the names, without blank lines."""
        return [name for line in super().clean(value).splitlines() if (name := line.strip())]

    def prepare_value(self, value: Any) -> Any:
        """Show names one on a line."""
        return "\n".join(value) if isinstance(value, list) else value


class ReviewForm(forms.Form):
    """How a review stands, and who does it."""

    status = forms.CharField(
        label="State",
        max_length=80,
        error_messages={"required": "Say in a few words how the review stands."},
    )
    chair = forms.CharField(label="Chair", required=False, max_length=150)
    members = NamesField(label="Members", required=False, max_length=2_000)
    lead_support_officer = forms.CharField(
        label="Lead support officer", required=False, max_length=150
    )
    support_officers = NamesField(label="Support officers", required=False, max_length=2_000)

    def __init__(self, data: Any = None, *, review: ScrutinyReview) -> None:
        initial = {name: getattr(review, name) for name in self.base_fields}
        super().__init__(data, initial=initial)


class StepForm(forms.Form):
    """The timescale of a step, and the day on which it was done."""

    timescale = forms.CharField(
        label="Timescale",
        required=False,
        max_length=80,
        error_messages={"max_length": "Use at most %(limit_value)d characters."},
    )
    due_on = DayField(label="Day by which it is due", required=False)
    done_on = DayField(label="Day on which it was done", required=False)

    def __init__(self, data: Any = None, *, step: ReviewStep, today: date) -> None:
        initial = {name: getattr(step, name) for name in self.base_fields}
        super().__init__(data, initial=initial)
        self.step, self.today = step, today

    def clean_done_on(self) -> date | None:
        """Refuse a day that has not come."""
        day: date | None = self.cleaned_data["done_on"]
        if day is not None and day > self.today:
            raise forms.ValidationError(f"{day_in_words(day)} has not come yet.")
        return day

    def clean(self) -> dict[str, Any]:
        """Hold the words and the day together: a day alone is told in words of its own."""
        found: dict[str, Any] = super().clean() or {}
        if "due_on" not in found or "timescale" not in found:
            return found
        words, day = found["timescale"], found["due_on"]
        if day and not words:
            found["timescale"] = day_in_words(day)
        elif day and day != self.step.due_on and words == self.step.timescale and words:
            told = f"It still says “{words}”. Write the new timescale, or leave it blank."
            self.add_error("timescale", told)
        elif words != self.step.timescale and words and day and day == self.step.due_on:
            told = f"The day is still {day_in_words(day)}. Give the new day, or clear it."
            self.add_error("due_on", told)
        return found
