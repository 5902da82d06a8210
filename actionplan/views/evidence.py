"""The files of the central record."""

from django.db.models import Q
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actionplan.models import Evidence
from actionplan.views.guards import may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@may_read
def evidence(request: SignedInRequest, slug: str, reference: str, pk: int) -> FileResponse:
    """Send a document of the central record; always as a download, never opened in the page."""
    taken_back = Q(update__withdrawn_on__lte=clock.today())
    found = get_object_or_404(
        Evidence.objects.exclude(taken_back),
        pk=pk,
        action__reference=reference,
        action__plan__slug=slug,
    )
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.filename,
        content_type=found.media_type,
    )
