"""Packs: the preview, the building of both copies, and the copies as issued."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from governance.making import PackBeingBuilt, ask_for_pack
from governance.models import Meeting, Pack
from governance.reports.pack import build_pack
from governance.views.meetings import may_read
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.http import SignedInRequest

BODIES = ("members_pdf", "members_html", "public_pdf", "public_html")


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("governance.issue_pack", raise_exception=True)
def pack_preview(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show what a pack would hold; a POST builds and issues it."""
    meeting = get_object_or_404(Meeting.objects.select_related("committee"), slug=slug)
    if request.method == "POST":
        return build(request, meeting)
    contents = build_pack(slug, as_of=clock.today())
    packs = meeting.packs.defer(*BODIES)
    context = {"contents": contents, "meeting": meeting, "packs": packs}
    return render(request, "governance/pack_preview.html", context)


def build(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Ask for the pack, or lead to the one that is being built."""
    try:
        pack = ask_for_pack(
            meeting=meeting,
            as_of=clock.today(),
            asked_by=request.user,
            asked_at=clock.now(),
            corrects=request.POST.get("corrects", "").strip()[:1000],
        )
    except PackBeingBuilt as under_way:
        messages.info(request, "The pack is being built already.")
        pack = under_way.pack
    return redirect(pack)


@require_safe
@may_read
def pack(request: SignedInRequest, key: str) -> HttpResponse:
    """Show how far a pack is; once it is issued, the page leads to its copies."""
    found = get_object_or_404(
        Pack.objects.select_related("meeting__committee").defer(*BODIES), pk_uuid=key
    )
    name = "includes/pack_state" if request.htmx else "pack"
    return render(request, f"governance/{name}.html", {"pack": found})


@require_safe
@permission_required("governance.read_exempt", raise_exception=True)
def pack_members(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the members' copy as it was issued."""
    return send(find_issued(key), "members")


@require_safe
@may_read
def pack_public(request: SignedInRequest, key: str) -> HttpResponse:
    """Send the public copy as it was issued."""
    return send(find_issued(key), "public")


def find_issued(key: str) -> Pack:
    """Return a pack that was issued, or answer 404."""
    return get_object_or_404(
        Pack.objects.select_related("meeting"), pk_uuid=key, state=Pack.State.READY
    )


def send(pack: Pack, copy: str) -> HttpResponse:
    """Send one copy's bytes."""
    content = {"members": pack.members_pdf, "public": pack.public_pdf}[copy]
    if content is None:
        raise Http404
    name = f"{pack.meeting.slug}-{copy}-copy-{pack.version}.pdf"
    return HttpResponse(
        bytes(content),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
