"""One indicator's outturn as it is typed: its cells, and what they were opened on."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from indicators.measures import NoValue, plain
from indicators.presenters.due import UNANSWERED
from indicators.presenters.entry import EntryLine

LONGEST_NOTE = 2_000


REASON_CHOICES = (
    ("", "There is a value"),
    *((reason.value, reason.words) for reason in NoValue),
)


class EntryForm(forms.Form):
    """One indicator's figure of a period; the words are checked as a file's are."""

    value = forms.CharField(label="Value", required=False, max_length=30)
    numerator = forms.CharField(label="Numerator", required=False, max_length=30)
    denominator = forms.CharField(label="Denominator", required=False, max_length=30)
    reason = forms.ChoiceField(
        label="No value because",
        required=False,
        choices=REASON_CHOICES,
    )
    is_provisional = forms.BooleanField(label="Provisional", required=False)
    note = forms.CharField(label="Note", required=False, max_length=LONGEST_NOTE)
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A figure has a value or a reason for none, never both."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("value") and found.get("reason"):
            self.add_error("reason", "Give a value or a reason for none, not both.")
        for name in ("numerator", "denominator"):
            if found.get("reason") and found.get(name):
                self.add_error(name, "Beside a reason for no value there can be no number.")
        return found


def typed_cells(data: QueryDict, prefix: str) -> dict[str, Any]:
    """Return what stands in the cells of one entry form among many, as it was sent."""
    return {
        name: field.widget.value_from_datadict(data, MultiValueDict(), f"{prefix}-{name}")
        for name, field in EntryForm.base_fields.items()
    }


def is_changed(cells: dict[str, Any]) -> bool:
    """Say whether the cells hold anything else than what was shown."""
    typed = {name: str(cells[name] or "").strip() for name in SEEN_CELLS}
    is_noted = bool(str(cells["note"] or "").strip())
    return is_noted or as_seen(typed) != cells["seen"]


# The cells that make a figure.
SEEN_CELLS = ("value", "numerator", "denominator", "reason", "is_provisional")


def as_seen(cells: dict[str, Any]) -> str:
    """Return the cells of a figure as one word, to tell whether anybody changed them."""
    words = {name: cells.get(name) or "" for name in SEEN_CELLS}
    words["is_provisional"] = "yes" if words["is_provisional"] not in ("", "False") else ""
    return "|".join(str(words[name]) for name in SEEN_CELLS)


def initial_of(line: EntryLine) -> dict[str, Any]:
    """Return what an entry form shows of the figure in force."""
    cells = dict.fromkeys(EntryForm.base_fields) | _cells_of(line)
    return cells | {"seen": as_seen(cells)}


def _cells_of(line: EntryLine) -> dict[str, Any]:
    if line.current is None:
        return {}
    reading = line.current.reading
    return {
        "value": plain(reading.value) if reading.value is not None else "",
        "numerator": plain(reading.numerator) if reading.numerator is not None else "",
        "denominator": plain(reading.denominator) if reading.denominator is not None else "",
        # A blank of the paper is no answer: whoever gives a figure need not clear it first.
        "reason": reading.reason.value if reading.reason not in UNANSWERED else "",
        "is_provisional": line.current.is_provisional,
    }
