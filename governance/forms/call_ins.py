"""Call-in: the shape of what a clerk enters of it."""

from datetime import date
from typing import Any

from django import forms

from governance.exempt.reader import Reader
from governance.exempt.rows import readable, visible
from governance.forms.submissions import ItemField, MeetingField
from governance.models import (
    AgendaItem,
    CallIn,
    Committee,
    Meeting,
    OneOffHoliday,
)
from governance.models.deadlines import own_days
from governance.statutory import call_in_ends, working_days_in_words
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

WORDS_AT_MOST = 2_000
WAITING = CallIn.Outcome.WAITING


def scrutiny_meetings(*, from_day: date, reader: Reader) -> Any:
    """Return the meetings of scrutiny on a day and after it."""
    upcoming = Meeting.objects.going_ahead().upcoming(as_of=from_day).select_related("committee")
    rows = visible(upcoming, reader)
    return rows.filter(committee__kind=Committee.Kind.SCRUTINY)


class CallInForm(forms.Form):
    """A decision that is called in; ``today`` is the last day it can have been."""

    meeting = MeetingField(
        label="Meeting that decided",
        queryset=Meeting.objects.none(),
        empty_label="Choose the meeting",
        error_messages={"required": "Choose the meeting of the executive that decided."},
    )
    item = ItemField(
        label="Item of its agenda",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="None",
    )
    decision = forms.CharField(
        label="The decision",
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what was decided."},
    )
    published_on = DayField(
        label="Day the decision was published",
        error_messages={"required": "Say on which day the decision was published."},
    )
    called_in_on = DayField(
        label="Day of the call-in",
        error_messages={"required": "Say on which day it was called in."},
    )
    called_in_by = forms.CharField(
        label="Members who called it in",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Name the members who called it in, one on a line."},
    )
    reason = forms.CharField(
        label="Why they called it in",
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write why they called it in."},
    )
    late_reason = forms.CharField(
        label="Why it is taken after the last day",
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    considered_at = MeetingField(
        label="Meeting that considers it",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Not known yet",
    )

    def __init__(self, data: Any = None, *, today: date, reader: Reader) -> None:
        super().__init__(data, initial={"called_in_on": today})
        self.today = today
        held = Meeting.objects.filter(committee__kind=Committee.Kind.EXECUTIVE, held_on__lte=today)
        decided = visible(held, reader)
        items = AgendaItem.objects.filter(meeting__in=decided)
        self.fields["meeting"].queryset = decided.select_related(  # type: ignore[attr-defined]
            "committee"
        ).order_by("-held_on")
        items = readable(items, reader).select_related("meeting__committee")
        items = items.order_by("-meeting__held_on", "order")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
        meetings = scrutiny_meetings(from_day=today, reader=reader)
        self.fields["considered_at"].queryset = meetings  # type: ignore[attr-defined]

    def clean_called_in_by(self) -> str:
        """Return each name once, one on a line."""
        lines = (line.strip(" ,;\t") for line in self.cleaned_data["called_in_by"].splitlines())
        names = {line.casefold(): line for line in reversed([*filter(None, lines)])}
        if not names:
            raise forms.ValidationError("Name the members who called it in, one on a line.")
        return "\n".join(reversed(names.values()))

    def clean(self) -> dict[str, Any]:
        """Hold the meeting, its item and the days together."""
        found: dict[str, Any] = super().clean() or {}
        meeting, item = found.get("meeting"), found.get("item")
        if meeting and item and item.meeting_id != meeting.pk:
            self.add_error("item", "The item is on the agenda of another meeting.")
        self.hold_days(found)
        self.hold_last_day(found)
        return found

    def hold_days(self, found: dict[str, Any]) -> None:
        """Refuse days that are not in their order: decided, published, called in, today."""
        meeting, published = found.get("meeting"), found.get("published_on")
        called = found.get("called_in_on")
        if meeting and published and published < meeting.held_on:
            held_on = day_in_words(meeting.held_on)
            told = f"The meeting was on {held_on}; a decision is published after it is taken."
            self.add_error("published_on", told)
        if called and published and called < published:
            told = f"The decision was published on {day_in_words(published)}, after this day."
            self.add_error("called_in_on", told)
        if called and called > self.today:
            self.add_error("called_in_on", f"{day_in_words(called)} has not come yet.")

    def hold_last_day(self, found: dict[str, Any]) -> None:
        """Ask why it is taken after the last day; of what is in time, keep no reason."""
        published, called = found.get("published_on"), found.get("called_in_on")
        if published is None or called is None:
            return
        own, calendar = own_days(), OneOffHoliday.objects.working_calendar()
        last = call_in_ends(published, calendar=calendar, own=own).day
        if called <= last:
            found["late_reason"] = ""
        elif not found.get("late_reason") and "late_reason" not in self.errors:
            self.add_error(
                "late_reason",
                f"The last day of call-in was {last:%A} {day_in_words(last)}, "
                f"{working_days_in_words(own.call_in)} after publication."
                " Say why it is taken all the same.",
            )


class OutcomeForm(forms.Form):
    """Which meeting considers a call-in, and what came of it."""

    considered_at = MeetingField(
        label="Meeting that considers it",
        queryset=Meeting.objects.none(),
        required=False,
        empty_label="Not known yet",
    )
    outcome = forms.ChoiceField(
        label="What came of it?", choices=CallIn.Outcome.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="What was decided of it",
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: Any = None, *, row: CallIn, reader: Reader) -> None:
        initial = {"considered_at": row.considered_at_id, "outcome": row.outcome}
        super().__init__(data, initial=initial)
        meetings = scrutiny_meetings(from_day=row.called_in_on, reader=reader)
        self.fields["considered_at"].queryset = meetings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for the words of an outcome; refuse words while it waits."""
        found: dict[str, Any] = super().clean() or {}
        is_waiting = found.get("outcome") == WAITING
        if not is_waiting and not found.get("words") and "words" not in self.errors:
            self.add_error("words", "Write what was decided of it, and by whom.")
        if is_waiting and found.get("words"):
            self.add_error("outcome", "Choose what came of it, or clear what was decided of it.")
        return found
