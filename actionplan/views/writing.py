"""Pages that write: one form each, one verb each."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from actionplan import services
from actionplan.forms import (
    ActionForm,
    ByWhenForm,
    ModerationForm,
    ProgressUpdateForm,
    ReasonForm,
)
from actionplan.models import Action, Doubt, Moderation, ProgressUpdate, Recommendation
from actionplan.presenters.action_page import ActionPage
from actionplan.presenters.my_actions import MyActions, build_my_actions
from actionplan.presenters.plan_page import build_recommendation_page
from actionplan.presenters.plans import next_report_after, occasions
from actionplan.rag import CLOSED_STATUSES, Scheme
from actionplan.views.finding import (
    find_action,
    find_own_action,
    find_plan,
    page_of_action,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@permission_required("actionplan.add_progressupdate", raise_exception=True)
def my_actions(request: SignedInRequest) -> HttpResponse:
    """Show the officer's own Actions, with the form for the most pressing one."""
    mine = build_my_actions(request.user, as_of=clock.today())
    if mine is None or not mine.needing_update:
        return render(request, "actionplan/my_actions_none.html", {"mine": mine})
    first = mine.needing_update[0]
    page = page_of_action(first.plan, first.reference, as_of=clock.today())
    form = update_form(request, page.plan.scheme, starts_on=page.plan.starts_on)
    return show_update_form(request, page, form, mine=mine)


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def progress_update_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Post an update on an Action that the user leads or supports."""
    action = find_own_action(request.user, slug, reference)
    plan = action.plan
    form = update_form(request, plan.rating_scheme(), starts_on=plan.starts_on)
    meanwhile = None
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            return post_update(request, action, form)
        except services.UpdatedMeanwhile as found:
            meanwhile = found.update
        except services.ActionClosed:
            form.add_error(None, "This action was completed before that day. It is not updated.")
    page = page_of_action(slug, reference, as_of=clock.today())
    return show_update_form(request, page, form, meanwhile=meanwhile)


def update_form(
    request: SignedInRequest, scheme: Scheme, *, starts_on: date
) -> ProgressUpdateForm:
    """Return the form of an update, filled in where it was sent."""
    return ProgressUpdateForm(
        request.POST or None,
        request.FILES or None,
        scheme=scheme,
        starts_on=starts_on,
        today=clock.today(),
    )


def post_update(
    request: SignedInRequest, action: Action, form: ProgressUpdateForm
) -> HttpResponse:
    """Post a form that is whole, and go on to the action that its button named."""
    services.post_progress_update(
        action=action,
        author=request.user,
        reported_on=form.cleaned_data["reported_on"],
        recorded_at=clock.now(),
        narrative=form.cleaned_data["narrative"],
        status=form.status,
        rating=Rag(form.cleaned_data["rating"]),
        seen_update=form.cleaned_data["seen_update"],
        attachment=form.attachment,
    )
    messages.success(request, f"Your update on {action.reference} is posted.")
    plan, _, reference = request.POST.get("following", "").partition(" ")
    try:
        return redirect("progress-update-new", plan, reference)
    except NoReverseMatch:
        return redirect("my-actions")  # there was none that followed


def show_update_form(
    request: SignedInRequest,
    page: ActionPage,
    form: ProgressUpdateForm,
    *,
    mine: MyActions | None = None,
    meanwhile: ProgressUpdate | None = None,
) -> HttpResponse:
    """Show the form beside the officer's other Actions; nothing typed is lost."""
    today = clock.today()
    form.initial = {"reported_on": today, "seen_update": page.newest_update}
    if meanwhile is not None:
        form.data = {**request.POST.dict(), "seen_update": str(meanwhile.pk)}
    context = {
        "page": page,
        "plan": page.plan,
        "form": form,
        "meanwhile": meanwhile,
        "next_occasion": next_report_after(today, occasions(page.plan)),
        "preview": preview_of(form, page) if request.method == "POST" else None,
    }
    if request.htmx and "preview" in request.POST:
        return render(request, "actionplan/includes/update_preview.html", context)
    mine = mine or build_my_actions(request.user, as_of=today)
    given = {"mine": mine, "current": page.line.reference}
    context |= {
        "mine": mine,
        "following": mine.after(page.line.plan, page.line.reference) if mine else None,
        "queues": part("actionplan/includes/queues.html", given),
    }
    status = 409 if meanwhile else 200
    return render(request, "actionplan/my_actions.html", context, status=status)


def preview_of(form: ProgressUpdateForm, page: ActionPage) -> dict[str, object]:
    """Return what will be read once the form is posted, as far as it is filled in."""
    chosen = form.data.get("rating", "")
    rag = Rag(chosen) if chosen in set(Rag) else Rag.NONE
    completes = rag is Rag.GREEN and page.plan.scheme.green_means_completed
    is_past = page.line.lateness.endswith("past")
    return {
        "rag": rag if completes or not is_past else Rag.RED,
        "is_overruled": is_past and not completes and rag is not Rag.RED and bool(chosen),
        "narrative": form.data.get("narrative", ""),
        "reported_on": form.data.get("reported_on", ""),
    }


