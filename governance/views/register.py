"""The public register: what anybody may read without signing in, and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import etag, require_safe

from governance.models import Pack
from governance.presenters.published_copies import (
    Gone,
    TakenDown,
    gone_copy,
    superseded_by,
)
from governance.presenters.register import (
    NotPublic,
    build_register,
    public_meeting,
    public_minutes,
)
from governance.presenters.sittings import sitting_of
from governance.views.agendas import send_agenda
from governance.views.packs import send
from governance.views.site_map import json_ld, meeting_data
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
    context = {"page": page, "structured": json_ld(meeting_data(request, page.head))}
    return render(request, "governance/register/meeting.html", context)


@require_safe
@login_not_required
def papers_minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """Show approved minutes."""
    try:
        paper = public_minutes(slug, as_of=clock.today())
    except NotPublic as error:
        raise Http404 from error
    except TakenDown as down:
        return gone_page(request, down.gone)
    return render(request, "governance/register/minutes.html", {"paper": paper})


@require_safe
@login_not_required
def papers_agenda_docx(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a published agenda to anybody as a Word file."""
    try:
        page = public_meeting(slug, as_of=clock.today())
    except NotPublic as error:
        raise Http404 from error
    return send_agenda(page.head, page.items)


def public_copy_hash(request: HttpRequest, key: str) -> str | None:
    """Return what a pack's public copy is known by, without reading it; nothing if it has none."""
    rows = Pack.objects.open_to_public().filter(pk_uuid=key).exclude(public_sha256="")
    return rows.order_by("pk").values_list("public_sha256", flat=True).first()


def gone_page(request: HttpRequest, gone: Gone) -> HttpResponse:
    """Say that something was withdrawn or taken down, why, and what stands in its place."""
    answer = render(request, "governance/register/gone.html", {"gone": gone}, status=410)
    answer.headers["Cache-Control"] = "private, no-store"  # it may be put back
    return answer


@require_safe
@login_not_required
@etag(public_copy_hash)
def papers_pack(request: HttpRequest, key: str) -> HttpResponse:
    """Send the public copy of a pack as it was issued, and name what stands in its place."""
    rows = Pack.objects.open_to_public().select_related("meeting")
    found = rows.defer("members_pdf", "members_html").filter(pk_uuid=key).first()
    if found is None:
        return gone_or_missing(request, key)
    answer = send(found, "public")
    if now := superseded_by(found):
        address = reverse("papers-pack-html", args=[now.pk_uuid])
        answer.headers["Link"] = f'<{address}>; rel="successor-version"'
    return answer


@require_safe
@login_not_required
def papers_pack_html(request: HttpRequest, key: str) -> HttpResponse:
    """Show the public copy of a pack as a page, as it was issued."""
    rows = Pack.objects.open_to_public().select_related("meeting__committee")
    wanted = ("public_html", "version", "meeting__slug", "meeting__held_on")
    found = rows.only(*wanted, "meeting__committee__name").filter(pk_uuid=key).first()
    if found is None:
        return gone_or_missing(request, key)
    sitting = sitting_of(found.meeting, as_of=clock.today())
    context = {"html": found.public_html, "meeting": found.meeting, "now": superseded_by(found)}
    context["sitting"] = sitting
    return render(request, "governance/register/pack.html", context)


def gone_or_missing(request: HttpRequest, key: str) -> HttpResponse:
    """Say why a public copy is closed; one that never was public is not there."""
    gone = gone_copy(key)
    if gone is None:
        raise Http404
    return gone_page(request, gone)
