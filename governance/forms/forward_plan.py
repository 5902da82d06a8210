"""The forward plan: the shape of what a clerk says of a decision to come."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.exempt.titles import exempt_titles
from governance.exempt.words import exempt_names, repeated
from governance.forms.submissions import MeetingField
from governance.models import (
    EXEMPT_PARAGRAPHS,
    Committee,
    ForwardPlanEntry,
    Meeting,
    OneOffHoliday,
)
from governance.presenters.forward_plan import notice_clock
from governance.statutory import NOTICE_WORDS
from herefordshire_cs.lib.text.personal import asked
from herefordshire_cs.lib.text.words import day_in_words, list_in_words
from herefordshire_cs.lib.web.examples import later_with_examples
from herefordshire_cs.lib.web.fields import DayField

WORDS_AT_MOST = 2_000
MOST_QUOTED = 3
# What is typed freely and anybody reads.
READ_BY_ALL = (
    *("title", "decision_maker", "change_reason", "key_reason", "private_reason", "wards"),
    *("consultees", "documents", "short_notice_reason"),
)
TAKEN, WITHDRAWN = ForwardPlanEntry.State.TAKEN, ForwardPlanEntry.State.WITHDRAWN


def words_field(label: str, rows: int = 3) -> forms.CharField:
    """Return a field for a few sentences."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class MonthForm(forms.Form):
    """The month that is shown; one that has no decision shows every month."""

    month = forms.ChoiceField(label="Month", required=False)

    def __init__(self, *, month: str, months: tuple[tuple[str, str], ...]) -> None:
        super().__init__(initial={"month": month})
        choices = [("", "Every month"), *months]
        self.fields["month"].choices = choices  # type: ignore[attr-defined]


