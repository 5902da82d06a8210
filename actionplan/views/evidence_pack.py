"""The evidence of a recommendation, index and files, as one ZIP."""

from collections.abc import Iterator
from typing import IO

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from actionplan import exports
from actionplan.models import Evidence, EvidenceVersion
from actionplan.presenters.evidence_pack import EvidencePack, build_evidence_pack
from actionplan.presenters.recommendation_page import has_recommendation
from actionplan.views.guards import day_of, find_plan
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.archives import archived
from herefordshire_cs.lib.files.tables import BYTE_ORDER_MARK, as_csv
from herefordshire_cs.lib.web.requests import SignedInRequest

MOST_BYTES = 300 * 1024 * 1024  # what one request may gather


@require_safe
@permission_required("actionplan.export_plan", raise_exception=True)
def evidence_pack(request: SignedInRequest, slug: str, number: int) -> HttpResponse | FileResponse:
    """Send the evidence of a Recommendation that the reader may open."""
    as_of = day_of(request)
    head = find_plan(slug, as_of=as_of)
    if not has_recommendation(slug, number):
        raise Http404
    may_open = Evidence.objects.open_to(request.user, on=clock.today())
    pack = build_evidence_pack(head, number, may_open, as_of=as_of)
    if pack.size > MOST_BYTES:
        messages.error(request, "Its files are too many for one ZIP. Download them one by one.")
        return redirect("evidence-list", slug)
    return FileResponse(
        archived(parts_of(pack)),
        as_attachment=True,
        filename=f"{head.slug}-recommendation-{number}-evidence-{as_of.isoformat()}.zip",
        content_type="application/zip",
        headers={"Cache-Control": "private, no-store"},
    )


def parts_of(pack: EvidencePack) -> Iterator[tuple[str, bytes | IO[bytes]]]:
    """Yield the index, for people and for tools, then each file once."""
    yield "index.htm", render_to_string("actionplan/evidence/pack.html", {"pack": pack}).encode()
    rows = (exports.evidence_row(each.row, pack.plan) for each in pack.every)
    sheet = "".join([BYTE_ORDER_MARK, *as_csv(exports.EVIDENCE_COLUMNS, rows)])
    yield "index.csv", sheet.encode()
    paths = {each.row.newest.pk: each.path for each in pack.every if each.row.newest}
    for version in EvidenceVersion.objects.filter(pk__in=paths).order_by("pk"):
        yield paths[version.pk], version.file.open("rb")
