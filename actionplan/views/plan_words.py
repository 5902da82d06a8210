"""A plan and its recommendations are edited by whoever owns the plan."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.forms.plan_words import (
    NewRecommendationForm,
    PlanWordsForm,
    RecommendationWordsForm,
    WhyForm,
)
from actionplan.models import Plan, Recommendation
from actionplan.presenters.rewordings import edits_of
from actionplan.services.recommendations import (
    SomethingHangs,
    add_recommendation,
    take_recommendation_out,
    what_hangs_on,
)
from actionplan.services.rewordings import edit_words
from actionplan.views.guards import find_plan, recording
from herefordshire_cs.kept.forms import RemovalForm
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import mid_sentence
from herefordshire_cs.lib.web.attempting import RefusalsInWords, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: RefusalsInWords = {SomethingHangs: str}
SAVED = "It is saved; what it said before is in its history."


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.change_plan", raise_exception=True)
@saving_as_seen
def plan_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Edit what a plan is called and how it is reported on."""
    row = get_object_or_404(Plan, slug=slug)
    form = PlanWordsForm(
        request.POST if request.method == "POST" else None,
        plan=row,
        chooses_scheme=request.user.has_perm("actionplan.own_plan"),
    )
    if is_valid_as_seen(form, row):
        save(request, row, form)
        return redirect(row)
    context = {
        "form": form,
        "plan": find_plan(slug, as_of=clock.today()),
        "mark": mark_of(row),
        "edits": edits_of(row),
    }
    return render(request, "actionplan/rewordings/plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.change_recommendation", raise_exception=True)
@saving_as_seen
def recommendation_edit(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Edit what a recommendation says."""
    rows = Recommendation.objects.select_related("plan")
    row = get_object_or_404(rows, plan__slug=slug, number=number)
    form = RecommendationWordsForm(
        request.POST if request.method == "POST" else None, recommendation=row
    )
    if is_valid_as_seen(form, row):
        save(request, row, form)
        return redirect(row)
    context = {
        "form": form,
        "plan": find_plan(slug, as_of=clock.today()),
        "number": number,
        "mark": mark_of(row),
        "edits": edits_of(row),
    }
    return render(request, "actionplan/rewordings/recommendation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.change_plan", raise_exception=True)
def recommendation_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a recommendation to a plan."""
    row = get_object_or_404(Plan, slug=slug)
    form = NewRecommendationForm(request.POST if request.method == "POST" else None, plan=row)
    if form.is_valid():
        added = add_recommendation(
            row,
            text=form.cleaned_data["text"],
            group=form.cleaned_data.get("urgency_group"),
            by=recording(request),
        )
        messages.success(request, f"It is added as {mid_sentence(row.level_name)} {added.number}.")
        return redirect(added)
    context = {"form": form, "plan": find_plan(slug, as_of=clock.today())}
    return render(request, "actionplan/rewordings/recommendation_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("actionplan.change_recommendation", raise_exception=True)
def recommendation_remove(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Take a recommendation out of which nothing was recorded, or say what holds it."""
    rows = Recommendation.objects.select_related("plan")
    row = get_object_or_404(rows, plan__slug=slug, number=number)
    form = RemovalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        reason, by = form.cleaned_data["reason"], recording(request)
        write = partial(take_recommendation_out, row, reason=reason, by=by)
        if keep(request, form, write, refused=REFUSED, said="It is taken out from today on."):
            return redirect(row.plan)
    context = {
        "form": form,
        "plan": find_plan(slug, as_of=clock.today()),
        "number": number,
        "row": row,
        "holds": what_hangs_on(row),
    }
    return render(request, "actionplan/rewordings/recommendation_remove.html", context)


def save(request: SignedInRequest, row: Plan | Recommendation, form: WhyForm) -> None:
    """Save what a form says, and say so; or that nothing changed."""
    changed = edit_words(
        row,
        form.words(),
        reason=form.cleaned_data["reason"],
        author=request.user,
        recorded_on=clock.today(),
        recorded_at=clock.now(),
    )
    messages.success(request, SAVED if changed else "Nothing changed.")
