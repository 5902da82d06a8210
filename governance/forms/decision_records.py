"""Records of decisions: the shape of what is written of one, and how one is called in."""

from datetime import date
from typing import Any

from django import forms

from governance.exempt.reader import Reader
from governance.exempt.rows import readable, visible
from governance.forms.call_ins import CallInForm
from governance.forms.forward_plan import words_field
from governance.forms.submissions import ItemField, MeetingField
from governance.models import AgendaItem, Committee, DecisionRecord, ForwardPlanEntry, Meeting
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.examples import later_with_examples
from herefordshire_cs.lib.web.fields import DayField

WORDS_AT_MOST = 5_000
KINDS = DecisionRecord.Kind
FOREIGN = ("committee", "meeting", "item", "notice")


def needed_words(label: str, missing: str, *, rows: int = 4) -> forms.CharField:
    """Return a field for words that the law asks for."""
    return forms.CharField(
        label=label,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


class RecordForm(forms.Form):
    """What was decided; ``record`` is the one changed, ``today`` the last day it can have been."""

    kind = forms.ChoiceField(
        label="Who decided?",
        choices=KINDS.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose who decided."},
    )
    committee = forms.ModelChoiceField(
        label="Body that decided, or for which it was decided",
        queryset=Committee.objects.none(),
        empty_label="Choose the body",
        error_messages={"required": "Choose the body."},
    )
    decided_by = forms.CharField(
        label="The member or the post that decided", required=False, max_length=200
    )
    meeting = MeetingField(
        label="Meeting", queryset=Meeting.objects.none(), required=False, empty_label="None"
    )
    item = ItemField(
        label="Item of its agenda",
        queryset=AgendaItem.objects.none(),
        required=False,
        empty_label="None",
    )
    decided_on = DayField(
        label="Day of the decision",
        error_messages={
            "required": later_with_examples("Say on which day it was decided: like {today}.")
        },
    )
    title = forms.CharField(
        label="Subject",
        max_length=250,
        error_messages={"required": "Say in a few words what it is about."},
    )
    decision = needed_words("The decision", "Write what was decided.")
    reasons = needed_words("Reasons", "Write why it was decided.")
    alternatives = needed_words(
        "Alternatives considered and rejected",
        "Write what else was considered, or “None” where nothing was.",
    )
    interests = needed_words(
        "Conflicts of interest",
        "Write who declared a conflict of interest, or “None”.",
        rows=2,
    )
    dispensations = words_field("Dispensations granted for them", rows=2)
    background_papers = needed_words(
        "Background papers", "Name the papers it relies on, one on a line, or write “None”."
    )
    wards = forms.CharField(label="Wards", required=False, max_length=200)
    contact = forms.CharField(label="Whom to ask", required=False, max_length=200)
    is_key = forms.BooleanField(label="It is a key decision", required=False)
    notice = forms.ModelChoiceField(
        label="Its notice in the forward plan",
        queryset=ForwardPlanEntry.objects.none(),
        required=False,
        empty_label="None",
    )
    no_call_in_reason = words_field("Why it cannot be called in", rows=2)

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        reader: Reader,
        record: DecisionRecord | None = None,
    ) -> None:
        super().__init__(data, initial={"decided_on": today} if record is None else of(record))
        self.today = today
        meetings = visible(Meeting.objects.all(), reader)
        meetings = meetings.filter(
            committee__kind=Committee.Kind.EXECUTIVE, held_on__lte=today
        ).order_by("-held_on")
        items = readable(AgendaItem.objects.filter(meeting__in=meetings.order_by()), reader)
        items = items.select_related("meeting__committee").order_by("-meeting__held_on", "order")
        choices: dict[str, Any] = {
            "committee": visible(Committee.objects.all(), reader),
            "meeting": meetings.select_related("committee"),
            "item": items,
            "notice": visible(ForwardPlanEntry.objects.order_by("-decides_on"), reader),
        }
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Hold together who decided, where and when, and what is said of call-in."""
        found: dict[str, Any] = super().clean() or {}
        self.hold_who(found)
        self.hold_day(found)
        self.hold_rest(found)
        return found

    def need(self, found: dict[str, Any], name: str, words: str) -> None:
        """Ask for what is left blank, unless something else is wrong with it."""
        if not found.get(name) and name not in self.errors:
            self.add_error(name, words)

    def hold_who(self, found: dict[str, Any]) -> None:
        """Ask for the meeting of a body that decided, for the name or post of anybody else."""
        kind, meeting, body = (found.get(name) for name in ("kind", "meeting", "committee"))
        if not kind:
            return
        if kind != KINDS.EXECUTIVE:
            self.need(found, "decided_by", "Say which member or post decided.")
            if meeting:
                self.add_error("meeting", "Leave the meeting out: one person decided.")
            return
        self.need(found, "meeting", "Choose the meeting at which it was decided.")
        if meeting and body and meeting.committee_id != body.pk:
            self.add_error("meeting", f"That is a meeting of {meeting.committee.name}.")

    def hold_day(self, found: dict[str, Any]) -> None:
        """Refuse a day to come, and another day than that of the meeting."""
        day, meeting = found.get("decided_on"), found.get("meeting")
        if day and day > self.today:
            told = f"{day_in_words(day)} has not come yet. A record is of what was decided."
            self.add_error("decided_on", told)
        elif day and meeting and meeting.held_on != day:
            self.add_error("decided_on", f"The meeting was on {day_in_words(meeting.held_on)}.")

    def hold_rest(self, found: dict[str, Any]) -> None:
        """Refuse an item of another meeting, and a reason against a call-in that nobody makes."""
        item, meeting = found.get("item"), found.get("meeting")
        if item and (meeting is None or item.meeting_id != meeting.pk):
            self.add_error("item", "The item is on the agenda of another meeting.")
        if found.get("kind") == KINDS.OFFICER and found.get("no_call_in_reason"):
            told = "Leave it blank: only decisions of the executive are called in."
            self.add_error("no_call_in_reason", told)


def of(record: DecisionRecord) -> dict[str, Any]:
    """Return what the form shows of a record."""
    names = set(RecordForm.base_fields) - set(FOREIGN)
    foreign = {name: getattr(record, f"{name}_id") for name in FOREIGN}
    return {name: getattr(record, name) for name in names} | foreign


class CorrectionForm(forms.Form):
    """What was wrong in a published record."""

    words = needed_words("What was wrong, and what is right", "Write what was wrong in it.")


class RecordCallInForm(CallInForm):
    """The call-in of a recorded decision, whose words and day of publication are known."""

    def __init__(
        self, data: Any = None, *, record: DecisionRecord, today: date, reader: Reader
    ) -> None:
        super().__init__(data, today=today, reader=reader)
        self.record = record
        for name in ("meeting", "item", "decision", "published_on"):
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Hold the days against the day on which the record was published."""
        self.cleaned_data["published_on"] = self.record.published_on
        found = super().clean()
        del found["published_on"]
        return found
