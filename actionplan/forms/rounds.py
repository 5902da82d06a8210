"""A reporting round: its name and days, why it is locked, what is to be said otherwise."""

from datetime import date, timedelta
from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models.rounds import LONGEST_TITLE
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

LONGEST = timedelta(days=366)


class RoundForm(forms.Form):
    """What a round is called, from when until when it collects statements."""

    title = forms.CharField(
        label="What it is called",
        max_length=LONGEST_TITLE,
        help_text="Like “June 2006”. It stands on pages, never in a message.",
        error_messages={"required": "Say what it is called"},
    )
    opens_on = DayField(
        label="Opens on",
        help_text="Like {today}.",
        error_messages={"required": "Type the day on which it opens"},
    )
    closes_on = DayField(
        label="Closes on",
        help_text="The last day that is not late.",
        error_messages={"required": "Type the day on which it closes"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_opens_on(self) -> date:
        """Refuse a day that is past."""
        day: date = self.cleaned_data["opens_on"]
        if day < self.today:
            raise forms.ValidationError(
                f"{day_in_words(day)} is past. A round opens today or later."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a round that closes before it opens, or is longer than a year."""
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_on"), cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", f"It opens on {day_in_words(opens)}: type a later day")
        elif opens and closes and closes - opens > LONGEST:
            self.add_error("closes_on", "A round lasts a year at most")
        return cleaned


class LockForm(forms.Form):
    """Why a round is locked although something is not accepted."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it is locked without what is not accepted",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only needed where something is missing or not accepted.",
    )


class StatementAnswerForm(forms.Form):
    """Whether a statement is accepted, or returned with what is to be said otherwise."""

    note = NarrativeField(
        limit=REASON_LIMIT,
        label="What is to be said otherwise",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Only needed to return it. Whoever gave it reads it on the form.",
    )
    answer = forms.ChoiceField(choices=[("accepted", "Accept"), ("returned", "Return")])

    def clean(self) -> dict[str, Any]:
        """Ask for a note where it is returned."""
        cleaned = super().clean() or self.cleaned_data
        is_said = cleaned.get("note") or self.has_error("note")
        if cleaned.get("answer") == "returned" and not is_said:
            self.add_error("note", "Say what is to be said otherwise")
        return cleaned
