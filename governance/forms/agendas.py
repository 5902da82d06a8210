"""The items of an agenda, as a clerk writes them, pulls them and puts them in order."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from governance.exempt.marks import exemption_of
from governance.exempt.reader import reader_of
from governance.exempt.rows import readable
from governance.forms.exempt import repeated_words
from governance.models import AgendaItem, Meeting, Report
from governance.presenters.plan_actions import Reference, is_there, plan_choices, read_references
from governance.services.agendas import ItemWords, needs_correction
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib.text.words import day_in_words, list_in_words, mid_sentence
from herefordshire_cs.lib.web.fields import TitleField

Kind = AgendaItem.Kind
WORDS_AT_MOST = 2_000
CORRECT = (
    "The agenda is published with this item. Say that a corrected pack will follow, or leave it as"
    " it is."
)


class ReportField(forms.ModelChoiceField):
    """A choice of a report, by its title and the meeting it was written for."""

    def label_from_instance(self, obj: Any) -> str:
        meant = f", written for {day_in_words(obj.meeting.held_on)}" if obj.meeting else ""
        return f"{obj.title} ({mid_sentence(obj.get_state_display())}{meant})"


class MeetingByState(forms.ModelChoiceField):
    """A choice of a meeting by its day."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{day_in_words(obj.held_on)}: {mid_sentence(obj.get_state_display())}"


def will_correct_field() -> forms.BooleanField:
    """Return the box that says that a corrected pack will follow."""
    return forms.BooleanField(
        label="A corrected pack will follow", error_messages={"required": CORRECT}
    )


