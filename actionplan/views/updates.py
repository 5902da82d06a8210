"""Saying how one of one's own actions goes, in its row."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import mark_safe

from actionplan.forms.own_updates import marks_of
from actionplan.forms.updates import Completing, Moving, OverdueUpdateForm, ProgressUpdateForm
from actionplan.models import Action, Plan, ProgressUpdate, Standing
from actionplan.models.evidence import has_evidence
from actionplan.models.requests import approvers_of
from actionplan.presenters.action_page import ActionPage
from actionplan.presenters.by_whens import last_by_when
from actionplan.presenters.my_actions import MyActions, build_my_actions
from actionplan.presenters.my_actions_grid import build_grid
from actionplan.presenters.occasions import next_report_after, occasions
from actionplan.presenters.own_rounds import returned_to, round_words, rounds_for
from actionplan.presenters.plans import plan_head
from actionplan.services import by_whens, completions, updates
from actionplan.services.evidence import Attachment
from actionplan.services.requests import NotTheirs
from actionplan.views.by_whens import asked_in_words
from actionplan.views.guards import (
    UNCOMPLETABLE,
    find_own_action,
    page_of_action,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.unsent import Offer, offer
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.remembering import part
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.attempting import RefusalsInWords, keep
from herefordshire_cs.lib.web.form_rows import unjudged
from herefordshire_cs.lib.web.personal import counts_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest

OPEN_ROW = "<!-- the open row -->"  # in the template of the grid


def claimed_in_words(found: completions.ClaimedAlready) -> str:
    """Say that another claim waits, and since when."""
    on = day_in_words(found.claim.asked_on)
    return f"It was claimed on {on} that all of it is done, and that waits for its answer."


class TwinUpdatedMeanwhile(Exception):
    """Somebody posted an update on a twin of the Action meanwhile; holds its reference."""


def twin_in_words(found: TwinUpdatedMeanwhile) -> str:
    """Say that nothing is posted, as a twin has words that the writer did not see."""
    return (
        f"{found} was updated while you wrote, so nothing is posted yet. Its newest words are in"
        " the list now: post again, with it or without."
    )


REFUSED: RefusalsInWords = {
    TwinUpdatedMeanwhile: twin_in_words,
    **UNCOMPLETABLE,
    updates.ActionClosed: "This action was completed before that day. It is not updated.",
    by_whens.AskedAlready: asked_in_words,
    completions.ClaimedAlready: claimed_in_words,
    NotTheirs: "Who was chosen may not agree any more. Choose somebody else.",
}


@permission_required("actionplan.add_progressupdate", raise_exception=True)
def progress_update_new(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Post an update on an Action that the user leads or supports."""
    action = find_own_action(request.user, slug, reference)
    unsent = offer(request)
    form = update_form(request, action, unsent)
    meanwhile = None
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            write = partial(post_with_twins, request, action, form)
            if keep(request, form, write, refused=REFUSED, said=posted_in_words(action, form)):
                if counts := counts_in_words(form):
                    messages.warning(request, counts)
                if words := round_words(action, as_of=clock.today()):
                    messages.info(request, words)
                return go_on(request)
        except updates.UpdatedMeanwhile as found:
            meanwhile = found.update
    page = page_of_action(slug, reference, as_of=clock.today())
    return show_update_form(request, page, form, unsent, meanwhile=meanwhile)


def update_form(request: SignedInRequest, action: Action, unsent: Offer) -> ProgressUpdateForm:
    """Return the form of an update, filled in where it was sent, or begun and kept."""
    today, plan = clock.today(), action.plan
    scheme = plan.rating_scheme()
    approvers = approvers_of(action.recommendation, asked_by=request.user)
    wants_evidence = plan.completion == Plan.Completion.EVIDENCE
    given: dict[str, Any] = {
        "scheme": scheme,
        "impact": plan_head(plan, as_of=today).impact if plan.impact_scheme_id else None,
        "starts_on": plan.starts_on,
        "today": today,
        "completing": Completing(
            needs_evidence=wants_evidence and not has_evidence(action, on=today),
            needs_second_person=plan.completion == Plan.Completion.SECOND_PERSON,
            approvers=approvers,
        ),
    }
    typed = (request.POST or unsent.data, request.FILES or None)
    overdue = Standing.objects.on(today).overdue(scheme, as_of=today).filter(action=action).first()
    form: ProgressUpdateForm
    if overdue is not None:
        moving = Moving(
            present=overdue.by_when_latest,
            last=last_by_when(plan.pk) if request.method == "POST" else None,
            approvers=approvers,
            waits=action.by_when_requests.waiting(as_of=today).exists(),
        )
        form = OverdueUpdateForm(*typed, moving=moving, **given)
    else:
        form = ProgressUpdateForm(*typed, **given)
    if unsent.data:
        unjudged(form)
    return form


def post_with_twins(request: SignedInRequest, action: Action, form: ProgressUpdateForm) -> None:
    """Post a form for its action, and the same for those of its twins that are ticked.

    What shows it stays with the action itself. Raises ``TwinUpdatedMeanwhile``.
    """
    seen = marks_of(request.POST.getlist("also"))
    twins = twins_of(request.user, action) & seen.keys() if seen else set()
    post_update(
        request, action, form, seen=form.cleaned_data["seen_update"], shown=form.attachment
    )
    for twin in Action.objects.filter(pk__in=twins).select_related("recommendation", "plan"):
        try:
            post_update(request, twin, form, seen=seen[twin.pk] or None)
        except updates.UpdatedMeanwhile as found:
            raise TwinUpdatedMeanwhile(twin.reference) from found


