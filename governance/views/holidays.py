"""The page of days that are no working days beside weekends and yearly bank holidays."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.forms.holidays import HolidayForm
from governance.models import OneOffHoliday
from governance.services import holidays as services
from governance.views.guards import may_run
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def closure_days(request: SignedInRequest) -> HttpResponse:
    """List the days, and enter another."""
    form = HolidayForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        row = services.enter_holiday(**form.cleaned_data)
        messages.success(request, f"{day_in_words(row.day)} is left out of every count.")
        return redirect("closure-days")
    context = {"form": form, "days": OneOffHoliday.objects.order_by("-day")}
    return render(request, "governance/holidays/closure_days.html", context)


@require_POST
@may_run
def closure_day_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    """Count a day again."""
    row = get_object_or_404(OneOffHoliday, pk=pk)
    services.take_holiday_away(holiday=row)
    messages.success(request, f"{day_in_words(row.day)} is counted again.")
    return redirect("closure-days")
