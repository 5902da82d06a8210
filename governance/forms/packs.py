"""Packs: the shape of what a clerk says of one before it is issued."""

from collections.abc import Sequence
from typing import Any

from django import forms

from governance.models import Pack
from governance.presenters.packs.additions import Addition


class PackForm(forms.Form):
    """Which issue of the papers it is, what a supplement holds, what a correction corrects.

    ``reason`` says why it goes out with what the checks ask about.
    """

    kind = forms.ChoiceField(choices=Pack.Kind.choices, widget=forms.HiddenInput)
    items = forms.TypedMultipleChoiceField(
        label="Items in the supplement",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": (
                "An item that was chosen is not on the agenda any more, or was issued."
            )
        },
    )
    corrects = forms.CharField(
        label="What it corrects",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    reason = forms.CharField(
        label="Why it goes out with what is asked about",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, additions: Sequence[Addition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.number}. {each.title}") for each in additions
        ]

    def clean(self) -> dict[str, Any]:
        """Ask of each kind what it must say."""
        found: dict[str, Any] = super().clean() or {}
        kind = found.get("kind")
        if kind == Pack.Kind.CORRECTION:
            self.need("corrects", found, "Say what it corrects.")
        if kind == Pack.Kind.SUPPLEMENT:
            self.need("items", found, "Choose at least one item that the supplement holds.")
        return found

    def need(self, name: str, found: dict[str, Any], words: str) -> None:
        """Ask for a field that is blank and is not judged yet."""
        if not found.get(name) and name not in self.errors:
            self.add_error(name, words)


class RefusalForm(forms.Form):
    """Why a pack that somebody asked for is not issued; taking one's own back needs no reason."""

    answer_reason = forms.CharField(
        label="Why it is not issued",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say why it is not issued, so that it can be mended."},
    )

    def __init__(self, *args: Any, is_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_reason"].required = not is_own


class PaperForm(forms.Form):
    """How a pack is laid out for paper; what is sent beside the choices is left aside."""

    binding = forms.BooleanField(label="Room for the binding", required=False)
    odd = forms.BooleanField(label="Each item begins on an odd page", required=False)
    booklet = forms.BooleanField(label="As a booklet, two pages on a side", required=False)

    def chosen(self, name: str) -> bool:
        """Say whether a choice was made."""
        return self.is_valid() and bool(self.cleaned_data[name])
