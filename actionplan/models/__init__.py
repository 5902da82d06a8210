"""Rows, their constraints, and the questions that can be asked of them."""

from actionplan.models.documents import Document
from actionplan.models.people import Officer, Organisation
from actionplan.models.plan import (
    Action,
    ActionByWhen,
    ActionQuerySet,
    ActionRole,
    GlossaryTerm,
    Milestone,
    Plan,
    PlanQuerySet,
    PlanSection,
    RatingDefinition,
    RatingScheme,
    Recommendation,
    ReportingLine,
    ReportingOccasion,
    SourceDocument,
    SuccessCriterion,
    UrgencyGroup,
)
from actionplan.models.progress import Doubt, Evidence, Moderation, ProgressUpdate
from actionplan.models.standings import Standing, StandingQuerySet

__all__ = [
    "Action",
    "ActionByWhen",
    "ActionQuerySet",
    "ActionRole",
    "Document",
    "Doubt",
    "Evidence",
    "GlossaryTerm",
    "Milestone",
    "Moderation",
    "Officer",
    "Organisation",
    "Plan",
    "PlanQuerySet",
    "PlanSection",
    "ProgressUpdate",
    "RatingDefinition",
    "RatingScheme",
    "Recommendation",
    "ReportingLine",
    "ReportingOccasion",
    "SourceDocument",
    "Standing",
    "StandingQuerySet",
    "SuccessCriterion",
    "UrgencyGroup",
]
