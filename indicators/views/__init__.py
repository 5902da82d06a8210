"""Reads the request and the clock, calls one verb or one builder, answers."""

from indicators.views.documents import (
    document,
    document_file,
    documents,
    issue,
    report,
    report_pdf,
)
from indicators.views.entering import (
    entry,
    entry_choose,
    loading,
    outturn_file,
    outturn_file_load,
)
from indicators.views.reading import due, indicators, judgements, limits, neighbours, readings
from indicators.views.saying import commentary_approve, commentary_new, target_new

__all__ = [
    "commentary_approve",
    "commentary_new",
    "document",
    "document_file",
    "documents",
    "due",
    "entry",
    "entry_choose",
    "indicators",
    "issue",
    "judgements",
    "limits",
    "loading",
    "neighbours",
    "outturn_file",
    "outturn_file_load",
    "readings",
    "report",
    "report_pdf",
    "target_new",
]
