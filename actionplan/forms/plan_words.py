"""What a plan and its recommendations say, as the plan's owner edits them."""

from typing import Any

from django import forms

from actionplan.forms.fields import REASON_LIMIT, NarrativeField
from actionplan.models import Plan, RatingScheme, Recommendation, UrgencyGroup
from herefordshire_cs.lib.web.fields import DayField, say_limits

LONGEST_CYCLE = 366  # days
CYCLE = f"Type a whole number of days from 1 to {LONGEST_CYCLE}."
FEW_LINES = {"rows": 2, "class": "cs-few-lines"}


def few_lines(label: str, **kwargs: Any) -> NarrativeField:
    """Return a field for a few sentences, which may be left blank."""
    widget = forms.Textarea(attrs=FEW_LINES)
    fields = {"limit": REASON_LIMIT, "required": False, "widget": widget}
    return NarrativeField(label=label, **fields | kwargs)  # type: ignore[arg-type]


def line(label: str, longest: int, *, needed: str = "") -> forms.CharField:
    """Return a field for a few words; ``needed`` is what is said where they are missing."""
    messages = {"required": needed} if needed else {}
    return forms.CharField(
        label=label, max_length=longest, required=bool(needed), error_messages=messages
    )


class WhyForm(forms.Form):
    """Why something is edited."""

    reason = few_lines(
        "Why it is edited", required=True, error_messages={"required": "Say why it is edited"}
    )

    def words(self) -> dict[str, Any]:
        """Return what the row is to say."""
        return {name: said for name, said in self.cleaned_data.items() if name != "reason"}


class PlanWordsForm(WhyForm):
    """What a plan is called, what its parts are called, and how it is reported on."""

    title = line("Title", 200, needed="Give the plan a title")
    full_title = line("Full title", 300)
    level_name = line("What the middle level is called", 40, needed="Say what it is called")
    level_name_plural = line("The same of several", 40, needed="Say what several are called")
    group_name = line("What groups them", 60)
    group_explanation = few_lines("What the groups mean")
    area_name = line("What stands between them and the actions", 40)
    accountable_name = line("What whoever answers for an action is called", 40)
    reporting_cycle_days = forms.IntegerField(
        label="Days of the reporting cycle",
        min_value=1,
        max_value=LONGEST_CYCLE,
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], CYCLE),
    )
    cycle_reason = few_lines("Why so many days")
    first_report_due_on = DayField(label="Day of the first report", required=False)
    earlier_by_whens_are_red = forms.BooleanField(
        label="A by-when from before the plan began makes an action off track", required=False
    )
    red_remark = few_lines("Why that is limited")
    scheme = forms.ModelChoiceField(
        RatingScheme.objects.all(),
        label="Scheme in which delivery is rated",
        empty_label=None,
        help_text="It can be chosen until anything is rated.",
        error_messages={
            "required": "Choose the scheme",
            "invalid_choice": "Choose one of the schemes shown",
        },
    )
    impact_scheme = forms.ModelChoiceField(
        RatingScheme.objects.all(),
        label="Scheme in which impact is rated",
        required=False,
        empty_label="Impact is not rated apart from delivery",
        error_messages={"invalid_choice": "Choose one of the schemes shown"},
    )
    completion = forms.ChoiceField(
        label="What a completion needs",
        choices=[(key, words.capitalize()) for key, words in Plan.Completion.choices],
        widget=forms.RadioSelect,
    )
    field_order = ["title", "full_title"]

    def __init__(self, data: Any = None, *, plan: Plan, chooses_scheme: bool = False) -> None:
        names = [name for name in self.base_fields if name != "reason"]
        super().__init__(data, initial={name: getattr(plan, name) for name in names})
        self.plan = plan
        if not chooses_scheme or plan.is_rated():
            del self.fields["scheme"]
        say_limits(self)

    def clean_impact_scheme(self) -> RatingScheme | None:
        """Refuse another scheme of impact once any was given in the present one."""
        scheme: RatingScheme | None = self.cleaned_data["impact_scheme"]
        stored = self.plan.impact_scheme_id
        is_other = scheme is not None and stored is not None and scheme.pk != stored
        if is_other and self.plan.has_impact():
            raise forms.ValidationError(
                "Impact was rated under the present scheme, so it stays. Edit its levels."
            )
        return scheme


class GroupField(forms.ModelChoiceField):
    """The group of a plan under which a recommendation stands."""

    def __init__(self) -> None:
        super().__init__(
            UrgencyGroup.objects.none(),
            label="Group",
            required=False,
            empty_label="None",
            error_messages={"invalid_choice": "Choose one of those shown"},
        )


class RecommendationWordsForm(WhyForm):
    """What a recommendation says, and where it stands."""

    text = few_lines("What it says", required=True, error_messages={"required": "Type its words"})
    urgency_group = GroupField()

    def __init__(self, data: Any = None, *, recommendation: Recommendation) -> None:
        first = {
            "text": recommendation.text,
            "urgency_group": recommendation.urgency_group_id,
        }
        super().__init__(data, initial=first)
        offer_groups(self, recommendation.plan)

    def words(self) -> dict[str, Any]:
        """Return what the row is to say; a group that was not sent stays."""
        return {name: said for name, said in super().words().items() if name in self.data}


class NewRecommendationForm(forms.Form):
    """What a new recommendation says, and where it stands."""

    text = few_lines("What it says", required=True, error_messages={"required": "Type its words"})
    urgency_group = GroupField()

    def __init__(self, data: Any = None, *, plan: Plan) -> None:
        super().__init__(data)
        offer_groups(self, plan)


def offer_groups(form: forms.Form, plan: Plan) -> None:
    """Offer the groups of a plan, under its own word for them; no choice where it has none."""
    field: forms.ModelChoiceField = form.fields["urgency_group"]  # type: ignore[assignment]
    field.queryset = UrgencyGroup.objects.filter(plan=plan)
    field.label = plan.group_name or "Group"
    if not field.queryset.exists():
        del form.fields["urgency_group"]
