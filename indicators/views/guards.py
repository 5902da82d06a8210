"""What every view of the indicators does first: find the day, the period and the row."""

from datetime import date

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from herefordshire_cs.lib.web.requests import as_at
from indicators.models import Indicator
from indicators.periods import ReportingPeriod, read_period

may_read = permission_required("indicators.read_indicators", raise_exception=True)
may_load = permission_required("indicators.load_outturns", raise_exception=True)


def day_of(request: HttpRequest) -> date:
    """Return the day that the page speaks of."""
    return as_at(request).as_of


def period_or_404(slug: str) -> ReportingPeriod:
    """Return the period of an address; only the one way of writing it is an address."""
    try:
        period = read_period(slug)
    except ValueError as error:
        raise Http404 from error
    if period.slug != slug:
        raise Http404
    return period


def find_indicator(slug: str) -> Indicator:
    """Return an indicator with its paper."""
    return get_object_or_404(Indicator.objects.select_related("paper"), slug=slug)