class DecisionForm(forms.Form):
    """A decision to come; ``entry`` is the one changed, None for a new one.

    A name or a telling word that an exempt paper has too, and what may tell who a child is, is
    asked about beside its field, and goes out with a reason alone.
    """

    title = forms.CharField(
        label="The decision",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what is to be decided."},
    )
    committee = forms.ModelChoiceField(
        label="Body that decides",
        queryset=Committee.objects.none(),
        empty_label="Choose the body",
        error_messages={"required": "Choose the body that decides."},
    )
    decision_maker = forms.CharField(
        label="Who decides, where it is not the whole body", required=False, max_length=200
    )
    decides_on = DayField(
        label="Day of the decision",
        error_messages={
            "required": later_with_examples("Say on which day it is to be decided: like {today}.")
        },
    )
    change_reason = words_field("Reason for change of the day", rows=2)
    meeting = MeetingField(
        label="Meeting", queryset=Meeting.objects.none(), required=False, empty_label="None yet"
    )
    is_key = forms.BooleanField(label="It is a key decision", required=False)
    key_reason = words_field("Why it is a key decision", rows=2)
    is_private = forms.BooleanField(label="It is taken in private", required=False)
    private_paragraph = forms.TypedChoiceField(
        label="Paragraph of Schedule 12A",
        required=False,
        choices=[("", "None"), *((number, words) for number, words in EXEMPT_PARAGRAPHS)],
        coerce=int,
        empty_value=None,
    )
    private_reason = words_field("Why it is taken in private", rows=2)
    wards = forms.CharField(label="Wards", required=False, max_length=200)
    consultees = words_field("Who is consulted", rows=2)
    documents = words_field("Documents to be considered", rows=3)
    contact = forms.CharField(label="Whom to ask", required=False, max_length=200)
    notice_on = DayField(label="Day of the notice", required=False)
    short_notice_reason = words_field(f"Why there are fewer than {NOTICE_WORDS}", rows=3)
    kept_reason = words_field("Why it may be read all the same", rows=2)
    asks_reason = False

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        reader: Reader,
        entry: ForwardPlanEntry | None = None,
    ) -> None:
        initial = {"is_key": True} if entry is None else initial_of(entry)
        super().__init__(data, initial=initial)
        self.today, self.entry = today, entry
        executive = Committee.objects.filter(kind=Committee.Kind.EXECUTIVE)
        bodies = visible(executive, reader)
        self.fields["committee"].queryset = bodies  # type: ignore[attr-defined]
        meetings = visible(Meeting.objects.filter(committee__in=executive), reader)
        own = entry.meeting_id if entry else None
        meetings = meetings.filter(Q(held_on__gte=today) | Q(pk=own)).order_by("held_on")
        self.fields["meeting"].queryset = meetings.select_related(  # type: ignore[attr-defined]
            "committee"
        )
        if entry is None:
            del self.fields["change_reason"]

    def clean(self) -> dict[str, Any]:
        """Hold the day, the meeting, what is key or private, and the notice together."""
        found: dict[str, Any] = super().clean() or {}
        self.hold_day(found)
        self.hold_meeting(found)
        self.hold_key(found)
        self.hold_private(found)
        self.hold_notice(found)
        self.hold_words(found)
        return found

    def need(self, found: dict[str, Any], name: str, words: str) -> None:
        """Ask for what is left blank, unless something else is wrong with it."""
        if not found.get(name) and name not in self.errors:
            self.add_error(name, words)

    def hold_day(self, found: dict[str, Any]) -> None:
        """Refuse a day that is past; ask why a day was moved."""
        day = found.get("decides_on")
        was = self.entry.decides_on if self.entry else None
        if day is None or day == was:
            return
        if day < self.today:
            told = f"{day_in_words(day)} is past. The plan is of decisions to come."
            self.add_error("decides_on", told)
        if self.entry is not None and was is not None:
            moved = f"The day was {day_in_words(was)}. Say why it changed."
            self.need(found, "change_reason", moved)
            before = self.entry.change_reason
            if before and found.get("change_reason") == before:
                again = f"{moved} What is written here is why it changed before."
                self.add_error("change_reason", again)

    def hold_meeting(self, found: dict[str, Any]) -> None:
        """Refuse a meeting of another body or on another day."""
        meeting, day, body = (found.get(name) for name in ("meeting", "decides_on", "committee"))
        if meeting and body and meeting.committee_id != body.pk:
            self.add_error("meeting", f"That is a meeting of {meeting.committee.name}.")
        elif meeting and day and meeting.held_on != day:
            held_on = day_in_words(meeting.held_on)
            self.add_error("meeting", f"That meeting is on {held_on}, not on {day_in_words(day)}.")

    def hold_key(self, found: dict[str, Any]) -> None:
        """Ask why a decision is key."""
        if found.get("is_key"):
            self.need(
                found,
                "key_reason",
                "Say why it is key: significant spending or savings against the budget of the "
                "service, or a significant effect on two wards or more.",
            )

    def hold_private(self, found: dict[str, Any]) -> None:
        """Ask why a decision is private; refuse a reason for one that is not."""
        if found.get("is_private"):
            self.need(found, "private_paragraph", "Choose the paragraph of Schedule 12A.")
            self.need(found, "private_reason", "Say why it is taken in private.")
        elif found.get("private_paragraph") or found.get("private_reason"):
            self.add_error(
                "is_private", "Say that it is taken in private, or clear the paragraph and why."
            )

    def hold_notice(self, found: dict[str, Any]) -> None:
        """Ask why notice is too short; of notice in time, keep no reason."""
        day, notice_on = found.get("decides_on"), found.get("notice_on")
        if day is None or "notice_on" in self.errors:
            return
        if notice_on is not None and notice_on >= day:
            self.add_error("notice_on", "Notice is given before the day of the decision.")
            return
        if not (found.get("is_key") or found.get("is_private")):
            found["short_notice_reason"] = ""
            return
        clock = notice_clock(
            day,
            notice_on=notice_on,
            is_private=bool(found.get("is_private")),
            as_of=min(self.today, day),
            calendar=OneOffHoliday.objects.working_calendar(),
        )
        if not clock.shortfall:
            found["short_notice_reason"] = ""
            return
        last = f"{clock.last_day:%A} {day_in_words(clock.last_day)}"
        told = f"The last day for notice was {last}. {clock.shortfall} Say why."
        self.need(found, "short_notice_reason", told)

    def hold_words(self, found: dict[str, Any]) -> None:
        """Ask about words that an exempt paper has too, and those that may tell who a child is."""
        titles, names = exempt_words(self.meetings_meant(found))
        for name in READ_BY_ALL:
            words = str(found.get(name) or "")
            exempt = repeated(words, titles, names)[:MOST_QUOTED]
            told = [one.in_words for one in asked(words)[:MOST_QUOTED]]
            if exempt:
                stand = "stands" if len(exempt) == 1 else "stand"
                quoted = list_in_words([f"“{each}”" for each in exempt])
                told.append(f"{quoted} {stand} in an exempt paper of the meeting")
            if not told:
                continue
            self.asks_reason = True
            if not found.get("kept_reason"):
                said = f"{'. '.join(told)}. Use other words, or say below why it may be read."
                self.add_error(name, said)
        if not self.asks_reason:
            found["kept_reason"] = ""  # of words that are not there any more

    def meetings_meant(self, found: dict[str, Any]) -> list[Meeting]:
        """Return the meeting at which it is decided; where none is named, those to come."""
        meeting, body = found.get("meeting"), found.get("committee")
        if meeting is not None:
            return [meeting]
        return list(body.meetings.filter(held_on__gte=self.today)) if body else []

    def words(self) -> dict[str, Any]:
        """Return what is said of the decision but its day."""
        return {name: found for name, found in self.cleaned_data.items() if name != "decides_on"}


def exempt_words(meetings: Iterable[Meeting]) -> tuple[list[str], frozenset[str]]:
    """Return the titles of the exempt papers of some meetings, and the names that are in them."""
    rows = list(meetings)
    titles = [title for row in rows for title in exempt_titles(row)]
    return titles, frozenset().union(*(exempt_names(row) for row in rows))


def initial_of(entry: ForwardPlanEntry) -> dict[str, Any]:
    """Return what the form shows of a decision."""
    foreign = {"committee": entry.committee_id, "meeting": entry.meeting_id}
    names = set(DecisionForm.base_fields) - set(foreign)
    return {name: getattr(entry, name) for name in names} | foreign


class CloseForm(forms.Form):
    """That a decision was taken, or is withdrawn and why."""

    state = forms.ChoiceField(
        label="What became of it?",
        choices=[(TAKEN.value, "It was taken"), (WITHDRAWN.value, "It is withdrawn")],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether it was taken or is withdrawn."},
    )
    reason = words_field("Why it is withdrawn")

    def clean(self) -> dict[str, Any]:
        """Ask why a decision is withdrawn."""
        found: dict[str, Any] = super().clean() or {}
        is_withdrawn = found.get("state") == WITHDRAWN
        if is_withdrawn and not found.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "Say why it is withdrawn.")
        return found
