"""Taking down what was published: what, why, and what the public is told instead."""

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from governance.exempt.rows import open_report
from governance.models import Meeting, Pack, Report, TakeDown
from governance.presenters.register import are_drafts_public
from herefordshire_cs.lib.text.personal import asked

MINUTES = "minutes"


class TakeDownForm(forms.Form):
    """What of a meeting is taken down, and why."""

    what = forms.ChoiceField(
        label="What is taken down",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what is taken down.",
            "invalid_choice": "That is not published, or was taken down meanwhile. Choose again.",
        },
    )
    reason = forms.CharField(
        label="Why",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is taken down."},
    )
    public_words = forms.CharField(
        label="What the public is told",
        max_length=250,
        error_messages={"required": "Say what stands where it was."},
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.packs = {
            f"pack-{row.version}": row for row in meeting.packs.issued().filter(withdrawn_on=None)
        }
        down = TakeDown.objects.in_force().filter(report=OuterRef("pk"))
        rows = Report.objects.filter(open_report(), items__meeting=meeting)
        self.reports = {
            f"report-{row.pk}": row
            for row in rows.exclude(Exists(down)).distinct().order_by("items__order")
        }
        field = self.fields["what"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((key, f"The public copy of {row.name}") for key, row in self.packs.items()),
            *((key, f"The report “{row.title}”") for key, row in self.reports.items()),
        ]
        if says_what_was_minuted(meeting):
            told = "The minutes, and the decision sheet" if meeting.decisions_issued_on else ""
            field.choices = [*field.choices, (MINUTES, told or "The minutes")]

    def clean_public_words(self) -> str:
        """Refuse words for the public that may tell who a child is."""
        words: str = self.cleaned_data["public_words"]
        if found := asked(words):
            raise forms.ValidationError(f"{found[0].in_words}. Anybody reads this: take it out.")
        return words

    @property
    def pack(self) -> Pack | None:
        """The pack that was chosen, if it was one."""
        return self.packs.get(self.cleaned_data["what"])

    @property
    def report(self) -> Report | None:
        """The report that was chosen, if it was one."""
        return self.reports.get(self.cleaned_data["what"])


def says_what_was_minuted(meeting: Meeting) -> bool:
    """Say whether anybody reads what was minuted: minutes, their draft, or a decision sheet."""
    is_approved = meeting.state == Meeting.State.MINUTES_APPROVED
    return is_approved or meeting.decisions_issued_on is not None or are_drafts_public(meeting)


class PutBackForm(forms.Form):
    """Why something is put back, and whether it was taken down by mistake."""

    end_reason = forms.CharField(
        label="Why it is put back",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is put back."},
    )
    is_mistake = forms.ChoiceField(
        label="What becomes of the packs that show it",
        choices=[
            ("no", "They stay closed: what was wrong is mended in what is issued since"),
            ("yes", "They open again: it was taken down by mistake"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of the packs that show it."},
    )
