"""Rating schemes: what there are, one with its levels, making one and editing one."""

from functools import partial

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from actionplan.forms.rating_schemes import NewSchemeForm, SchemeForm
from actionplan.models import RatingScheme
from actionplan.models.ratings_given import ratings_given
from actionplan.presenters.rating_schemes import build_scheme_page, build_schemes
from actionplan.rating_levels import READY_MADE
from actionplan.services import rating_schemes as services
from actionplan.views.guards import day_of, may_read
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.attempting import RefusalsInWords, keep
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

REFUSED: RefusalsInWords = {
    services.NotWhole: str,
    services.LevelInUse: lambda found: f"Somebody rated an action meanwhile: {found} stays.",
}


@require_safe
@may_read
def rating_schemes(request: SignedInRequest) -> HttpResponse:
    """List the rating schemes, each with its levels and its plans."""
    context = {"schemes": build_schemes(as_of=day_of(request), access=access_of(request.user))}
    return render(request, "actionplan/rating_schemes/rating_schemes.html", context)


@require_safe
@may_read
def rating_scheme(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show one scheme: its levels, the plans that are rated under it, and its edits."""
    try:
        page = build_scheme_page(slug, as_of=day_of(request), access=access_of(request.user))
    except RatingScheme.DoesNotExist as error:
        raise Http404 from error
    return render(request, "actionplan/rating_schemes/rating_scheme.html", {"page": page})


@permission_required("actionplan.add_ratingscheme", raise_exception=True)
def rating_scheme_new(request: SignedInRequest) -> HttpResponse:
    """Make a scheme from one that is ready made."""
    form = NewSchemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        scheme = services.make_scheme(**form.cleaned_data, added_on=clock.today())
        return redirect("rating-scheme-edit", scheme.slug)
    context = {"form": form, "ready": READY_MADE.items()}
    return render(request, "actionplan/rating_schemes/new.html", context)


@saving_as_seen
@permission_required("actionplan.change_ratingscheme", raise_exception=True)
def rating_scheme_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Edit a scheme from today on; earlier days read as they did."""
    scheme = get_object_or_404(RatingScheme, slug=slug)
    levels = list(scheme.levels.filter(in_use=True))
    form = SchemeForm(
        request.POST or None, scheme=scheme, levels=levels, used=ratings_given(scheme)
    )
    if is_valid_as_seen(form, scheme, *levels):
        write = partial(
            services.edit_scheme,
            scheme,
            name=form.cleaned_data["name"],
            remark=form.cleaned_data["remark"],
            levels=form.asked(),
            reason=form.cleaned_data["reason"],
            author=request.user,
            recorded_on=clock.today(),
            recorded_at=clock.now(),
        )
        said = "It is saved. Pages as at earlier days read as they did."
        if keep(request, form, write, refused=REFUSED, said=said):
            return redirect(scheme)
    context = {"form": form, "scheme": scheme, "mark": mark_of(scheme, *levels)}
    return render(request, "actionplan/rating_schemes/edit.html", context)
