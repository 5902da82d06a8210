"""The rows of governance."""

from governance.models.agendas import AgendaItem
from governance.models.appendices import Appendix
from governance.models.attendance import Attendance, Declaration
from governance.models.call_ins import CallIn
from governance.models.committees import AnnualCouncil, Committee, Membership
from governance.models.exempt import (
    EXEMPT_PARAGRAPHS,
    NO_PUBLIC_APPENDIX,
    NO_PUBLIC_TITLE,
    Exemptible,
)
from governance.models.forward_plan import ForwardPlanEntry
from governance.models.holidays import OneOffHoliday
from governance.models.meetings import Meeting
from governance.models.minutes import Minute
from governance.models.packs import SIGN_OF_LIFE, Pack, PackPart
from governance.models.plan_records import PlanRecord, PlanRecordQuerySet
from governance.models.programme import ProgrammeItem
from governance.models.reports import Clearance, PaperDoubt, PublicNote, Report, ReportVersion
from governance.models.resolutions import Resolution
from governance.models.reviews import ReviewStep, ScrutinyReview
from governance.models.submissions import PublicSubmission

__all__ = [
    "EXEMPT_PARAGRAPHS",
    "NO_PUBLIC_APPENDIX",
    "NO_PUBLIC_TITLE",
    "SIGN_OF_LIFE",
    "AgendaItem",
    "AnnualCouncil",
    "Appendix",
    "Attendance",
    "CallIn",
    "Clearance",
    "Committee",
    "Declaration",
    "Exemptible",
    "ForwardPlanEntry",
    "Meeting",
    "Membership",
    "Minute",
    "OneOffHoliday",
    "Pack",
    "PackPart",
    "PaperDoubt",
    "PlanRecord",
    "PlanRecordQuerySet",
    "ProgrammeItem",
    "PublicNote",
    "PublicSubmission",
    "Report",
    "ReportVersion",
    "Resolution",
    "ReviewStep",
    "ScrutinyReview",
]
