"""What others judged, and what the limiting rules of 2005 leave standing."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, attempt, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen
from indicators.forms.judgements import JudgementForm, LimitingRulesForm, WithdrawalForm
from indicators.limiting_rules import apply_limits
from indicators.models import Judgement, JudgementAnswer, JudgementArea, JudgementScheme
from indicators.presenters.judgement_area import judged_line
from indicators.presenters.judgements import (
    build_judgements_page,
    limiting_rules,
    threshold_lines,
)
from indicators.services import judgements as services
from indicators.views.guards import day_of, may_read

may_judge = permission_required("indicators.add_judgement", raise_exception=True)
REFUSED: Refusals = {
    services.WithdrawnAlready: "Somebody corrected or withdrew it meanwhile.",
}


@require_safe
@may_read
def judgements(request: SignedInRequest) -> HttpResponse:
    """Show what others judged."""
    page = build_judgements_page(as_of=day_of(request))
    return render(request, "indicators/judgements/judgements.html", {"page": page})


@require_safe
@may_read
def limits(request: SignedInRequest) -> HttpResponse:
    """Work out what the limiting rules of 2005 leave standing, and say why."""
    thresholds = threshold_lines(as_of=day_of(request))
    form = LimitingRulesForm(
        request.GET if "others" in request.GET else None,
        thresholds=[(each.name, each.words) for each in thresholds],
        initial={"thresholds": [each.name for each in thresholds if each.is_missed]},
    )
    result = None
    if form.is_bound and form.is_valid():
        found = form.cleaned_data
        result = apply_limits(
            education=int(found["education"]),
            social_care=int(found["social_care"]),
            overall=int(found["overall"]) if found["overall"] else None,
            thresholds_missed=form.missed(),
        )
    context = {"form": form, "result": result, "rules": limiting_rules()}
    return render(request, "indicators/judgements/limiting_rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_judge
def judgement_new(request: SignedInRequest) -> HttpResponse:
    """Enter what somebody judged."""
    form = form_of(request, initial={"area": request.GET.get("area", "")})
    if request.method == "POST" and form.is_valid():
        write = partial(
            services.enter_judgement,
            words=form.words(),
            author=request.user,
            on=clock.today(),
            at=clock.now(),
        )
        if keep(request, form, write, refused=REFUSED, said="The judgement is entered."):
            return redirect(form.words().area)
    return render(request, "indicators/judgements/judgement.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_judge
@saving_as_seen
def judgement_correct(request: SignedInRequest, pk: int) -> HttpResponse:
    """Put right what was entered; the wrong entry stays, marked as withdrawn."""
    row = find_entered(pk)
    line = judged_line(row)
    form = form_of(
        request,
        initial={
            "area": row.area_judged.slug if row.area_judged else "",
            "grade": str(row.grade_id),
            "period": row.period,
            "judged_on": row.judged_on,
            "made_by": row.made_by,
            "strengths": "\n".join(line.strengths),
            "improvements": "\n".join(line.improvements),
            "note": row.note,
        },
    )
    if is_valid_as_seen(form, row):
        write = partial(
            services.enter_judgement,
            words=form.words(),
            author=request.user,
            on=clock.today(),
            at=clock.now(),
            corrects=row,
        )
        if keep(request, form, write, refused=REFUSED, said="The judgement is corrected."):
            return redirect(form.words().area)
    context = {"form": form, "line": line, "area": row.area_judged, "mark": mark_of(row)}
    return render(request, "indicators/judgements/judgement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_judge
@saving_as_seen
def judgement_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a judgement that was entered by mistake."""
    row = find_entered(pk)
    form = WithdrawalForm(request.POST or None)
    if is_valid_as_seen(form, row):
        write = partial(
            services.withdraw_judgement,
            judgement=row,
            author=request.user,
            reason=form.cleaned_data["reason"],
            on=clock.today(),
        )
        if keep(request, form, write, refused=REFUSED, said="The judgement is withdrawn."):
            return redirect(row.area_judged or "judgements")
    context = {
        "form": form,
        "line": judged_line(row),
        "area": row.area_judged,
        "mark": mark_of(row),
    }
    return render(request, "indicators/judgements/withdraw.html", context)


@require_POST
@may_judge
def answer_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that something of a plan, or an indicator, answers an area no longer."""
    row = get_object_or_404(JudgementAnswer.objects.select_related("area"), pk=pk)
    write = partial(services.withdraw_answer, answer=row, author=request.user, on=clock.today())
    attempt(request, write, refused=REFUSED, said="It answers this judgement no longer.")
    return redirect(row.area)


def form_of(request: SignedInRequest, *, initial: dict[str, object]) -> JudgementForm:
    """Return the form of a judgement, with the areas and grades that there are."""
    return JudgementForm(
        request.POST or None,
        areas=JudgementArea.objects.all(),
        schemes=JudgementScheme.objects.prefetch_related("grades"),
        today=clock.today(),
        initial=initial,
    )


def find_entered(pk: int) -> Judgement:
    """Return a judgement that was entered and stands; what a paper prints is not changed here."""
    rows = Judgement.objects.select_related("scheme", "grade", "area_judged", "paper")
    return get_object_or_404(rows, pk=pk, paper=None, withdrawn_on=None)
