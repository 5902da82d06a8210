"""Forms of words that go out: what may tell who a child is is asked about beside its field."""

from typing import Any, ClassVar

from django import forms

from herefordshire_cs.lib.text.personal import asked, findings
from herefordshire_cs.lib.text.words import list_in_words

MOST_QUOTED = 3
KEPT_REASON = "kept_reason"


class AsksOfPersons(forms.Form):
    """A form that asks, beside the field, of what looks like a number, birth, address or age.

    ``ASKED_OF`` names the fields. It may go on with a reason, which the caller keeps. The field of
    the reason comes last, and a page shows it where ``asks_of_persons`` says so.
    """

    ASKED_OF: ClassVar[tuple[str, ...]] = ("narrative",)

    kept_reason = forms.CharField(
        label="Why it must stand",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    asks_of_persons = False

    def clean(self) -> dict[str, Any]:
        """Ask of what is found, unless a reason is given."""
        cleaned = super().clean() or self.cleaned_data
        for name in self.ASKED_OF:
            found = asked(str(cleaned.get(name) or ""))
            if not found:
                continue
            self.asks_of_persons = True
            if not cleaned.get(KEPT_REASON):
                told = list_in_words([each.in_words for each in found[:MOST_QUOTED]])
                self.add_error(
                    name, f"{told}. Take it out, or say below why it must stand as it is."
                )
        if not self.asks_of_persons:
            cleaned[KEPT_REASON] = ""  # of words that are not there any more
        return cleaned

    @property
    def small_counts(self) -> list[str]:
        """The small counts in what is said, which are pointed at and never refused."""
        words = " ".join(str(self.cleaned_data.get(name) or "") for name in self.ASKED_OF)
        return list(dict.fromkeys(each.words for each in findings(words) if not each.asks))


def counts_in_words(form: AsksOfPersons) -> str:
    """Say of the small counts of a form that they may tell who somebody is; blank without any."""
    if not form.small_counts:
        return ""
    counts = list_in_words([f"“{each}”" for each in form.small_counts[:MOST_QUOTED]])
    return f"{counts} may tell who somebody is, where few live: look again, and correct it if so."
