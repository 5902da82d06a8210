"""What a lead says of an action."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from actionplan.forms.by_whens import TypedByWhenForm, ask_why_beyond, later
from actionplan.forms.evidence import EvidenceField, attachment_of
from actionplan.forms.fields import (
    NARRATIVE_LIMIT,
    RATING_ERRORS,
    REASON_LIMIT,
    LevelSelect,
    NarrativeField,
    between,
    offer_levels,
)
from actionplan.rag import Scheme, Status
from actionplan.services.evidence import Attachment
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import ByWhen
from herefordshire_cs.lib.web.fields import DayField
from herefordshire_cs.lib.web.personal import AsksOfPersons


@dataclass(frozen=True, slots=True, kw_only=True)
class Completing:
    """What a completion needs besides a note: evidence, as there is none, or a second person."""

    needs_evidence: bool = False
    needs_second_person: bool = False
    approvers: QuerySet[User] = field(default_factory=User.objects.none)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """What a new by-when is held to: the present one, the plan's last, who may agree to it.

    ``waits`` says that one is asked for already, so no other is.
    """

    present: date | None
    last: date | None
    approvers: QuerySet[User]
    waits: bool = False


class ProgressUpdateForm(AsksOfPersons):
    """What happened, how it is going, and what shows it."""

    narrative = NarrativeField(
        limit=NARRATIVE_LIMIT,
        label="What has happened?",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what has happened, even if it is only that nothing has"},
    )
    reported_on = DayField(
        label="Which day is this about?",
        error_messages={"required": "Type the day that this is about"},
    )
    rating = forms.ChoiceField(
        label="How is it going?",
        widget=LevelSelect,
        error_messages=RATING_ERRORS,
    )
    impact = forms.ChoiceField(
        label="What difference has it made?",
        widget=LevelSelect,
        required=False,
        error_messages=RATING_ERRORS,
    )
    is_completed = forms.BooleanField(label="All of it is done", required=False)
    evidence = EvidenceField(label="Evidence", required=False)
    approver = forms.ModelChoiceField(
        User.objects.none(),
        label="Who is asked to agree",
        required=False,
        empty_label="Choose who is asked",
    )
    is_for_board = forms.BooleanField(label="For the board only", required=False)
    seen_update = forms.IntegerField(required=False, widget=forms.HiddenInput)
    ASKED_OF = ("narrative", "needed", "beyond_reason")

    def __init__(
        self,
        *args: Any,
        scheme: Scheme,
        starts_on: date,
        today: date,
        completing: Completing | None = None,
        impact: Scheme | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.starts_on = starts_on
        self.today = today
        self.completing = completing or Completing()
        approver: forms.ModelChoiceField[User] = self.fields["approver"]  # type: ignore[assignment]
        approver.queryset = self.completing.approvers
        if self.completing.needs_second_person:
            approver.help_text = (
                "Needed where all of it is done: in this plan somebody else agrees to that, and"
                " until then the rating stands."
            )
        else:
            del self.fields["approver"]
        if scheme.has_level_of_completed:
            del self.fields["is_completed"]  # the rating says it
        rating: forms.ChoiceField = self.fields["rating"]  # type: ignore[assignment]
        offer_levels(rating, scheme, scheme.scale.of_leads)
        if impact is None:
            del self.fields["impact"]
        else:
            of_impact: forms.ChoiceField = self.fields["impact"]  # type: ignore[assignment]
            offer_levels(of_impact, impact, impact.scale.of_leads)

    def clean_reported_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["reported_on"]
        return between(day, earliest=self.starts_on, latest=self.today)

    def clean(self) -> dict[str, Any]:
        """Hold a completion to what the plan wants with one, in words beside the field."""
        cleaned = super().clean() or self.cleaned_data
        if not self.says_completed:
            return cleaned
        if self.has_error("narrative", "required"):
            del self.errors["narrative"]
            self.add_error("narrative", "Say what was done: a completion needs a note")
        has_file = cleaned.get("evidence") is not None or self.has_error("evidence")
        if self.completing.needs_evidence and not has_file:
            self.add_error(
                "evidence", "Attach what shows it: in this plan a completion needs evidence"
            )
        if self.completing.needs_second_person and cleaned.get("impact"):
            self.add_error(
                "impact",
                "A completion that waits for somebody’s answer keeps no impact: say it in an"
                " update of its own",
            )
        is_asked = cleaned.get("approver") or self.has_error("approver")
        if self.completing.needs_second_person and not is_asked:
            self.add_error("approver", "Choose who is asked to agree that it is done")
        return cleaned

    @property
    def says_completed(self) -> bool:
        """Whether it says that all is done: by its rating, or by the box where none says so."""
        says_so: bool = self.cleaned_data.get("is_completed", False)
        return says_so or self.cleaned_data.get("rating") in self.scheme.scale.claiming

    @property
    def status(self) -> Status:
        """Where the Action is."""
        return Status.COMPLETED if self.says_completed else Status.IN_PROGRESS

    @property
    def rating_given(self) -> str | None:
        """The key of the level that it gives."""
        given: str = self.cleaned_data["rating"]
        return given

    def without_evidence(self) -> "ProgressUpdateForm":
        """Return the form as it is asked of a Recommendation, which has no evidence of its own."""
        del self.fields["evidence"]
        self.fields["narrative"].help_text = "Begin a line with a dash for an item of a list."
        return self

    @property
    def attachment(self) -> Attachment | None:
        """The evidence as the service takes it."""
        found: UploadedFile | None = self.cleaned_data["evidence"]
        return attachment_of(found) if found else None


# The summary of what is wrong goes down the page.
AS_ON_THE_PAGE = (
    *("narrative", "kept_reason", "state", "by_when", "meant", "needed", "beyond_reason"),
    "approver",
)


class OverdueUpdateForm(ProgressUpdateForm, TypedByWhenForm):
    """The update of an Action past its by-when: no colour, which the facts would overrule.

    It asks whether all is done; if not, when it will be, which is asked of somebody else, and what
    is needed.
    """

    state = forms.ChoiceField(
        label="How is it going?",
        choices=[("open", "Still open"), ("done", "All of it is done")],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say whether it is still open or done",
            "invalid_choice": "Choose one of the two",
        },
    )
    by_when = forms.CharField(
        label="When will it be done?",
        required=False,
        max_length=120,
        help_text="A day, a month or a season. Somebody else is asked to agree to it.",
    )
    needed = NarrativeField(
        limit=REASON_LIMIT,
        label="What is needed?",
        help_text="For a new by-when it has to be said.",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    beyond_reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it runs past the plan’s last by-when",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(self, *args: Any, moving: Moving, today: date, **kwargs: Any) -> None:
        kwargs |= {"not_before": today, "last": moving.last}
        super().__init__(*args, today=today, **kwargs)
        self.moving = moving
        self.fields.pop("is_completed", None)
        del self.fields["rating"]
        if moving.waits:
            for name in ("by_when", "meant", "beyond_reason"):
                del self.fields[name]
        elif "approver" not in self.fields:
            self.fields["approver"] = forms.ModelChoiceField(
                moving.approvers,
                label="Who is asked to agree",
                required=False,
                empty_label="Choose who is asked",
                help_text="Only to a new by-when: a director, or who is named for it.",
            )
        self.order_fields(AS_ON_THE_PAGE)

    def clean_by_when(self) -> ByWhen | None:  # type: ignore[override]  # it may be left blank
        """Refuse words that name no time, and a day that is past or no later than the present."""
        if not self.cleaned_data["by_when"]:
            return None
        return later(super().clean_by_when(), present=self.moving.present, today=self.today)

    def clean(self) -> dict[str, Any]:
        """Hold a new by-when to its reason and to whom is asked; what is done needs none."""
        cleaned = super().clean()
        by_when: ByWhen | None = cleaned.get("by_when")
        if by_when is None:
            return cleaned
        if self.says_completed:
            self.add_error("by_when", "All of it is done, so it needs no new by-when: clear this")
            return cleaned
        if not cleaned.get("needed") and not self.has_error("needed"):
            self.add_error("needed", "Say what is needed, and so why the by-when has to move")
        if not cleaned.get("approver") and not self.has_error("approver"):
            self.add_error("approver", "Choose who is asked to agree to the new by-when")
        ask_why_beyond(self, by_when, last=self.moving.last)
        return cleaned

    @property
    def says_completed(self) -> bool:
        """Whether it says that all is done."""
        return bool(self.cleaned_data.get("state") == "done")

    @property
    def rating_given(self) -> str | None:
        """The level that says that all is done; else none, and the last rating stays."""
        says_so = self.says_completed and self.scheme.has_level_of_completed
        return self.scheme.scale.completed.key if says_so else None

    @property
    def by_when_asked(self) -> ByWhen | None:
        """The new by-when that is asked for, if any."""
        return self.cleaned_data.get("by_when")
