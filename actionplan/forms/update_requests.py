"""Asking for updates, and to whom silence is raised."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import Plan
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

LONGEST_DAYS = 365
DAYS_INVALID = f"Type a whole number of days from 1 to {LONGEST_DAYS}."


class UpdateRequestForm(forms.Form):
    """What is asked, in words, and by which day."""

    words = NarrativeField(
        limit=REASON_LIMIT,
        label="What you would like to know",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The lead reads it on the form, with your name. It stands in the history.",
    )
    wanted_by = DayField(label="By which day", required=False, help_text="Like {today}.")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_wanted_by(self) -> date | None:
        """Refuse a day that is past."""
        day: date | None = self.cleaned_data["wanted_by"]
        if day is not None and day < self.today:
            raise forms.ValidationError(f"{day_in_words(day)} is past.")
        return day


class ManyUpdateRequestsForm(UpdateRequestForm):
    """The same of several Actions, which are ticked by their references."""

    actions = forms.MultipleChoiceField(
        label="Actions",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Tick at least one action",
            "invalid_choice": "An action that was ticked is not in the list any more.",
        },
    )

    def __init__(self, *args: Any, references: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        actions: Any = self.fields["actions"]
        actions.choices = [(each, each) for each in references]


class EscalationStepForm(forms.Form):
    """To whom a request for an update is raised that nobody answered for so many days."""

    after_days = forms.IntegerField(
        label="Days without an answer",
        min_value=1,
        max_value=LONGEST_DAYS,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ["required", "invalid", "min_value", "max_value"], DAYS_INVALID
        ),
    )
    person = forms.ModelChoiceField(
        User.objects.none(),
        label="Whom to tell",
        empty_label="Choose somebody",
        error_messages={"required": "Choose whom to tell"},
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        told = plan.escalation_steps.order_by().values("person")
        person.queryset = User.objects.filter(is_active=True).exclude(pk__in=told)
