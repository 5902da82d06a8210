"""Bodies: the list, the page of one, and a clerk's adding and changing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.exempt.reader import reader_of
from governance.exempt.rows import visible
from governance.forms.committees import BodyForm
from governance.models import Committee
from governance.presenters.committees import build_committee_page
from governance.presenters.kept_bodies import build_kept
from governance.services import body_privacy
from governance.services import committees as services
from governance.views.guards import find_body, may_keep_bodies, may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen


@require_safe
@may_read
def committees(request: SignedInRequest) -> HttpResponse:
    """List the bodies that a reader may know of."""
    rows = visible(Committee.objects.all(), reader_of(request.user))
    return render(request, "governance/committees/committees.html", {"committees": rows})


@require_safe
@may_read
def committee(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one body; to a clerk also what it has of its own and who serves it."""
    day = as_at(request)
    reader = reader_of(request.user)
    try:
        page = build_committee_page(slug, as_of=day.as_of, reader=reader)
    except Committee.DoesNotExist as error:
        raise Http404 from error
    context: dict[str, object] = {"page": page}
    if request.user.has_perm("governance.keep_bodies") and not day.is_as_at:
        context["kept"] = build_kept(find_body(request, slug))
    return render(request, "governance/committees/committee.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep_bodies
def body_new(request: SignedInRequest) -> HttpResponse:
    """Add a body."""
    form = BodyForm(
        request.POST if request.method == "POST" else None, reader=reader_of(request.user)
    )
    if form.is_valid():
        row = services.add_body(words=form.words(), is_open=form.is_open, user=request.user)
        messages.success(request, f"{row.name} is added. Now say who sits on it.")
        return redirect(row)
    return render(request, "governance/committees/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep_bodies
@saving_as_seen
def body_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what a body is called, what it does, and who may read it."""
    row = find_body(request, slug)
    today = clock.today()
    form = BodyForm(
        request.POST if request.method == "POST" else None,
        reader=reader_of(request.user),
        body=row,
        out=body_privacy.what_is_out(row) if row.is_open_to_public else None,
        past=0 if row.is_open_to_public else body_privacy.past_in_private(row, on=today),
    )
    mark = mark_of(row)
    if is_valid_as_seen(form, row):
        body_privacy.change_body(
            body=row,
            words=form.words(),
            is_open=form.is_open,
            becomes=form.cleaned_data.get("becomes", ""),
            user=request.user,
            on=today,
        )
        messages.success(request, "The body is changed.")
        return redirect("committee", slug)
    context = {"form": form, "committee": row, "mark": mark}
    return render(request, "governance/committees/edit.html", context)
