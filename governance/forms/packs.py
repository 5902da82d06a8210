"""Packs: the shape of what a clerk says of one before it is issued."""

from collections.abc import Sequence
from typing import Any

from django import forms

from governance.forms.exempt import repeated_words
from governance.models import Pack
from governance.presenters.packs.additions import Addition
from herefordshire_cs.lib.text.words import list_in_words


class PackForm(forms.Form):
    """Which issue of the papers it is, what a supplement holds, what a correction corrects.

    ``titles`` are those that the public must not read: what is corrected is printed for all.
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

    def __init__(
        self, *args: Any, additions: Sequence[Addition], titles: Sequence[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.titles = titles
        self.fields["items"].choices = [  # type: ignore[attr-defined]
            (each.key, f"{each.number}. {each.title}") for each in additions
        ]

    def clean_corrects(self) -> str:
        """Refuse what would tell the public a word of an exempt title."""
        words: str = self.cleaned_data["corrects"]
        if repeated := repeated_words(words, self.titles):
            quoted = list_in_words([f"“{word}”" for word in repeated])
            stand = "stands" if len(repeated) == 1 else "stand"
            raise forms.ValidationError(
                f"{quoted} {stand} in an exempt title. Use other words, which the public may read."
            )
        return words

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
