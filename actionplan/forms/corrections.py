"""What is put in the place of something recorded by mistake, and why."""

from datetime import date
from typing import Any

from django import forms

from actionplan.forms.by_whens import TypedByWhenForm
from actionplan.forms.fields import NARRATIVE_LIMIT, REASON_LIMIT, NarrativeField, between
from actionplan.models import ProgressUpdate
from actionplan.models.progress import STATUS_CHOICES
from actionplan.rag import CLOSED_STATUSES, Scheme, Status
from herefordshire_cs.lib.bywhen import ByWhen
from herefordshire_cs.lib.rag import NOT_RATED_KEY, Level, Role, words_of_levels
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField
from herefordshire_cs.lib.web.personal import AsksOfPersons


class WithdrawalForm(forms.Form):
    """Why something is taken back, or put otherwise."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="What was wrong with it",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was wrong with it"},
    )


class NoteWithdrawalForm(WithdrawalForm):
    """Why a note is taken back, and whether its words go from the history too."""

    takes_out = forms.BooleanField(label="Take its words out of the history too", required=False)


class UpdateCorrectionForm(AsksOfPersons, NoteWithdrawalForm):
    """An update as it should have been."""

    narrative = NarrativeField(
        limit=NARRATIVE_LIMIT,
        label="What has happened, as it should read",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Type what it should say, or withdraw it instead"},
    )
    reported_on = DayField(
        label="Which day is this about?",
        error_messages={"required": "Type the day that this is about"},
    )
    status = forms.ChoiceField(
        label="Where the action was on that day",
        widget=forms.RadioSelect,
        choices=STATUS_CHOICES,
        error_messages={"required": "Choose where the action was"},
    )
    rating = forms.ChoiceField(label="Rating given", widget=forms.RadioSelect, required=False)
    field_order = (
        *("narrative", "kept_reason", "reported_on", "status", "rating", "reason", "takes_out"),
    )

    def __init__(
        self, *args: Any, scheme: Scheme, earliest: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.earliest = earliest
        self.today = today
        rating: forms.ChoiceField = self.fields["rating"]  # type: ignore[assignment]
        rating.choices = [
            ("", "None given"),
            *((each.key, scheme.meanings[each.key]) for each in scheme.scale.of_leads),
        ]

    def clean_reported_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["reported_on"]
        return between(day, earliest=self.earliest, latest=self.today)

    def clean(self) -> dict[str, Any]:
        """Refuse a rating that says otherwise than the status."""
        cleaned = super().clean() or self.cleaned_data
        status, rating = cleaned.get("status"), cleaned.get("rating")
        level = self.scheme.scale.of(rating or NOT_RATED_KEY)
        if status in CLOSED_STATUSES and level in self.not_of_closed:
            words = words_of_levels(self.not_of_closed)
            self.add_error("rating", f"An action that is closed is not rated {words}.")
        if level.key in self.scheme.scale.claiming and status == Status.IN_PROGRESS:
            said = f"{level.word} says completed: choose Completed above, or another."
            self.add_error("rating", said)
        return cleaned

    @property
    def not_of_closed(self) -> tuple[Level, ...]:
        """The levels that say of an action that it goes on."""
        goes_on = [Role.OFF_TRACK, Role.AT_RISK, Role.NOT_STARTED]
        if self.scheme.has_level_of_completed:
            goes_on.append(Role.ON_TRACK)
        return tuple(each for each in self.scheme.scale.levels if each.role in goes_on)

    @staticmethod
    def of(update: ProgressUpdate) -> dict[str, object]:
        """Return what stands in the form at first: the update as it is."""
        return {
            "narrative": update.narrative,
            "reported_on": update.reported_on,
            "status": update.status or Status.IN_PROGRESS,
            "rating": update.rating,
        }


class ByWhenCorrectionForm(TypedByWhenForm, WithdrawalForm):
    """A by-when as it should have been written."""

    field_order = ("by_when", "meant", "reason")

    def __init__(
        self,
        *args: Any,
        added_on: date,
        present: date | None,
        last: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, not_before=added_on, last=last, **kwargs)
        self.fields["by_when"].label = "By when, as it should be"
        self.added_on = added_on
        self.present = present

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no time, one before the action began, and the one it has."""
        found = super().clean_by_when()
        if found.latest is not None and found.latest < self.added_on:
            raise forms.ValidationError(
                f"The action began later, on {day_in_words(self.added_on)}."
            )
        if found.latest is not None and found.latest == self.present:
            raise forms.ValidationError(f"It says {day_in_words(found.latest)} already.")
        return found
