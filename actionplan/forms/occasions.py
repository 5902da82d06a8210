"""Which body was told of a plan, on which day, and what it was shown."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField, between
from herefordshire_cs.lib.web.fields import DayField


class OccasionForm(forms.Form):
    """A body that has no pack: when the plan was put before it, and with what."""

    body = forms.CharField(
        label="Body",
        max_length=250,
        error_messages={"required": "Type the name of the body that was told"},
    )
    occurred_on = DayField(
        label="Day it was told", error_messages={"required": "Type the day it was told"}
    )
    what = NarrativeField(
        limit=REASON_LIMIT,
        label="What it was shown",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what it was shown"},
    )

    def __init__(self, *args: Any, starts_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on
        self.today = today

    def clean_occurred_on(self) -> date:
        """Refuse a day before the plan began and one that has not come."""
        day: date = self.cleaned_data["occurred_on"]
        return between(day, earliest=self.starts_on, latest=self.today)
