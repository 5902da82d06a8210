"""Organisations and teams: their list, adding, renaming and merging them."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from actionplan.forms.organisations import MergeForm, OrganisationForm
from actionplan.models import Organisation
from actionplan.presenters.organisations import build_organisation_page, organisation_rows
from actionplan.services.organisations import (
    IntoItself,
    MergedAlready,
    NameTaken,
    add_organisation,
    merge_organisation,
    rename_organisation,
)
from actionplan.views.guards import recording
from herefordshire_cs.lib.web.attempting import Refusals, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: Refusals = {
    NameTaken: (
        "Another organisation has this name. If both are one, open the other and merge the two."
    ),
    MergedAlready: "One of the two was merged meanwhile. Look at the list again.",
    IntoItself: "Choose another one: nothing is merged into itself.",
}

may_change = permission_required("accounts.change_user", raise_exception=True)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def organisations(request: SignedInRequest) -> HttpResponse:
    """List the organisations and teams; a POST adds one."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        write = partial(add_organisation, **form.cleaned_data)
        said = f"{form.cleaned_data['name']} is added."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("organisations")
    context = {"form": form, "rows": organisation_rows()}
    return render(request, "actionplan/people/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
@saving_as_seen
def organisation(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show one, and rename it from today on."""
    row = get_object_or_404(Organisation, pk=pk, merged_into=None)
    form = OrganisationForm(
        request.POST if request.method == "POST" else None,
        initial={"name": row.name, "kind": row.kind},
    )
    if is_valid_as_seen(form, row):
        write = partial(rename_organisation, row, **form.cleaned_data, by=recording(request))
        said = "It is saved. Pages as at earlier days have the name that it had."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("organisation", row.pk)
        row.refresh_from_db()
    context = {"form": form, "mark": mark_of(row), "page": build_organisation_page(row)}
    return render(request, "actionplan/people/organisation.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_change
def organisation_merge(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that an organisation is the same as another, and let both be one from today on."""
    row = get_object_or_404(Organisation, pk=pk, merged_into=None)
    form = MergeForm(request.POST if request.method == "POST" else None, row=row)
    if form.is_valid():
        into = form.cleaned_data["into"]
        write = partial(merge_organisation, row, into=into, by=recording(request))
        said = f"“{row.name}” is “{into.name}” from today on."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect("organisation", into.pk)
        row.refresh_from_db()
    context = {"form": form, "page": build_organisation_page(row)}
    return render(request, "actionplan/people/organisation_merge.html", context)