@permission_required("actionplan.add_actionbywhen", raise_exception=True)
def by_when_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Record that a by-when is moved, why, and who agreed; a director's own or any."""
    today = clock.today()
    if request.user.has_perm("actionplan.add_moderation"):
        action = find_action(slug, reference)
    else:
        action = find_own_action(request.user, slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    form = ByWhenForm(
        request.POST or None,
        starts_on=page.plan.starts_on,
        today=today,
        present=page.line.by_when_latest,
        initial={"agreed_on": today},
    )
    if request.method == "POST" and form.is_valid():
        moved = services.move_by_when(
            action=action,
            author=request.user,
            by_when=form.cleaned_data["by_when"],
            reason=form.cleaned_data["reason"],
            agreed_by=form.cleaned_data["agreed_by"],
            agreed_on=form.cleaned_data["agreed_on"],
            recorded_at=clock.now(),
        )
        messages.success(request, f"{action.reference} is now due {moved.understood}.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/by_when_new.html", context)


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
    return render(request, "actionplan/moderation_new.html", context)


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
    return render(request, "actionplan/recommendation_moderation_new.html", context)


def moderate(
    request: SignedInRequest,
    form: ModerationForm,
    *,
    action: Action | None = None,
    recommendation: Recommendation | None = None,
) -> Moderation:
    """Set the rating of a form that is whole."""
    return services.moderate(
        author=request.user,
        rating=Rag(form.cleaned_data["rating"]),
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
    services.withdraw_moderation(
        moderation=moderation, author=request.user, withdrawn_on=clock.today()
    )
    messages.success(request, "The director’s rating is withdrawn; it stays in the history.")
    about = moderation.action or moderation.recommendation
    return redirect(about.get_absolute_url() if about else reverse("plan", args=[slug]))


@permission_required("actionplan.add_moderation", raise_exception=True)
def action_reopen(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Open a completed or dropped Action again, with the reason."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    form = ReasonForm(request.POST or None)
    if page.line.status not in CLOSED_STATUSES:
        return redirect(action)
    if request.method == "POST" and form.is_valid():
        services.reopen_action(
            action=action,
            author=request.user,
            reopened_on=today,
            recorded_at=clock.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, f"{action.reference} is open again from {day_in_words(today)}.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/action_reopen.html", context)


@permission_required("actionplan.add_moderation", raise_exception=True)
def action_drop(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Drop an Action that is no longer pursued, with the reason."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    form = ReasonForm(request.POST or None)
    if page.line.status in CLOSED_STATUSES:
        return redirect(action)
    if request.method == "POST" and form.is_valid():
        services.drop_action(
            action=action,
            author=request.user,
            dropped_on=today,
            recorded_at=clock.now(),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, f"{action.reference} is dropped from {day_in_words(today)}.")
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form}
    return render(request, "actionplan/action_drop.html", context)


@permission_required("actionplan.add_action", raise_exception=True)
def action_new(request: SignedInRequest, slug: str, number: int) -> HttpResponse:
    """Add an Action to a Recommendation."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    recommendation = get_object_or_404(Recommendation, plan=head.pk, number=number)
    form = ActionForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        action = services.add_action(
            recommendation=recommendation,
            author=request.user,
            text=form.cleaned_data["text"],
            lead=form.cleaned_data["lead"],
            by_when=form.cleaned_data["by_when"],
            added_on=today,
            recorded_at=clock.now(),
        )
        messages.success(request, f"Action {action.reference} is added.")
        return redirect("action", slug, action.reference)
    context = {"plan": head, "recommendation": recommendation, "form": form}
    return render(request, "actionplan/action_new.html", context)


@permission_required("actionplan.change_doubt", raise_exception=True)
def doubt_settle(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Settle a doubt about the record with words."""
    today = clock.today()
    head = find_plan(slug, as_of=today)
    doubt = get_object_or_404(Doubt.objects.select_related("action"), plan=head.pk, pk=pk)
    form = ReasonForm(request.POST or None)
    form.fields["reason"].label = "How it is settled"
    if request.method == "POST" and form.is_valid():
        try:
            services.settle_doubt(
                doubt=doubt,
                author=request.user,
                settlement=form.cleaned_data["reason"],
                settled_on=today,
            )
        except services.DoubtSettled as settled:
            form.add_error(None, f"It is settled already: {settled.doubt.settlement}")
        else:
            messages.success(request, "The doubt is settled; what was written stays as it was.")
            return (
                redirect("action", slug, doubt.action.reference)
                if doubt.action
                else redirect("doubts", slug)
            )
    context = {"plan": head, "doubt": doubt, "form": form}
    return render(request, "actionplan/doubt_settle.html", context)
