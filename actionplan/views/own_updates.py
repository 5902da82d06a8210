"""Saying the same of several of one's own actions, or in one press that nothing is new."""

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from actionplan.forms.own_updates import OwnUpdatesForm, marks_of
from actionplan.models import Action, ProgressUpdate
from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.my_actions_grid import OwnRow, build_grid
from actionplan.services.own_updates import NotesPosted, OwnNote, post_notes
from actionplan.views.guards import recording
from actionplan.views.updates import go_on
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.lib.text.words import list_in_words
from herefordshire_cs.lib.web.personal import counts_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest

TICKED = "ticked"  # what a button of all that are ticked is worth; that of one row is its mark


@require_POST
@permission_required("actionplan.add_progressupdate", raise_exception=True)
def own_updates_new(request: SignedInRequest) -> HttpResponse:
    """Post one note to the actions that are ticked, or to one or all of them that none is new."""
    nothing_new = request.POST.get("nothing_new", "")
    is_of_one_row = nothing_new not in ("", TICKED)
    chosen = request.POST.getlist("chosen")
    seen = marks_of([nothing_new] if is_of_one_row else [str(mark) for mark in chosen])
    rows = _own_rows(request, seen)
    if not rows:
        messages.error(request, "Nothing is posted: tick at least one action that is open.")
        return redirect("my-actions")
    if nothing_new:
        return _post(request, rows, seen, {row.line.pk: nothing_new_in(row) for row in rows})
    form = OwnUpdatesForm(request.POST)
    if form.is_valid():
        words = form.cleaned_data["note"]
        if counts := counts_in_words(form):
            messages.warning(request, counts)
        return _post(
            request,
            rows,
            seen,
            {row.line.pk: words for row in rows},
            kept_reason=form.cleaned_data["kept_reason"],
        )
    return render(request, "actionplan/updates/several.html", {"form": form, "rows": rows})


def nothing_new_in(row: OwnRow) -> str:
    """Return the note that says that nothing is new, and since when."""
    when = row.line.last_reported_when
    return f"Nothing new since {when}." if when else "Nothing to report yet."


def _own_rows(request: SignedInRequest, chosen: Iterable[int]) -> list[OwnRow]:
    mine = build_my_actions(request.user, as_of=clock.today())
    wanted = frozenset(chosen)
    rows = build_grid(mine).rows if mine else iter(())
    return [row for row in rows if row.is_open and row.line.pk in wanted]


def _post(
    request: SignedInRequest,
    rows: Iterable[OwnRow],
    seen: Mapping[int, int],
    words: Mapping[int, str],
    *,
    kept_reason: str = "",
) -> HttpResponse:
    actions = Action.objects.in_bulk([row.line.pk for row in rows])
    notes = [
        OwnNote(action=actions[key], narrative=said, seen_update=seen[key] or None)
        for key, said in words.items()
    ]
    who = recording(request)
    try:
        became = post_notes(
            notes, author=who.author, on=who.on, at=who.at, kept_reason=kept_reason
        )
    except Refusal as found:
        messages.error(request, str(found))
        return redirect("my-actions")
    say_what_became(request, became)
    if became.meanwhile:
        return _ask_again(request, became, words, actions)
    return go_on(request)


def say_what_became(request: HttpRequest, became: NotesPosted) -> None:
    """Say which actions were updated, and which were not and why."""
    if became.posted:
        many = "Your updates on" if len(became.posted) > 1 else "Your update on"
        are = "are" if len(became.posted) > 1 else "is"
        messages.success(request, f"{many} {list_in_words(became.posted)} {are} posted.")
    if became.closed:
        messages.warning(request, f"Already closed, so not updated: {', '.join(became.closed)}.")


def _ask_again(
    request: SignedInRequest,
    became: NotesPosted,
    words: Mapping[int, str],
    actions: Mapping[int, Action],
) -> HttpResponse:
    """Show the words again with those that somebody else updated meanwhile, and what was said."""
    left = {key for key, action in actions.items() if action.reference in became.meanwhile}
    rows = _own_rows(request, left)
    said = next(words[key] for key in words if key in left)
    said_meanwhile = ProgressUpdate.objects.filter(action__in=left).order_by("pk")
    newest = said_meanwhile.select_related("author").last()
    context = {
        "form": OwnUpdatesForm(initial={"note": said}),
        "rows": rows,
        "meanwhile": newest,
    }
    return render(request, "actionplan/updates/several.html", context, status=409)
