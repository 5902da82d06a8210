"""A by-when as it is typed, a new one as it is asked for, and the answer."""

from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from actionplan.forms.fields import (
    REASON_LIMIT,
    NarrativeField,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.council.terms import known_terms
from herefordshire_cs.lib.bywhen import ByWhen, Period, describe, parse_by_when, understand
from herefordshire_cs.lib.bywhen.understanding import NOT_EXACT, UNREAD
from herefordshire_cs.lib.text.words import NO_BREAK_SPACE, day_in_words
from herefordshire_cs.lib.web.examples import with_examples

BY_WHEN_HINT = (
    "A day, a month or a season, such as {today}, {month} or autumn {year}; "
    "or from {month}, monthly, ongoing or to be confirmed."
)
SEVERAL = "It names several times. Which is the by-when?"


class TypedByWhenForm(forms.Form):
    """A by-when as it is typed; where the words may mean several times, which of them is meant.

    What is meant is asked for only when the words leave it open; it is then shown beside them.
    """

    by_when = forms.CharField(
        label="By when",
        max_length=120,
        help_text=BY_WHEN_HINT,
        error_messages={"required": "Type the by-when"},
    )
    meant = forms.CharField(
        label="What it means", max_length=250, required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, not_before: date, last: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.period = Period(starts_on=not_before, ends_on=max(last or not_before, not_before))
        self.offered: dict[str, ByWhen] = {}

    def clean_by_when(self) -> ByWhen:
        """Return the one by-when that the words mean, or was chosen; else ask which."""
        typed: str = self.cleaned_data["by_when"]
        found = understand(typed, period=self.period, terms=known_terms())
        if not found.readings:
            return without_days(typed, found.question)
        if not found.question and len(found.readings) == 1:
            return found.readings[0]
        self.offer(found.readings)
        chosen = self.offered.get(self.data.get(self.add_prefix("meant"), ""))
        if chosen is None:
            raise forms.ValidationError(found.question or SEVERAL)
        return chosen

    def offer(self, readings: tuple[ByWhen, ...]) -> None:
        """Offer the readings that have not gone; each chosen stands for itself in words."""
        for reading in readings:
            if reading.latest is None or reading.latest >= self.period.starts_on:
                words = describe(reading).replace(NO_BREAK_SPACE, " ")
                self.offered[words] = replace(reading, as_written=words)
        widget: forms.RadioSelect = self.fields["meant"].widget  # type: ignore[assignment]
        widget.choices = [(words, words) for words in self.offered]


class ByWhenForm(TypedByWhenForm):
    """A new by-when, why, and who is asked to agree."""

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
        super().__init__(*args, not_before=today, last=last, **kwargs)
        self.fields["by_when"].label = "New by-when"
        self.fields["by_when"].error_messages["required"] = "Type the new by-when"
        self.today = today
        self.present = present
        self.last = last
        approver: forms.ModelChoiceField[User] = self.fields["approver"]  # type: ignore[assignment]
        approver.queryset = approvers
        self.fields["beyond_reason"].help_text = (
            f"Needed only after {day_in_words(last)}, or where it has no end." if last else ""
        )

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no time, and a day that is past or no later than the present."""
        return later(super().clean_by_when(), present=self.present, today=self.today)

    def clean(self) -> dict[str, Any]:
        """Ask why, where the new by-when is later than any that the plan set."""
        cleaned = super().clean() or self.cleaned_data
        ask_why_beyond(self, cleaned.get("by_when"), last=self.last)
        return cleaned


class AnswerForm(forms.Form):
    """What somebody says who agrees to what was asked or refuses it."""

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


def later(found: ByWhen, *, present: date | None, today: date) -> ByWhen:
    """Return a by-when, or refuse one that is past or no later than the present one."""
    latest = found.latest
    if latest is None:
        return found
    if present is not None and latest <= present:
        raise forms.ValidationError(
            f"It is due by {day_in_words(present)} already. The new by-when must be later."
        )
    if latest < today:
        raise forms.ValidationError(f"{day_in_words(latest)} has gone already.")
    return found


def ask_why_beyond(form: forms.Form, by_when: ByWhen | None, *, last: date | None) -> None:
    """Ask why beside its field, where a new by-when is later than any that the plan set."""
    if by_when is None or last is None or form.cleaned_data.get("beyond_reason"):
        return
    latest = by_when.latest
    if latest is None:
        form.add_error("beyond_reason", "It has no end. Say why no day can be set.")
    elif latest > last:
        form.add_error(
            "beyond_reason",
            f"{day_in_words(latest)} is later than any by-when that the plan set: "
            f"the last is {day_in_words(last)}. Say why it runs past that.",
        )


def without_days(typed: str, question: str) -> ByWhen:
    """Return a by-when that is to be confirmed; else ask what is asked, or refuse the words."""
    found = parse_by_when(typed)
    if found.is_to_be_confirmed and found.latest is None:
        return found
    like = "Type one like {today} or {month}, or that it is ongoing or to be confirmed."
    unread = f"“{typed}” could not be read as a time. {with_examples(like)}"
    raise forms.ValidationError(unread if question in {"", UNREAD, NOT_EXACT} else question)
