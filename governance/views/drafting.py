"""Pages on which reports are written, cleared and locked."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.forms.clearing import SeenForm, StartForm, VerdictForm
from governance.forms.drafting import DraftForm
from governance.models import Report
from governance.presenters.clearing import fetched
from governance.presenters.drafting import build_draft_page, build_drafts
from governance.presenters.papers import newest_version, version_paper
from governance.presenters.public import public_paper
from governance.services import drafting as services
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest

may_read = permission_required("governance.work_on_drafts", raise_exception=True)
may_write = permission_required("governance.write_report", raise_exception=True)
may_run = permission_required("governance.run_meetings", raise_exception=True)
NOT_OPEN = "The report is not open for writing as it stands."
REFUSED: dict[type[Exception], str] = {
    services.NotOpen: "The report is in another state by now, so nothing was done.",
    services.Issued: "A pack that was issued holds the report, and it stays as it is.",
    services.OwnReport: "You wrote this report, so somebody else has to clear it.",
    services.ClearedOtherwise: (
        "You cleared this version already for something else, so somebody else has to clear it"
        " for this."
    ),
    services.NotTheirs: (
        "Its author writes on this report, or a clerk or a director does. Ask one of them, or"
        " return it with a note."
    ),
    services.NotAwaited: "The report does not wait for this clearance from you.",
}


@require_safe
@may_read
def drafts(request: SignedInRequest) -> HttpResponse:
    """List the reports in hand: one's own, those that wait for one, the others, the cleared."""
    found = build_drafts(request.user, as_of=clock.today())
    return render(request, "governance/drafts/index.html", {"drafts": found})


@require_http_methods(["GET", "HEAD", "POST"])
@may_write
def draft_new(request: SignedInRequest) -> HttpResponse:
    """Begin a report."""
    form = StartForm(request.POST or None, as_of=clock.today())
    if request.method == "POST" and form.is_valid():
        row = services.start(author=request.user, **form.cleaned_data)
        messages.success(request, "The report is begun. Nothing in it is saved yet.")
        return redirect("draft-edit", row.slug)
    return render(request, "governance/drafts/new.html", {"form": form})


