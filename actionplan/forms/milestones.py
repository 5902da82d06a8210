"""A milestone as it is added and changed; saying that one is met, or taking that back."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.by_whens import TypedByWhenForm
from actionplan.forms.fields import REASON_LIMIT, NarrativeField, between
from herefordshire_cs.lib.web.fields import DayField

LONGEST_TEXT = 300


class NewMilestoneForm(TypedByWhenForm):
    """What a milestone is, and by when."""

    text = forms.CharField(
        label="What is reached", max_length=LONGEST_TEXT, error_messages={"required": "Say what"}
    )
    field_order: tuple[str, ...] = ("text", "by_when", "meant")


class MilestoneWordsForm(NewMilestoneForm):
    """What a milestone is from today on, by when, and why it is changed."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it is changed",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is changed"},
    )
    field_order = ("text", "by_when", "meant", "reason")


class MilestoneForm(forms.Form):
    """The day on which a milestone was met."""

    completed_on = DayField(
        label="Day it was met", error_messages={"required": "Type the day it was met"}
    )

    def __init__(self, *args: Any, earliest: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.today = today

    def clean_completed_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["completed_on"]
        return between(day, earliest=self.earliest, latest=self.today)


class MilestoneTakenBackForm(forms.Form):
    """Why a milestone is not met after all."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it is not met after all",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is not met after all"},
    )
