"""A weekly, exception or highlight report: whom it is for and of when, and its words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from actionplan.forms.fields import NarrativeField, between
from actionplan.models import PeriodicReport
from actionplan.periodic_contents import Given
from actionplan.periodic_kinds import RULES, PeriodicKind, ReportPeriod
from actionplan.periodic_lists import PeriodicPart
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class DraftingForm(forms.Form):
    """Whom a report is for, and the days that it speaks of."""

    addressed_to = forms.CharField(
        label="To",
        max_length=250,
        error_messages={"required": "Say to whom the report is addressed"},
    )
    period_from = DayField(
        label="First day of the period",
        error_messages={"required": "Type the first day of the period"},
    )
    period_to = DayField(
        label="Last day of the period",
        error_messages={"required": "Type the last day of the period"},
    )

    def __init__(self, *args: Any, starts_on: date, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on
        self.today = today

    @property
    def period(self) -> ReportPeriod:
        """Return the period that is asked for, once the form is valid."""
        return ReportPeriod(
            first=self.cleaned_data["period_from"], last=self.cleaned_data["period_to"]
        )

    def clean_period_from(self) -> date:
        """Refuse a day before the plan began and one that has not come."""
        day: date = self.cleaned_data["period_from"]
        return between(day, earliest=self.starts_on, latest=self.today)

    def clean_period_to(self) -> date:
        """Refuse a day before the plan began and one that has not come."""
        day: date = self.cleaned_data["period_to"]
        return between(day, earliest=self.starts_on, latest=self.today)

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("period_from"), cleaned.get("period_to")
        if first and last and last < first:
            self.add_error(
                "period_to",
                f"{day_in_words(last)} is before {day_in_words(first)}, the first day.",
            )
        return cleaned


class PeriodicReportForm(forms.Form):
    """The words of a draft part by part, and which lines of the record are shown in it."""

    addressed_to = forms.CharField(
        label="To",
        max_length=250,
        error_messages={"required": "Say to whom the report is addressed"},
    )

    def __init__(self, *args: Any, kind: PeriodicKind, given: Given, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.given = given
        rule = RULES[kind]
        for part in PeriodicPart:
            self.fields[part.value] = NarrativeField(
                label=part.heading,
                limit=rule.words,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
            choices = list(_choices(given, part))
            if choices:
                self.fields[shown(part)] = forms.MultipleChoiceField(
                    label=f"Lines of the record under “{part.heading}”",
                    choices=choices,
                    required=False,
                    widget=forms.CheckboxSelectMultiple,
                    error_messages={
                        "invalid_choice": "The record gives other lines now. Tick them again."
                    },
                )

    @property
    def blocks(self) -> Iterable[tuple[PeriodicPart, Any, Any]]:
        """Yield of each part the field of its words and, if it has lines, that of the lines."""
        for part in PeriodicPart:
            lines = self[shown(part)] if shown(part) in self.fields else None
            yield part, self[part.value], lines

    @property
    def words(self) -> dict[PeriodicPart, str]:
        """Return what is written, once the form is valid."""
        return {part: self.cleaned_data[part.value] for part in PeriodicPart}

    @property
    def left_out(self) -> set[str]:
        """Return the keys of the lines that are not ticked, once the form is valid."""
        ticked = {key for part in PeriodicPart for key in self.cleaned_data.get(shown(part), ())}
        return {line.key for each in self.given.lists for line in each.lines} - ticked

    @staticmethod
    def of(report: PeriodicReport) -> dict[str, object]:
        """Return what stands in the form at first: the draft as it is."""
        given = report.what_was_given()
        out = set(report.left_out)
        words = {part.value: getattr(report, part.value) for part in PeriodicPart}
        ticked = {
            shown(part): [
                line.key
                for each in given.of_part(part)
                for line in each.lines
                if line.key not in out
            ]
            for part in PeriodicPart
        }
        return {"addressed_to": report.addressed_to, **words, **ticked}


def shown(part: PeriodicPart) -> str:
    """Return the name of the field that says which lines of a part are shown."""
    return f"{part.value}_shown"


def _choices(given: Given, part: PeriodicPart) -> Iterable[tuple[str, Any]]:
    """Yield the lines of a part, list by list."""
    for each in given.of_part(part):
        for line in each.lines:
            yield line.key, f"{each.rule.title}: {line.in_words}"
