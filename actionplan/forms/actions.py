"""An action as it is added; why one is dropped or opened again."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.by_whens import readable_by_when
from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import Officer
from herefordshire_cs.lib.bywhen import ByWhen
from herefordshire_cs.lib.text.words import day_in_words


class ActionForm(forms.Form):
    """A new Action: what is to be done, who leads, by when."""

    text = NarrativeField(
        limit=REASON_LIMIT,
        label="What is to be done",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is to be done"},
    )
    lead = forms.ModelChoiceField(
        Officer.objects.all(),
        label="Lead",
        empty_label="Choose who leads",
        error_messages={"required": "Choose who leads"},
    )
    by_when = forms.CharField(
        label="By when",
        max_length=120,
        help_text="A day, a month or a season, such as 30 June 2006, July 2006 or autumn 2006.",
        error_messages={"required": "Type the by-when"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no day, and a by-when that has gone already."""
        found = readable_by_when(self.cleaned_data["by_when"])
        if found.latest is not None and found.latest < self.today:
            raise forms.ValidationError(f"{day_in_words(found.latest)} has gone already.")
        return found


class ReasonForm(forms.Form):
    """A reason, for a decision that needs one."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why"},
    )
