"""An action is edited by whoever owns its plan: its words, who has which part, its criteria."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render

from actionplan.forms.rewordings import ActionWordsForm, words_now
from actionplan.presenters.rewordings import edits_of
from actionplan.services.officers import People
from actionplan.services.rewordings import edit_action
from actionplan.views.guards import find_action, page_of_action
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen


@saving_as_seen
@permission_required("actionplan.change_action", raise_exception=True)
def action_edit(request: SignedInRequest, slug: str, reference: str) -> HttpResponse:
    """Edit what an Action says; what it said before stays in its history."""
    today = clock.today()
    action = find_action(slug, reference)
    page = page_of_action(slug, reference, as_of=today)
    rows = [action, *action.roles.all(), *action.success_criteria.all()]
    form = ActionWordsForm(request.POST or None, initial=words_now(action))
    if is_valid_as_seen(form, *rows):
        people = People(on=today)
        changed = edit_action(
            action,
            form.words(),
            people=people,
            reason=form.cleaned_data["reason"],
            author=request.user,
            recorded_on=today,
            recorded_at=clock.now(),
        )
        said = (
            "It is saved; what it said before is in its history."
            if changed
            else "Nothing changed."
        )
        messages.success(request, said)
        if unknown := [name for name in form.named() if not people.knows(name)]:
            named = list_in_words([f"“{name}”" for name in unknown])
            messages.warning(
                request, f"Nobody is known here as {named}: the words stand as typed."
            )
        return redirect(action)
    context = {"page": page, "plan": page.plan, "form": form, "mark": mark_of(*rows)}
    context["edits"] = edits_of(action)
    return render(request, "actionplan/rewordings/action.html", context)
