"""An action as it is added; why one is dropped or opened again."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.by_whens import TypedByWhenForm
from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import Officer
from actionplan.models.plan_access import officers_seen_with
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.bywhen import ByWhen
from herefordshire_cs.lib.text.words import day_in_words


class ActionForm(TypedByWhenForm):
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
    field_order = ("text", "lead", "by_when", "meant")

    def __init__(self, *args: Any, not_before: date, access: PlanAccess, **kwargs: Any) -> None:
        super().__init__(*args, not_before=not_before, **kwargs)
        lead: Any = self.fields["lead"]
        lead.queryset = officers_seen_with(Officer.objects.to_choose(on=not_before), access)

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no time, and a by-when that has gone already."""
        found = super().clean_by_when()
        if found.latest is not None and found.latest < self.period.starts_on:
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
