"""Saying that a milestone is met, or taking that back."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField, between
from herefordshire_cs.lib.web.fields import DayField


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
