"""Weekly, exception and highlight reports of a plan: list, draft, edit, issue, withdraw."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan import exports
from actionplan.forms.corrections import WithdrawalForm
from actionplan.forms.periodic_reports import DraftingForm, PeriodicReportForm
from actionplan.models import PeriodicReport
from actionplan.periodic_kinds import RULES, PeriodicKind
from actionplan.periodic_paper import room_left
from actionplan.presenters.periodic_given import build_given
from actionplan.presenters.periodic_reports import (
    build_report_page,
    build_reports_page,
    changes_of,
    given_now,
    issued_of,
    readers_named,
    report_lines,
    reports_of,
    suggested_period,
    suggested_readers,
)
from actionplan.presenters.plans import PlanHead
from actionplan.services import periodic_reports as verbs
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.sessions.proving import proved_again
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_as_seen, is_valid_as_seen, mark_of, saving_as_seen

REPORTS_ON_A_PAGE = 50
CHANGED = "Somebody changed the draft after you opened it. Read it again, then issue it."


def too_long_in_words(found: verbs.DoesNotFit) -> str:
    """Say by how much a report is too long for its page."""
    return (
        f"This takes {count_in_words(found.lines, 'line')} more than the page has room for."
        " Shorten the words, or leave lines of the record out."
    )


REFUSED: RefusalsInWords = {
    verbs.DoesNotFit: too_long_in_words,
    verbs.DraftedAlready: "There is such a report to the same reader on the same period already.",
    verbs.IssuedAlready: "Somebody issued it meanwhile, and it stays as it was issued.",
    verbs.NotIssued: "It is a draft: there is nothing to withdraw.",
    verbs.ReportWithdrawn: "Somebody withdrew it meanwhile.",
}

may_draft = permission_required("actionplan.add_periodicreport", raise_exception=True)
may_edit = permission_required("actionplan.change_periodicreport", raise_exception=True)
may_issue = permission_required("actionplan.issue_periodicreport", raise_exception=True)


@require_safe
@may_read
def periodic_reports(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """List a plan's reports: those issued, and to those who write them the drafts."""
    day = as_at(request)
    head = find_plan(slug, as_of=day.as_of)
    kind = request.GET.get("_export")
    if kind:
        return take_out(request, head, kind)
    writes = not day.is_as_at and sees_drafts(request.user)
    rows = issued_of(head, as_of=day.as_of)
    issued = Paginator(rows, REPORTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": build_reports_page(head, as_of=day.as_of, may_draft=writes),
        "page_obj": issued,
        "lines": report_lines(issued.object_list, as_of=day.as_of),
        "plan": head,
        "may_draft": writes,
    }
    return render(request, "actionplan/periodic_reports/list.html", context)


@permission_required("actionplan.export_plan", raise_exception=True)
def take_out(
    request: SignedInRequest, head: PlanHead, kind: str
) -> HttpResponse | StreamingHttpResponse:
    """Send the issued reports as a file."""
    as_of = day_of(request)
    name = f"{head.slug}-periodic-reports-{as_of.isoformat()}"
    rows = exports.periodic_report_rows(head, as_of=as_of)
    return tables.sent(kind, name, "Reports", exports.PERIODIC_REPORT_COLUMNS, rows)


@may_draft
def periodic_report_new(request: SignedInRequest, slug: str, kind: str) -> HttpResponse:
    """Draft a report from the record."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    of_kind = kind_or_404(kind)
    period = suggested_period(head, of_kind, today=today)
    form = DraftingForm(
        request.POST or None,
        starts_on=head.starts_on,
        today=today,
        initial={
            "addressed_to": suggested_readers(head, of_kind),
            "period_from": period.first,
            "period_to": period.last,
        },
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            verbs.draft_report,
            plan=head.pk,
            kind=of_kind,
            addressed_to=form.cleaned_data["addressed_to"],
            given=build_given(head, of_kind, form.period, as_of=today),
            author=request.user,
            recorded_on=today,
            recorded_at=clock.now(),
        )
        said = "It is drafted from the record. Nobody else reads it until it is issued."
        made: list[PeriodicReport] = []
        if keep(request, form, lambda: made.append(write()), refused=REFUSED, said=said):
            return redirect(made[0])
    context = {
        "plan": head,
        "form": form,
        "kind": of_kind,
        "description": RULES[of_kind].description,
        "readers": readers_named(head),
    }
    return render(request, "actionplan/periodic_reports/new.html", context)


@require_safe
@may_read
def periodic_report(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show a report: as it was issued, or to those who write it the draft."""
    day = as_at(request)
    head = find_plan(slug, as_of=day.as_of)
    row = get_object_or_404(reports_of(head), pk=pk)
    is_read = row.issued_on is not None and row.issued_on <= day.as_of
    is_own = row.recorded_on <= day.as_of and not day.is_as_at and sees_drafts(request.user)
    if not is_read and (row.is_issued or not is_own):
        raise Http404
    page = build_report_page(head, row, as_of=day.as_of)
    may = not day.is_as_at and request.user.has_perm("actionplan.issue_periodicreport")
    context = {"page": page, "plan": head, "may_issue": may}
    return render(request, "actionplan/periodic_reports/report.html", context)


