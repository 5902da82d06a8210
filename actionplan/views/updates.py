"""My actions, and saying how one of them goes."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch
from django.views.decorators.http import require_safe

from actionplan.forms.updates import ProgressUpdateForm
from actionplan.models import Action, ProgressUpdate
from actionplan.presenters.action_page import ActionPage
from actionplan.presenters.my_actions import MyActions, build_my_actions
from actionplan.presenters.occasions import next_report_after, occasions
from actionplan.rag import Scheme
from actionplan.services import updates
from actionplan.views.guards import (
    find_own_action,
    page_of_action,
)
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@permission_required("actionplan.add_progressupdate", raise_exception=True)
def my_actions(request: SignedInRequest) -> HttpResponse:
    """Show the officer's own Actions, with the form for the most pressing one."""
    mine = build_my_actions(request.user, as_of=clock.today())
    if mine is None or not mine.needing_update:
        return render(request, "actionplan/updates/my_actions_none.html", {"mine": mine})
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
        except updates.UpdatedMeanwhile as found:
            meanwhile = found.update
        except updates.ActionClosed:
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
    updates.post_progress_update(
        action=action,
        author=request.user,
        reported_on=form.cleaned_data["reported_on"],
        recorded_on=clock.today(),
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
        "next_occasion": next_report_after(today, occasions(page.plan, as_of=today)),
        "preview": preview_of(form, page) if request.method == "POST" else None,
    }
    if request.htmx and "preview" in request.POST:
        return render(request, "actionplan/updates/_preview.html", context)
    mine = mine or build_my_actions(request.user, as_of=today)
    given = {"mine": mine, "current": page.line.reference}
    context |= {
        "mine": mine,
        "following": mine.after(page.line.plan, page.line.reference) if mine else None,
        "queues": part("actionplan/updates/_queues.html", given),
    }
    status = 409 if meanwhile else 200
    return render(request, "actionplan/updates/my_actions.html", context, status=status)


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
