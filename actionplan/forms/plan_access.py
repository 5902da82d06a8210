"""Who has which role in a plan, and why who may read it changes."""

from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from herefordshire_cs.accounts.people.forms import PersonField
from herefordshire_cs.accounts.roles import PlanRole
from herefordshire_cs.lib.web.fields import say_limits

# What each may on the pages of the plan, in words beside its choice.
WHAT_A_ROLE_MAY = {
    PlanRole.OWNER: "words, scheme, by-whens, actions, and who its people are",
    PlanRole.DIRECTOR: "moderates, drops, agrees to by-whens and completions",
    PlanRole.PERFORMANCE_OFFICER: "keeps the record, evidence and periodic reports",
    PlanRole.READER: "reads it",
}


def reason_field() -> NarrativeField:
    """Return the field of why something changes."""
    return NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
        error_messages={"required": "Say why: it stands in the history of who may read it"},
    )


class AccessReasonForm(forms.Form):
    """Why a plan is made private or opened, or a role is taken away."""

    reason = reason_field()


class RoleGivenForm(forms.Form):
    """Somebody, the role that they have in the plan, and why."""

    person = PersonField(label="Who", error_messages={"required": "Say who"})
    role = forms.ChoiceField(
        label="Role",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the role",
            "invalid_choice": "Choose one of the roles shown",
        },
    )
    reason = reason_field()

    def __init__(self, *args: Any, directs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: forms.ChoiceField = self.fields["role"]  # type: ignore[assignment]
        role.choices = [
            (each.value, f"{each.value}: {may}")
            for each, may in WHAT_A_ROLE_MAY.items()
            if directs or each is not PlanRole.DIRECTOR
        ]
        say_limits(self)
