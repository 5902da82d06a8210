"""What a reader may ask of the front: since when, on which day; what answers, who takes over."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from actionplan.presenters.leavers import KINDS, OfficerNamed, officer_called
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.forms import SUGGESTED_PEOPLE, find_person
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.front.lists import LogTable
from herefordshire_cs.front.presenters.judgement_areas import NotNamed, what_is_named
from herefordshire_cs.front.presenters.log import KINDS as KINDS_OF_LOG
from herefordshire_cs.lib.lists import list_fields
from herefordshire_cs.lib.log import LogAsked
from herefordshire_cs.lib.web.fields import DayField


class DemonstrationDayForm(forms.Form):
    """The day on which the visitor wants the demonstration to stand."""

    day = DayField(
        label="Demonstration day",
        help_text="For example, {today}. It holds for you alone, until you sign out.",
        error_messages={"required": "Type a day"},
    )


class SinceForm(forms.Form):
    """The day after which a completion counts as news."""

    since = DayField(label="Completed since", required=False)


class LogForm(forms.Form):
    """Which entries of the log are wanted; all where nothing is said."""

    kind = forms.ChoiceField(
        label="About", required=False, choices=[("", "Everything"), *KINDS_OF_LOG.items()]
    )
    who = forms.ModelChoiceField(
        User.objects.order_by("name"), label="By", required=False, empty_label="Anybody"
    )
    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse days that are the wrong way round."""
        found: dict[str, Any] = super().clean() or {}
        first, last = found.get("first"), found.get("last")
        if first and last and last < first:
            self.add_error("last", "The last day is before the first")
        return found

    def wanted(self) -> LogAsked:
        """Return what a valid form asks for."""
        found = self.cleaned_data
        who = found["who"]
        return LogAsked(first=found["first"], last=found["last"], who=who.pk if who else None)

    def kind_wanted(self) -> str:
        """Return of which kind, blank for all."""
        return str(self.cleaned_data["kind"])


def log_form(asked: Mapping[str, Any]) -> LogForm:
    """Return the form of the log with how its list is shown, bound to what is asked."""
    made: type[LogForm] = type("LogListForm", (LogForm,), list_fields(LogTable))
    return made(asked)


class JudgementAnswerForm(forms.Form):
    """Which recommendation, action or indicator answers an area of judgement."""

    plan = forms.ChoiceField(
        label="Where it stands", error_messages={"required": "Choose where it stands"}
    )
    reference = forms.CharField(
        label="Number or reference",
        help_text="Of a recommendation, for example 5; of an action, 5.6; of an indicator, NI 60.",
        max_length=60,
        error_messages={"required": "Type its number or reference"},
    )
    note = forms.CharField(label="How it answers the judgement", max_length=300, required=False)

    def __init__(
        self,
        *args: Any,
        places: Iterable[tuple[str, str]],
        as_of: date,
        access: PlanAccess,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.as_of, self.access = as_of, access
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *places]

    def clean(self) -> dict[str, Any]:
        """Find what is named, or say beside its reference that there is no such thing."""
        found = super().clean() or {}
        if found.get("plan") and found.get("reference"):
            try:
                named = what_is_named(
                    found["plan"],
                    found["reference"].strip(),
                    as_of=self.as_of,
                    access=self.access,
                )
            except NotNamed as error:
                self.add_error("reference", str(error))
            else:
                found["kind"], found["plan"], found["reference"] = named
        return found


class LeaverForm(forms.Form):
    """Who takes over what of somebody who leaves, and why."""

    to = forms.CharField(
        label="Who takes over",
        required=False,
        max_length=450,
        widget=forms.TextInput(attrs=SUGGESTED_PEOPLE),
    )
    kinds = forms.MultipleChoiceField(
        label="What is handed over", required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(
        label="Why",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "cs-few-lines"}),
        error_messages={"required": "Say why: it stands in the history of each action"},
    )
    closes = forms.BooleanField(label="Close the account", required=False)

    def __init__(self, *args: Any, counts: Mapping[str, int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        field: forms.MultipleChoiceField = self.fields["kinds"]  # type: ignore[assignment]
        field.choices = [
            (kind, f"{label} ({counts[kind]})") for kind, label in KINDS if counts.get(kind)
        ]
        self.initial["kinds"] = [kind for kind, label in KINDS if counts.get(kind)]
        self.initial["closes"] = True
        self.initial["reason"] = "Left the council."

    def clean(self) -> dict[str, Any]:
        """Find who is meant, and ask for somebody where something is handed over."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        self.taker: User | None = None
        self.officer: OfficerNamed | None = None
        words = " ".join(str(said.get("to", "")).split())
        if words:
            self._find(words)
        elif said.get("kinds"):
            self.add_error("to", "Say who takes over, or take every tick away")
        if not said.get("kinds") and not said.get("closes") and "kinds" not in self.errors:
            self.add_error("closes", "Nothing is handed over and the account stays: choose one")
        return said

    def _find(self, words: str) -> None:
        try:
            self.taker = find_person(words)
        except forms.ValidationError as refused:
            self.officer = officer_called(words, on=self.today)
            if self.officer is None:
                self.add_error("to", refused)
            elif self.officer.user is not None and self.officer.user.is_active:
                self.taker = self.officer.user
