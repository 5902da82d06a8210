"""Reads the request and the clock, calls one verb or one builder, answers."""

from actionplan.views.documents import document, document_file, report, report_pdf, reports
from actionplan.views.reading import (
    action,
    actions,
    doubts,
    evidence,
    officer,
    officers,
    plan,
    plans,
    recommendation,
    search,
    timeline,
)
from actionplan.views.writing import (
    action_reopen,
    by_when_new,
    doubt_settle,
    moderation_new,
    moderation_withdraw,
    my_actions,
    progress_update_new,
    recommendation_moderation_new,
)

__all__ = [
    "action",
    "action_reopen",
    "actions",
    "by_when_new",
    "document",
    "document_file",
    "doubt_settle",
    "doubts",
    "evidence",
    "moderation_new",
    "moderation_withdraw",
    "my_actions",
    "officer",
    "officers",
    "plan",
    "plans",
    "progress_update_new",
    "recommendation",
    "recommendation_moderation_new",
    "report",
    "report_pdf",
    "reports",
    "search",
    "timeline",
]