def twins_of(user: User, action: Action) -> set[int]:
    """Return the keys of the user's open Actions that say the same as one by the same by-when."""
    mine = build_my_actions(user, as_of=clock.today())
    row = build_grid(mine).row_of(action.pk) if mine else None
    return set(marks_of([twin.mark for twin in row.twins])) if row else set()


def post_update(
    request: SignedInRequest,
    action: Action,
    form: ProgressUpdateForm,
    *,
    seen: int | None,
    shown: Attachment | None = None,
) -> None:
    """Post a form that is whole: an update, with a new by-when asked for, or a claim."""
    said = form.cleaned_data
    today, now = clock.today(), clock.now()
    both: dict[str, Any] = {
        "action": action,
        "author": request.user,
        "reported_on": said["reported_on"],
        "narrative": said["narrative"],
        "rating": form.rating_given,
        "seen_update": seen,
        "attachment": shown,
    }
    if form.says_completed and form.completing.needs_second_person:
        completions.claim_completion(
            **both, approver=said["approver"], asked_on=today, asked_at=now
        )
        return
    update = {
        **both,
        "needed": said.get("needed", ""),
        "impact": said.get("impact", ""),
        "status": form.status,
        "recorded_on": today,
        "recorded_at": now,
        "is_for_board": said["is_for_board"],
        "kept_reason": said["kept_reason"],
    }
    if isinstance(form, OverdueUpdateForm) and form.by_when_asked is not None:
        asked = {
            "action": action,
            "author": request.user,
            "approver": said["approver"],
            "by_when": form.by_when_asked,
            "reason": said["needed"],
            "beyond_reason": said["beyond_reason"],
            "asked_on": today,
            "asked_at": now,
        }
        by_whens.say_and_ask(update=update, request=asked)
    else:
        updates.post_progress_update(**update)


def posted_in_words(action: Action, form: ProgressUpdateForm) -> str:
    """Say what was posted, and who is asked for what."""
    asked = form.cleaned_data.get("approver")
    if form.says_completed and form.completing.needs_second_person:
        return f"{asked} is asked to agree that {action.reference} is done. Its rating stands."
    said = f"Your update on {action.reference} is posted."
    if isinstance(form, OverdueUpdateForm) and form.by_when_asked is not None:
        return f"{said} {asked} is asked to agree to the new by-when."
    return said


def go_on(request: SignedInRequest) -> HttpResponse:
    """Go on to the action that the button of a form named, opened in its row, if one followed."""
    plan, _, reference = request.POST.get("following", "").partition(" ")
    try:
        return redirect(f"{reverse('progress-update-new', args=[plan, reference])}#open")
    except NoReverseMatch:
        return redirect("my-actions")


def show_update_form(
    request: SignedInRequest,
    page: ActionPage,
    form: ProgressUpdateForm,
    unsent: Offer,
    *,
    meanwhile: ProgressUpdate | None = None,
) -> HttpResponse:
    """Show the form in its row among the officer's Actions; nothing typed is lost."""
    today = clock.today()
    form.initial = {"reported_on": today, "seen_update": page.newest_update, "state": "open"}
    if meanwhile is not None:
        form.data = {**request.POST.dict(), "seen_update": str(meanwhile.pk)}
    context = {
        "page": page,
        "plan": page.plan,
        "form": form,
        "unsent": unsent,
        "is_overdue": isinstance(form, OverdueUpdateForm),
        "rounds": rounds_for(request.user, as_of=today),
        "returned": returned_to(page.line.pk, as_of=today),
        "meanwhile": meanwhile,
        "next_occasion": next_report_after(today, occasions(page.plan, as_of=today)),
        "preview": preview_of(form, page) if request.method == "POST" else None,
    }
    if request.htmx and "preview" in request.POST:
        return render(request, "actionplan/updates/_preview.html", context)
    every = build_my_actions(request.user, as_of=today)
    mine = every.of_plan(page.line.plan) if every else None
    context |= own_grid(mine, current=page.line.pk) if mine else {}
    context |= {
        "mine": mine,
        "following": mine.after(page.line.plan, page.line.reference) if mine else None,
        "also": request.POST.getlist("also"),
    }
    status = 409 if meanwhile else 200
    return render(request, "actionplan/updates/my_actions.html", context, status=status)


def own_grid(mine: MyActions, *, current: int = 0) -> dict[str, object]:
    """Return the officer's grid in two halves, between which the form of the open row stands.

    ``current`` is the key of the Action whose row is open; without one all is in the first half.
    """
    grid = build_grid(mine)
    given = {"groups": grid.groups, "current": current}
    above, _, below = part("actionplan/updates/_grid.html", given).partition(OPEN_ROW)
    return {
        "grid": grid,
        "row": grid.row_of(current),
        "grid_above": mark_safe(above),
        "grid_below": mark_safe(below),
    }


def preview_of(form: ProgressUpdateForm, page: ActionPage) -> dict[str, object]:
    """Return what will be read once the form is posted, as far as it is filled in."""
    typed = form.data
    chosen = typed.get("rating", "")
    scale = page.plan.scheme.scale
    level = scale.of(chosen)
    completes = level.key in scale.claiming
    if isinstance(form, OverdueUpdateForm):
        completes = typed.get("state") == "done"
        level = scale.completed if completes else scale.off_track
    waits = completes and form.completing.needs_second_person
    return {
        "level": page.line.rating.level if waits else level,
        "waits": waits,
        "narrative": typed.get("narrative", ""),
        "reported_on": typed.get("reported_on", ""),
        "by_when": "" if completes else typed.get("by_when", ""),
        "needed": typed.get("needed", ""),
    }
