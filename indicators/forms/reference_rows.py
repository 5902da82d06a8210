"""A row of each list that indicators and judgements refer to, as somebody types it."""

from typing import Any

from django import forms

from herefordshire_cs.kept.forms import KeptForm, days
from herefordshire_cs.lib.plans import named_plans
from indicators.models import (
    ComparatorGroup,
    DefinitionChange,
    Framework,
    FrameworkLevel,
    FrameworkQuestion,
    FrameworkSection,
    Grade,
    IndicatorSet,
    JudgementArea,
    JudgementScheme,
    KeyThreshold,
    Neighbour,
    Priority,
    Purpose,
)


class SetForm(KeptForm):
    """A set of indicators."""

    class Meta:
        model = IndicatorSet
        fields = ["name", "description", "basis"]
        labels = {
            "name": "Name",
            "description": "What it is",
            "basis": "How it is known which indicators belong to it",
        }

    def clean_name(self) -> str:
        """Refuse the name of another set."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        others = IndicatorSet.objects.filter(name__iexact=name).exclude(pk=self.instance.pk)
        if others.exists():
            raise forms.ValidationError(f"“{name}” is in the list already.")
        return name


class OfPlan(KeptForm):
    """A row that names a plan by its short name, which is chosen by its title."""

    def narrow(self) -> None:
        """Offer the plans that there are, and the one that the row names."""
        label = str(self.fields["plan"].label)
        hidden = self.kept.hidden_plans
        seen = [(name, title) for name, title in named_plans() if name not in hidden]
        choices = [("", "Choose one"), *seen]
        named = self.instance.plan
        if named and named not in dict(choices):
            choices.append((named, named))
        self.fields["plan"] = forms.ChoiceField(
            label=label,
            choices=choices,
            initial=named,
            error_messages={
                "required": "Choose the plan",
                "invalid_choice": "Choose one of those shown",
            },
        )
        self.order_fields([*(self._meta.fields or ()), "place", "reason"])


class PriorityForm(OfPlan):
    """A priority of a plan, under which its indicators stand."""

    class Meta:
        model = Priority
        fields = ["plan", "number", "wording", "agreement", "plan_priorities", "outcomes", "note"]
        labels = {
            "plan": "Plan",
            "number": "Number",
            "wording": "Words",
            "agreement": "What of an agreement it serves",
            "plan_priorities": "What of another plan it serves",
            "outcomes": "Outcomes",
            "note": "Note",
        }


class PurposeForm(OfPlan):
    """What an indicator is meant to show working."""

    class Meta:
        model = Purpose
        fields = ["indicator", "plan", "number", "wording"]
        labels = {
            "indicator": "Indicator",
            "plan": "Plan",
            "number": "Number of the recommendation or priority",
            "wording": "What it is meant to show",
        }


class ChangeForm(KeptForm):
    """A day from which an indicator counts something else."""

    class Meta:
        model = DefinitionChange
        fields = ["indicator", "changed_on", "words"]
        field_classes = days("changed_on")
        labels = {"indicator": "Indicator", "changed_on": "From", "words": "What changed"}


class ThresholdForm(KeptForm):
    """A level of an indicator below which a judgement cannot be the best."""

    class Meta:
        model = KeyThreshold
        fields = ["indicator", "level", "wording", "in_force_from"]
        field_classes = days("in_force_from")
        labels = {
            "indicator": "Indicator",
            "level": "Level",
            "wording": "In words",
            "in_force_from": "In force from",
        }


class ComparatorGroupForm(KeptForm):
    """Whom the council is compared with."""

    class Meta:
        model = ComparatorGroup
        fields = ["name", "vintage", "source", "average"]
        labels = {
            "name": "Name",
            "vintage": "Of which year",
            "source": "Who says who belongs to it",
            "average": "How its figure is arrived at",
        }


class NeighbourForm(KeptForm):
    """An authority of a group."""

    class Meta:
        model = Neighbour
        fields = ["group", "name"]
        labels = {"group": "Group", "name": "Name of the authority"}


class JudgementSchemeForm(KeptForm):
    """A scale of grades."""

    class Meta:
        model = JudgementScheme
        fields = ["name", "best", "key_as_printed", "basis"]
        labels = {
            "name": "Name",
            "best": "Which grade is best",
            "key_as_printed": "Its key, as printed",
            "basis": "Where it is laid down",
        }


class GradeForm(KeptForm):
    """A grade of a scale; the first is the best."""

    class Meta:
        model = Grade
        fields = ["scheme", "code", "label", "basis"]
        labels = {
            "scheme": "Scale",
            "code": "Code, as printed",
            "label": "In words",
            "basis": "What it rests on, where the scale’s own words do not hold",
        }


class AreaForm(KeptForm):
    """What is judged again and again."""

    class Meta:
        model = JudgementArea
        fields = ["name", "outcome", "basis"]
        labels = {
            "name": "Name",
            "outcome": "Outcome that it stands for",
            "basis": "Which words are taken for it, and why",
        }


class FrameworkForm(KeptForm):
    """A self-assessment as a form."""

    class Meta:
        model = Framework
        fields = ["name", "introduction", "level_label"]
        labels = {
            "name": "Name",
            "introduction": "Introduction",
            "level_label": "What its levels are called",
        }


def fixed_by_issue(framework: Framework) -> str:
    """Say that an assessment under a framework was issued, so that its words stay."""
    if not framework.assessments.exclude(issued_on=None).exists():
        return ""
    return "A self-assessment under it was issued, so its words stay. Make another framework."


class OfFramework(KeptForm):
    """A part of a framework, to which nothing is added once an assessment under it was issued."""

    def clean_framework(self) -> Framework:
        """Refuse a framework whose words stay."""
        framework: Framework = self.cleaned_data["framework"]
        if fixed := fixed_by_issue(framework):
            raise forms.ValidationError(fixed)
        return framework


class FrameworkLevelForm(OfFramework):
    """A level of a framework's scale; the first is the lowest."""

    class Meta:
        model = FrameworkLevel
        fields = ["framework", "label", "basis"]
        labels = {"framework": "Framework", "label": "In words", "basis": "What it rests on"}


