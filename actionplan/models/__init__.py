"""Rows, their constraints, and the questions that can be asked of them."""

from actionplan.models.actions import (
    Action,
    ActionByWhen,
    ActionQuerySet,
    ActionRole,
    Milestone,
    SuccessCriterion,
)
from actionplan.models.arrangements import Arrangement, Keeping
from actionplan.models.assurance import AssuranceEntry, AssuranceLink
from actionplan.models.by_whens import ByWhenRequest
from actionplan.models.closings import CarriedOn, PlanClosing
from actionplan.models.completions import CompletionClaim
from actionplan.models.disputes import Dispute, DisputeQuerySet
from actionplan.models.documents import Document
from actionplan.models.evidence import (
    Evidence,
    EvidenceAcceptance,
    EvidenceLink,
    EvidenceLinkQuerySet,
    EvidenceQuerySet,
    EvidenceRequest,
    EvidenceVersion,
)
from actionplan.models.implications import Implication, PlanLink, ProjectArea
from actionplan.models.imports import PlanFile
from actionplan.models.milestones import MilestoneCompletion
from actionplan.models.narrative import NarrativeItem, NarrativeSection
from actionplan.models.occasions import ReportingOccasion, ReportingOccasionQuerySet
from actionplan.models.officers import Officer, Organisation
from actionplan.models.partner_links import PartnerLink
from actionplan.models.people import Deputy, JobShare, Workplace
from actionplan.models.periodic_reports import (
    PeriodicReport,
    PeriodicReportDocument,
    PeriodicReportQuerySet,
)
from actionplan.models.plan_access import PlanAccessChange
from actionplan.models.plans import (
    GlossaryTerm,
    Plan,
    PlanQuerySet,
    PlanSection,
    Recommendation,
    ReportingLine,
    SourceDocument,
    UrgencyGroup,
)
from actionplan.models.progress import Doubt, DoubtQuerySet, Moderation, ProgressUpdate
from actionplan.models.projects import EnvironmentalImpact, MajorProject
from actionplan.models.promises import Promise, PromiseQuerySet
from actionplan.models.rating_schemes import RatingLevel, RatingScheme
from actionplan.models.requests import AskedRowQuerySet
from actionplan.models.rewordings import Rewording
from actionplan.models.risks import (
    RegisterDocument,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskBand,
    RiskClosing,
    RiskDoubt,
    RiskLink,
    RiskQuerySet,
    RiskRegister,
    RiskScale,
    RiskSignOff,
)
from actionplan.models.rounds import ReportingRound, RoundChase, RoundStatement
from actionplan.models.standings import Standing, StandingQuerySet
from actionplan.models.update_requests import (
    Escalation,
    EscalationStep,
    UpdateRequest,
    UpdateRequestQuerySet,
)

__all__ = [
    "Action",
    "ActionByWhen",
    "ActionQuerySet",
    "ActionRole",
    "Arrangement",
    "AskedRowQuerySet",
    "AssuranceEntry",
    "AssuranceLink",
    "ByWhenRequest",
    "CarriedOn",
    "CompletionClaim",
    "Deputy",
    "Dispute",
    "DisputeQuerySet",
    "Document",
    "Doubt",
    "DoubtQuerySet",
    "EnvironmentalImpact",
    "Escalation",
    "EscalationStep",
    "Evidence",
    "EvidenceAcceptance",
    "EvidenceLink",
    "EvidenceLinkQuerySet",
    "EvidenceQuerySet",
    "EvidenceRequest",
    "EvidenceVersion",
    "GlossaryTerm",
    "Implication",
    "JobShare",
    "Keeping",
    "MajorProject",
    "Milestone",
    "MilestoneCompletion",
    "Moderation",
    "NarrativeItem",
    "NarrativeSection",
    "Officer",
    "Organisation",
    "PartnerLink",
    "PeriodicReport",
    "PeriodicReportDocument",
    "PeriodicReportQuerySet",
    "Plan",
    "PlanAccessChange",
    "PlanClosing",
    "PlanFile",
    "PlanLink",
    "PlanQuerySet",
    "PlanSection",
    "ProgressUpdate",
    "ProjectArea",
    "Promise",
    "PromiseQuerySet",
    "RatingLevel",
    "RatingScheme",
    "Recommendation",
    "RegisterDocument",
    "ReportingLine",
    "ReportingOccasion",
    "ReportingOccasionQuerySet",
    "ReportingRound",
    "Rewording",
    "Risk",
    "RiskAcceptance",
    "RiskAssessment",
    "RiskBand",
    "RiskClosing",
    "RiskDoubt",
    "RiskLink",
    "RiskQuerySet",
    "RiskRegister",
    "RiskScale",
    "RiskSignOff",
    "RoundChase",
    "RoundStatement",
    "SourceDocument",
    "Standing",
    "StandingQuerySet",
    "SuccessCriterion",
    "UpdateRequest",
    "UpdateRequestQuerySet",
    "UrgencyGroup",
    "Workplace",
]
