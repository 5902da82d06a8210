"""Scrutiny reviews: the shape of what a clerk says of one and of its timetable."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.models import Committee, ReviewStep, ScrutinyReview
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


LONGEST_LINES = 10_000
SCOPING = ("terms_of_reference", "desired_outcomes", "key_questions", "links")


class ScopingForm(forms.Form):
    """The scoping statement of a review, each list one line to an entry."""

    terms_of_reference = NamesField(
        label="Terms of reference", required=False, max_length=LONGEST_LINES
    )
    desired_outcomes = NamesField(
        label="Desired outcomes", required=False, max_length=LONGEST_LINES
    )
    key_questions = NamesField(label="Key questions", required=False, max_length=LONGEST_LINES)
    links = NamesField(
        label="Links to the council’s priorities", required=False, max_length=LONGEST_LINES
    )
    steps = NamesField(
        label="Steps to add to the timetable", required=False, max_length=LONGEST_LINES
    )

    def words(self) -> dict[str, list[str]]:
        """Return the lists of a valid form by their columns."""
        return {name: self.cleaned_data[name] for name in SCOPING}


class NewReviewForm(ScopingForm):
    """A review that a committee undertakes."""

    committee = forms.ModelChoiceField(
        Committee.objects.none(),
        label="Committee",
        to_field_name="slug",
        empty_label="Choose one",
        error_messages={
            "required": "Choose the committee",
            "invalid_choice": "Choose one of those shown",
        },
    )
    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Type the title"}
    )
    field_order = ("committee", "title")

    def __init__(self, data: Any = None, *, committees: QuerySet[Committee]) -> None:
        super().__init__(data)
        field: forms.ModelChoiceField = self.fields["committee"]  # type: ignore[assignment]
        field.queryset = committees


class ReviewForm(ScopingForm):
    """How a review stands, who does it, and its scoping statement."""

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
        names = [name for name in self.base_fields if name != "steps"]
        super().__init__(data, initial={name: getattr(review, name) for name in names})

    def about(self) -> dict[str, Any]:
        """Return how the review stands and who does it, of a valid form."""
        others = {*SCOPING, "steps"}
        return {name: said for name, said in self.cleaned_data.items() if name not in others}


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
