"""Public pages of the committees: their remit, members, meetings and who came."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.models import Committee, Membership
from governance.presenters.public_bodies import (
    build_member_page,
    build_public_body,
    public_bodies,
)
from herefordshire_cs.lib import clock


@require_safe
@login_not_required
def papers_committees(request: HttpRequest) -> HttpResponse:
    """Show the committees that are open to the public."""
    return render(request, "governance/register/committees.html", {"bodies": public_bodies()})


@require_safe
@login_not_required
def papers_committee(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a committee with its members, and its meetings of a year."""
    try:
        page = build_public_body(slug, as_of=clock.today(), year=year_asked_for(request))
    except Committee.DoesNotExist as error:
        raise Http404 from error
    return render(request, "governance/register/committee.html", {"page": page})


@require_safe
@login_not_required
def papers_member(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a member, and to which meetings of a year they came."""
    try:
        page = build_member_page(slug, pk, year=year_asked_for(request))
    except (Committee.DoesNotExist, Membership.DoesNotExist) as error:
        raise Http404 from error
    return render(request, "governance/register/member.html", {"page": page})


def year_asked_for(request: HttpRequest) -> int | None:
    """Return the year of four figures that an address asks for; none where it is no such."""
    year = request.GET.get("year", "")
    return int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None
