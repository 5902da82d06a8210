"""Meetings as a clerk plans them: the day, the time, the place, and when the agenda was opened."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from governance.forms.fields import TimeOfDayField
from governance.models import Committee, Meeting
from governance.models.deadlines import own_days
from governance.services.meetings import MeetingPlan
from governance.statutory import (
    CLEAR_DAYS_WORDS,
    ClockLine,
    meeting_clock,
    warn_of_day,
    warn_of_publication,
)
from herefordshire_cs.lib.calendar.working_days import WorkingCalendar
from herefordshire_cs.lib.text.words import day_in_words, list_in_words, mid_sentence
from herefordshire_cs.lib.web.fields import DayField

FARTHEST = timedelta(days=5 * 366)  # a year typed wrong, rather than a meeting so far ahead


class MeetingForm(forms.Form):
    """When and where a meeting is to be held; of one that is there already the committee stays."""

    committee = forms.ModelChoiceField(
        label="Committee",
        queryset=Committee.objects.none(),
        to_field_name="slug",
        empty_label="Choose",
        error_messages={
            "required": "Choose the committee.",
            "invalid_choice": "There is no such committee. Choose one of the list.",
        },
    )
    held_on = DayField(label="Day", error_messages={"required": "Give the day of the meeting."})
    begins_at = TimeOfDayField(label="Time", required=False)
    venue = forms.CharField(label="Venue", required=False, max_length=250)
    contact = forms.CharField(label="Whom to ask", required=False, max_length=200)
    mode = forms.ChoiceField(
        label="How it is held",
        choices=Meeting.Mode.choices,
        initial=Meeting.Mode.IN_PERSON,
        required=False,
    )
    joint_with = forms.ModelChoiceField(
        label="Held jointly with",
        queryset=Committee.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="No other body",
        error_messages={"invalid_choice": "There is no such body. Choose one of the list."},
    )
    day_reason = forms.CharField(
        label="Why it is held on a day that is no working day",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting | None,
        today: date,
        calendar: WorkingCalendar,
        bodies: QuerySet[Committee],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.today = today
        self.calendar = calendar
        self.warning = ""
        self.fields["committee"].queryset = bodies  # type: ignore[attr-defined]
        self.fields["joint_with"].queryset = bodies  # type: ignore[attr-defined]
        if meeting is not None:
            del self.fields["committee"]
            self.initial = {name: getattr(meeting, name) for name in self.fields}
            self.initial["joint_with"] = meeting.joint_with.slug if meeting.joint_with else ""
            if meeting.state == Meeting.State.PUBLISHED:
                self.fields["is_seen"] = forms.BooleanField(
                    label="The papers that are out keep the old time or place. I will build a"
                    " correction, or tell those who come.",
                    required=False,
                )
            self.fields["held_on"].disabled = self.is_day_fixed
            self.warning = warn_of_day(meeting.held_on, calendar=calendar)

    @property
    def is_day_fixed(self) -> bool:
        """Whether the public was told the day, so that it changes no more."""
        found = self.meeting
        return found is not None and (
            found.state != Meeting.State.PLANNED or found.published_on is not None
        )

    def clean_held_on(self) -> date:
        """Refuse a new day that has gone by, or that is too far off to be meant."""
        held_on: date = self.cleaned_data["held_on"]
        if self.meeting is not None and held_on == self.meeting.held_on:
            return held_on
        if held_on < self.today:
            raise forms.ValidationError(
                f"{day_in_words(held_on)} has gone by. Give today’s day or a later one."
            )
        if held_on - self.today > FARTHEST:
            raise forms.ValidationError(
                f"{day_in_words(held_on)} is more than five years ahead. Look at the year."
            )
        return held_on

    def clean(self) -> dict[str, Any]:
        """Ask why, where the day is no working day."""
        found: dict[str, Any] = super().clean() or {}
        self._judge_joint(found)
        self._ask_of_what_is_out(found)
        held_on = found.get("held_on")
        if held_on is None:
            self.warning = ""
            return found
        self.warning = warn_of_day(held_on, calendar=self.calendar)
        if self.warning and not found.get("day_reason") and "day_reason" not in self.errors:
            self.add_error(
                "day_reason",
                f"{self.warning} Choose another day, or say why the meeting is held on it.",
            )
        return found

    def _judge_joint(self, found: dict[str, Any]) -> None:
        """Refuse a body jointly with itself, and a private one beside one that is open."""
        other = found.get("joint_with")
        body = self.meeting.committee if self.meeting else found.get("committee")
        if other is None or body is None:
            return
        if other == body:
            self.add_error("joint_with", "A body does not meet jointly with itself.")
        elif body.is_open_to_public and not other.is_open_to_public:
            self.add_error(
                "joint_with",
                f"{other.name} is private, and the register would name it. Plan the meeting under"
                " it instead, or open it.",
            )

    def _ask_of_what_is_out(self, found: dict[str, Any]) -> None:
        """Ask once more where the agenda is out and says the time, the place or how otherwise."""
        meeting = self.meeting
        if meeting is None or "is_seen" not in self.fields or found.get("is_seen"):
            return
        said = ("begins_at", "venue", "mode")
        changed = [name for name in said if found.get(name) != getattr(meeting, name)]
        if changed and not any(name in self.errors for name in said):
            names = list_in_words([mid_sentence(str(self[name].label)) for name in changed])
            self.add_error(
                "is_seen",
                f"The agenda is out with another {names}. Tick that you will tell those who come:"
                " the register and the calendar say it at once, papers that were issued do not.",
            )

    @property
    def asks_why(self) -> bool:
        """Whether the field that asks for a reason is shown."""
        return bool(self.warning or self["day_reason"].value())

    def committee_kind(self) -> str | None:
        """Return the kind of the committee, once one is chosen."""
        if self.meeting is not None:
            return self.meeting.committee.kind
        chosen = self.cleaned_data.get("committee") if self.is_bound else None
        return chosen.kind if chosen is not None else None

    def is_open_to_public(self) -> bool:
        """Say whether the committee is, or whether none is chosen yet."""
        chosen = self.cleaned_data.get("committee") if self.is_bound else None
        committee = self.meeting.committee if self.meeting is not None else chosen
        return committee is None or committee.is_open_to_public

    def clock(self) -> tuple[ClockLine, ...]:
        """Return the clock of the day that was typed, once there is one."""
        if self.is_bound:
            held_on = self.cleaned_data.get("held_on")
        else:
            held_on = self.meeting.held_on if self.meeting else None
        if held_on is None:
            return ()
        is_executive = self.committee_kind() == Committee.Kind.EXECUTIVE
        if not self.is_open_to_public():
            return ()
        return meeting_clock(
            held_on, is_executive=is_executive, calendar=self.calendar, own=own_days()
        )

    def plan(self) -> MeetingPlan:
        """Return what was said, once it is valid."""
        return MeetingPlan(
            held_on=self.cleaned_data["held_on"],
            begins_at=self.cleaned_data["begins_at"],
            venue=self.cleaned_data["venue"],
            contact=self.cleaned_data["contact"],
            day_reason=self.cleaned_data["day_reason"],
            mode=self.cleaned_data["mode"] or Meeting.Mode.IN_PERSON,
            joint_with=self.cleaned_data["joint_with"],
        )


class OpeningForm(forms.Form):
    """The day on which an agenda was opened to the public, and why it was late if it was."""

    published_on = DayField(
        label="Day the agenda was opened",
        error_messages={"required": "Give the day on which the agenda was opened."},
    )
    short_notice_reason = forms.CharField(
        label=f"Why fewer than {CLEAR_DAYS_WORDS}",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        today: date,
        calendar: WorkingCalendar,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.today = today
        self.calendar = calendar
        self.warning = ""
        if meeting.published_on:
            self.warning = self.warn(meeting.published_on)

    def warn(self, published_on: date) -> str:
        """Say that a day leaves too few clear working days, or nothing."""
        if not self.meeting.is_open_to_public:
            return ""
        held_on = self.meeting.held_on
        return warn_of_publication(published_on, held_on, calendar=self.calendar)

    def clean_published_on(self) -> date:
        """Refuse a day that has not come, or that is after the meeting."""
        published_on: date = self.cleaned_data["published_on"]
        if published_on > self.today:
            raise forms.ValidationError(
                f"{day_in_words(published_on)} has not come yet. Give the day once the agenda is"
                " open."
            )
        if published_on > self.meeting.held_on:
            raise forms.ValidationError(
                f"{day_in_words(published_on)} is after the meeting of"
                f" {day_in_words(self.meeting.held_on)}."
            )
        return published_on

    def clean(self) -> dict[str, Any]:
        """Ask why, where the day leaves fewer than five clear working days."""
        found: dict[str, Any] = super().clean() or {}
        published_on = found.get("published_on")
        self.warning = self.warn(published_on) if published_on else ""
        reason = found.get("short_notice_reason")
        if self.warning and not reason and "short_notice_reason" not in self.errors:
            self.add_error(
                "short_notice_reason",
                f"{self.warning} Say why, or correct the day.",
            )
        return found

    @property
    def asks_why(self) -> bool:
        """Whether the field that asks for a reason is shown."""
        return bool(self.warning or self["short_notice_reason"].value())


class AdditionsForm(forms.Form):
    """What becomes of what is added to a meeting that was kept public of a private body."""

    PRIVATE, PUBLIC = "private", "public"
    becomes = forms.ChoiceField(
        label="Who may read what you add?",
        widget=forms.RadioSelect,
        choices=[
            (PRIVATE, "Its members and officers: the whole meeting becomes private"),
            (PUBLIC, "Anybody: the meeting stays public, with all that is added to it"),
        ],
        initial=PRIVATE,
        error_messages={
            "required": "Choose who may read it",
            "invalid_choice": "Choose one of those shown",
        },
    )
