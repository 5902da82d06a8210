"""Grades typed into the limiting rules; a judgement that is entered, or taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField
from indicators.limiting_rules import GRADES
from indicators.models import JudgementArea, JudgementScheme
from indicators.services.judgements import JudgementWords


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
        help_text="One on a line.",
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


class JudgementForm(forms.Form):
    """One judgement, as somebody enters it."""

    area = forms.ChoiceField(
        label="What was judged", error_messages={"required": "Choose what was judged"}
    )
    grade = forms.ChoiceField(
        label="Grade",
        help_text="Each scheme has its own grades, best first.",
        error_messages={"required": "Choose the grade"},
    )
    period = forms.CharField(
        label="Period or year",
        help_text="As the letter says it, for example {year}.",
        max_length=40,
        error_messages={"required": "Say for which period or year"},
    )
    judged_on = DayField(
        label="Day of the letter or report",
        error_messages={"required": "Type the day of the letter or report"},
    )
    made_by = forms.CharField(
        label="Judged by",
        max_length=200,
        error_messages={"required": "Say who judged"},
    )
    strengths = forms.CharField(
        label="Strengths named",
        help_text="One on a line.",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    improvements = forms.CharField(
        label="Areas for improvement named",
        help_text="One on a line.",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self,
        *args: Any,
        areas: Iterable[JudgementArea],
        schemes: Iterable[JudgementScheme],
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.areas = {row.slug: row for row in areas}
        offered = list(schemes)
        self.grades = {str(row.pk): row for scheme in offered for row in scheme.grades.all()}
        area, grade = self.fields["area"], self.fields["grade"]
        assert isinstance(area, forms.ChoiceField)
        assert isinstance(grade, forms.ChoiceField)
        area.choices = [("", "Choose"), *((slug, row.name) for slug, row in self.areas.items())]
        grade.choices = [
            ("", "Choose"),
            *(
                (scheme.name, [(str(row.pk), str(row)) for row in scheme.grades.all()])
                for scheme in offered
            ),
        ]

    def clean_judged_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["judged_on"]
        if day > self.today:
            raise forms.ValidationError(
                f"{day_in_words(day)} has not come yet. Today is {day_in_words(self.today)}."
            )
        return day

    def words(self) -> JudgementWords:
        """Return what a valid form says."""
        found = self.cleaned_data
        return JudgementWords(
            area=self.areas[found["area"]],
            grade=self.grades[found["grade"]],
            period=found["period"],
            judged_on=found["judged_on"],
            made_by=found["made_by"],
            note=found["note"],
            strengths=_lines(found["strengths"]),
            improvements=_lines(found["improvements"]),
        )


class WithdrawalForm(forms.Form):
    """Why a judgement is taken back."""

    reason = forms.CharField(
        label="Why it is withdrawn",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is withdrawn"},
    )


def _lines(typed: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in typed.splitlines() if line.strip())
