"""What several views of governance begin with: who may enter, and which row is meant."""

from typing import Protocol

from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404

from governance.exempt.reader import READ_EXEMPT, reader_of
from governance.exempt.rows import readable
from governance.models import Appendix, Meeting, Report
from herefordshire_cs.lib.web.requests import SignedInRequest

# Whoever writes a minute, or looks after what it resolved, reads it though it is exempt.
MINUTING = ["governance.run_meetings", READ_EXEMPT]

may_read = permission_required("governance.read_meetings", raise_exception=True)
may_run = permission_required("governance.run_meetings", raise_exception=True)
may_minute = permission_required(MINUTING, raise_exception=True)
may_work_on_drafts = permission_required("governance.work_on_drafts", raise_exception=True)
may_write = permission_required("governance.write_report", raise_exception=True)


class HasCorrection(Protocol):
    """A form of what may have been issued already."""

    correction_follows: bool


def find_meeting(slug: str) -> Meeting:
    """Return a meeting with its committee and where it was approved, or answer 404."""
    rows = Meeting.objects.select_related("committee", "approved_at")
    return get_object_or_404(rows, slug=slug)


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