@saving_as_seen
@may_edit
def periodic_report_edit(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Edit the words of a draft, and choose which lines of the record it shows."""
    head, row = found_report(slug, pk)
    if row.is_issued and request.method != "POST":
        return redirect(row)
    form = PeriodicReportForm(
        request.POST or None,
        kind=PeriodicKind(row.kind),
        given=row.what_was_given(),
        initial=PeriodicReportForm.of(row),
    )
    if is_valid_as_seen(form, row):
        write = partial(
            verbs.edit_report,
            report=row,
            addressed_to=form.cleaned_data["addressed_to"],
            words=form.words,
            left_out=form.left_out,
            author=request.user,
            at=clock.now(),
        )
        if keep(request, form, write, refused=REFUSED, said="The draft is saved."):
            return redirect(row)
    changes = {
        each.part: each for each in changes_of(head, row, as_of=clock.today()) if each.changes
    }
    context = {
        "plan": head,
        "report": row,
        "form": form,
        "blocks": [(*block, changes.get(block[0])) for block in form.blocks],
        "room": room_left(row.draft()),
        "mark": mark_of(row),
    }
    return render(request, "actionplan/periodic_reports/edit.html", context)


@require_POST
@saving_as_seen
@may_edit
def periodic_report_refresh(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take into a draft what the record gives today."""
    head, row = found_report(slug, pk)
    write = partial(
        verbs.take_anew,
        report=row,
        given=given_now(head, row, as_of=clock.today()),
        author=request.user,
        at=clock.now(),
    )
    said = "The lines are those of the record now. Words that you edited are as you left them."
    attempt(request, write, refused=REFUSED, said=said)
    return redirect(row)


@require_POST
@saving_as_seen
@may_issue
@proved_again
def periodic_report_issue(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Issue a draft as it was read."""
    _head, row = found_report(slug, pk)
    if not row.is_issued and not is_as_seen(request.POST, row):
        messages.error(request, CHANGED)
        return redirect(row)
    write = partial(
        verbs.issue_report,
        report=row,
        author=request.user,
        issued_on=clock.today(),
        issued_at=clock.told_instant(no_earlier=clock.today()),
    )
    attempt(request, write, refused=REFUSED, said="It is issued, and stays as it is.")
    return redirect(row)


@may_issue
def periodic_report_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw an issued report; it stays to be read."""
    head, row = found_report(slug, pk)
    if not row.is_issued:
        raise Http404
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        write = partial(
            verbs.withdraw_report,
            report=row,
            author=request.user,
            reason=form.cleaned_data["reason"],
            withdrawn_on=clock.today(),
        )
        said = "It is withdrawn. It stays to be read, with your reason."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(row)
    context = {"plan": head, "report": row, "form": form}
    return render(request, "actionplan/periodic_reports/withdraw.html", context)


@may_edit
def periodic_report_discard(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Throw a draft away, once that is confirmed."""
    head, row = found_report(slug, pk)
    if request.method != "POST":
        if row.is_issued:
            raise Http404
        context = {"plan": head, "report": row}
        return render(request, "actionplan/periodic_reports/discard.html", context)
    write = partial(verbs.discard_draft, report=row)
    if attempt(request, write, refused=REFUSED, said="The draft is thrown away."):
        return redirect("periodic-reports", slug)
    return redirect(row)


def sees_drafts(user: User) -> bool:
    """Say whether a user writes reports, and so reads those that are not issued."""
    return user.has_perm("actionplan.change_periodicreport")


def found_report(slug: str, pk: int) -> tuple[PlanHead, PeriodicReport]:
    """Return a plan and a report on it that there is today."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    rows = reports_of(head).filter(recorded_on__lte=today).exclude(issued_on__gt=today)
    return head, get_object_or_404(rows, pk=pk)


def kind_or_404(kind: str) -> PeriodicKind:
    """Return a kind of report by its name in addresses."""
    if kind not in set(PeriodicKind):
        raise Http404
    return PeriodicKind(kind)
