"""A new by-when as it is asked for, and the answer."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplan.forms.fields import (
    REASON_LIMIT,
    NarrativeField,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen, Precision, parse_by_when
from herefordshire_cs.lib.text.words import day_in_words


class ByWhenForm(forms.Form):
    """A new by-when, why, and who is asked to agree."""

    by_when = forms.CharField(
        label="New by-when",
        max_length=120,
        help_text="A day, a month or a season, such as 30 June 2006, July 2006 or autumn 2006.",
        error_messages={"required": "Type the new by-when"},
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it has to move",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the by-when has to move"},
    )
    beyond_reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it runs past the plan’s last by-when",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    approver = forms.ModelChoiceField(
        User.objects.none(),
        label="Who is asked to agree",
        empty_label="Choose who is asked",
        help_text="Another director, or who is named for the recommendation; never yourself.",
        error_messages={"required": "Choose who is asked to agree"},
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        present: date | None,
        last: date | None,
        approvers: QuerySet[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.present = present
        self.last = last
        approver: forms.ModelChoiceField[User] = self.fields["approver"]  # type: ignore[assignment]
        approver.queryset = approvers
        self.fields["beyond_reason"].help_text = (
            f"Needed only after {day_in_words(last)}." if last else ""
        )

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no day, and a day that is past or no later than the present."""
        found = readable_by_when(self.cleaned_data["by_when"])
        latest = found.latest
        if latest is None:
            return found
        if self.present is not None and latest <= self.present:
            raise forms.ValidationError(
                f"It is due by {day_in_words(self.present)} already. "
                "The new by-when must be later."
            )
        if latest < self.today:
            raise forms.ValidationError(f"{day_in_words(latest)} has gone already.")
        return found

    def clean(self) -> dict[str, Any]:
        """Ask why, where the new by-when is later than any that the plan set."""
        cleaned = super().clean() or self.cleaned_data
        by_when: ByWhen | None = cleaned.get("by_when")
        latest = by_when.latest if by_when else None
        if latest is None or self.last is None or latest <= self.last:
            return cleaned
        if not cleaned.get("beyond_reason"):
            self.add_error(
                "beyond_reason",
                f"{day_in_words(latest)} is later than any by-when that the plan set: "
                f"the last is {day_in_words(self.last)}. Say why it runs past that.",
            )
        return cleaned


class AnswerForm(forms.Form):
    """What somebody says who agrees to a new by-when or refuses it."""

    words = NarrativeField(
        limit=REASON_LIMIT,
        label="Your words",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Needed where you refuse.",
    )
    answer = forms.ChoiceField(
        choices=[("agreed", "Agree"), ("refused", "Refuse")],
        error_messages={"required": "Agree or refuse", "invalid_choice": "Agree or refuse"},
    )

    def clean(self) -> dict[str, Any]:
        """Ask why, where it is refused."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "refused" and not cleaned.get("words"):
            self.add_error("words", "Say why you refuse it")
        return cleaned


def readable_by_when(typed: str) -> ByWhen:
    """Return a by-when that names an end, or refuse the words."""
    found = parse_by_when(typed)
    if found.precision is Precision.UNKNOWN or found.latest is None:
        raise forms.ValidationError(
            f"“{typed}” could not be read as a time with an end. "
            "Type one like 30 June 2006 or July 2006."
        )
    return found
