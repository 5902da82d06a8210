"""Somebody's account and where they work, and who stands in for them."""

from datetime import date, timedelta
from typing import Any

from django import forms

from actionplan.forms.plan_access import reason_field
from actionplan.models import Plan, Workplace
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.forms import ChangeForm, PersonField, PersonForm
from herefordshire_cs.accounts.roles import PlanRole
from herefordshire_cs.lib.web.fields import DayField

LONGEST_WORDS = 200
WORKS = ("post", "organisation")
LONGEST_DEPUTY = timedelta(days=366)


def post_field() -> forms.CharField:
    """Return the field of a post."""
    return forms.CharField(label="Post or job title", max_length=LONGEST_WORDS, required=False)


def organisation_field() -> forms.CharField:
    """Return the field of an organisation, which suggests those that there are."""
    return forms.CharField(
        label="Organisation or team",
        max_length=LONGEST_WORDS,
        required=False,
        widget=forms.TextInput(attrs={"list": "organisations-to-choose", "autocomplete": "off"}),
    )


class NewPersonForm(PersonForm):
    """Somebody's name, address, post, organisation and roles."""

    post = post_field()
    organisation = organisation_field()


class PersonChangeForm(ChangeForm):
    """Somebody as they are, and where they work."""

    post = post_field()
    organisation = organisation_field()

    def __init__(
        self, data: Any = None, *, person: User, workplace: Workplace | None, is_own: bool
    ) -> None:
        super().__init__(data, person=person, is_own=is_own)
        body = workplace.organisation if workplace else None
        self.initial["post"] = workplace.post if workplace else ""
        self.initial["organisation"] = body.name if body else ""


class RoleInPlanForm(forms.Form):
    """A role, and the plan in which alone somebody has it."""

    plan = forms.ModelChoiceField(
        Plan.objects.order_by("-starts_on"),
        label="Plan",
        empty_label="Choose a plan",
        error_messages={
            "required": "Choose the plan",
            "invalid_choice": "Choose one of the plans shown",
        },
    )
    role = forms.ChoiceField(
        label="Role",
        choices=[("", "Choose a role"), *((role.value, role.value) for role in PlanRole)],
        error_messages={
            "required": "Choose the role",
            "invalid_choice": "Choose one of the roles shown",
        },
    )
    reason = reason_field()


class DeputyForm(forms.Form):
    """Who stands in, from which day to which."""

    deputy = PersonField(label="Who stands in", error_messages={"required": "Say who stands in"})
    from_on = DayField(label="From", error_messages={"required": "Say from which day"})
    until_on = DayField(label="To", error_messages={"required": "Say until which day"})

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the beginning, or in the past."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        from_on, until_on = said.get("from_on"), said.get("until_on")
        if from_on and until_on and until_on < from_on:
            self.add_error("until_on", "The last day is before the first")
        elif until_on and until_on < self.today:
            self.add_error("until_on", "This day has gone: a deputy stands in from now on")
        elif from_on and until_on and until_on - from_on > LONGEST_DEPUTY:
            self.add_error("until_on", "A deputy stands in for a year at most")
        deputy = said.get("deputy")
        if deputy is not None and not deputy.has_perm("actionplan.add_progressupdate"):
            told = f"{deputy.name} may post no update. Give them the role first"
            self.add_error("deputy", told)
        return said
