"""The shape of what comes in."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from herefordshire_cs.lib.text.words import mid_sentence
from indicators.ingest import read_value
from indicators.limiting import GRADES
from indicators.measures import NoValue, plain
from indicators.models import Indicator
from indicators.periods import LONGEST_PERIOD, ReportingPeriod, read_period
from indicators.presenters.checking import known_as
from indicators.presenters.due import UNANSWERED
from indicators.presenters.entry import EntryLine
from indicators.presenters.listing import (
    DIRECTION_CHOICES,
    RATING_CHOICES,
    SORTS,
    STANDINGS,
    Wanted,
)

MOST_BYTES = 2 * 1024 * 1024
LONGEST_COMMENTARY = 3_000
LONGEST_NOTE = 2_000


class IndicatorFilterForm(forms.Form):
    """What the list of indicators can be narrowed by."""

    words = forms.CharField(label="Words", required=False, max_length=200)
    set = forms.ChoiceField(label="Set", required=False)
    priority = forms.ChoiceField(label="Priority", required=False)
    supplier = forms.ChoiceField(label="Data supplier", required=False)
    rating = forms.MultipleChoiceField(
        label="Rating",
        required=False,
        choices=RATING_CHOICES,
        widget=forms.CheckboxSelectMultiple,
    )
    direction = forms.ChoiceField(
        label="Direction", required=False, choices=[("", "Any"), *DIRECTION_CHOICES]
    )
    standing = forms.ChoiceField(
        label="Standing", required=False, choices=[("", "Any"), *STANDINGS.items()]
    )
    sort = forms.ChoiceField(
        required=False, choices=[(name, name) for name in SORTS], widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        sets: list[tuple[str, str]],
        priorities: list[tuple[str, str]],
        suppliers: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._choose("set", sets)
        self._choose("priority", priorities)
        self._choose("supplier", suppliers)

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Any"), *choices]

    def wanted(self) -> Wanted:
        """Return what was asked for; a filter that cannot be read narrows nothing."""
        found = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            words=found.get("words", ""),
            set=found.get("set", ""),
            priority=found.get("priority", ""),
            supplier=found.get("supplier", ""),
            ratings=tuple(found.get("rating", ())),
            direction=found.get("direction", ""),
            standing=found.get("standing", ""),
            sort=found.get("sort") or "order",
        )

    def in_words(self) -> str:
        """Return the filters but for the rating, as they are named to the reader."""
        if not self.is_valid():
            return ""
        parts = []
        for name in ("words", "set", "priority", "supplier", "direction", "standing"):
            value = self.cleaned_data.get(name)
            if value:
                field = self.fields[name]
                shown = dict(getattr(field, "choices", [])).get(value, f"“{value}”")
                parts.append(f"{mid_sentence(str(field.label))}: {shown}")
        return "; ".join(parts)


class OutturnFileForm(forms.Form):
    """A file of outturns."""

    file = forms.FileField(
        label="File of outturns",
        error_messages={
            "required": "Choose a CSV file or an Excel workbook.",
            "empty": "The file is empty.",
        },
    )
    is_provisional = forms.BooleanField(label="The figures are provisional", required=False)

    def clean_file(self) -> UploadedFile:
        """Refuse what no quarter's figures can need."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > MOST_BYTES:
            size = f"{file.size / 1024 / 1024:.1f} MB"
            raise forms.ValidationError(f"“{file.name}” is {size}; 2 MB is the most.")
        return file


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


class PeriodField(forms.CharField):
    """A period in words, as ``2009/2010`` or ``Q1 2009/2010``."""

    limit = LONGEST_PERIOD

    def to_python(self, value: Any) -> Any:
        """Return the period, or an error that holds the words typed."""
        words = super().to_python(value)
        if not words:
            return None
        try:
            return read_period(words)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        """Show a period as it is typed."""
        return value.slug if isinstance(value, ReportingPeriod) else value


class AboutIndicatorForm(forms.Form):
    """A form about a period of one indicator, of a kind that it is reported for."""

    period = PeriodField(label="Period", error_messages={"required": "Say which period."})

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known_as(indicator)

    def clean_period(self) -> ReportingPeriod:
        """Refuse a period of another kind."""
        period: ReportingPeriod = self.cleaned_data["period"]
        if not self.known.takes(period.kind):
            raise forms.ValidationError(
                f"“{self.data.get('period')}” is {period.kind.with_article}; {self.known.name} is"
                f" reported {self.known.period_words}."
            )
        return period


class TargetForm(AboutIndicatorForm):
    """What an indicator is meant to reach."""

    value = forms.CharField(
        label="Target", max_length=30, error_messages={"required": "Give the target."}
    )
    note = forms.CharField(
        label="Why this target", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea
    )

    def clean_value(self) -> Decimal:
        """Refuse what could not be an outturn either."""
        words = self.cleaned_data["value"]
        value, faults = read_value(words, self.known)
        if faults or value is None:
            raise forms.ValidationError([fault.reason for fault in faults])
        return value


class CommentaryForm(AboutIndicatorForm):
    """What there is to say of a figure."""

    text = forms.CharField(
        label="Commentary",
        max_length=LONGEST_COMMENTARY,
        widget=forms.Textarea,
        error_messages={"required": "Write the commentary."},
    )


class LimitingRulesForm(forms.Form):
    """Proposed grades and the key thresholds missed."""

    GRADE_CHOICES = [(str(grade), words) for grade, words in GRADES.items()]

    education = forms.ChoiceField(
        label="Education",
        choices=GRADE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the grade proposed for education."},
    )
    social_care = forms.ChoiceField(
        label="Social care",
        choices=GRADE_CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the grade proposed for social care."},
    )
    overall = forms.ChoiceField(
        label="Overall judgement proposed",
        choices=[("", "None proposed"), *GRADE_CHOICES],
        required=False,
        widget=forms.RadioSelect,
    )
    thresholds = forms.MultipleChoiceField(
        label="Key thresholds missed", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.CharField(
        label="Other key thresholds missed",
        help_text="One on a line. The papers name no list of them.",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, thresholds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["thresholds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = thresholds

    def missed(self) -> list[str]:
        """Return every threshold said to be missed."""
        typed = [line.strip() for line in self.cleaned_data["others"].splitlines()]
        return [*self.cleaned_data["thresholds"], *filter(None, typed)]
