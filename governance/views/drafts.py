"""Reports as they are written: begun, saved and read version by version."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.marks import exemption_of
from governance.exempt.reader import Reader, reader_of
from governance.exempt.rows import readable
from governance.forms.clearance import SeenForm, StartForm, VerdictForm
from governance.forms.drafts import DraftForm
from governance.lists.drafts import DraftTable, listed
from governance.models import Report, ReportVersion
from governance.models.clearance import asked_of, fetched
from governance.models.reports import newest_version
from governance.presenters.drafts import build_draft_page, build_drafts
from governance.presenters.public_reports import public_paper
from governance.presenters.reports import version_paper
from governance.presenters.version_changes import changes_between
from governance.services import clearance, readings
from governance.services import drafts as services
from governance.views.guards import may_work_on_drafts, may_write
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.unsent import offer
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.lists import Asked, answer_table, list_form
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords
from herefordshire_cs.lib.web.form_rows import unjudged
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

NOT_OPEN = "The report is not open for writing as it stands."

NOT_AWAITED = "The report does not wait for this clearance from you."
CLOSED: dict[type[Exception], str] = {
    services.NotOpen: "The report is in another state by now, so nothing was done.",
    services.IssuedAlready: "A pack that was issued holds the report, and it stays as it is.",
    services.NotTheirs: (
        "Its author writes on this report, or a clerk or a director does. Ask one of them, or"
        " return it with a note."
    ),
}


def saved_meanwhile(found: services.SavedMeanwhile) -> str:
    """Say who saved another version than the one that was read."""
    by = f" by {found.version.saved_by.name}" if found.version.saved_by else ""
    return f"Version {found.version.number} was saved meanwhile{by}. Read it, then decide."


def lacking(found: clearance.NotReady) -> str:
    """Say what a report still needs before it can be sent."""
    return f"Before it can be sent it needs {list_in_words(found.lacks)}."


REFUSED: RefusalsInWords = {
    **CLOSED,
    services.SavedMeanwhile: saved_meanwhile,
    clearance.NotReady: lacking,
    clearance.NotAwaited: NOT_AWAITED,
    clearance.ReturnedUnchanged: (
        "This version was returned. Mend it and save it first: then it can be sent again."
    ),
    clearance.OwnReport: "You wrote this report, so somebody else has to clear it.",
    clearance.ClearedOtherwise: (
        "You cleared this version already for something else, so somebody else has to clear it"
        " for this."
    ),
}


@require_safe
@may_work_on_drafts
def drafts(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """List the reports in hand: one's own, those that wait for one, the others, the cleared."""
    found = build_drafts(request.user, as_of=clock.today())
    form = list_form(DraftTable, request.GET)
    table = DraftTable(listed(found), day=as_at(request).shown, asked=Asked.of(form))
    return answer_table(
        request,
        "governance/drafts/drafts.html",
        table,
        {"drafts": found, "form": form},
        file=f"reports-in-hand-{clock.today().isoformat()}",
        right="governance.work_on_drafts",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_write
def draft_new(request: SignedInRequest) -> HttpResponse:
    """Begin a report."""
    reader = reader_of(request.user)
    form = StartForm(request.POST or None, as_of=clock.today(), reader=reader)
    if request.method == "POST" and form.is_valid():
        found = form.cleaned_data
        row = services.start(
            author=request.user,
            form=found["form"],
            title=found["title"],
            meeting=found["meeting"],
            marking=form.marking(),
        )
        messages.success(request, "The report is begun. Nothing in it is saved yet.")
        return redirect("draft-edit", row.slug)
    return render(request, "governance/drafts/new.html", {"form": form})


@require_safe
@may_work_on_drafts
def draft(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show where a report stands."""
    row = find(request.user, slug)
    return show(request, row)


def show(
    request: SignedInRequest, row: Report, verdict: VerdictForm | None = None
) -> HttpResponse:
    """Show a report, with what is wrong with a verdict, if one was given."""
    page = build_draft_page(row, request.user)
    initial = {"seen": page.line.version}
    context: dict[str, Any] = {"page": page, "seen_form": SeenForm(initial=initial, auto_id=False)}
    if page.may_clear:
        form = verdict or VerdictForm(
            kinds=page.may_clear,
            called=dict(asked_of(row)),
            initial=initial,
        )
        context["form"] = form
    return render(request, "governance/drafts/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_write
def draft_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a report; each save is its next version."""
    row = find(request.user, slug)
    unsent = offer(request)
    if request.method == "GET" and exemption_of(row):
        readings.record_report(row, user=request.user, at=clock.now(), is_draft=True)
    form = draft_form(request, row, request.POST or unsent.data)
    if unsent.data:
        unjudged(form)
    if "edit" not in build_draft_page(row, request.user).may:
        if request.method == "POST":  # somebody took it further meanwhile
            return show_unsaved(request, row, form)
        messages.error(request, NOT_OPEN)
        return redirect("draft", row.slug)
    if request.method == "POST" and form.is_valid():
        try:
            return save(request, row, form)
        except services.SavedMeanwhile as found:
            return show_both(request, slug, found)
        except tuple(CLOSED) as refused:
            messages.error(request, CLOSED[type(refused)])
    context = {"form": form, "report": row, "exemption": exemption_of(row), "unsent": unsent}
    return render(request, "governance/drafts/edit.html", context)


def show_unsaved(request: SignedInRequest, row: Report, form: DraftForm) -> HttpResponse:
    """Say that a report is not open for writing, and keep what was typed in its boxes."""
    form.add_error(None, f"{NOT_OPEN} What you typed is kept in the boxes, and is not saved.")
    context = {
        "form": form,
        "report": row,
        "exemption": exemption_of(row),
        "unsent": offer(request),
    }
    return render(request, "governance/drafts/edit.html", context, status=409)


def draft_form(request: SignedInRequest, row: Report, data: Any = None) -> DraftForm:
    """Return the boxes of a report over its version in hand."""
    return DraftForm(
        data,
        report=row,
        version=newest_version(row),
        as_of=clock.today(),
        reader=reader_of(request.user),
    )


def save(request: SignedInRequest, row: Report, form: DraftForm) -> HttpResponse:
    """Save the next version, and say so."""
    version = services.save(
        report=row,
        text=form.text(),
        meeting=form.cleaned_data.get("meeting", row.meeting),
        seen=form.cleaned_data["seen"],
        author=request.user,
        at=clock.now(),
    )
    if version is None:
        messages.info(request, "It says what the version before it says, so none was added.")
    else:
        messages.success(request, f"Version {version.number} is saved.")
    for said in form.left_out():
        messages.info(request, said)
    return redirect("draft-edit" if "go_on" in request.POST else "draft", row.slug)


def show_both(request: SignedInRequest, slug: str, found: services.SavedMeanwhile) -> HttpResponse:
    """Show what somebody else saved meanwhile, and keep what was typed for another save."""
    row = find(request.user, slug)
    data = request.POST.copy()
    data["seen"] = str(found.version.number)
    context = {
        "form": draft_form(request, row, data),
        "report": row,
        "exemption": exemption_of(row),
        "unsent": offer(request),
        "meanwhile": found.version,
        "paper": version_paper(row, found.version),
    }
    return render(request, "governance/drafts/edit.html", context, status=409)


@require_safe
@may_work_on_drafts
def draft_version(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show a version as it is read and printed."""
    row = find(request.user, slug)
    version = get_object_or_404(row.versions.select_related("saved_by"), number=number)
    paper = version_paper(row, version)
    is_told = own_reader(request.user, row).reads_exempt
    if is_told or exemption_of(row):
        readings.record_report(row, user=request.user, at=clock.now(), is_draft=True)
    if not is_told:
        paper = public_paper(paper)
    newest = newest_version(row)
    context = {
        "report": row,
        "paper": paper,
        "version": version,
        "is_newest": newest is not None and newest.pk == version.pk,
    }
    if is_told or not exemption_of(row):
        context |= compared(request, row, version)
    return render(request, "governance/drafts/version.html", context)


def compared(request: SignedInRequest, row: Report, version: ReportVersion) -> dict[str, object]:
    """Return what changed since an earlier version: the one asked for, or else the one before."""
    earlier = sorted(
        (each for each in row.versions.all() if each.number < version.number),
        key=lambda each: each.number,
    )
    if not earlier:
        return {}
    asked = request.GET.get("since", "")
    since = next((each for each in earlier if str(each.number) == asked), earlier[-1])
    return {
        "earlier": earlier,
        "since": since,
        "changes": changes_between(since, version),
        "is_asked": since is not earlier[-1] or bool(asked),
    }


def own_reader(user: User, row: Report) -> Reader:
    """Return what a user may be told of the body that a report is for."""
    return reader_of(user).of(row.meeting.committee_id if row.meeting else None)


def find(user: User, slug: str) -> Report:
    """Return a report that a user may read, with all that was said of it; else there is none."""
    rows = fetched(readable(Report.objects.all(), reader_of(user))).prefetch_related("appendices")
    return get_object_or_404(rows, slug=slug)
