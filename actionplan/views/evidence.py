"""Evidence of a plan: its list, one piece, supplying, accepting, putting right, its files."""

# Longer than most: one view for each step in the life of evidence.

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan import exports
from actionplan.forms.corrections import WithdrawalForm
from actionplan.forms.evidence import (
    EvidenceForm,
    ForForm,
    HandlingForm,
    VersionForm,
    attachment_of,
)
from actionplan.lists.evidence import EvidenceTable
from actionplan.models import (
    Action,
    ActionQuerySet,
    Evidence,
    EvidenceLink,
    EvidenceRequest,
    EvidenceVersion,
)
from actionplan.presenters.evidence import (
    evidence_row,
    evidence_rows,
    rows_of,
    wanted_lines,
    with_beside,
)
from actionplan.presenters.plans import PlanHead
from actionplan.record_filters import EvidenceFilter
from actionplan.services import evidence as record
from actionplan.views.guards import day_of, find_plan, may_read, recording
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.lists import answer_rows
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: Refusals = {
    record.EvidenceTakenBack: "Somebody took it back meanwhile.",
    record.AttachedAlready: "It is for that already.",
    record.SameFile: "The same file is a version of it already.",
    record.OwnEvidence: "Nobody accepts what they supplied themselves: ask somebody else.",
    record.EvidenceAccepted: "Somebody accepted it meanwhile.",
    record.CameAlready: "What was asked for came meanwhile.",
}

may_supply = permission_required("actionplan.add_evidence", raise_exception=True)
may_keep = permission_required("actionplan.change_evidence", raise_exception=True)


@require_safe
@may_read
def evidence_list(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """List the evidence of a plan that the reader may open, and what has not come."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    rows = rows_of(head, as_of=as_of)
    own = rows.open_to(request.user, on=clock.today())
    found = EvidenceFilter(request.GET, queryset=own, request=request, as_of=as_of)
    listed = found.qs.to_be_taken_out() if "_export" in request.GET else found.qs
    if request.GET.get("_export") == "record":
        return take_out(request, listed, head)
    context = {
        "plan": head,
        "form": found.form,
        "is_narrowed": bool(found.narrowed_to),
        "withheld": rows.count() - own.count(),
        "asked": wanted_lines(head, as_of=as_of),
    }
    return answer_rows(
        request,
        "actionplan/evidence/list.html",
        listed,
        lambda rows: EvidenceTable(
            evidence_rows(rows, as_of=as_of),
            plan=head,
            day=as_at(request).shown,
            asked=found.asked,
            is_in_order=True,
        ),
        context,
        file=f"{slug}-evidence-{as_of.isoformat()}",
        right="actionplan.export_plan",
    )


@permission_required("actionplan.export_plan", raise_exception=True)
def take_out(
    request: SignedInRequest, rows: Any, head: PlanHead
) -> HttpResponse | StreamingHttpResponse:
    """Send the whole record of what is listed, in the columns that other tools rely on."""
    as_of = day_of(request)
    sheet = (exports.evidence_row(line, head) for line in evidence_rows(rows, as_of=as_of))
    name = f"{head.slug}-evidence-{as_of.isoformat()}-record"
    return tables.sent("csv", name, "Evidence", exports.EVIDENCE_COLUMNS, sheet)


@require_safe
@may_read
def evidence(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Show one piece of evidence to whoever may open it."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    rows = Evidence.objects.filter(plan=head.pk, recorded_on__lte=as_of).open_to(
        request.user, on=clock.today()
    )
    row = get_object_or_404(with_beside(rows, as_of=as_of), pk=pk)
    line = evidence_row(row, as_of=as_of)
    user = request.user
    suppliers = {row.author_id, *(each.supplied_by_id for each in list(row.versions.all())[-1:])}
    context = {
        "plan": head,
        "line": line,
        "may_change": keeps_evidence(user) or (may_add(user) and row.author_id == user.pk),
        "may_accept": keeps_evidence(user) and user.pk not in suppliers and not line.accepted_by,
    }
    return render(request, "actionplan/evidence/evidence.html", context)


@require_safe
@may_read
def evidence_file(request: SignedInRequest, slug: str, pk: int) -> FileResponse:
    """Send a file of evidence to whoever may open it; always as a download, never in the page."""
    rows = Evidence.objects.known(as_of=clock.today()).filter(plan__slug=slug)
    rows = rows.open_to(request.user, on=clock.today())
    found = get_object_or_404(
        EvidenceVersion.objects.filter(evidence__in=rows.order_by().values("pk")), pk=pk
    )
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.filename,
        content_type=found.media_type,
        headers={"Cache-Control": "private, no-store"},
    )


@may_supply
def evidence_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Supply evidence: of its own, or as the answer to what was asked for."""
    head = find_plan(slug, as_of=clock.today())
    asked = asked_for(request, head)
    form = EvidenceForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        plan=head.pk,
        own=own_actions(request.user, head),
        today=clock.today(),
        initial={
            "kind": Evidence.Kind.DOCUMENT,
            "sensitivity": Evidence.Sensitivity.OPEN,
            "actions": asked.action.reference if asked else request.GET.get("action", ""),
        },
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            record.supply,
            plan=head.pk,
            described=form.described(),
            attachment=form.attachment,
            is_for=form.is_for(),
            by=recording(request),
            asked=asked,
        )
        if keep(request, form, write, refused=REFUSED, said="It is in the record."):
            return redirect("evidence-list", slug)
    context = {"plan": head, "form": form, "asked": asked}
    return render(request, "actionplan/evidence/new.html", context)


