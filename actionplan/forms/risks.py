"""A risk as it is entered, reviewed, accepted and closed; a register as it is signed off."""

# Longer than most: one form for each step in the life of a risk, and the rules that ask why.

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.text import slugify

from actionplan.forms.fields import REASON_LIMIT, NarrativeField, between
from actionplan.models import Action, Officer, Plan, Risk, RiskAssessment, RiskRegister, RiskScale
from actionplan.models.plan_access import officers_seen_with
from actionplan.models.risks import SCALE_CHOICES
from actionplan.risk_ratings import Assessed, RiskScore, asks_why
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.calendar.years import Quarter
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

SCORES = [("", "Choose"), *SCALE_CHOICES]
SCORED = ("likelihood", "severity", "residual_likelihood", "residual_severity")
# As the references of the papers are made: it stands in the address of its page.
REFERENCE = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9.-]*\Z", "Use letters, figures, points and hyphens, such as CYP6"
)


class ScoreField(forms.TypedChoiceField):
    """A likelihood or a severity, 1 to 4."""

    def __init__(self, *, label: str, hint: str) -> None:
        super().__init__(
            label=label,
            help_text=hint,
            choices=SCORES,
            coerce=int,
            error_messages={
                "required": f"Choose the {label[:1].lower()}{label[1:]}",
                "invalid_choice": "Choose a number from 1 to 4",
            },
        )


class RegisterForm(forms.Form):
    """A register that is opened."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Type the title"}
    )
    period = forms.CharField(
        label="Period",
        max_length=40,
        help_text="Such as {years}.",
        error_messages={"required": "Type the period"},
    )
    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Plan",
        required=False,
        empty_label="No plan: the directorate’s own",
        error_messages={"invalid_choice": "Choose one of the plans shown"},
    )
    scale = forms.ModelChoiceField(
        RiskScale.objects.none(),
        label="Scale",
        empty_label="Choose a scale",
        error_messages={
            "required": "Choose the scale",
            "invalid_choice": "Choose one of the scales shown",
        },
    )

    def __init__(self, *args: Any, today: date, access: PlanAccess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: forms.ModelChoiceField[Plan] = self.fields["plan"]  # type: ignore[assignment]
        plan.queryset = Plan.objects.visible_to(access).filter(starts_on__lte=today)
        scale: forms.ModelChoiceField[RiskScale] = self.fields["scale"]  # type: ignore[assignment]
        scale.queryset = RiskScale.objects.all()

    def clean(self) -> dict[str, Any]:
        """Make the short name of its address; refuse a title of which none can be made."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("title") and cleaned.get("period"):
            cleaned["slug"] = slugify(f"{cleaned['title']} {cleaned['period']}")[:50].strip("-")
            if not cleaned["slug"] or cleaned["slug"] == "new":
                self.add_error("title", "Type a title with letters or figures")
        return cleaned


