"""What somebody looks for among decisions and papers: words, and by whom it was decided."""

from typing import Any

from django import forms

from governance.models import Committee
from herefordshire_cs.lib.full_text.typed import READ_AT_MOST, pieces_of

TOO_LONG = (
    f"Only the first {READ_AT_MOST} characters were looked for. Words find more than sentences:"
    " leave out all but a few."
)
NO_WORDS = "There is no word in that to be found. Type one, such as the name of a place."


class WordsField(forms.CharField):
    """Words to be found, of which one character more is kept than is read: that there was more."""

    limit = READ_AT_MOST

    def to_python(self, value: Any) -> str:
        """Return what was typed, with single blanks, as far as it is kept."""
        return " ".join((super().to_python(value) or "").split())[: self.limit + 1]


class WordsForm(forms.Form):
    """Words to be found; whatever is sent is read as far as it goes, and what was left is said."""

    words = WordsField(label="Words to find", required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def wanted(self) -> str:
        """The words as they are looked for; blank where there are none."""
        words = self.cleaned_data.get("words", "")[:READ_AT_MOST]
        return words if pieces_of(words) else ""

    @property
    def said_of_words(self) -> str:
        """What is said of words of which not all can be looked for; blank where all are."""
        typed = self.cleaned_data.get("words", "")
        if len(typed) > READ_AT_MOST:
            return TOO_LONG
        return NO_WORDS if typed and not self.wanted else ""


class DecisionsForm(WordsForm):
    """Words, and the body that decided; one that is none of them is every body."""

    committee = forms.ModelChoiceField(
        label="Decided by",
        required=False,
        queryset=Committee.objects.filter(is_open_to_public=True),
        to_field_name="slug",
        empty_label="Every committee",
    )

    @property
    def body(self) -> str:
        """The slug of the body, blank for every one."""
        chosen = self.cleaned_data.get("committee")
        return chosen.slug if chosen else ""
