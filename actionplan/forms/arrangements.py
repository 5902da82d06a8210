"""Making an action a standing arrangement, ending that, and recording when it was kept."""

from datetime import date
from typing import Any

from django import forms

from actionplan.arrangements import Frequency
from actionplan.forms.fields import REASON_LIMIT, NarrativeField, between
from actionplan.models.arrangements import FREQUENCY_CHOICES
from herefordshire_cs.lib.web.fields import DayField


class ArrangementForm(forms.Form):
    """What is kept up, how often, and since when."""

    words = NarrativeField(
        limit=REASON_LIMIT,
        label="What is kept up",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Such as: Service manager visits the duty team unannounced.",
        error_messages={"required": "Say what is kept up"},
    )
    every = forms.ChoiceField(
        label="How often, at the least",
        widget=forms.RadioSelect,
        choices=[*FREQUENCY_CHOICES, ("none", "No frequency is set")],
        error_messages={
            "required": "Choose how often",
            "invalid_choice": "Choose one of the frequencies shown",
        },
    )
    in_place_on = DayField(
        label="In place since",
        error_messages={"required": "Type the day since when it is in place"},
    )

    def __init__(self, *args: Any, earliest: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.today = today

    def clean_every(self) -> Frequency | None:
        """Return the frequency, or none where none is set."""
        every: str = self.cleaned_data["every"]
        return None if every == "none" else Frequency(every)

    def clean_in_place_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["in_place_on"]
        return between(day, earliest=self.earliest, latest=self.today)


class KeepingForm(forms.Form):
    """A day on which an arrangement was kept, and what was done."""

    kept_on = DayField(
        label="Day it was kept", error_messages={"required": "Type the day it was kept"}
    )
    words = NarrativeField(
        limit=REASON_LIMIT,
        label="What was done",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was done"},
    )

    def __init__(self, *args: Any, earliest: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest
        self.today = today

    def clean_kept_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["kept_on"]
        return between(day, earliest=self.earliest, latest=self.today)


class ArrangementEndedForm(forms.Form):
    """Why an action is no standing arrangement any more."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it ends",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it ends"},
    )


class KeepingTakenBackForm(forms.Form):
    """Why an arrangement was not kept on a day after all."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it was not kept that day after all",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it was not kept that day"},
    )
