"""Replies to resolutions, what they ask for, and why one is opened again."""

from datetime import date
from typing import Any

from django import forms

from governance.presenters.plan_actions import is_there, plan_choices, read_reference
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.web.fields import DayField

WHAT_IT_BECAME = ("action_plan", "action_reference")


class ReplyForm(forms.Form):
    """The reply to what a committee asked for, and the action that it became."""

    reply = forms.CharField(
        label="Reply",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Write the reply."},
    )
    action_plan = forms.ChoiceField(
        label="Plan of the action that it became",
        required=False,
        error_messages={"invalid_choice": "There is no plan “%(value)s”. Choose one of the list."},
    )
    action_reference = forms.CharField(
        label="Reference of the action, or recommendation", required=False, max_length=40
    )
    is_closed = forms.BooleanField(label="Nothing more is to be done", required=False)

    def __init__(self, *args: Any, as_of: date, access: PlanAccess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of
        self.plans = plan_choices(as_of=as_of, access=access)
        # An action of a plan that is hidden from the writer is not shown, and stays.
        self.untold: dict[str, Any] = {}
        if self.initial.get("action_plan") in access.hidden_slugs:
            self.untold = {name: self.initial.pop(name) for name in WHAT_IT_BECAME}
        field = self.fields["action_plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "It became no action"), *self.plans]

    def clean(self) -> dict[str, Any]:
        """See that the action is in the plan."""
        found: dict[str, Any] = super().clean() or {}
        plan, reference = found.get("action_plan", ""), found.get("action_reference", "")
        if "action_plan" in self.errors or "action_reference" in self.errors:
            return found
        if not plan and not reference:
            found |= self.untold
            return self._named(found)
        if reference and not plan:
            self.add_error("action_plan", f"Choose the plan that action {reference} is in.")
        elif plan and not reference:
            self.add_error("action_reference", "Give the reference of the action, such as 1.6.")
        elif plan and not is_there(plan, read_reference(reference), as_of=self.as_of):
            self.add_error(
                "action_reference",
                f"There is no {in_words(reference)} in {dict(self.plans)[plan]}. Look it up in"
                " the plan, and type its reference as it stands there, such as 1.6.",
            )
        return self._named(found)

    @staticmethod
    def _named(found: dict[str, Any]) -> dict[str, Any]:
        """Tell a recommendation that is named from an action."""
        named = read_reference(found.get("action_reference", ""))
        found["action_reference"] = named.action
        found["action_recommendation"] = named.recommendation
        return found


def in_words(reference: str) -> str:
    """Say what a reference names, as ``action 99.1``."""
    named = read_reference(reference)
    return named.words if named.recommendation is not None else f"action {reference}"


class AskForm(forms.Form):
    """What a limb asks for: of whom, by when."""

    requested_of = forms.CharField(label="Asked of", required=False, max_length=200)
    due_on = DayField(label="By the day", required=False)
    due_words = forms.CharField(label="By when, in words", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        """Refuse to ask for nothing."""
        found: dict[str, Any] = super().clean() or {}
        if not self.errors and not any(found.values()):
            self.add_error("requested_of", "Say of whom it is asked, or by when.")
        return found


class ReopenForm(forms.Form):
    """Why a closed limb is opened again; the reason is kept in its history."""

    reason = forms.CharField(
        label="Why it is opened again",
        max_length=100,
        error_messages={
            "required": "Say why it is opened again.",
            "max_length": "Say why in %(limit_value)s characters at most; it has %(show_value)s.",
        },
    )
