"""Live appendices: the shape of what a clerk says of one."""

from datetime import date
from typing import Any

from django import forms

from governance.forms.exempt import ExemptForm
from governance.presenters.live_documents import LIVE, can_be_made, plans_to_tell_of
from herefordshire_cs.lib.web.fields import DayField


class LiveAppendixForm(ExemptForm):
    """A document of the plan or of the indicators to be appended, and whether it is exempt.

    ``latest`` is the last day of which it may tell.
    """

    label = forms.CharField(label="Label", required=False, max_length=40)
    document = forms.ChoiceField(
        label="Document",
        choices=[(slug, live.title) for slug, live in LIVE.items()],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the document.",
            "invalid_choice": "Choose one of these documents.",
        },
    )
    plan = forms.ChoiceField(
        label="Plan",
        required=False,
        error_messages={"invalid_choice": "Choose one of these plans."},
    )
    title = forms.CharField(label="Title", required=False, max_length=250)
    as_at = DayField(label="As at", required=False)
    field_order = ["label", "document", "plan", "title", "as_at"]

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest
        self.plans = plans_to_tell_of(as_of=latest)
        choices = [(slug, head.title) for slug, head in self.plans.items()]
        self.fields["plan"].choices = choices  # type: ignore[attr-defined]

    def clean_as_at(self) -> date | None:
        """Refuse a day that has not come."""
        day: date | None = self.cleaned_data["as_at"]
        if day is not None and day > self.latest:
            raise forms.ValidationError(
                "That day has not come. Leave it blank for the day on which the pack is issued."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Give it the title of its document where none is given; refuse what is not there."""
        document = self.cleaned_data.get("document", "")
        if document and not self.cleaned_data.get("title"):
            self.cleaned_data["title"] = LIVE[document].title
        found = super().clean()
        if document and "as_at" in found:
            found["plan"] = self.plan_of(document)
            day = found["as_at"] or self.latest
            if not can_be_made(document, as_of=day, plan=self.plans.get(found["plan"])):
                self.add_error("as_at", "The plan had not begun on that day, or is not here.")
        return found

    def plan_of(self, document: str) -> str:
        """Return the short name of the plan chosen, or of the only one; blank of no plan."""
        if not LIVE[document].is_of_plan:
            return ""
        return self.cleaned_data.get("plan") or next(iter(self.plans), "")

    def read_by_all(self) -> list[str]:
        """Return the fields that the public reads of an exempt paper: its label too."""
        return ["public_title", "label"]

    def hidden_titles(self, found: dict[str, Any]) -> list[str]:
        """Return the titles that the public must not read, its own among them where it has one."""
        return [*self.titles, *filter(None, [found.get("title")])]
