"""The rows of governance."""

from governance.models.committees import Committee, Membership
from governance.models.holidays import OneOffHoliday
from governance.models.meetings import AgendaItem, Attendance, Meeting, Minute, Resolution
from governance.models.packs import Pack, PackPart
from governance.models.papers import (
    EXEMPT_PARAGRAPHS,
    Appendix,
    Exemptible,
    PaperDoubt,
    PublicNote,
    Report,
    ReportVersion,
    ReviewStep,
    ScrutinyReview,
)

__all__ = [
    "EXEMPT_PARAGRAPHS",
    "AgendaItem",
    "Appendix",
    "Attendance",
    "Committee",
    "Exemptible",
    "Meeting",
    "Membership",
    "Minute",
    "OneOffHoliday",
    "Pack",
    "PackPart",
    "PaperDoubt",
    "PublicNote",
    "Report",
    "ReportVersion",
    "Resolution",
    "ReviewStep",
    "ScrutinyReview",
]
