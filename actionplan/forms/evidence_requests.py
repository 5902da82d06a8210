"""Evidence that is asked for."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField, actions_named
from actionplan.models import Action, Officer
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class EvidenceRequestForm(forms.Form):
    """Evidence that is asked for: of whom and by when."""

    action = forms.CharField(
        label="Action",
        max_length=20,
        help_text="Its reference, such as 3.1.",
        error_messages={"required": "Type the reference of the action"},
    )
    what = NarrativeField(
        limit=REASON_LIMIT,
        label="What is wanted",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is wanted"},
    )
    asked_of = forms.CharField(
        label="Of whom",
        max_length=200,
        help_text="A name, or initials of the register such as SD.",
        error_messages={"required": "Say who is asked"},
    )
    wanted_by = DayField(label="By which day", error_messages={"required": "Type the day"})

    def __init__(self, *args: Any, plan: int, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.today = today

    def clean_action(self) -> Action:
        """Refuse what is not in the plan."""
        found = actions_named(
            (self.cleaned_data["action"],), Action.objects.filter(plan=self.plan)
        )
        return found[0]

    def clean_wanted_by(self) -> date:
        """Refuse a day that is past."""
        day: date = self.cleaned_data["wanted_by"]
        if day < self.today:
            raise forms.ValidationError(f"{day_in_words(day)} is past.")
        return day

    def officer(self) -> Officer | None:
        """Return the officer whose initials were typed, if they were."""
        return Officer.objects.filter(initials=self.cleaned_data["asked_of"].strip()).first()
