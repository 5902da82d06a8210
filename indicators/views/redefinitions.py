"""Pages on which an indicator is defined, and defined anew."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen
from indicators.forms.redefinitions import IndicatorForm
from indicators.services import redefinitions as services
from indicators.views.guards import find_indicator


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.add_indicator", raise_exception=True)
def indicator_new(request: SignedInRequest) -> HttpResponse:
    """Define an indicator."""
    form = IndicatorForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = services.define_indicator(
            definition=form.definition(),
            sets=form.chosen_sets(),
            new_set=form.cleaned_data["new_set"],
            defined_on=clock.today(),
        )
        messages.success(request, "The indicator is defined. Its targets and figures come next.")
        return redirect(row)
    return render(request, "indicators/redefinitions/edit.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("indicators.change_indicator", raise_exception=True)
@saving_as_seen
def indicator_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    """Define an indicator anew; pages as at earlier days read as they did."""
    row = find_indicator(slug)
    mark = mark_of(row)
    form = IndicatorForm(request.POST if request.method == "POST" else None, instance=row)
    if is_valid_as_seen(form, find_indicator(slug)):
        changed = services.define_anew(
            indicator=row,
            definition=form.definition(),
            sets=form.chosen_sets(),
            new_set=form.cleaned_data["new_set"],
            author=request.user,
            recorded_on=clock.today(),
            recorded_at=clock.now(),
        )
        said = f"{count_in_words(changed, 'part')} of its definition changed."
        messages.success(request, said if changed else "Nothing of its definition changed.")
        return redirect(row)
    context = {"form": form, "indicator": row, "mark": mark}
    return render(request, "indicators/redefinitions/edit.html", context)
