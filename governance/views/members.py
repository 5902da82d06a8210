"""Pages on which a clerk says who sits on a committee."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from governance.forms.members import EndForm, MemberForm, refusal
from governance.presenters.members import days_of, seat
from governance.services import members
from governance.views.guards import find_body, may_run
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
def member_new(request: SignedInRequest, slug: str) -> HttpResponse:
    """Add a member to a committee."""
    committee = find_body(request, slug)
    form = MemberForm(request.POST if request.method == "POST" else None, committee=committee)
    if form.is_valid():
        try:
            row = members.add_member(member=form.member(committee))
        except members.SeatTaken as taken:
            form.add_error(*refusal(taken))
        else:
            messages.success(request, f"{row} sits on the committee {days_of(row)}.")
            return redirect(committee)
    context = {"form": form, "committee": committee}
    return render(request, "governance/members/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_run
@saving_as_seen
def member(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say on which day somebody sat last on a committee."""
    committee = find_body(request, slug)
    row = get_object_or_404(committee.memberships, pk=pk)
    form = EndForm(request.POST if request.method == "POST" else None, member=row)
    mark = mark_of(row)
    if is_valid_as_seen(form, row):
        ends_on = form.cleaned_data["ends_on"]
        try:
            members.end_membership(member=row, ends_on=ends_on)
        except members.SeatTaken as taken:
            form.add_error("ends_on", refusal(taken)[1])
        else:
            messages.success(request, f"{row} sits until {day_in_words(ends_on)}.")
            return redirect(committee)
    context = {
        "form": form,
        "committee": committee,
        "mark": mark,
        "seat": seat(row),
        "capacity": row.capacity_words,
        "days": days_of(row),
        "account": row.user.name if row.user else "",
    }
    return render(request, "governance/members/member.html", context)
