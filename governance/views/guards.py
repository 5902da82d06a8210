"""What several views of governance begin with: who may enter, and which row is meant."""

from typing import Protocol

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect

from governance.exempt.reader import READ_EXEMPT, reader_of
from governance.exempt.rows import readable, visible
from governance.models import Appendix, Committee, Meeting, Report
from herefordshire_cs.lib.web.requests import SignedInRequest

# Whoever writes a minute, or looks after what it resolved, reads it though it is exempt.
MINUTING = ["governance.run_meetings", READ_EXEMPT]

may_read = permission_required("governance.read_meetings", raise_exception=True)
may_run = permission_required("governance.run_meetings", raise_exception=True)
may_keep_bodies = permission_required("governance.keep_bodies", raise_exception=True)
may_minute = permission_required(MINUTING, raise_exception=True)
may_work_on_drafts = permission_required("governance.work_on_drafts", raise_exception=True)
may_write = permission_required("governance.write_report", raise_exception=True)


class HasCorrection(Protocol):
    """A form of what may have been issued already."""

    correction_follows: bool


def find_body(request: SignedInRequest, slug: str) -> Committee:
    """Return a body; a private one is not there for those who do not belong to it."""
    rows = visible(Committee.objects.select_related("report_form"), reader_of(request.user))
    return get_object_or_404(rows, slug=slug)


def ask_about_additions(meeting: Meeting | None) -> HttpResponse | None:
    """Lead to the question what becomes of what is added to a meeting that was kept public.

    None where there is nothing to ask, or somebody answered.
    """
    if meeting is None or not meeting.asks_about_additions:
        return None
    return redirect("meeting-additions", meeting.slug)


def find_meeting(request: SignedInRequest, slug: str) -> Meeting:
    """Return a meeting with its committee and where it was approved, under the same rule."""
    rows = Meeting.objects.select_related("committee", "approved_at")
    return get_object_or_404(visible(rows, reader_of(request.user)), slug=slug)


def find_report(request: SignedInRequest, slug: str, report: str) -> Report:
    """Return a report of a meeting; an exempt one is not there for those who may not read it."""
    reports = Report.objects.select_related("meeting__committee")
    rows = readable(reports, reader_of(request.user))
    return get_object_or_404(rows, slug=report, meeting__slug=slug)


def find_appendix(request: SignedInRequest, row: Report, pk: int) -> Appendix:
    """Return an appendix of a report, under the same rule."""
    appendices = row.appendices.select_related("report")
    return get_object_or_404(readable(appendices, reader_of(request.user)), pk=pk)


def corrections_owed(form: HasCorrection, what: str) -> list[str]:
    """Return what is to be done after a change of what was issued; ``what`` is its kind."""
    if not form.correction_follows:
        return []
    return [
        f"Now build a pack that says what it corrects: those issued hold the {what} as it was."
    ]
