"""What a reader may ask of the front: since when, on which day; and what answers a judgement."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from herefordshire_cs.front.presenters.judgement_areas import NotNamed, what_is_named
from herefordshire_cs.lib.web.fields import DayField


class DemonstrationDayForm(forms.Form):
    """The day on which the visitor wants the demonstration to stand."""

    day = DayField(
        label="Demonstration day",
        help_text="For example, 15 March 2006. It holds for you alone, until you sign out.",
        error_messages={"required": "Type a day"},
    )


class SinceForm(forms.Form):
    """The day after which a completion counts as news."""

    since = DayField(label="Completed since", required=False)


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
        self, *args: Any, places: Iterable[tuple[str, str]], as_of: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Choose"), *places]

    def clean(self) -> dict[str, Any]:
        """Find what is named, or say beside its reference that there is no such thing."""
        found = super().clean() or {}
        if found.get("plan") and found.get("reference"):
            try:
                named = what_is_named(found["plan"], found["reference"].strip(), as_of=self.as_of)
            except NotNamed as error:
                self.add_error("reference", str(error))
            else:
                found["kind"], found["plan"], found["reference"] = named
        return found
