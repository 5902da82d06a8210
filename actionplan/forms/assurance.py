"""A look at the work, as it is entered in the assurance log, and what follows from it."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import (
    NARRATIVE_LIMIT,
    REASON_LIMIT,
    NarrativeField,
    ReferencesField,
    actions_named,
    between,
    refuse_missing,
)
from actionplan.models import (
    Action,
    ActionQuerySet,
    AssuranceEntry,
    AssuranceLink,
    Risk,
    RiskQuerySet,
)
from herefordshire_cs.lib.web.fields import DayField


class AssuranceForm(forms.Form):
    """Who looked at what on which day, and what was found."""

    took_place_on = DayField(
        label="Day", error_messages={"required": "Type the day on which it took place"}
    )
    kind = forms.ChoiceField(
        label="Kind",
        widget=forms.RadioSelect,
        choices=AssuranceEntry.Kind.choices,
        error_messages={
            "required": "Choose what it was",
            "invalid_choice": "Choose one of the kinds shown",
        },
    )
    who = forms.CharField(
        label="Who looked",
        max_length=200,
        help_text="Names or initials, such as SF and HL.",
        error_messages={"required": "Say who looked"},
    )
    actions = ReferencesField(
        label="Actions it covers",
        help_text="References, such as 1.19, 2.10.",
        error_messages={"required": "Type the reference of at least one action"},
    )
    scope = NarrativeField(
        limit=REASON_LIMIT,
        label="What was looked at",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was looked at"},
    )
    findings = NarrativeField(
        limit=NARRATIVE_LIMIT,
        label="What was found",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Say what was found, also where it was nothing"},
    )
    shows_kept = forms.BooleanField(
        label="It keeps those of these actions that are standing arrangements",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        actions: ActionQuerySet,
        of_plan: ActionQuerySet,
        earliest: date,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.own = actions
        self.of_plan = of_plan
        self.earliest = earliest
        self.today = today

    def clean_took_place_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["took_place_on"]
        return between(day, earliest=self.earliest, latest=self.today)

    def clean_actions(self) -> tuple[Action, ...]:
        """Refuse what is not in the plan, and Actions of which the reader may record nothing."""
        return actions_named(self.cleaned_data["actions"], self.of_plan, own=self.own)

    @staticmethod
    def of(entry: AssuranceEntry) -> dict[str, object]:
        """Return what stands in the form at first: the entry as it is."""
        covered = entry.links.filter(part=AssuranceLink.Part.COVERS, withdrawn_on=None)
        references = covered.order_by("pk").values_list("action__reference", flat=True)
        return {
            "took_place_on": entry.took_place_on,
            "kind": entry.kind,
            "who": entry.who,
            "actions": ", ".join(str(each) for each in references),
            "scope": entry.scope,
            "findings": entry.findings,
            "shows_kept": entry.keepings.filter(withdrawn_on=None).exists(),
        }


class AssuranceCorrectionForm(AssuranceForm):
    """An entry as it should have been."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="What was wrong with it",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was wrong with it"},
    )


class FollowingForm(forms.Form):
    """What follows from a look at the work: Actions of the plan, risks of its registers."""

    actions = ReferencesField(
        label="Actions that follow", required=False, help_text="References, such as 3.7."
    )
    risks = ReferencesField(
        label="Risks that follow",
        required=False,
        help_text="References in the plan’s registers of risks.",
    )

    def __init__(
        self, *args: Any, of_plan: ActionQuerySet, risks: RiskQuerySet, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.of_plan = of_plan
        self.registered = risks

    def clean_actions(self) -> tuple[Action, ...]:
        """Refuse what is not in the plan."""
        return actions_named(self.cleaned_data["actions"], self.of_plan)

    def clean_risks(self) -> tuple[Risk, ...]:
        """Refuse what is in no register, and a reference that several registers have."""
        references: tuple[str, ...] = self.cleaned_data["risks"]
        rows = list(self.registered.filter(reference__in=references))
        by_reference = {row.reference: row for row in rows}
        refuse_missing(references, by_reference, "in no register of this plan")
        if len(rows) > len(by_reference):
            raise forms.ValidationError(
                "Several registers of this plan have a risk of that reference."
            )
        return tuple(by_reference[each] for each in references)

    def clean(self) -> dict[str, Any]:
        """Ask for one at least."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not cleaned.get("actions") and not cleaned.get("risks"):
            self.add_error("actions", "Type the reference of an action or of a risk")
        return cleaned
