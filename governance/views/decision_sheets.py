"""Decision sheets: read and issued by a clerk, and public once they are issued."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.exempt.reader import PUBLIC, reader_of
from governance.models import Meeting, PackPart
from governance.presenters.decision_sheets import DecisionSheet, build_sheet
from governance.presenters.published_copies import TakenDown, refuse_taken_down
from governance.presenters.register import NotPublic, published_meeting
from governance.services.decision_sheets import NothingDecided, issue_sheet
from governance.tasks.decision_sheets import ask_for_sheet, kept_sheet
from governance.views.guards import find_meeting, may_minute, may_read
from governance.views.minute_taking import REFUSED
from governance.views.register import gone_page
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.asking import TooManyAsked
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import attempt
from herefordshire_cs.lib.web.downloads import send_word
from herefordshire_cs.lib.web.requests import SignedInRequest

NOTHING = "Nothing that was resolved is minuted yet, so there is no sheet to issue."


@require_safe
@may_read
def decisions(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the decision sheet of a meeting."""
    sheet = found_sheet(request, slug)
    return render(request, "governance/decision_sheets/sheet.html", {"sheet": sheet})


@require_http_methods(["GET", "HEAD", "POST"])
@may_read
def decisions_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send the sheet as it is printed; where it was not printed yet a POST has it printed."""
    sheet = found_sheet(request, slug)
    if request.method == "POST":
        try:
            wait_for_sheet(sheet, asked_by=request.user)
        except TooManyAsked as refused:
            messages.error(request, str(refused))
        return redirect("decisions-pdf", slug)
    if found := kept_sheet(sheet):
        return sent_sheet(sheet, found)
    return render(request, "governance/decision_sheets/print_offer.html", {"sheet": sheet})


@require_POST
@may_minute
@proved_again
def decisions_issue(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say that the decision sheet is out."""
    row = find_meeting(request, slug)
    attempt(
        request,
        lambda: issue_sheet(meeting=row, on=clock.today()),
        refused={**REFUSED, NothingDecided: NOTHING},
        said="The decision sheet is out.",
    )
    return redirect("decisions", slug)


@require_safe
@login_not_required
def papers_decision_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the decision sheet of a public meeting, once it is issued."""
    try:
        sheet = public_sheet(slug)
    except TakenDown as down:
        return gone_page(request, down.gone)
    return render(request, "governance/register/decision_sheet.html", {"sheet": sheet})


@require_safe
@login_not_required
def papers_decision_sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the decision sheet of a public meeting; it is printed when it is first asked for."""
    try:
        sheet = public_sheet(slug)
    except TakenDown as down:
        return gone_page(request, down.gone)
    if found := kept_sheet(sheet) or wait_for_sheet(sheet, asked_by=None):
        return sent_sheet(sheet, found)
    context = {"sheet": sheet, "silence": silence(DOCUMENTS, at=clock.now())}
    return render(request, "governance/decision_sheets/printing.html", context, status=202)


def found_sheet(request: SignedInRequest, slug: str) -> DecisionSheet:
    """Return the sheet of a meeting for who is signed in: an issued one, or one in draft.

    Drafts are there for those who read draft minutes.
    """
    row = find_meeting(request, slug)
    reader = reader_of(request.user)
    is_out = row.decisions_issued_on or row.state == Meeting.State.MINUTES_APPROVED
    sheet = build_sheet(row, reader=reader)
    if not sheet.decisions or not (is_out or reader.reads_draft_minutes):
        raise Http404
    return sheet


def public_sheet(slug: str) -> DecisionSheet:
    """Return the sheet of a meeting for anybody, once it is issued.

    Raises TakenDown where the minutes are taken down: it says what they say.
    """
    try:
        row = published_meeting(slug)
    except NotPublic as error:
        raise Http404 from error
    if row.decisions_issued_on is None:
        raise Http404
    refuse_taken_down(row)
    return build_sheet(row, reader=PUBLIC)


def wait_for_sheet(sheet: DecisionSheet, *, asked_by: User | None) -> PackPart | None:
    """Have a sheet printed, and wait for it as long as a reader would."""
    ask_for_sheet(sheet, as_of=clock.today(), asked_by=asked_by, asked_at=clock.now())
    patience = time.monotonic() + settings.DOCUMENT_PATIENCE_SECONDS
    found = kept_sheet(sheet)
    while found is None and time.monotonic() < patience:
        time.sleep(0.1)
        found = kept_sheet(sheet)
    return found


def sent_sheet(sheet: DecisionSheet, found: PackPart) -> HttpResponse:
    """Send the print of a sheet."""
    return HttpResponse(
        bytes(found.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="decisions-{sheet.head.slug}.pdf"'},
    )


@require_safe
@may_read
def decisions_docx(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send a meeting's decision sheet as a Word file, under the rule of its page."""
    return sent_as_word(found_sheet(request, slug))


@require_safe
@login_not_required
def papers_decision_sheet_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """Send the decision sheet of a public meeting to anybody as a Word file."""
    return sent_as_word(public_sheet(slug))


def sent_as_word(sheet: DecisionSheet) -> HttpResponse:
    """Send a sheet as a Word file."""
    head = f"{sheet.head.committee}, {day_in_words(sheet.head.held_on)}"
    return send_word(
        sheet.template_name,
        {"report": sheet},
        title=f"Decisions of {head}",
        head=head,
        made_on=sheet.head.held_on,
        name=f"decisions-{sheet.head.slug}",
    )
