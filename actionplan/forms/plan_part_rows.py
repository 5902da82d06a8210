"""A row of each list that a plan is made of, as its owner types it."""

from typing import Any

from django import forms

from actionplan.models import (
    Action,
    EnvironmentalImpact,
    GlossaryTerm,
    Implication,
    MajorProject,
    NarrativeItem,
    NarrativeSection,
    Officer,
    PlanLink,
    PlanSection,
    ProjectArea,
    Recommendation,
    ReportingLine,
    SuccessCriterion,
    UrgencyGroup,
)
from herefordshire_cs.kept.forms import KeptForm, days


class SectionForm(KeptForm):
    """A paragraph of a plan's introduction, a task or what enables the tasks."""

    class Meta:
        model = PlanSection
        fields = ["kind", "heading", "text"]
        labels = {"kind": "What it is", "heading": "Heading", "text": "Words"}


class GroupForm(KeptForm):
    """A group of recommendations."""

    class Meta:
        model = UrgencyGroup
        fields = ["name", "starts_on", "ends_on", "remark"]
        field_classes = days("starts_on", "ends_on")
        labels = {"name": "Name", "starts_on": "From", "ends_on": "To", "remark": "Remark"}

    def clean(self) -> dict[str, Any]:
        """Refuse a span that ends before it begins."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "It ends before it begins. Type a later day.")
        return cleaned


class ReportingLineForm(KeptForm):
    """Who reports to whom, how often and what."""

    class Meta:
        model = ReportingLine
        fields = ["reports", "reports_to", "frequency", "what", "report_kind"]
        fields += ["action_reference", "remark"]
        labels = {
            "reports": "Who reports",
            "reports_to": "To whom",
            "frequency": "How often",
            "what": "What is reported",
            "report_kind": "The report that keeps it",
            "action_reference": "The action whose notes speak of it",
            "remark": "Remark",
        }

    def clean_action_reference(self) -> str:
        """Refuse the reference of an action that the plan does not have."""
        reference = " ".join(str(self.cleaned_data["action_reference"]).split())
        actions = Action.objects.filter(plan=self.of, reference=reference)
        if reference and not actions.exists():
            raise forms.ValidationError(f"The plan has no action {reference}.")
        return reference


class TermForm(KeptForm):
    """An abbreviation and what it means."""

    class Meta:
        model = GlossaryTerm
        fields = ["term", "meaning", "remark"]
        labels = {"term": "Term", "meaning": "What it means", "remark": "Remark"}


class NarrativeForm(KeptForm):
    """A section of what the plan tells of itself."""

    class Meta:
        model = NarrativeSection
        fields = ["chapter", "number", "heading", "text", "holds"]
        labels = {
            "chapter": "Chapter",
            "number": "Number",
            "heading": "Heading",
            "text": "Words",
            "holds": "What stands under its words",
        }


class NarrativeItemForm(KeptForm):
    """A line of a list under a section."""

    class Meta:
        model = NarrativeItem
        fields = ["section", "label", "text"]
        labels = {"section": "Section", "label": "What it stands under", "text": "Words"}

    def narrow(self) -> None:
        """Offer the sections of the plan."""
        self.fields["section"].queryset = NarrativeSection.objects.filter(plan=self.of)  # type: ignore[attr-defined]


class ProjectForm(KeptForm):
    """A major project and its two managers, in words and as names of the plan."""

    class Meta:
        model = MajorProject
        fields = ["title", "description", "accountable_as_written", "accountable"]
        fields += ["lead_as_written", "lead"]
        labels = {
            "title": "Title",
            "description": "What it is",
            "accountable_as_written": "Who answers for it",
            "accountable": "Their name in plans",
            "lead_as_written": "Who leads it",
            "lead": "The lead’s name in plans",
        }

    def narrow(self) -> None:
        """Offer the names that are there today."""
        for name in ("accountable", "lead"):
            self.fields[name].queryset = Officer.objects.order_by("initials")  # type: ignore[attr-defined]


class ImpactForm(KeptForm):
    """An activity that bears on the environment."""

    class Meta:
        model = EnvironmentalImpact
        fields = ["activity", "impact", "significance", "legal_status", "procedures", "targets"]
        labels = {
            "activity": "Activity",
            "impact": "Impact",
            "significance": "Significance",
            "legal_status": "What the law says",
            "procedures": "Procedures",
            "targets": "Targets",
        }


class OfRecommendation(KeptForm):
    """A row that stands by one of the plan's recommendations."""

    def narrow(self) -> None:
        """Offer the recommendations of the plan, under the plan's word for them."""
        field = self.fields["recommendation"]
        field.queryset = Recommendation.objects.filter(plan=self.of)  # type: ignore[attr-defined]


class AreaForm(OfRecommendation):
    """What stands between a recommendation and its actions."""

    class Meta:
        model = ProjectArea
        fields = ["recommendation", "name", "accountable_as_written", "lead_as_written"]
        labels = {
            "recommendation": "Where it stands",
            "name": "Name",
            "accountable_as_written": "Who answers for it",
            "lead_as_written": "Who leads it",
        }


class LinkForm(OfRecommendation):
    """What of another plan a recommendation serves."""

    class Meta:
        model = PlanLink
        fields = ["recommendation", "kind", "text", "outcome"]
        labels = {
            "recommendation": "Where it stands",
            "kind": "What it serves",
            "text": "Words",
            "outcome": "Outcome beside it",
        }


class ImplicationForm(OfRecommendation):
    """What a recommendation costs, asks of staff or puts at risk."""

    class Meta:
        model = Implication
        fields = ["recommendation", "kind", "text"]
        labels = {"recommendation": "Where it stands", "kind": "What it is", "text": "Words"}


class CriterionForm(OfRecommendation):
    """How it will be known that a recommendation is met."""

    class Meta:
        model = SuccessCriterion
        fields = ["recommendation", "text"]
        labels = {"recommendation": "Where it stands", "text": "Words"}
