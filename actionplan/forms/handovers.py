"""Giving several actions to another lead."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import Officer
from actionplan.models.plan_access import officers_seen_with
from herefordshire_cs.accounts.plan_roles import PlanAccess


class HandOverForm(forms.Form):
    """To whom, and why."""

    to = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Who leads them from today on",
        empty_label="Choose who leads",
        error_messages={"required": "Choose who leads"},
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why"},
    )

    def __init__(self, *args: Any, on: date, access: PlanAccess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = officers_seen_with(Officer.objects.to_choose(on=on), access)
