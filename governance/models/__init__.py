"""The rows of governance."""

from governance.models.committees import Committee, Membership
from governance.models.exempt import (
    EXEMPT_PARAGRAPHS,
    NO_PUBLIC_APPENDIX,
    NO_PUBLIC_TITLE,
    Exemptible,
    open_item,
    open_minute,
)
from governance.models.holidays import OneOffHoliday
from governance.models.meetings import (
    AgendaItem,
    Attendance,
    Declaration,
    Meeting,
    Minute,
    Resolution,
)
from governance.models.packs import SIGN_OF_LIFE, Pack, PackPart
from governance.models.papers import (
    Appendix,
    Clearance,
    PaperDoubt,
    PublicNote,
    Report,
    ReportVersion,
    ReviewStep,
    ScrutinyReview,
)
from governance.models.programme import (
    AnnualCouncil,
    CallIn,
    ForwardPlanEntry,
    ProgrammeItem,
    PublicSubmission,
)

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
    "ProgrammeItem",
    "PublicNote",
    "PublicSubmission",
    "Report",
    "ReportVersion",
    "Resolution",
    "ReviewStep",
    "ScrutinyReview",
    "open_item",
    "open_minute",
]
