"""Minutes: the shape of a minute, its points and what it resolved, as a clerk writes them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db.models import QuerySet

from governance.minute_numbers import warn_of_number
from governance.models import Meeting
from governance.models.minute_taking import LimbDraft, MinuteDraft, Numbers, PointGroup
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField, TitleField

AT_MOST = 60  # limbs or groups of points in one minute
LARGEST = 32_767


class MinuteForm(forms.Form):
    """The number, the title and the words of a minute, and what leads in what it resolved."""

    number = forms.IntegerField(
        label="Number",
        required=False,
        min_value=1,
        max_value=LARGEST,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "invalid": "Type the number in figures, such as 30.",
            "min_value": "Numbers begin with 1.",
            "max_value": "No minute has so high a number; the largest is %(limit_value)s.",
        },
    )
    title = TitleField(
        label="Title",
        max_length=500,
        error_messages={"required": "Give it a title."},
    )
    text = forms.CharField(
        label="What was said and done",
        required=False,
        validators=[MaxLengthValidator(30_000)],
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    text_after = forms.CharField(
        label="What follows the points",
        required=False,
        validators=[MaxLengthValidator(10_000)],
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lead_in = forms.CharField(
        label="Words that lead in the resolution", max_length=60, required=False
    )
    is_approval = forms.BooleanField(label="", required=False)

    def __init__(
        self,
        *args: Any,
        numbers: Numbers,
        held: Any,
        approves: Meeting | None,
        circulated_on: date | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if circulated_on is not None:
            self.fields["is_known"] = forms.BooleanField(
                label="The members have these minutes already. I will circulate them again, or"
                " tell them what is changed.",
                error_messages={
                    "required": f"The minutes were circulated on {day_in_words(circulated_on)}."
                    " Tick that the members will be told, and save it again."
                },
            )
        self.numbers = numbers
        self.held_on = held
        if approves is None:
            del self.fields["is_approval"]
        else:
            day = day_in_words(approves.held_on)
            self.fields[
                "is_approval"
            ].label = f"The minutes of {day} were approved as a correct record"

    def clean_number(self) -> int | None:
        """Refuse a number that another minute of the municipal year has."""
        number: int | None = self.cleaned_data["number"]
        if number is None:
            return None
        if holder := self.numbers.holder(number):
            raise forms.ValidationError(taken_in_words(number, holder, self.numbers))
        return number

    def refuse_number(self, numbers: Numbers) -> None:
        """Say that a number was taken while this was written."""
        number = self.cleaned_data["number"]
        if holder := numbers.holder(number):
            self.add_error("number", taken_in_words(number, holder, numbers))

    @property
    def warning(self) -> str:
        """What is odd about the number, which is kept all the same."""
        return warn_of_number(self.cleaned_data["number"], self.held_on, self.numbers.taken)


def taken_in_words(number: int, holder: Any, numbers: Numbers) -> str:
    """Say that a number is taken, by which meeting, and which is free."""
    return (
        f"Number {number} is taken in this municipal year, by a minute of the meeting of "
        f"{day_in_words(holder)}. The next is {numbers.proposed}."
    )


class PointsForm(forms.Form):
    """Points noted in debate, one a line, and the words that lead them in."""

    lead_in = forms.CharField(label="Words that lead them in", required=False, max_length=250)
    points = forms.CharField(
        label="Points, one a line",
        required=False,
        validators=[MaxLengthValidator(30_000)],
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse words that lead nothing in."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("lead_in") and not found.get("points") and "points" not in self.errors:
            self.add_error("points", "Write the points, or clear the words that lead them in.")
        return found


class LimbForm(forms.Form):
    """One limb of a resolution, and what it asks for."""

    key = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(
        label="What was resolved",
        required=False,
        validators=[MaxLengthValidator(5_000)],  # no count of characters under each
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    requested_of = forms.CharField(label="Asked of", required=False, max_length=200)
    due_on = DayField(label="By the day", required=False)
    due_words = forms.CharField(label="By when, in words", required=False, max_length=120)
    is_gone = forms.BooleanField(label="Take this limb out", required=False)

    def is_blank(self) -> bool:
        """Say whether nothing is resolved in this row."""
        return not self.cleaned_data.get("text") and "text" not in self.errors

    def asks(self) -> bool:
        """Say whether the row asks for something."""
        return any(self.cleaned_data.get(name) for name in ("requested_of", "due_on", "due_words"))


class BaseLimbs(forms.BaseFormSet):
    """The limbs of a resolution in their order; they are lettered when they are kept."""

    def clean(self) -> None:
        """Refuse a blank limb between others, and something asked for without a resolution."""
        rows = [form for form in self.forms if not form.cleaned_data.get("is_gone")]
        for at, form in enumerate(rows):
            if not form.is_blank():
                continue
            follows = any(not later.is_blank() for later in rows[at + 1 :])
            if follows:
                form.add_error(
                    "text",
                    "This limb is blank and another follows it. Write it, or take it out.",
                )
            elif form.cleaned_data.get("key"):
                form.add_error("text", "Write the limb, or tick that it is to be taken out.")
            elif form.asks():
                form.add_error("text", "Say what was resolved, as something is asked for.")

    def texts(self) -> list[str]:
        """Return what the limbs say that are kept, whatever else is wrong with them."""
        said = [form.cleaned_data for form in self.forms]
        return [each["text"] for each in said if each.get("text") and not each.get("is_gone")]

    def drafts(self) -> Iterable[LimbDraft]:
        """Yield the limbs that say something."""
        for form in self.forms:
            found = form.cleaned_data
            if found.get("text") and not found.get("is_gone"):
                yield LimbDraft(
                    pk=found["key"],
                    text=found["text"],
                    requested_of=found["requested_of"],
                    due_on=found["due_on"],
                    due_words=found["due_words"],
                )


PointsFormSet = forms.formset_factory(PointsForm, extra=0, max_num=AT_MOST, absolute_max=AT_MOST)
LimbFormSet = forms.formset_factory(
    LimbForm, formset=BaseLimbs, extra=1, max_num=AT_MOST, absolute_max=AT_MOST
)


def groups_of(rows: Iterable[forms.Form]) -> Iterable[PointGroup]:
    """Yield the groups of points that were written."""
    for form in rows:
        found = form.cleaned_data
        points = tuple(" ".join(line.split()) for line in found.get("points", "").splitlines())
        if points := tuple(filter(None, points)):
            yield PointGroup(lead_in=found["lead_in"], points=points)


class MeetingOfDay(forms.ModelChoiceField):
    """A choice of meetings by their days."""

    def label_from_instance(self, obj: Any) -> str:
        """Return a meeting as it is chosen."""
        return f"The meeting of {day_in_words(obj.held_on)}"


class ApprovalForm(forms.Form):
    """The later meeting at which minutes were approved."""

    approved_at = MeetingOfDay(
        label="Approved as a correct record at",
        queryset=Meeting.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "required": "Choose the meeting at which they were approved.",
            "invalid_choice": "Choose a later meeting that has these minutes on its agenda.",
        },
    )

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["approved_at"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings


def minute_draft(form: MinuteForm, points: forms.BaseFormSet, limbs: BaseLimbs) -> MinuteDraft:
    """Return what was written, once it is valid."""
    found = form.cleaned_data
    return MinuteDraft(
        number=found["number"],
        title=found["title"],
        text=found["text"],
        groups=tuple(groups_of(points.forms)),
        text_after=found["text_after"],
        lead_in=found["lead_in"] or "RESOLVED: THAT",
        limbs=tuple(limbs.drafts()),
    )
