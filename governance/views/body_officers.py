"""Who serves a body, and with which account somebody who sits on it reads."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from governance.forms.committees import AccountForm, OfficerForm
from governance.services import committees as services
from governance.services.members import tie_account
from governance.views.guards import find_body, may_keep_bodies
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import is_valid_as_seen, mark_of, saving_as_seen

LAST = (
    "They are the last who serve this private body and may change it. Add another such officer"
    " first, or nobody could let anybody in."
)


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep_bodies
def officer_add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let an account serve a body."""
    body = find_body(request, slug)
    form = OfficerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        user = form.cleaned_data["user"]
        services.add_officer(body=body, user=user)
        messages.success(request, f"{user.name} serves {body.name} from now on.")
        return redirect(body)
    context = {"form": form, "committee": body}
    return render(request, "governance/committees/officer.html", context)


@require_POST
@may_keep_bodies
def officer_remove(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Let an account serve a body no more."""
    body = find_body(request, slug)
    officer = get_object_or_404(body.officers.select_related("user"), user=pk)
    try:
        services.remove_officer(body=body, user=officer.user, on=clock.today())
    except services.LastOfficer:
        messages.error(request, LAST)
    else:
        messages.success(request, f"{officer.user.name} serves {body.name} no more.")
        if officer.user == request.user and not body.is_open_to_public:
            return redirect("committees")
    return redirect(body)


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep_bodies
@saving_as_seen
def member_account(request: SignedInRequest, slug: str, pk: int) -> HttpResponse:
    """Say with which account somebody who sits on a body reads."""
    body = find_body(request, slug)
    row = get_object_or_404(body.memberships.select_related("user"), pk=pk)
    form = AccountForm(
        request.POST if request.method == "POST" else None, initial={"user": row.user_id}
    )
    mark = mark_of(row)
    if is_valid_as_seen(form, row):
        user = form.cleaned_data["user"]
        tie_account(member=row, user=user)
        said = (
            f"{row} reads with the account of {user.name}." if user else f"{row} has no account."
        )
        messages.success(request, said)
        return redirect(body)
    context = {"form": form, "committee": body, "member": row, "mark": mark}
    return render(request, "governance/committees/account.html", context)
