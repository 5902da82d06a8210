"""Who stands for which name in a plan."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from actionplan.forms.named_officers import NamesForm
from actionplan.models import Plan
from actionplan.presenters.named_officers import (
    build_plan_names,
    officers_named_in,
    plans_of_names,
)
from actionplan.presenters.people import people_to_choose
from actionplan.services.named_officers import tie_names
from actionplan.views.guards import recording
from herefordshire_cs.accounts.people import services
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

OWN_NAME = "Nobody lets themselves stand for a name. Ask another administrator."
may_change = permission_required("accounts.change_user", raise_exception=True)


@require_safe
@may_change
def names_in_plans(request: SignedInRequest) -> HttpResponse:
    """List the plans with how many of their names nobody stands for."""
    plans = plans_of_names(as_of=clock.today())
    return render(request, "actionplan/people/names_in_plans.html", {"plans": plans})


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@saving_as_seen
def names_in_plan(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the names in a plan, and say who stands for each."""
    plan = get_object_or_404(Plan, slug=slug, starts_on__lte=clock.today())
    officers = list(officers_named_in(plan.pk))
    shares = [share for officer in officers for share in officer.shares.all()]
    page = build_plan_names(plan, officers)
    form = NamesForm(
        request.POST if request.method == "POST" else None,
        names=page.names,
        with_suggestions="suggested" in request.GET,
    )
    if officers and is_valid_as_seen(form, *officers, *shares):
        try:
            changed = tie_names(form.tied(officers), by=recording(request))
        except services.OwnRights:
            form.add_error(None, OWN_NAME)
        else:
            said = f"Kept: who stands for {count_in_words(changed, 'name')}."
            messages.success(request, said if changed else "Nothing was changed.")
            return redirect("names-in-plan", slug)
    context = {
        "page": page,
        "form": form,
        "mark": mark_of(*officers, *shares),
        "people": people_to_choose(),
        "has_suggestions": any(name.suggested for name in page.names),
        "is_suggesting": "suggested" in request.GET,
    }
    return render(request, "actionplan/people/names_in_plan.html", context)
