"""Reports as they are begun, sent and cleared: the shape of what comes in."""

from datetime import date
from typing import Any

from django import forms

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.forms.exempt import AsksToBeExempt
from governance.models import Clearance, Meeting, ReportForm
from herefordshire_cs.lib.text.personal import asked
from herefordshire_cs.lib.text.words import day_in_words, list_in_words
from herefordshire_cs.lib.web.fields import TitleField

MOST_QUOTED = 3


class MeetingToCome(forms.ModelChoiceField):
    """A meeting whose agenda is still being made."""

    def __init__(
        self, *, as_of: date, reader: Reader, current: Meeting | None = None, **kwargs: Any
    ) -> None:
        planned = Meeting.objects.going_ahead().filter(
            state=Meeting.State.PLANNED, held_on__gte=as_of
        )
        rows = visible(planned, reader)
        if current is not None:
            rows = rows | Meeting.objects.filter(pk=current.pk)
        super().__init__(
            rows.select_related("committee__report_form").order_by("held_on"),
            required=False,
            empty_label="No meeting yet",
            error_messages={"invalid_choice": "Choose a meeting from the list."},
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        """Name a meeting by its committee and its day."""
        return f"{obj.committee.name}, {day_in_words(obj.held_on)}"


class StartForm(AsksToBeExempt):
    """A report to be begun: its title, its form, and the meeting that it is for."""

    title = TitleField(
        label="Title",
        max_length=250,
        error_messages={
            "required": "Give the report a title.",
            "max_length": "The title is too long: it has %(show_value)s characters of 250.",
        },
    )
    form = forms.ChoiceField(
        label="Form",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "There is no such form. Choose one of the list."},
    )

    def __init__(self, *args: Any, as_of: date, reader: Reader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["meeting"] = MeetingToCome(label="Meeting", as_of=as_of, reader=reader)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        rows = visible(ReportForm.objects.all(), reader)
        forms_known = [(row.key, row.description or row.name) for row in rows]
        field.choices = [("", "That of the body whose meeting it is for"), *forms_known]

    def clean(self) -> dict[str, Any]:
        """Take the form of the body, where none is chosen; without a meeting there is none."""
        found: dict[str, Any] = super().clean() or {}
        meeting = found.get("meeting")
        if not found.get("form") and "form" not in self.errors and "meeting" not in self.errors:
            found["form"] = meeting.committee.form_key if meeting else ""
            if not found["form"]:
                self.add_error("form", "Choose the form of the report.")
        body = meeting.committee_id if meeting else None
        row = ReportForm.objects.filter(key=found.get("form") or "").first()
        if row is not None and row.committee_id not in (None, body):
            self.add_error("form", "That form is of another body. Choose its meeting, or another.")
        self.hold_exemption(found)
        return found


class SeenForm(forms.Form):
    """The version that somebody had before them when they pressed a button."""

    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)


class VerdictForm(SeenForm):
    """What is said of the version in hand: cleared, or returned with a note."""

    kind = forms.ChoiceField(label="For", widget=forms.RadioSelect)
    verdict = forms.ChoiceField(
        label="What you say of it",
        choices=[
            (Clearance.Verdict.CLEARED, "Clear it"),
            (Clearance.Verdict.RETURNED, "Return it to its author"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you clear it or return it."},
    )
    note = forms.CharField(
        label="Note",
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self,
        *args: Any,
        kinds: tuple[str, ...],
        called: dict[str, str],
        words: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.words = words
        choices = [(kind, called[kind]) for kind in kinds]
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices
        if len(choices) == 1:
            field.initial = kinds[0]
            field.widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """Ask for a note with a return: its author must know what to mend."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("verdict") == Clearance.Verdict.RETURNED and not found.get("note"):
            self.add_error("note", "Say what its author is to mend.")
        if found.get("verdict") == Clearance.Verdict.CLEARED and not found.get("note"):
            persons = asked(self.words)[:MOST_QUOTED]
            if persons:
                told = list_in_words([each.in_words for each in persons])
                self.add_error("note", f"{told}. Return it, or say here why it must stand.")
        return found

    @property
    def is_cleared(self) -> bool:
        """Whether the version was cleared, once it is valid."""
        return bool(self.cleaned_data["verdict"] == Clearance.Verdict.CLEARED)
