"""The page of a risk, which puts it beside the actions that treat it and what shows it."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from actionplan.presenters.risk_page import build_risk_page
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.presenters.risks import shown_by
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from indicators.presenters.indicator_list import indicator_choices


@require_safe
@permission_required("actionplan.read_plan", raise_exception=True)
def risk(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Show one risk as at a day."""
    day = as_at(request)
    try:
        page = build_risk_page(slug, reference, as_of=day.as_of, access=access_of(request.user))
    except ObjectDoesNotExist as error:
        raise Http404 from error
    may_keep = request.user.has_perm("actionplan.add_risk") and not day.is_as_at
    is_own = page.owner_user == request.user.pk
    may_review = request.user.has_perm("actionplan.add_riskassessment")
    names = indicator_choices(as_of=day.as_of) if may_keep or page.indicators else {}
    named = {each.slug for each in page.indicators}
    context = {
        "page": page,
        "indicators": shown_by(page.indicators, names),
        "choices": [(key, name) for key, name in names.items() if key not in named],
        "may_keep": may_keep,
        "may_review": may_review and (may_keep or is_own) and not day.is_as_at,
        "may_sign": request.user.has_perm("actionplan.add_risksignoff") and not day.is_as_at,
    }
    return render(request, "front/risk.html", context)
