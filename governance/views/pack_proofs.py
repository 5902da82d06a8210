"""The proof of a pack: asked for on its preview, and sent to those who issue packs."""

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from governance.services import readings
from governance.tasks.pack_proofs import COPIES, is_proof_made, is_proof_wanted, kept_proof
from governance.views.guards import find_meeting
from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.queues import PACKS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest

may_issue = permission_required("governance.issue_pack", raise_exception=True)


@require_safe
@may_issue
def pack_proof(request: SignedInRequest, slug: str, mark: str) -> HttpResponse:
    """Show how far a proof is; once it is made, the page leads to its copies."""
    meeting = find_meeting(request, slug)
    at = clock.now()
    is_made = is_proof_made(mark, meeting=slug)
    is_wanted = not is_made and is_proof_wanted(mark, at=at)
    context = {
        "meeting": meeting,
        "mark": mark,
        "is_made": is_made,
        "is_wanted": is_wanted,
        "silence": silence(PACKS, at=at) if is_wanted else "",
        "reader": reader_of(request.user).of(meeting.committee_id),
    }
    whole, state = "governance/packs/proof.html", "governance/packs/_proof.html"
    return render(request, state if request.htmx else whole, context)


@require_safe
@may_issue
def pack_proof_copy(request: SignedInRequest, slug: str, mark: str, copy: str) -> HttpResponse:
    """Send one copy of a proof; the members' to those alone who may read what is exempt."""
    meeting = find_meeting(request, slug)
    reader = reader_of(request.user).of(meeting.committee_id)
    if copy not in COPIES or (copy == "members" and not reader.reads_exempt):
        raise Http404
    found = kept_proof(mark, copy, meeting=meeting.slug)
    if found is None:
        raise Http404
    if copy == "members":
        readings.record_proof(meeting, user=request.user, at=clock.now())
    return HttpResponse(
        bytes(found.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{slug}-proof-{copy}-copy.pdf"'},
    )
