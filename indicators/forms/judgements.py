"""Grades typed into the limiting rules."""

from typing import Any

from django import forms

from indicators.limiting_rules import GRADES


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
