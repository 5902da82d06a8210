"""The four pages of a kept list: its rows, adding one, editing one, taking one out.

Each app has views of its own with their guards, which say which list it is and of what.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from herefordshire_cs.kept.forms import RemovalForm
from herefordshire_cs.kept.lists import By, KeptList
from herefordshire_cs.kept.presenters import build_list_page, build_lists, edits_of
from herefordshire_cs.kept.services import StaysSince, add_row, edit_row, take_out
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import RefusalsInWords, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of

REFUSED: RefusalsInWords = {
    StaysSince: str,
    IntegrityError: "Somebody else added one at the same moment. Send it again.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A list on the pages of an app.

    ``named`` begins the names of its addresses, ``args`` are what they take before the list's own
    key; ``of`` is the key of what the list is of. ``context`` is what the app's frame shows.
    """

    kept: KeptList
    named: str
    args: tuple[str, ...] = ()
    of: int = 0
    frame: str = "kept/frame.html"
    context: Mapping[str, Any] = field(default_factory=dict)

    def address(self, page: str = "", *more: int) -> str:
        """Return the address of one of its pages; without a name that of its rows."""
        name = f"{self.named}-{page}" if page else self.named
        return reverse(name, args=[*self.args, self.kept.key, *more])

    def shown(self, **more: Any) -> dict[str, Any]:
        """Return what a page of it shows."""
        return {
            **self.context,
            "frame": self.frame,
            "kept": self.kept,
            "list_url": self.address(),
            "new_url": self.address("new"),
            **more,
        }

    def find(self, pk: int) -> Any:
        """Return one of its rows. Raises Http404."""
        return get_object_or_404(self.kept.rows(self.of), pk=pk)


def find_list(lists: Mapping[str, KeptList], key: str) -> KeptList:
    """Return the list of a key. Raises Http404."""
    if key not in lists:
        raise Http404
    return lists[key]


def show_rows(request: SignedInRequest, place: Place) -> HttpResponse:
    """Show the rows of a list, and what was edited."""
    page = build_list_page(place.kept, place.of)
    rows = [(row, place.address("edit", row.pk)) for row in page.rows]
    return render(request, "kept/list.html", place.shown(page=page, rows=rows))


def show_lists(
    request: SignedInRequest, lists: Mapping[str, KeptList], *, named: str, template: str
) -> HttpResponse:
    """Show which lists an app has that are of nothing, and how long each is."""
    lines = [(line, reverse(named, args=[line.key])) for line in build_lists(lists.values())]
    return render(request, template, {"lines": lines})


def add(request: SignedInRequest, place: Place) -> HttpResponse:
    """Add a row."""
    form = place.kept.form(_sent(request), kept=place.kept, of=place.of)
    if form.is_valid():
        row = form.save(commit=False)
        at = form.cleaned_data.get("place")
        write = partial(add_row, place.kept, row, of=place.of, place=at, by=_by(request))
        said = f"“{place.kept.name_of(row)}” is added."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(place.address())
    return render(request, "kept/edit.html", place.shown(form=form))


def edit(request: SignedInRequest, place: Place, pk: int) -> HttpResponse:
    """Edit a row; the caller is ``saving_as_seen``."""
    row = place.find(pk)
    if fixed := place.kept.fixed(row):
        return render(request, "kept/fixed.html", place.shown(row=row, fixed=fixed))
    mark = mark_of(row)
    form = place.kept.form(_sent(request), kept=place.kept, of=place.of, instance=row)
    if is_valid_as_seen(form, place.find(pk)):
        at = form.cleaned_data.get("place")
        by = _by(request, form.cleaned_data["reason"])
        changed = edit_row(place.kept, form.save(commit=False), of=place.of, place=at, by=by)
        messages.success(
            request, f"“{place.kept.name_of(row)}” is saved." if changed else "Nothing changed."
        )
        return redirect(place.address())
    context = place.shown(
        form=form,
        mark=mark,
        row=place.find(pk),
        remove_url=place.address("remove", pk),
        edits=edits_of(place.kept, place.of, pk),
    )
    return render(request, "kept/edit.html", context)


def remove(request: SignedInRequest, place: Place, pk: int) -> HttpResponse:
    """Take a row out, or say what holds it."""
    row = place.find(pk)
    form = RemovalForm(_sent(request))
    if form.is_valid():
        by = _by(request, form.cleaned_data["reason"])
        write = partial(take_out, place.kept, row, of=place.of, by=by)
        said = f"“{place.kept.name_of(row)}” is taken out."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(place.address())
    context = place.shown(
        form=form,
        row=row,
        holds=place.kept.fixed(row) or place.kept.holds(row),
        edit_url=place.address("edit", pk),
    )
    return render(request, "kept/remove.html", context)


def _sent(request: SignedInRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _by(request: SignedInRequest, reason: str = "") -> By:
    return By(author=request.user, on=clock.today(), at=clock.now(), reason=reason)