@may_supply
def version_new(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Add a newer file; those before stay."""
    head, row = own_evidence(request, slug, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = VersionForm(*sent)
    if request.method == "POST" and form.is_valid():
        write = partial(
            record.add_version,
            evidence=row,
            attachment=attachment_of(form.cleaned_data["file"]),
            by=recording(request),
        )
        said = "The file is added; those before it are kept."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(row)
    return show(request, "version_new", head, row, form)


@may_supply
def evidence_attach(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say what else evidence is for."""
    head, row = own_evidence(request, slug, pk)
    form = ForForm(request.POST or None, plan=head.pk, own=own_actions(request.user, head))
    if request.method == "POST" and form.is_valid():
        write = partial(
            record.attach_to, evidence=row, is_for=form.is_for(), by=recording(request)
        )
        if keep(request, form, write, refused=REFUSED, said="It is for that too."):
            return redirect(row)
    return show(request, "attach", head, row, form)


@saving_as_seen
@may_keep
def evidence_handling(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say who holds evidence, who may open it, and how long it is kept."""
    head, row = own_evidence(request, slug, pk)
    form = HandlingForm(
        request.POST or None,
        initial={name: getattr(row, name) for name in HandlingForm.base_fields},
    )
    if is_valid_as_seen(form, row):
        record.handle(evidence=row, **form.cleaned_data)
        messages.success(request, "It is saved.")
        return redirect(row)
    return show(request, "handling", head, row, form, mark=mark_of(row))


@require_POST
@may_keep
def evidence_accept(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Accept evidence as it is."""
    _head, row = own_evidence(request, slug, pk)
    write = partial(record.accept, evidence=row, by=recording(request))
    attempt(request, write, refused=REFUSED, said="It is accepted.")
    return redirect(row)


@may_supply
def evidence_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take evidence back."""
    head, row = own_evidence(request, slug, pk)
    write = partial(record.take_back, evidence=row)
    return withdraw(request, head, write, words=row.title, back=row.get_absolute_url())


@may_supply
def evidence_take_off(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take back that evidence is for something."""
    links = EvidenceLink.objects.select_related("evidence", "action", "recommendation", "risk")
    link = get_object_or_404(links, pk=pk, evidence__plan__slug=slug)
    head, row = own_evidence(request, slug, link.evidence_id)
    named = link.action or link.recommendation or link.risk
    write = partial(record.take_off, link=link)
    words = f"{row.title}: {named}"
    return withdraw(request, head, write, words=words, back=row.get_absolute_url())


def withdraw(
    request: SignedInRequest, head: PlanHead, write: Any, *, words: str, back: str
) -> HttpResponse:
    """Ask why something is taken back, and take it back."""
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        whole = partial(
            write,
            author=request.user,
            reason=form.cleaned_data["reason"],
            withdrawn_on=clock.today(),
        )
        said = "It is taken back; it stays in the record with your reason."
        if keep(request, form, whole, refused=REFUSED, said=said):
            return redirect(back)
    context = {"plan": head, "form": form, "words": words, "back": back}
    return render(request, "actionplan/evidence/withdraw.html", context)


def show(
    request: SignedInRequest, name: str, head: PlanHead, row: Evidence, form: Any, **shown: Any
) -> HttpResponse:
    """Show one of the forms of evidence."""
    context = {"plan": head, "row": row, "form": form, **shown}
    return render(request, f"actionplan/evidence/{name}.html", context)


def may_add(user: User) -> bool:
    """Say whether a user supplies evidence."""
    return user.has_perm("actionplan.add_evidence")


def keeps_evidence(user: User) -> bool:
    """Say whether a user keeps the whole record of evidence: of any action, of any supplier."""
    return user.has_perm("actionplan.change_evidence")


def own_actions(user: User, head: PlanHead) -> ActionQuerySet | None:
    """Return the Actions to which alone a user may add evidence, or none where it is any."""
    if keeps_evidence(user):
        return None
    return Action.objects.filter(plan=head.pk).led_by(user, on=clock.today())


def own_evidence(request: SignedInRequest, slug: str, pk: int) -> tuple[PlanHead, Evidence]:
    """Return a plan and evidence that the user may change: their own, or any to its keepers."""
    head = find_plan(slug, as_of=clock.today())
    rows = Evidence.objects.select_related("plan").open_to(request.user, on=clock.today())
    row = get_object_or_404(rows, plan=head.pk, pk=pk)
    if not keeps_evidence(request.user) and row.author_id != request.user.pk:
        raise PermissionDenied
    return head, row


def asked_for(request: SignedInRequest, head: PlanHead) -> EvidenceRequest | None:
    """Return the request that is answered, if the address names one."""
    named = request.GET.get("asked", "")
    if not named:
        return None
    if not named.isdecimal() or len(named) > 9:
        raise Http404
    rows = EvidenceRequest.objects.select_related("action", "evidence")
    return get_object_or_404(rows, plan=head.pk, pk=int(named), withdrawn_on=None)
