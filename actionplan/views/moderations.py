"""A director's rating over another, and withdrawing it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from actionplan.forms.moderations import ModerationForm
from actionplan.models import Action, Moderation, Recommendation
from actionplan.presenters.recommendation_page import build_recommendation_page
from actionplan.services import moderations
from actionplan.views.guards import (
    find_action,
    find_plan,
    page_of_action,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import mid_sentence
from herefordshire_cs.lib.web.requests import SignedInRequest


@permission_required("actionplan.add_moderation", raise_exception=True)
def moderation_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Set a director's rating over an Action."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    form = ModerationForm(request.POST or None, scheme=page.plan.scheme)
    if request.method == "POST" and form.is_valid():
        moderate(request, form, action=action)
        messages.success(request, f"Your rating of {action.reference} holds from today.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/moderations/new.html", context)


@permission_required("actionplan.add_moderation", raise_exception=True)
def recommendation_moderation_new(
    request: SignedInRequest, slug: str, number: int
) -> HttpResponse:
    """Set a director's rating over a Recommendation, and so settle a contradiction."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    found = get_object_or_404(Recommendation, plan=head.pk, number=number)
    page = build_recommendation_page(head, number, as_of=today)
    form = ModerationForm(request.POST or None, scheme=head.scheme)
    if request.method == "POST" and form.is_valid():
        moderate(request, form, recommendation=found)
        messages.success(
            request, f"Your rating of {mid_sentence(head.level_name)} {number} holds from today."
        )
        return redirect("recommendation", slug, number)
    context = {"page": page, "plan": head, "form": form}
    return render(request, "actionplan/moderations/new_of_recommendation.html", context)


def moderate(
    request: SignedInRequest,
    form: ModerationForm,
    *,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
) -> Moderation:
    """Set the rating of a form that is whole."""
    return moderations.moderate(
        author=request.user,
        rating=form.cleaned_data["rating"],
        reason=form.cleaned_data["reason"],
        made_on=clock.today(),
        recorded_at=clock.now(),
        action=action,
        recommendation=recommendation,
    )


@require_POST
@permission_required("actionplan.change_moderation", raise_exception=True)
def moderation_withdraw(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Withdraw a director's rating."""
    moderation = get_object_or_404(
        Moderation.objects.select_related("action__plan", "recommendation__plan").filter(
            Q(action__plan__slug=slug) | Q(recommendation__plan__slug=slug)
        ),
        pk=pk,
    )
    moderations.withdraw_moderation(
        moderation=moderation, author=request.user, withdrawn_on=clock.today()
    )
    messages.success(request, "The director’s rating is withdrawn; it stays in the history.")
    about = moderation.action or moderation.recommendation
    return redirect(about.get_absolute_url() if about else reverse("plan", args=[slug]))
