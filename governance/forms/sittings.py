"""What became of a meeting, as a clerk says it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from governance.forms.exempt import repeated_words
from governance.forms.fields import TimeOfDayField
from governance.forms.meetings import FARTHEST
from governance.models import AgendaItem, Meeting
from governance.services.sittings import Became, plan_of_next
from governance.statutory import warn_of_day, warn_of_publication
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar
from herefordshire_cs.lib.text.words import day_in_words, list_in_words
from herefordshire_cs.lib.web.fields import DayField

Fate = Meeting.Fate
WORDS = {
    Fate.CANCELLED: "It is cancelled, and no other takes its place",
    Fate.POSTPONED: "It is postponed to another day",
    Fate.INQUORATE: "It was inquorate: too few came, and no business was done",
    Fate.ADJOURNED: "It was adjourned, and is resumed on another day or not",
}


class SittingForm(forms.Form):
    """What became of a meeting, why, and the day on which it is taken up."""

    fate = forms.ChoiceField(
        label="What became of it",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what became of the meeting."},
    )
    reason = forms.CharField(
        label="Why",
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: it is published with the meeting."},
    )
    held_on = DayField(label="New day", required=False)
    begins_at = TimeOfDayField(label="Time on the new day", required=False)
    venue = forms.CharField(label="Venue on the new day", required=False, max_length=250)
    day_reason = forms.CharField(
        label="Why the new day is one that is no working day", required=False, max_length=1_000
    )
    first = forms.ModelChoiceField(
        label="Resumed with item",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="The whole agenda, but for what is minuted",
        error_messages={"invalid_choice": "Choose an item of this meeting."},
    )
    is_seen = forms.BooleanField(label="The agenda is out. I have read what follows.")

    def __init__(
        self,
        data: Any,
        *,
        meeting: Meeting,
        fates: Sequence[str],
        today: date,
        calendar: WorkingCalendar,
        titles: Sequence[str],
    ) -> None:
        super().__init__(data)
        self.meeting, self.today, self.calendar, self.titles = meeting, today, calendar, titles
        fate, first = self.fields["fate"], self.fields["first"]
        assert isinstance(fate, forms.ChoiceField)
        assert isinstance(first, forms.ModelChoiceField)
        fate.choices = [(each, WORDS[Fate(each)]) for each in fates]
        first.queryset = meeting.items.order_by("order")
        self.fields["is_seen"].error_messages["required"] = (
            "Read what follows, and tick that you have."
        )
        if meeting.state == Meeting.State.PLANNED:
            del self.fields["is_seen"]
        if Fate.ADJOURNED not in fates:
            del self.fields["first"]

    def clean_reason(self) -> str:
        """Refuse what would tell the public a word of an exempt title."""
        words: str = self.cleaned_data["reason"]
        if self.meeting.is_open_to_public and (told := repeated_words(words, self.titles)):
            quoted = list_in_words([f"“{word}”" for word in told])
            raise forms.ValidationError(
                f"The public reads this, and {quoted} stands in an exempt title. Use other words."
            )
        return words

    def clean_held_on(self) -> date | None:
        """Refuse a new day that is no later one."""
        day: date | None = self.cleaned_data["held_on"]
        if day is None:
            return None
        if day < self.today:
            raise forms.ValidationError(f"{day_in_words(day)} has gone by. Give a day to come.")
        if day == self.meeting.held_on:
            raise forms.ValidationError(
                f"{day_in_words(day)} is the day that it has. Give another."
            )
        if day - self.today > FARTHEST:
            raise forms.ValidationError(
                f"{day_in_words(day)} is more than five years ahead. Look at the year."
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Hold together what became of it and the new day."""
        found: dict[str, Any] = super().clean() or {}
        day, fate = found.get("held_on"), found.get("fate")
        if fate == Fate.POSTPONED and not day and "held_on" not in self.errors:
            self.add_error(
                "held_on", "Give the day to which it is postponed; without one it is cancelled."
            )
        if fate == Fate.CANCELLED and day:
            self.add_error(
                "held_on",
                "A cancelled meeting has no new day. Choose postponed, or clear it.",
            )
        odd = warn_of_day(day, calendar=self.calendar) if day else ""
        if odd and not found.get("day_reason"):
            self.add_error("day_reason", f"{odd} Choose another day, or say why.")
        return found

    @property
    def asks_day_reason(self) -> bool:
        """Whether the reason for an odd day is asked for."""
        return bool(self["day_reason"].value() or self["day_reason"].errors)

    @property
    def warning(self) -> str:
        """That the papers of the new day cannot be out in time, if they cannot."""
        day = self.cleaned_data.get("held_on")
        if day is None or not self.meeting.is_open_to_public:
            return ""
        late = warn_of_publication(self.today, day, calendar=self.calendar)
        return f"The meeting of {day_in_words(day)} is at short notice: {late}" if late else ""

    def became(self) -> Became:
        """Return what was said, once it is valid."""
        found = self.cleaned_data
        plan = None
        if found["held_on"]:
            plan = plan_of_next(
                self.meeting,
                held_on=found["held_on"],
                begins_at=found["begins_at"],
                venue=found["venue"],
                day_reason=found["day_reason"],
            )
        first: AgendaItem | None = found.get("first")
        is_adjourned = found["fate"] == Fate.ADJOURNED
        return Became(
            fate=found["fate"],
            reason=found["reason"],
            plan=plan,
            first=first.pk if first is not None and is_adjourned else None,
        )