class AssessmentForm(forms.Form):
    """What is judged of a risk: its two ratings, its mitigation, its owner, and why."""

    description = NarrativeField(
        limit=REASON_LIMIT,
        label="Risk",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what the risk is"},
    )
    likelihood = ScoreField(label="Likelihood", hint="Before mitigation; 4 is the most likely.")
    severity = ScoreField(label="Severity", hint="Before mitigation; 4 is the most severe.")
    mitigation = NarrativeField(
        limit=REASON_LIMIT,
        label="Mitigation",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="The measures, parted by semicolons.",
    )
    residual_likelihood = ScoreField(label="Residual likelihood", hint="With the mitigation.")
    residual_severity = ScoreField(label="Residual severity", hint="With the mitigation.")
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="Needed where the residual rating is above the inherent one, or a rating falls"
        " without a new measure.",
    )
    owner = forms.ModelChoiceField(
        Officer.objects.none(),
        label="Owner in the register of officers",
        required=False,
        empty_label="Not in the register",
        error_messages={"invalid_choice": "Choose one of the officers shown"},
    )
    owner_as_written = forms.CharField(
        label="Owner’s post",
        max_length=200,
        error_messages={"required": "Type the owner’s post"},
    )
    assessed_on = DayField(
        label="Day it was considered",
        error_messages={"required": "Type the day it was considered"},
    )

    def __init__(
        self,
        *args: Any,
        today: date,
        earliest: date,
        before: RiskAssessment | None,
        access: PlanAccess,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.earliest = earliest
        self.before = before
        owner: forms.ModelChoiceField[Officer] = self.fields["owner"]  # type: ignore[assignment]
        owner.queryset = officers_seen_with(Officer.objects.to_choose(on=today), access)

    def clean_assessed_on(self) -> date:
        """Refuse a day before the risk stood in the register and one that has not come."""
        day: date = self.cleaned_data["assessed_on"]
        if day < self.earliest:
            raise forms.ValidationError(
                f"{day_in_words(day)} is before {day_in_words(self.earliest)}, when it was"
                " last considered."
            )
        return between(day, earliest=self.earliest, latest=self.today)

    def clean(self) -> dict[str, Any]:
        """Ask why, beside the reason, where the rules do."""
        cleaned = super().clean() or self.cleaned_data
        if any(cleaned.get(name) is None for name in SCORED):
            return cleaned
        now = Assessed(
            inherent=RiskScore(likelihood=cleaned["likelihood"], severity=cleaned["severity"]),
            residual=RiskScore(
                likelihood=cleaned["residual_likelihood"],
                severity=cleaned["residual_severity"],
            ),
            mitigation=cleaned.get("mitigation", ""),
        )
        question = asks_why(now, self.before.assessed() if self.before else None)
        if question and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", question)
        return cleaned

    @staticmethod
    def of(row: RiskAssessment) -> dict[str, object]:
        """Return what stands in the form at first: the assessment as it is."""
        names = ("description", "mitigation", "owner_as_written", *SCORED)
        return {name: getattr(row, name) for name in names} | {"owner": row.owner_id}


class RiskForm(AssessmentForm):
    """A risk that is entered."""

    reference = forms.CharField(
        label="Reference",
        max_length=20,
        validators=[REFERENCE],
        help_text="Letters and figures, such as CYP6. It is kept for life.",
        error_messages={"required": "Type the reference"},
    )
    belongs_to = forms.ChoiceField(
        label="It is a risk of",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose what it is a risk of",
            "invalid_choice": "Choose one of those shown",
        },
    )
    project = forms.CharField(
        label="Project", max_length=200, required=False, help_text="Only for a risk of a project."
    )
    field_order = ("reference", "belongs_to", "project", "description")

    def __init__(self, *args: Any, register: RiskRegister, **kwargs: Any) -> None:
        super().__init__(*args, before=None, **kwargs)
        self.register = register
        belongs_to: forms.ChoiceField = self.fields["belongs_to"]  # type: ignore[assignment]
        belongs_to.choices = [
            choice
            for choice in Risk.BelongsTo.choices
            if choice[0] != Risk.BelongsTo.PLAN or register.plan_id is not None
        ]

    def clean_reference(self) -> str:
        """Refuse a reference that another risk of the register has, and the page of new ones."""
        reference: str = self.cleaned_data["reference"]
        if self.register.risks.filter(reference__iexact=reference).exists():
            raise forms.ValidationError(f"{reference} is taken: a reference is used once")
        if reference.lower() in RESERVED:
            raise forms.ValidationError(f"{reference} cannot be a reference")
        return reference

    def clean(self) -> dict[str, Any]:
        """Ask for the project of a risk of one, and refuse one for any other."""
        cleaned = super().clean()
        is_of_project = cleaned.get("belongs_to") == Risk.BelongsTo.PROJECT
        if is_of_project and not cleaned.get("project") and "project" not in self.errors:
            self.add_error("project", "Type the project’s name")
        if cleaned.get("project") and cleaned.get("belongs_to") and not is_of_project:
            self.add_error("project", "Leave it empty, or choose a project above")
        return cleaned


# What stands in the place of a reference in other addresses of a register.
RESERVED = {"new", "sign-off", "sign-offs"}


