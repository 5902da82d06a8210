"""Registers of risks and what is done with each risk: entering, reviewing, accepting, closing."""

# Longer than most: one view for each step in the life of a risk.

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from actionplan import exports
from actionplan.forms.corrections import WithdrawalForm
from actionplan.forms.risks import (
    AcceptanceForm,
    AssessmentCorrectionForm,
    AssessmentForm,
    LinkedActionForm,
    LinkedIndicatorForm,
    RegisterForm,
    ReviewForm,
    RiskForm,
    SignOffForm,
)
from actionplan.lists.risks import RiskTable
from actionplan.models import Risk, RiskAssessment, RiskRegister
from actionplan.models.risks import in_force
from actionplan.presenters.risk_page import RiskPage, build_risk_page
from actionplan.presenters.risk_register import RiskRegisterReport, build_risk_register
from actionplan.presenters.risks import build_registers_page, quarters_to_sign
from actionplan.services import risks
from actionplan.views.guards import day_of, may_read, recording
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.lists import Asked, answer_table, list_form
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


def reviewed_in_words(found: risks.ReviewedMeanwhile) -> str:
    """Say who assessed the risk meanwhile, and what they said."""
    by = found.row.author.name if found.row.author else "Somebody"
    judged = found.row.assessed()
    return (
        f"{by} assessed it meanwhile: inherent {judged.inherent.rating}, residual"
        f" {judged.residual.rating}. {found.row.said} What you typed is kept; sending it again"
        " puts it after that."
    )


REFUSED: RefusalsInWords = {
    risks.ReferenceTaken: "Somebody took it meanwhile: choose another.",
    risks.ReviewedMeanwhile: reviewed_in_words,
    risks.ClosedRisk: "The risk was closed meanwhile. Open it again first.",
    risks.TakenBackAlready: "Somebody took it back meanwhile.",
    risks.OnlyAssessment: "It is the only assessment: correct it instead.",
    risks.SignedOffAlready: "Somebody signed that quarter off meanwhile.",
    risks.AcceptedAlready: "It is accepted already, until a day to come.",
    risks.OwnRisk: "Nobody accepts a risk that is their own: ask another director.",
    risks.LinkedAlready: "The risk names it already.",
}

may_keep = permission_required("actionplan.add_risk", raise_exception=True)
may_review = permission_required("actionplan.add_riskassessment", raise_exception=True)
may_sign = permission_required("actionplan.add_risksignoff", raise_exception=True)


@require_safe
@may_read
def registers(request: SignedInRequest) -> HttpResponse:
    """Show every register of risks and how it stands."""
    page = build_registers_page(as_of=day_of(request), access=access_of(request.user))
    return render(request, "actionplan/risks/registers.html", {"page": page})


@permission_required("actionplan.add_riskregister", raise_exception=True)
def register_new(request: SignedInRequest) -> HttpResponse:
    """Open a register."""
    form = RegisterForm(request.POST or None, today=clock.today(), access=access_of(request.user))
    if request.method == "POST" and form.is_valid():
        asked = {name: form.cleaned_data[name] for name in ("slug", "title", "period")}
        write = partial(
            risks.open_register,
            **asked,
            plan=form.cleaned_data["plan"],
            scale=form.cleaned_data["scale"],
            by=recording(request),
        )
        if keep(request, form, write, refused=REFUSED, said="The register is opened."):
            return redirect("risk-register", asked["slug"])
    return render(request, "actionplan/risks/register_new.html", {"form": form})