class ItemForm(forms.Form):
    """An item of an agenda; ``item`` is the one changed, None for a new one."""

    kind = forms.ChoiceField(
        label="What it is",
        choices=Kind.choices,
        error_messages={
            "required": "Choose what it is.",
            "invalid_choice": "There is no such kind of item. Choose one of the list.",
        },
    )
    title = TitleField(
        label="Title", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    purpose = forms.CharField(
        label="Purpose",
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    report = ReportField(
        label="Report",
        queryset=Report.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label="No report yet",
        error_messages={"invalid_choice": "That report is not there, or is on an agenda already."},
    )
    minutes_of = MeetingByState(
        label="Minutes of",
        queryset=Meeting.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label="No meeting",
        error_messages={"invalid_choice": "Choose an earlier meeting of the same committee."},
    )
    plan = forms.ChoiceField(
        label="Plan",
        required=False,
        error_messages={"invalid_choice": "Choose one of these plans."},
    )
    plan_records = forms.CharField(
        label="What of the plan it is about",
        required=False,
        max_length=500,
    )
    is_education = forms.BooleanField(label="It is an education matter", required=False)
    late_reason = forms.CharField(
        label="Reason for urgency",
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    will_correct = will_correct_field()

    def __init__(
        self,
        *args: Any,
        meeting: Meeting,
        item: AgendaItem | None,
        reader: User,
        as_of: date,
        **kwargs: Any,
    ) -> None:
        self.access = access_of(reader)
        first = {"kind": Kind.REPORT}
        kwargs["initial"] = initial_of(item, self.access.hidden_slugs) if item else first
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        self.item = item
        self.as_of = as_of
        self.is_late = item.late_reason != "" if item else meeting.state != Meeting.State.PLANNED
        self.correction_follows = item is not None and needs_correction(item, meeting)
        chair = mid_sentence(meeting.committee.chair)
        reason = self.fields["late_reason"]
        reason.label = f"The {chair}’s reason for urgency"
        reason.error_messages["required"] = (
            f"Give the {chair}’s reason: the agenda is published, and an item is added only where"
            f" the {chair} holds it to be urgent."
        )
        if not self.is_late:
            del self.fields["late_reason"]
        if not self.correction_follows:
            del self.fields["will_correct"]
        self._choose_from(reader)
        self._choose_plan()

    def _choose_from(self, reader: User) -> None:
        report, minutes_of = self.fields["report"], self.fields["minutes_of"]
        assert isinstance(report, forms.ModelChoiceField)
        assert isinstance(minutes_of, forms.ModelChoiceField)
        report.queryset = reports_for(self.meeting, self.item, reader)
        earlier = self.meeting.committee.meetings.filter(held_on__lt=self.meeting.held_on)
        minutes_of.queryset = earlier.order_by("-held_on")

    def _choose_plan(self) -> None:
        """Offer the plans that have begun; one alone need not be chosen."""
        self.plans = plan_choices(as_of=self.as_of, access=self.access)
        self.fields["plan"].choices = self.plans  # type: ignore[attr-defined]
        if len(self.plans) < 2:
            del self.fields["plan"]

    def plan_named(self) -> str:
        """Return the short name of the plan that was chosen, or of the only one."""
        return str(self.cleaned_data.get("plan") or (self.plans[0][0] if self.plans else ""))

    def clean_plan_records(self) -> tuple[Reference, ...]:
        """Refuse what is not in the plan."""
        found = tuple(read_references(self.cleaned_data["plan_records"]))
        plan, as_of = self.plan_named(), self.as_of
        missing = [each.words for each in found if not is_there(plan, each, as_of=as_of)]
        if missing:
            named = list_in_words([f"“{words}”" for words in missing])
            raise forms.ValidationError(
                f"{named} {'is' if len(missing) == 1 else 'are'} not in the plan. Type references"
                " of actions such as 3.7, or recommendation 9."
            )
        return found

    def clean(self) -> dict[str, Any]:
        """Hold the kind, the report and the minutes together, and give it a title."""
        found: dict[str, Any] = super().clean() or {}
        report = found.get("report")
        if report is not None and found.get("kind") not in (Kind.REPORT, None):
            self.add_error("kind", "A report is chosen: choose Report here, or take it out.")
        if found.get("minutes_of") is not None and found.get("kind") not in (Kind.MINUTES, None):
            self.add_error("kind", "Minutes are chosen: choose Minutes here, or take them out.")
        self._need_title(found, report)
        self._refuse_exempt_words(found, report)
        return found

    def _need_title(self, found: dict[str, Any], report: Report | None) -> None:
        if "title" in self.errors or found.get("title"):
            return
        if report is not None:
            found["title"] = report.title
        else:
            self.add_error("title", "Give the item a title.")

    def _refuse_exempt_words(self, found: dict[str, Any], report: Report | None) -> None:
        """Refuse to leave the words of an exempt report on an item that is exempt no more."""
        had = self.item.report if self.item else None
        if had is None or not exemption_of(had) or (report is not None and exemption_of(report)):
            return
        assert self.item is not None
        for name in ("title", "purpose", "late_reason"):
            hidden = [had.title, self.item.title]
            words = repeated_words(found.get(name) or "", hidden)
            if words:
                stand = "stands" if len(words) == 1 else "stand"
                quoted = list_in_words([f"“{word}”" for word in words])
                self.add_error(
                    name,
                    f"{quoted} {stand} in the title of the exempt report that is taken away, and"
                    " the public would read it. Use other words.",
                )

    def words(self) -> ItemWords:
        """Return what was said, once it is valid."""
        found = self.cleaned_data
        return ItemWords(
            title=found["title"],
            purpose=found["purpose"],
            kind=found["kind"],
            is_education=found["is_education"],
            report=found["report"],
            minutes_of=found["minutes_of"],
            late_reason=found.get("late_reason", ""),
            plan=self.plan_named(),
            plan_records=tuple(
                (each.action, each.recommendation) for each in found["plan_records"]
            ),
            untold_plans=self.access.hidden_slugs,
        )


def initial_of(item: AgendaItem, hidden_plans: frozenset[str]) -> dict[str, object]:
    """Return what a form shows of an item; a record of a hidden plan is not shown."""
    named = [row for row in item.plan_records.all() if row.plan not in hidden_plans]
    return {
        "kind": item.kind,
        "title": item.title,
        "purpose": item.purpose,
        "report": item.report.slug if item.report else None,
        "minutes_of": item.minutes_of.slug if item.minutes_of else None,
        "plan": next((row.plan for row in named), ""),
        "plan_records": ", ".join(str(row) for row in named),
        "is_education": item.is_education,
        "late_reason": item.late_reason,
    }


def reports_for(meeting: Meeting, item: AgendaItem | None, user: User) -> Any:
    """Return the reports that may be put before a meeting: readable, and on no agenda yet."""
    of_committee = Q(meeting=None) | Q(meeting__committee=meeting.committee_id)
    free = Q(items=None) if item is None else Q(items=None) | Q(items=item)
    rows = readable(Report.objects.filter(of_committee, free), reader_of(user)).distinct()
    return rows.select_related("meeting").order_by("title")


class PullForm(forms.Form):
    """Whether an item is pulled; of one that was issued, that a correction follows."""

    will_correct = will_correct_field()

    def __init__(self, *args: Any, correction_follows: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.correction_follows = correction_follows
        if not correction_follows:
            del self.fields["will_correct"]


class OrderForm(forms.Form):
    """The order that an agenda is to have and the one in which it was seen, as keys of items."""

    order = forms.RegexField(r"^\d+(,\d+)*$", max_length=4_000)
    seen = forms.RegexField(r"^\d+(,\d+)*$", max_length=4_000)

    def keys(self, name: str) -> list[int]:
        """Return the keys of a field, once it is valid."""
        return [int(key) for key in self.cleaned_data[name].split(",")]


class AgendaLike(forms.ModelChoiceField):
    """A choice of meetings whose agenda is to be taken as a shape."""

    def label_from_instance(self, obj: Any) -> str:
        """Return a meeting as it is chosen."""
        return f"{obj.committee.name}, {day_in_words(obj.held_on)}"


class ShapeForm(forms.Form):
    """The meeting whose agenda gives another its shape."""

    like = AgendaLike(
        label="Meeting",
        queryset=Meeting.objects.none(),
        to_field_name="slug",
        empty_label="Choose",
        error_messages={
            "required": "Choose the meeting whose agenda is to be taken.",
            "invalid_choice": "There is no such meeting. Choose one of the list.",
        },
    )

    def __init__(self, data: Any, *, meetings: QuerySet[Meeting]) -> None:
        super().__init__(data)
        field = self.fields["like"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meetings
