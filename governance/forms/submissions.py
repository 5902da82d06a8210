"""What the public suggested or asked: the shape of what a clerk enters and answers."""

from datetime import date
from typing import Any

from django import forms

from governance.exempt.reader import Reader
from governance.exempt.rows import readable, visible
from governance.forms.programme import TITLE_AT_MOST, StandingField
from governance.models import AgendaItem, Committee, Meeting, PublicSubmission
from governance.models.deadlines import own_days
from governance.presenters.submissions import last_day_for_questions
from governance.statutory import working_days_in_words
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.examples import later_with_examples
from herefordshire_cs.lib.web.fields import DayField

TEXT_AT_MOST = 3_000
QUESTION = PublicSubmission.Kind.QUESTION
ANSWERED, DECLINED, PASSED_ON, ACCEPTED = "answered", "declined", "passed on", "accepted"


class MeetingField(forms.ModelChoiceField):
    """A choice of one meeting, by committee and day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.committee.name}, {day_in_words(obj.held_on)}"


class ItemField(StandingField):
    """A choice of one item of an agenda, by committee and day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.meeting.committee.name}, {super().label_from_instance(obj)}"


class SubmissionFilterForm(forms.Form):
    """What is shown of the list; a value that is none of the choices shows everything."""

    kind = forms.ChoiceField(
        label="Kind", required=False, choices=[("", "Both"), *PublicSubmission.Kind.choices]
    )
    committee = forms.ModelChoiceField(
        label="Committee",
        required=False,
        queryset=Committee.objects.none(),
        to_field_name="slug",
        empty_label="Every committee",
    )
    state = forms.ChoiceField(
        label="State", required=False, choices=[("", "Any"), *PublicSubmission.State.choices]
    )

    def __init__(self, data: Any, *, reader: Reader) -> None:
        super().__init__(data)
        bodies = visible(Committee.objects.all(), reader)
        self.fields["committee"].queryset = bodies  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen of the choices that there are."""
        self.is_valid()
        return self.cleaned_data


class SubmissionForm(forms.Form):
    """A suggestion or a question as it was received; ``today`` is the last day it can be."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=PublicSubmission.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it is a suggestion or a question."},
    )
    committee = forms.ModelChoiceField(
        label="Committee",
        queryset=Committee.objects.filter(is_open_to_public=True),
        empty_label="Choose a committee",
        error_messages={"required": "Choose the committee that it is for."},
    )
    meeting = MeetingField(
        label="Meeting", queryset=Meeting.objects.none(), required=False, empty_label="None"
    )
    item = ItemField(
        label="Item of the agenda",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="None",
    )
    asked_by = forms.CharField(label="From", required=False, max_length=150)
    text = forms.CharField(
        label="What was suggested or asked",
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": "Write what was suggested or asked, in its own words."},
    )
    received_on = DayField(
        label="Day received",
        error_messages={
            "required": later_with_examples("Say on which day it was received: like {today}.")
        },
    )
    late_reason = forms.CharField(
        label="Why it is taken after the last day",
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: Any = None, *, today: date, reader: Reader) -> None:
        super().__init__(data, initial={"received_on": today})
        self.today = today
        upcoming = Meeting.objects.open_to_public().going_ahead().upcoming(as_of=today)
        meetings = upcoming.select_related("committee")
        items = AgendaItem.objects.filter(meeting__in=upcoming)
        self.fields["meeting"].queryset = meetings  # type: ignore[attr-defined]
        items = readable(items, reader).select_related("meeting__committee")
        items = items.order_by("meeting__held_on", "meeting", "order")
        self.fields["item"].queryset = items  # type: ignore[attr-defined]

    def clean_received_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise forms.ValidationError(f"{day_in_words(day)} has not come yet.")
        return day

    def clean(self) -> dict[str, Any]:
        """Hold the committee, the meeting, the item and the day together."""
        found: dict[str, Any] = super().clean() or {}
        if found.get("kind") == QUESTION and not found.get("item") and "item" not in self.errors:
            self.add_error("item", "A question must be on an item of the agenda. Choose the item.")
        if found.get("item"):
            self.hold_item(found)
        meeting, committee = found.get("meeting"), found.get("committee")
        if meeting and committee and meeting.committee_id != committee.pk:
            field = "item" if found.get("item") else "meeting"
            self.add_error(field, f"That is a meeting of the {meeting.committee.name}.")
        self.hold_last_day(found)
        return found

    def hold_item(self, found: dict[str, Any]) -> None:
        """Take the meeting from the item; refuse another one."""
        meeting = found["item"].meeting
        if found.get("meeting") and found["meeting"] != meeting:
            held_on = day_in_words(meeting.held_on)
            self.add_error("item", f"The item is on the agenda of {held_on}.")
            return
        found["meeting"] = meeting

    def hold_last_day(self, found: dict[str, Any]) -> None:
        """Ask why a question is taken after the last day; of what is in time, keep no reason."""
        last = None
        if found.get("kind") == QUESTION and found.get("meeting"):
            last = last_day_for_questions(found["meeting"])
        day = found.get("received_on")
        if last is None or day is None or day <= last:
            found["late_reason"] = ""
        elif not found.get("late_reason") and "late_reason" not in self.errors:
            self.add_error(
                "late_reason",
                f"The last day for questions to this meeting was {last:%A} {day_in_words(last)}, "
                f"{working_days_in_words(own_days().questions)} before it."
                " Say why this one is taken all the same.",
            )


class AnswerForm(forms.Form):
    """What becomes of a suggestion or a question."""

    decision = forms.ChoiceField(
        label="What becomes of it?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what becomes of it."},
    )
    title = forms.CharField(
        label="The piece of work, as the programme shows it",
        required=False,
        max_length=TITLE_AT_MOST,
    )
    passed_to = forms.ModelChoiceField(
        label="Committee that it is passed to",
        required=False,
        queryset=Committee.objects.none(),
        empty_label="Choose a committee",
    )
    answer = forms.CharField(
        label="Answer",
        required=False,
        max_length=TEXT_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, data: Any = None, *, submission: PublicSubmission) -> None:
        super().__init__(data)
        self.has_more = submission.kind != QUESTION
        choices = [(ANSWERED, "It is answered"), (DECLINED, "It is not taken up")]
        if self.has_more:
            choices.insert(0, (ACCEPTED, "It is taken into the work programme"))
            choices.append((PASSED_ON, "It is passed to the committee within whose remit it is"))
            has_it = submission.passed_to_id or submission.committee_id
            # What somebody of the public said is passed to no body that meets in private.
            others = Committee.objects.filter(is_open_to_public=True).exclude(pk=has_it)
            self.fields["passed_to"].queryset = others  # type: ignore[attr-defined]
        else:
            del self.fields["title"], self.fields["passed_to"]
        self.fields["decision"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for what each decision needs."""
        found: dict[str, Any] = super().clean() or {}
        needed = {
            ANSWERED: ("answer", "Write the answer."),
            DECLINED: ("answer", "Say why it is not taken up."),
            PASSED_ON: ("passed_to", "Choose the committee that it is passed to."),
            ACCEPTED: ("title", "Say what the piece of work is called in the programme."),
        }
        name, words = needed.get(found.get("decision", ""), ("", ""))
        if name and not found.get(name) and name not in self.errors:
            self.add_error(name, words)
        return found
