"""The pages on which somebody saves a view of a list, changes it and forgets it."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from herefordshire_cs.accounts.models import SavedView
from herefordshire_cs.accounts.saved_views.forms import SavedViewForm
from herefordshire_cs.accounts.saved_views.places import NoList, place_of
from herefordshire_cs.accounts.saved_views.services import forget_view, save_view
from herefordshire_cs.lib.web.attempting import keep
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
def saved_views(request: SignedInRequest) -> HttpResponse:
    """List the views that the reader saved."""
    rows = SavedView.objects.filter(user=request.user)
    return render(request, "accounts/saved_views/views.html", {"views": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def saved_view_new(request: SignedInRequest) -> HttpResponse:
    """Save a list as its address asks for it; 404 where that is of no list."""
    try:
        path, query = place_of(request.GET.get("of", ""))
    except NoList as unknown:
        raise Http404 from unknown
    return change(request, SavedView(user=request.user, path=path, query=query))


@require_http_methods(["GET", "HEAD", "POST"])
def saved_view(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what one of the reader's own views is called, who sees it, or where they start."""
    return change(request, get_object_or_404(SavedView, pk=pk, user=request.user))


def change(request: SignedInRequest, row: SavedView) -> HttpResponse:
    """Show the form of a view, or save what it says and go to the list."""
    form = SavedViewForm(request.POST if request.method == "POST" else None, instance=row)
    # What the form says is written to the row of the form alone, once it is valid.
    if form.is_valid() and keep(
        request, form, partial(save_view, row), refused={}, said=f"Saved as “{row.name}”."
    ):
        return redirect(row)
    return render(request, "accounts/saved_views/edit.html", {"form": form, "view": row})


@require_POST
def saved_view_forget(request: SignedInRequest, pk: int) -> HttpResponse:
    """Forget one of the reader's own views."""
    row = get_object_or_404(SavedView, pk=pk, user=request.user)
    forget_view(row)
    messages.success(request, f"“{row.name}” is forgotten. The list itself is as it was.")
    return redirect("saved-views")