class FrameworkSectionForm(OfFramework):
    """A section of a framework."""

    class Meta:
        model = FrameworkSection
        fields = ["framework", "number", "title", "introduction"]
        labels = {
            "framework": "Framework",
            "number": "Number",
            "title": "Title",
            "introduction": "Introduction",
        }


class FrameworkQuestionForm(KeptForm):
    """Something that a framework asks."""

    class Meta:
        model = FrameworkQuestion
        fields = ["section", "reference", "kind", "part_of", "heading", "introduction", "text"]
        fields += ["prompts", "has_level", "figure_label"]
        labels = {
            "section": "Section",
            "reference": "Number or letter",
            "kind": "What it is",
            "part_of": "The question that it is a part of",
            "heading": "Heading",
            "introduction": "Introduction",
            "text": "What is asked",
            "prompts": "Prompts, one to a line",
            "has_level": "It is answered with a level",
            "figure_label": "The figure that is asked for",
        }

    def clean_section(self) -> FrameworkSection:
        """Refuse a section of a framework whose words stay."""
        section: FrameworkSection = self.cleaned_data["section"]
        if fixed := fixed_by_issue(section.framework):
            raise forms.ValidationError(fixed)
        return section

    def clean(self) -> dict[str, Any]:
        """Refuse to be a part of itself, or of a question of another section."""
        cleaned = super().clean()
        whole = cleaned.get("part_of")
        if whole is not None and whole.pk == self.instance.pk:
            self.add_error("part_of", "A question is no part of itself.")
        elif whole is not None and whole.section != cleaned.get("section"):
            self.add_error("part_of", "Choose a question of the same section.")
        return cleaned
