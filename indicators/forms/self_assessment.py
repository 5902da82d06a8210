"""Self-assessment forms: beginning one, answering a question, who contributed and who agreed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField
from indicators.models import FrameworkLevel, FrameworkQuestion
from indicators.services.self_assessment import AnswerWords

LONGEST_ANSWER = 10_000  # characters, as the longest note of a plan


class PastDayForm(forms.Form):
    """A form with days that have come."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def past(self, name: str) -> date:
        """Return a day, or refuse one that has not come."""
        day: date = self.cleaned_data[name]
        if day > self.today:
            raise forms.ValidationError(
                f"{day_in_words(day)} has not come yet. Today is {day_in_words(self.today)}."
            )
        return day


class BeginForm(PastDayForm):
    """For which area, and as at which day, a framework is answered again."""

    area = forms.CharField(
        label="Area", max_length=200, error_messages={"required": "Say for which area"}
    )
    assessed_on = DayField(
        label="Day that it stands for",
        help_text="For example, {today}.",
        error_messages={"required": "Type the day that it stands for"},
    )

    def clean_assessed_on(self) -> date:
        """Refuse a day that has not come."""
        return self.past("assessed_on")


class AnswerForm(forms.Form):
    """What is answered to one question; a level is asked for where the framework does."""

    level = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a level"},
    )
    figure = forms.CharField(max_length=120, required=False)
    comment = forms.CharField(
        label="Comments",
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    evidence = forms.CharField(
        label="Evidence",
        help_text="What shows it, and where it is kept.",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        question: FrameworkQuestion,
        levels: Iterable[FrameworkLevel],
        level_label: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.levels = {row.slug: row for row in levels}
        if question.has_level:
            field = self.fields["level"]
            assert isinstance(field, forms.ChoiceField)
            field.label = level_label
            field.choices = [(row.slug, row.label) for row in self.levels.values()]
        else:
            del self.fields["level"]
            self.fields["comment"].required = True
            self.fields["comment"].error_messages["required"] = "Write the answer"
        if question.figure_label:
            self.fields["figure"].label = question.figure_label.rstrip(":")
        else:
            del self.fields["figure"]

    def words(self) -> AnswerWords:
        """Return what a valid form says."""
        found = self.cleaned_data
        return AnswerWords(
            level=self.levels.get(found.get("level", "")),
            figure=found.get("figure", ""),
            comment=found["comment"].replace("\r\n", "\n"),
            evidence=found["evidence"].replace("\r\n", "\n"),
        )


class ContributorForm(forms.Form):
    """Who contributed."""

    name = forms.CharField(
        label="Name", max_length=120, error_messages={"required": "Type the name"}
    )
    role = forms.CharField(label="Role", max_length=120, required=False)
    organisation = forms.CharField(label="Organisation", max_length=200, required=False)


class AgreementForm(PastDayForm):
    """Which body agreed, and when."""

    body = forms.CharField(
        label="Body that agreed",
        help_text="For example, a partnership board or a partner’s own board.",
        max_length=200,
        error_messages={"required": "Name the body that agreed"},
    )
    agreed_on = DayField(
        label="Day on which it agreed",
        error_messages={"required": "Type the day on which it agreed"},
    )

    def clean_agreed_on(self) -> date:
        """Refuse a day that has not come."""
        return self.past("agreed_on")