@require_safe
@may_read
def register(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """Show one register, or send it as a file."""
    report = register_or_404(slug, request)
    if request.GET.get("_export") == "record":
        return take_out(request, report)
    form = list_form(RiskTable, request.GET)
    day = as_at(request)
    table = RiskTable(report.open, day=day.shown, asked=Asked.of(form))
    return answer_table(
        request,
        "actionplan/risks/register.html",
        table,
        {"report": report, "day": day, "form": form},
        file=f"{report.slug}-risks-{report.as_of.isoformat()}",
        right="actionplan.export_plan",
    )


@permission_required("actionplan.export_plan", raise_exception=True)
def take_out(
    request: SignedInRequest, report: RiskRegisterReport
) -> HttpResponse | StreamingHttpResponse:
    """Send the whole record of the open risks, in the columns that other tools rely on."""
    name = f"{report.slug}-risks-{report.as_of.isoformat()}-record"
    rows = (exports.risk_row(line) for line in report.open)
    return tables.sent("csv", name, "Risks", exports.RISK_COLUMNS, rows)


@may_sign
def register_sign_off(request: SignedInRequest, slug: str) -> HttpResponse:
    """Sign a register off for a quarter, as it stands today."""
    found = own_register(slug)
    report = build_risk_register(slug, as_of=clock.today())
    quarters = quarters_to_sign(found, as_of=clock.today())
    form = SignOffForm(request.POST or None, quarters=quarters, needing=len(report.needing))
    if request.method == "POST" and form.is_valid():
        of_quarter = form.cleaned_data["of_quarter"]
        write = partial(
            risks.sign_off,
            register=found,
            of_quarter=of_quarter,
            words=form.cleaned_data["words"],
            by=recording(request),
        )
        if keep(request, form, write, refused=REFUSED, said=f"{of_quarter} is signed off."):
            return redirect(found)
    context = {"report": report, "form": form, "has_quarters": bool(quarters)}
    return render(request, "actionplan/risks/sign_off.html", context)


@may_sign
def sign_off_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Take a sign-off back."""
    found = own_register(slug)
    row = get_object_or_404(found.sign_offs, pk=pk)
    back = found.get_absolute_url()
    return withdraw(
        request, partial(risks.take_back, row=row), words=f"Sign-off by {row.author}", back=back
    )


@may_keep
def risk_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Enter a risk in a register."""
    found = own_register(slug)
    today = clock.today()
    form = RiskForm(
        request.POST or None,
        register=found,
        today=today,
        earliest=found.starts_on,
        access=access_of(request.user),
        initial={"assessed_on": today, "belongs_to": Risk.BelongsTo.DIRECTORATE},
    )
    if request.method == "POST" and form.is_valid():
        reference = form.cleaned_data["reference"]
        write = partial(
            risks.enter_risk,
            register=found,
            reference=reference,
            belongs_to=form.cleaned_data["belongs_to"],
            project=form.cleaned_data["project"],
            judged=judgement(form),
            by=recording(request),
        )
        if keep(request, form, write, refused=REFUSED, said=f"Risk {reference} is entered."):
            return redirect("risk", slug, reference)
    return render(request, "actionplan/risks/risk_new.html", {"register": found, "form": form})


@may_review
def risk_review(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Review a risk: directors and performance officers any, owners their own."""
    risk = risk_for(request.user, slug, reference)
    today = clock.today()
    page = page_of(request, risk)
    before = assessment_of(risk)
    form = ReviewForm(
        request.POST or None,
        today=today,
        earliest=risk.added_on,
        access=access_of(request.user),
        before=before,
        initial={
            **AssessmentForm.of(before),
            "assessed_on": today,
            "is_review": "yes",
            "seen_assessment": page.newest,
        },
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            risks.assess_risk,
            risk=risk,
            judged=judgement(form),
            is_review=form.cleaned_data["is_review"],
            seen=form.cleaned_data["seen_assessment"],
            by=recording(request),
        )
        if keep(request, form, write, refused=REFUSED, said=f"{risk.reference} is recorded."):
            return redirect(risk)
        form.data = {**request.POST.dict(), "seen_assessment": str(page.newest)}
    return show(request, "review", page, {"form": form})


@may_keep
def assessment_correct(
    request: SignedInRequest, slug: str, reference: str, pk: int
) -> HttpResponse:
    """Put an assessment in the place of one that was mistaken."""
    risk = found_risk(slug, reference)
    row = get_object_or_404(risk.assessments, pk=pk)
    earlier = risk.assessments.filter(withdrawn_on=None, recorded_at__lt=row.recorded_at)
    form = AssessmentCorrectionForm(
        request.POST or None,
        today=clock.today(),
        earliest=risk.added_on,
        access=access_of(request.user),
        before=earlier.order_by("recorded_at").last(),
        initial={
            **AssessmentForm.of(row),
            "assessed_on": row.assessed_on,
            "said": row.said,
            "reason": row.reason,
        },
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            risks.correct_assessment,
            row=row,
            judged=judgement(form),
            why_corrected=form.cleaned_data["why_corrected"],
            by=recording(request),
        )
        said = "It is corrected; the assessment before is kept as withdrawn."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(risk)
    return show(request, "assessment_correct", page_of(request, risk), {"form": form})


@may_keep
def assessment_withdraw(
    request: SignedInRequest, slug: str, reference: str, pk: int
) -> HttpResponse:
    """Take an assessment back."""
    risk = found_risk(slug, reference)
    row = get_object_or_404(risk.assessments, pk=pk)
    write = partial(risks.withdraw_assessment, row=row)
    words = f"{risk.reference}, {row.get_kind_display()}, {day_in_words(row.assessed_on)}"
    return withdraw(request, write, words=words, back=risk.get_absolute_url())


@may_sign
def risk_accept(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Bear a risk as it is, until a day."""
    risk = found_risk(slug, reference)
    form = AcceptanceForm(request.POST or None, today=clock.today())
    if request.method == "POST" and form.is_valid():
        write = partial(
            risks.accept_risk,
            risk=risk,
            until=form.cleaned_data["until"],
            reason=form.cleaned_data["reason"],
            by=recording(request),
        )
        said = f"{risk.reference} is accepted until {day_in_words(form.cleaned_data['until'])}."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(risk)
    return show(request, "accept", page_of(request, risk), {"form": form})


@may_sign
def acceptance_withdraw(
    request: SignedInRequest, slug: str, reference: str, pk: int
) -> HttpResponse:
    """Take an acceptance back."""
    risk = found_risk(slug, reference)
    row = get_object_or_404(risk.acceptances, pk=pk)
    words = f"{risk.reference}, accepted until {day_in_words(row.until)}"
    write = partial(risks.take_back, row=row)
    return withdraw(request, write, words=words, back=risk.get_absolute_url())


@may_keep
def risk_close(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Close a risk, with the reason."""
    risk = found_risk(slug, reference)
    form = WithdrawalForm(request.POST or None)
    form.fields["reason"].label = "Why it is no risk any more"
    if request.method == "POST" and form.is_valid():
        write = partial(
            risks.close_risk,
            risk=risk,
            reason=form.cleaned_data["reason"],
            by=recording(request),
        )
        if keep(request, form, write, refused=REFUSED, said=f"{risk.reference} is closed."):
            return redirect(risk)
    return show(request, "close", page_of(request, risk), {"form": form})


@may_keep
def closing_withdraw(request: SignedInRequest, slug: str, reference: str, pk: int) -> HttpResponse:
    """Open a closed risk again."""
    risk = found_risk(slug, reference)
    row = get_object_or_404(risk.closings, pk=pk)
    write = partial(risks.take_back, row=row)
    words = f"{risk.reference}, closed on {day_in_words(row.recorded_on)}"
    return withdraw(request, write, words=words, back=risk.get_absolute_url())


@may_keep
def risk_action_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Name an Action that treats a risk."""
    risk = found_risk(slug, reference)
    form = LinkedActionForm(
        request.POST or None,
        today=clock.today(),
        access=access_of(request.user),
        initial={"plan": risk.register.plan_id},
    )
    if request.method == "POST" and form.is_valid():
        action = form.cleaned_data["action"]
        write = partial(risks.link, risk=risk, action=action, by=recording(request))
        said = f"Action {action.reference} is named."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(risk)
    return show(request, "action_new", page_of(request, risk), {"form": form})


@require_POST
@may_keep
def risk_indicator_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Name an indicator that shows a risk; which there are, its page has offered."""
    risk = found_risk(slug, reference)
    form = LinkedIndicatorForm(request.POST)
    if not form.is_valid():
        messages.error(request, str(form.errors["indicator"][0]))
        return redirect(risk)
    indicator = form.cleaned_data["indicator"]
    write = partial(risks.link, risk=risk, indicator=indicator, by=recording(request))
    attempt(request, write, refused=REFUSED, said="The indicator is named.")
    return redirect(risk)


@may_keep
def risk_link_withdraw(
    request: SignedInRequest, slug: str, reference: str, pk: int
) -> HttpResponse:
    """Take back that a risk names an Action or an indicator."""
    risk = found_risk(slug, reference)
    row = get_object_or_404(risk.links.select_related("action"), pk=pk)
    named = f"action {row.action.reference}" if row.action else f"indicator {row.indicator}"
    write = partial(risks.take_back, row=row)
    words = f"{risk.reference} names {named}"
    return withdraw(request, write, words=words, back=risk.get_absolute_url())


def withdraw(request: SignedInRequest, write: Any, *, words: str, back: str) -> HttpResponse:
    """Ask why something is taken back, and take it back by a verb that lacks why and by whom."""
    form = WithdrawalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        whole = partial(write, reason=form.cleaned_data["reason"], by=recording(request))
        if keep(
            request,
            form,
            whole,
            refused=REFUSED,
            said="It is taken back; it stays in the history.",
        ):
            return redirect(back)
    context = {"form": form, "words": words, "back": back}
    return render(request, "actionplan/risks/withdraw.html", context)


def show(
    request: SignedInRequest, name: str, page: RiskPage, shown: dict[str, Any]
) -> HttpResponse:
    """Show one of the forms of a risk."""
    return render(request, f"actionplan/risks/{name}.html", {"page": page, **shown})


def judgement(form: AssessmentForm) -> risks.Judgement:
    """Return what a form judges that is whole."""
    names = set(risks.Judgement.__slots__) & set(form.cleaned_data)
    return risks.Judgement(**{name: form.cleaned_data[name] for name in names})


def register_or_404(slug: str, request: SignedInRequest) -> RiskRegisterReport:
    """Return a register as at the day of the page."""
    try:
        return build_risk_register(slug, as_of=day_of(request))
    except RiskRegister.DoesNotExist as error:
        raise Http404 from error


def own_register(slug: str) -> RiskRegister:
    """Return a register that began by today."""
    begun = RiskRegister.objects.filter(starts_on__lte=clock.today())
    return get_object_or_404(begun.select_related("plan", "scale"), slug=slug)


def found_risk(slug: str, reference: str) -> Risk:
    """Return a risk that stands in its register today."""
    rows = Risk.objects.entered(as_of=clock.today()).select_related("register")
    return get_object_or_404(rows, register__slug=slug, reference=reference)


def risk_for(user: User, slug: str, reference: str) -> Risk:
    """Return a risk that the user keeps or owns; not theirs, not there."""
    if user.has_perm("actionplan.add_risk"):
        return found_risk(slug, reference)
    today = clock.today()
    rows = Risk.objects.entered(as_of=today).owned_by(user, as_of=today)
    found = rows.select_related("register")
    return get_object_or_404(found, register__slug=slug, reference=reference)


def page_of(request: SignedInRequest, risk: Risk) -> RiskPage:
    """Return the page of a risk as at today."""
    today, access = clock.today(), access_of(request.user)
    try:
        return build_risk_page(risk.register.slug, risk.reference, as_of=today, access=access)
    except Risk.DoesNotExist as error:
        raise Http404 from error


def assessment_of(risk: Risk) -> RiskAssessment:
    """Return the assessment in force today."""
    found = in_force(risk, as_of=clock.today())
    if found is None:
        raise Http404
    return found
