"""What whoever watches the servers is told: whether they are ready, and figures."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from herefordshire_cs.accounts.visitors import visitor_address
from herefordshire_cs.front.presenters.watching import CONTENT_TYPE, figures, readiness
from herefordshire_cs.lib import clock


@login_not_required
@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Say whether requests can be answered here, part by part; 503 where they cannot."""
    found = readiness(at=clock.now())
    status = HTTPStatus.OK if found["is_ready"] else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(found, status=status)


@login_not_required
@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus its figures, if its address or its token is one that is named."""
    if not may_watch(request):
        raise PermissionDenied
    return HttpResponse(figures(at=clock.now()), content_type=CONTENT_TYPE)


def may_watch(request: HttpRequest) -> bool:
    """Say whether figures are given to whoever asks."""
    if visitor_address(request) in settings.METRICS_ADDRESSES:
        return True
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and constant_time_compare(given, settings.METRICS_TOKEN)