@require_safe
@may_read
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
        form = verdict or VerdictForm(kinds=page.may_clear, initial=initial)
        context["form"] = form
    return render(request, "governance/drafts/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_write
def draft_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Write a report; each save is its next version."""
    row = find(request.user, slug)
    form = draft_form(row, request.POST or None)
    if "edit" not in build_draft_page(row, request.user).may:
        if request.method == "POST":  # somebody took it further meanwhile
            return show_unsaved(request, row, form)
        messages.error(request, NOT_OPEN)
        return redirect("draft", row.slug)
    if request.method == "POST" and form.is_valid():
        try:
            return keep(request, row, form)
        except services.SavedMeanwhile as found:
            return show_both(request, slug, found)
        except tuple(REFUSED) as refused:
            messages.error(request, REFUSED[type(refused)])
    return render(request, "governance/drafts/edit.html", {"form": form, "report": row})


def show_unsaved(request: SignedInRequest, row: Report, form: DraftForm) -> HttpResponse:
    """Say that a report is not open for writing, and keep what was typed in its boxes."""
    form.add_error(None, f"{NOT_OPEN} What you typed is kept in the boxes, and is not saved.")
    context = {"form": form, "report": row}
    return render(request, "governance/drafts/edit.html", context, status=409)


def draft_form(row: Report, data: Any = None) -> DraftForm:
    """Return the boxes of a report over its version in hand."""
    return DraftForm(data, report=row, version=newest_version(row), as_of=clock.today())


def keep(request: SignedInRequest, row: Report, form: DraftForm) -> HttpResponse:
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
        "form": draft_form(row, data),
        "report": row,
        "meanwhile": found.version,
        "paper": version_paper(row, found.version),
    }
    return render(request, "governance/drafts/edit.html", context, status=409)


@require_safe
@may_read
def draft_version(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Show a version as it is read and printed."""
    row = find(request.user, slug)
    version = get_object_or_404(row.versions.select_related("saved_by"), number=number)
    paper = version_paper(row, version)
    if not request.user.has_perm("governance.read_exempt"):
        paper = public_paper(paper)
    newest = newest_version(row)
    context = {
        "report": row,
        "paper": paper,
        "version": version,
        "is_newest": newest is not None and newest.pk == version.pk,
    }
    return render(request, "governance/drafts/version.html", context)


@require_POST
@may_write
def draft_send(request: SignedInRequest, slug: str) -> HttpResponse:
    """Send a report for clearance."""
    row = find(request.user, slug)
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else -1
    said = "It is sent, and waits for finance, legal and director’s clearance."
    return attempt(request, row, lambda: services.send(report=row, seen=seen), said=said)


@require_POST
@may_read
def draft_clearance(request: SignedInRequest, slug: str) -> HttpResponse:
    """Clear the version in hand, or return it."""
    row = find(request.user, slug)
    page = build_draft_page(row, request.user)
    if not page.may_clear:
        note = request.POST.get("note", "").strip()
        messages.error(request, REFUSED[services.NotAwaited])
        if note:
            messages.info(request, f"Your note was not kept. It was: “{note}”")
        return redirect("draft", row.slug)
    form = VerdictForm(request.POST, kinds=page.may_clear)
    if form.is_valid():
        reason = refusal(lambda: give(request, row, form))
        if reason is None:
            messages.success(request, verdict_words(form))
            return redirect("draft", row.slug)
        # The page that says so shows the newest version: that is the one seen from now on.
        form.data = request.POST.copy()
        form.data["seen"] = str(page.line.version)
        form.add_error(None, reason)
    return show(request, row, form)


def give(request: SignedInRequest, row: Report, form: VerdictForm) -> Report:
    """Give the verdict of a form on the version that was read."""
    return services.give(
        report=row,
        seen=form.cleaned_data["seen"],
        kind=form.cleaned_data["kind"],
        is_cleared=form.is_cleared,
        note=form.cleaned_data["note"],
        user=request.user,
        at=clock.now(),
    )


def verdict_words(form: VerdictForm) -> str:
    """Say what a verdict did."""
    if form.is_cleared:
        return "It is cleared; your name and the time stand beside the version."
    return "It is returned with your note, and is a draft again."


@require_POST
@may_write
def draft_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take a report back from clearance."""
    row = find(request.user, slug)
    said = "It is a draft again. What was cleared of this version stays cleared if you send it."
    return attempt(
        request, row, lambda: services.withdraw(report=row, user=request.user), said=said
    )


@require_POST
@may_run
def draft_lock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Lock a cleared report."""
    row = find(request.user, slug)
    said = "The report is locked: no further version can be saved."
    return attempt(request, row, lambda: services.lock(report=row), said=said)


@require_POST
@may_run
def draft_unlock(request: SignedInRequest, slug: str) -> HttpResponse:
    """Unlock a report that no issued pack holds."""
    row = find(request.user, slug)
    said = "The report is unlocked. It is cleared, and can be written on."
    return attempt(request, row, lambda: services.unlock(report=row), said=said)


def attempt(
    request: SignedInRequest, row: Report, write: Callable[[], Report], *, said: str
) -> HttpResponse:
    """Write, and say that it was done; or say why it cannot be."""
    reason = refusal(write)
    if reason is None:
        messages.success(request, said)
    else:
        messages.error(request, reason)
    return redirect("draft", row.slug)


def refusal(write: Callable[[], Report]) -> str | None:
    """Write; return what speaks against it, if anything does."""
    try:
        write()
    except services.NotReady as found:
        return f"Before it can be sent it needs {list_in_words(found.lacks)}."
    except services.SavedMeanwhile as found:
        by = f" by {found.version.saved_by.name}" if found.version.saved_by else ""
        return f"Version {found.version.number} was saved meanwhile{by}. Read it, then decide."
    except tuple(REFUSED) as refused:
        return REFUSED[type(refused)]
    return None


def find(user: User, slug: str) -> Report:
    """Return a report that a user may read, with all that was said of it; else there is none."""
    rows = fetched(Report.objects.readable_by(user)).prefetch_related("appendices")
    return get_object_or_404(rows, slug=slug)
