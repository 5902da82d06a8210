"""The public register: what anybody may read without signing in, and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import etag, require_safe

from governance.models import Pack
from governance.presenters.register import (
    NotPublic,
    build_register,
    public_meeting,
    public_minutes,
    public_report,
)
from governance.presenters.reviews import with_reviews
from governance.views.packs import send
from herefordshire_cs.lib import clock


@require_safe
@login_not_required
def papers(request: HttpRequest) -> HttpResponse:
    """Show the committees, their meetings and what was published."""
    register = build_register(as_of=clock.today())
    return render(request, "governance/register/register.html", {"register": register})


@require_safe
@login_not_required
def papers_meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a meeting's agenda and public papers, once they are published."""
    try:
        page = public_meeting(slug, as_of=clock.today())
    except NotPublic as error:
        raise Http404 from error
    return render(request, "governance/register/meeting.html", {"page": page})


@require_safe
@login_not_required
def papers_report(request: HttpRequest, slug: str, report: str) -> HttpResponse:
    """Show a public report."""
    try:
        paper = with_reviews(public_report(slug, report))
    except NotPublic as error:
        raise Http404 from error
    return render(request, "governance/register/report.html", {"paper": paper, "slug": slug})


@require_safe
@login_not_required
def papers_minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show approved minutes."""
    try:
        paper = public_minutes(slug, as_of=clock.today())
    except NotPublic as error:
        raise Http404 from error
    return render(request, "governance/register/minutes.html", {"paper": paper})


def public_copy_hash(request: HttpRequest, key: str) -> str | None:
    """Return what a pack's public copy is known by, without reading it; nothing if it has none."""
    rows = Pack.objects.open_to_public().filter(pk_uuid=key).exclude(public_sha256="")
    return rows.order_by("pk").values_list("public_sha256", flat=True).first()


@require_safe
@login_not_required
@etag(public_copy_hash)
def papers_pack(request: HttpRequest, key: str) -> HttpResponse:
    """Send the public copy of a pack as it was issued."""
    found = get_object_or_404(
        Pack.objects.open_to_public()
        .select_related("meeting")
        .defer("members_pdf", "members_html"),
        pk_uuid=key,
    )
    return send(found, "public")


@require_safe
@login_not_required
def papers_pack_html(request: HttpRequest, key: str) -> HttpResponse:
    """Show the public copy of a pack as a page, as it was issued."""
    found = get_object_or_404(
        Pack.objects.open_to_public()
        .select_related("meeting__committee")
        .only("public_html", "meeting__slug", "meeting__held_on", "meeting__committee__name"),
        pk_uuid=key,
    )
    context = {"html": found.public_html, "meeting": found.meeting}
    return render(request, "governance/register/pack.html", context)
