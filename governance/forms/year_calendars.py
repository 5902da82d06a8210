"""A year's meetings of a body: a pattern, days typed, and the rows that are to be planned."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict

from governance.forms.fields import TimeOfDayField
from governance.forms.meetings import FARTHEST
from governance.meeting_days import LAST, LONGEST, WEEKDAYS, Pattern
from governance.models import Meeting
from governance.services.meetings import MeetingPlan
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

NTH = [(1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (LAST, "Last")]
EVERY = [(1, "Every month"), (2, "Every second month"), (3, "Every third month")]
AT_MOST = 60  # meetings made at once
CHOSEN = "chosen"


class YearForm(forms.Form):
    """From when to when a body meets on which days, beside days typed one a line."""

    weekday = forms.TypedChoiceField(
        label="Day of the week",
        coerce=int,
        required=False,
        empty_value=None,
        choices=[("", "No pattern"), *enumerate(WEEKDAYS)],
    )
    nth = forms.TypedChoiceField(
        label="Which of the month", coerce=int, choices=NTH, required=False
    )
    every = forms.TypedChoiceField(label="How often", coerce=int, choices=EVERY, required=False)
    first = DayField(label="From", required=False)
    last = DayField(label="To", required=False)
    typed = forms.CharField(
        label="Other days, one a line",
        required=False,
        validators=[MaxLengthValidator(3_000)],
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    begins_at = TimeOfDayField(label="Time", required=False)
    venue = forms.CharField(label="Venue", required=False, max_length=250)
    contact = forms.CharField(label="Whom to ask", required=False, max_length=200)
    mode = forms.ChoiceField(
        label="How they are held",
        choices=Meeting.Mode.choices,
        initial=Meeting.Mode.IN_PERSON,
        required=False,
    )
    day_reason = forms.CharField(
        label="Why it meets on days that are no working days", required=False, max_length=1_000
    )

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        super().__init__(data)
        self.today = today
        self.days: tuple[date, ...] = ()

    def clean_typed(self) -> list[date]:
        """Read the days that were typed; each that is none is named with its line."""
        field, found = DayField(), []
        for number, line in enumerate(self.cleaned_data["typed"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(field.clean(line))
            except forms.ValidationError as error:
                raise forms.ValidationError(
                    f"Line {number}: {' '.join(error.messages)}", code="invalid"
                ) from error
        return found

    def clean(self) -> dict[str, Any]:
        """Work out the days of the pattern and those typed."""
        found: dict[str, Any] = super().clean() or {}
        days = set(found.get("typed") or [])
        if found.get("weekday") is not None:
            days |= set(self._of_pattern(found))
        if self.errors:
            return found
        if not days:
            raise forms.ValidationError(
                "No day is given. Choose a pattern with its first and last day, or type days."
            )
        self._judge(sorted(days))
        return found

    def _of_pattern(self, found: dict[str, Any]) -> Iterable[date]:
        first, last = found.get("first"), found.get("last")
        if first is None or last is None:
            for name in ("first", "last"):
                if not found.get(name) and name not in self.errors:
                    self.add_error(name, "Give the first and the last day of the pattern.")
            return ()
        if last < first:
            self.add_error("last", f"This is before {day_in_words(first)}.")
            return ()
        if (last - first).days > LONGEST:
            self.add_error("last", "This is more than a year on. Plan one year at a time.")
            return ()
        return Pattern(
            weekday=found["weekday"],
            nth=found["nth"] or 1,
            every=found["every"] or 1,
            first=first,
            last=last,
        ).days()

    def _judge(self, days: list[date]) -> None:
        if len(days) > AT_MOST:
            raise forms.ValidationError(f"These are {len(days)} days; {AT_MOST} is the most.")
        if days[0] < self.today:
            raise forms.ValidationError(
                f"{day_in_words(days[0])} has gone by. Give today’s day or later ones."
            )
        if days[-1] - self.today > FARTHEST:
            raise forms.ValidationError(
                f"{day_in_words(days[-1])} is more than five years ahead. Look at the year."
            )
        self.days = tuple(days)

    def chosen(self) -> list[date]:
        """Return the days that were ticked, of those that the form gives."""
        ticked = set(self.data.getlist(CHOSEN)) if isinstance(self.data, QueryDict) else set()
        return [day for day in self.days if day.isoformat() in ticked]

    def refuse_choice(self, odd: Sequence[date]) -> None:
        """Say what is wrong with what was ticked, if anything is."""
        if not self.chosen():
            self.add_error(None, "No day is ticked. Tick those that are to be planned.")
        unreasoned = [day for day in self.chosen() if day in odd]
        if unreasoned and not self.cleaned_data.get("day_reason"):
            self.add_error(
                "day_reason",
                f"{day_in_words(unreasoned[0])} is no working day. Say why it meets, or clear its"
                " tick.",
            )

    def plans(self) -> list[MeetingPlan]:
        """Return the meetings that were ticked."""
        found = self.cleaned_data
        return [
            MeetingPlan(
                held_on=day,
                begins_at=found["begins_at"],
                venue=found["venue"],
                contact=found["contact"],
                day_reason=found["day_reason"],
                mode=found["mode"] or Meeting.Mode.IN_PERSON,
            )
            for day in self.chosen()
        ]
