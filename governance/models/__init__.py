"""The rows of governance."""

from governance.models.agendas import AgendaItem
from governance.models.appendices import Appendix
from governance.models.attendance import Attendance, Declaration, Movement
from governance.models.call_ins import CallIn
from governance.models.committees import AnnualCouncil, BodyOfficer, Committee, Membership
from governance.models.decision_records import DecisionRecord
from governance.models.exempt import (
    CONFIDENTIAL,
    EXEMPT_PARAGRAPHS,
    NO_PUBLIC_APPENDIX,
    NO_PUBLIC_TITLE,
    WITHHELD_AS,
    Exemptible,
)
from governance.models.forward_plan import ForwardPlanEntry
from governance.models.holidays import OneOffHoliday
from governance.models.meetings import Meeting
from governance.models.minutes import Minute
from governance.models.motions import Cast, Motion
from governance.models.pack_requests import PackRequest
from governance.models.packs import SIGN_OF_LIFE, Pack, PackPart
from governance.models.paper_notes import PaperNote
from governance.models.plan_records import PlanRecord, PlanRecordQuerySet
from governance.models.programme import ProgrammeItem
from governance.models.readings import ExemptReading
from governance.models.reports import (
    Clearance,
    PaperDoubt,
    PublicNote,
    Report,
    ReportForm,
    ReportVersion,
)
from governance.models.resolutions import Resolution
from governance.models.reviews import ReviewStep, ScrutinyReview
from governance.models.submissions import PublicSubmission
from governance.models.subscriptions import Subscription
from governance.models.take_downs import TakeDown

__all__ = [
    "CONFIDENTIAL",
    "EXEMPT_PARAGRAPHS",
    "NO_PUBLIC_APPENDIX",
    "NO_PUBLIC_TITLE",
    "SIGN_OF_LIFE",
    "WITHHELD_AS",
    "AgendaItem",
    "AnnualCouncil",
    "Appendix",
    "Attendance",
    "BodyOfficer",
    "CallIn",
    "Cast",
    "Clearance",
    "Committee",
    "DecisionRecord",
    "Declaration",
    "ExemptReading",
    "Exemptible",
    "ForwardPlanEntry",
    "Meeting",
    "Membership",
    "Minute",
    "Motion",
    "Movement",
    "OneOffHoliday",
    "Pack",
    "PackPart",
    "PackRequest",
    "PaperDoubt",
    "PaperNote",
    "PlanRecord",
    "PlanRecordQuerySet",
    "ProgrammeItem",
    "PublicNote",
    "PublicSubmission",
    "Report",
    "ReportForm",
    "ReportVersion",
    "Resolution",
    "ReviewStep",
    "ScrutinyReview",
    "Subscription",
    "TakeDown",
]
