"""Pages that put a judgement beside what the plan does about it, from either side."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.presenters import NoPlan
from actionplan.presenters.plans import build_plan_head
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.forms import JudgementAnswerForm
from herefordshire_cs.front.presenters.judgement_areas import (
    AreaPage,
    NotNamed,
    build_answered_by,
    build_area_page,
    places,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from indicators.presenters.judgement_area import NoArea
from indicators.services import judgements

READ = ["actionplan.read_plan", "indicators.read_indicators"]
REFUSED: Refusals = {judgements.AnsweredAlready: "That answers this judgement already."}


@require_safe
@permission_required(READ, raise_exception=True)
def judgement_area(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what was judged in one area, and what speaks to it."""
    page = page_or_404(request, slug)
    return render(request, "front/judgement_area.html", {"page": page, "area": page.area})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required([*READ, "indicators.add_judgement"], raise_exception=True)
def judgement_answer_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say which recommendation, action or indicator answers an area."""
    page, today = page_or_404(request, slug), clock.today()
    form = JudgementAnswerForm(
        request.POST or None,
        places=places(as_of=today, access=access_of(request.user)),
        as_of=today,
        access=access_of(request.user),
        initial={name: request.GET.get(name, "") for name in ("plan", "reference")},
    )
    if request.method == "POST" and form.is_valid():
        write = partial(
            judgements.add_answer,
            area=slug,
            **form.cleaned_data,
            author=request.user,
            on=today,
            at=clock.now(),
        )
        if keep(request, form, write, refused=REFUSED, said="It answers this judgement."):
            return redirect("judgement-area", slug)
    return render(request, "front/judgement_answer.html", {"form": form, "area": page.area})


@require_safe
@permission_required(READ, raise_exception=True)
def judgements_answered(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Show which judgements a recommendation or an action answers."""
    as_of = as_at(request).as_of
    try:
        plan = build_plan_head(slug, as_of=as_of)
        page = build_answered_by(slug, reference, as_of=as_of, access=access_of(request.user))
    except (NoPlan, NotNamed) as error:
        raise Http404 from error
    context = {"page": page, "plan": plan}
    return render(request, "front/judgements_answered.html", context)


def page_or_404(request: SignedInRequest, slug: str) -> AreaPage:
    """Return the page of an area."""
    try:
        return build_area_page(slug, as_of=as_at(request).as_of, access=access_of(request.user))
    except NoArea as error:
        raise Http404 from error
