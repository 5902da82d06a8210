"""The shape of what somebody chooses of how they are told, and of a bounce."""

from datetime import time
from typing import Any

from django import forms

from herefordshire_cs.accounts.models import as_stored
from herefordshire_cs.notices.kinds import TO_CHOOSE, Kind, When

CLOCK_FORMATS = ["%H:%M", "%H.%M", "%H"]
CLOCK_INVALID = "Type an hour like 19:00."


class ChoicesForm(forms.Form):
    """When each kind is e-mailed, and the hours in which nothing is."""

    since = forms.TimeField(
        label="No e-mail from",
        required=False,
        input_formats=CLOCK_FORMATS,
        widget=forms.TextInput,
        help_text="An hour, like 19:00. What comes meanwhile is sent when the quiet hours end.",
        error_messages={"invalid": CLOCK_INVALID},
    )
    until = forms.TimeField(
        label="until",
        required=False,
        input_formats=CLOCK_FORMATS,
        widget=forms.TextInput,
        help_text="An hour, like 07:00; before the first it is that of the next day.",
        error_messages={"invalid": CLOCK_INVALID},
    )

    address = forms.EmailField(
        label="Another address for them",
        required=False,
        max_length=254,
        help_text="A link is sent there. Messages go there once you have followed it.",
        error_messages={"invalid": "Type an address like name@council.example."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, kind in enumerate(TO_CHOOSE):
            when = [each for each in When if not (kind == Kind.DIGEST and each == When.DIGEST)]
            label = "Every Monday" if kind == Kind.DIGEST else None
            choices = [
                (each.value, label if label and each == When.AT_ONCE else each.label)
                for each in when
            ]
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=kind.label, choices=choices, widget=forms.RadioSelect
            )

    @property
    def kinds(self) -> list[Any]:
        """The fields of the kinds, in their order."""
        return [self[f"kind_{number}"] for number in range(len(TO_CHOOSE))]

    @property
    def chosen(self) -> dict[str, str]:
        """When each kind is e-mailed, of a valid form."""
        return {kind: self.cleaned_data[f"kind_{number}"] for number, kind in enumerate(TO_CHOOSE)}

    def clean_address(self) -> str:
        """Return the address as addresses are stored."""
        return as_stored(self.cleaned_data["address"])

    def clean(self) -> dict[str, Any]:
        """See that quiet hours have both ends, which are not the same."""
        said = super().clean() or self.cleaned_data
        since, until = said.get("since"), said.get("until")
        if "since" in self.errors or "until" in self.errors:
            return said
        if isinstance(since, time) != isinstance(until, time):
            missing = "until" if since else "since"
            self.add_error(missing, "Say both hours, or neither.")
        elif since and since == until:
            self.add_error("until", "Quiet hours end at another hour than they begin.")
        return said


def initial_of(chosen: dict[str, str]) -> dict[str, str]:
    """Return the initial values of the kinds."""
    return {f"kind_{number}": chosen[kind] for number, kind in enumerate(TO_CHOOSE)}