class ReviewForm(AssessmentForm):
    """A risk that is reviewed, or changed between reviews; opened on the newest assessment."""

    said = NarrativeField(
        limit=REASON_LIMIT,
        label="What was considered",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    is_review = forms.TypedChoiceField(
        label="This is",
        widget=forms.RadioSelect,
        choices=[("yes", "The monthly review"), ("no", "A change between reviews")],
        coerce=lambda value: value == "yes",
        error_messages={"required": "Choose which it is", "invalid_choice": "Choose which it is"},
    )
    seen_assessment = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("is_review", "assessed_on", "said", "description")


class AssessmentCorrectionForm(AssessmentForm):
    """An assessment as it should have been."""

    said = NarrativeField(
        limit=REASON_LIMIT,
        label="What was considered",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )
    why_corrected = NarrativeField(
        limit=REASON_LIMIT,
        label="What was wrong with it",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what was wrong with it"},
    )
    field_order = ("assessed_on", "said", "description")


class SignOffForm(forms.Form):
    """A quarter that is signed off; words where risks were not reviewed in time."""

    quarter = forms.ChoiceField(
        label="Quarter",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose the quarter",
            "invalid_choice": "Choose one of the quarters shown",
        },
    )
    words = NarrativeField(
        limit=REASON_LIMIT,
        label="What you say of it",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def __init__(
        self, *args: Any, quarters: Iterable[Quarter], needing: int, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.quarters = {each.starts_on.isoformat(): each for each in quarters}
        self.needing = needing
        field: forms.ChoiceField = self.fields["quarter"]  # type: ignore[assignment]
        field.choices = [(key, str(each)) for key, each in self.quarters.items()]
        if needing:
            self.fields["words"].help_text = "Needed, since some risks need attention."

    def clean(self) -> dict[str, Any]:
        """Ask for words where a risk needs attention."""
        cleaned = super().clean() or self.cleaned_data
        if self.needing and not cleaned.get("words") and "words" not in self.errors:
            self.add_error("words", "Say why you sign it off while risks need attention")
        if "quarter" in cleaned:
            cleaned["of_quarter"] = self.quarters[cleaned["quarter"]]
        return cleaned


class AcceptanceForm(forms.Form):
    """Bearing a risk as it is, until a day."""

    until = DayField(
        label="Until", error_messages={"required": "Type the day on which acceptance ends"}
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it is accepted",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why it is accepted"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_until(self) -> date:
        """Refuse a day that has come."""
        day: date = self.cleaned_data["until"]
        if day <= self.today:
            raise forms.ValidationError(
                f"{day_in_words(day)} has come already. An acceptance ends on a day to come."
            )
        return day


class LinkedActionForm(forms.Form):
    """An Action that treats a risk: its plan and its reference there."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(),
        label="Plan",
        empty_label="Choose a plan",
        error_messages={
            "required": "Choose the plan",
            "invalid_choice": "Choose one of the plans shown",
        },
    )
    reference = forms.CharField(
        label="Action",
        max_length=20,
        help_text="Its reference, such as 5.6.",
        error_messages={"required": "Type the reference of the action"},
    )

    def __init__(self, *args: Any, today: date, access: PlanAccess, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        plan: forms.ModelChoiceField[Plan] = self.fields["plan"]  # type: ignore[assignment]
        plan.queryset = Plan.objects.visible_to(access).filter(starts_on__lte=today)

    def clean(self) -> dict[str, Any]:
        """Find the action, or say that the plan has none of that reference."""
        cleaned = super().clean() or self.cleaned_data
        plan, reference = cleaned.get("plan"), cleaned.get("reference")
        if plan and reference:
            cleaned["action"] = Action.objects.filter(plan=plan, reference=reference).first()
            if cleaned["action"] is None:
                self.add_error("reference", f"{plan} has no action {reference}")
        return cleaned


class LinkedIndicatorForm(forms.Form):
    """An indicator that shows a risk, by the short name of its page."""

    indicator = forms.SlugField(
        max_length=80,
        error_messages={
            "required": "Choose an indicator",
            "invalid": "Choose one of the indicators shown",
        },
    )
