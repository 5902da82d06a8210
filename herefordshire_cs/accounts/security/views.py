"""The record of security as a page."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from herefordshire_cs.accounts.security.forms import RecordFilterForm
from herefordshire_cs.accounts.security.listing import build_record
from herefordshire_cs.lib.web.requests import SignedInRequest


@require_safe
@permission_required("accounts.view_securityevent", raise_exception=True)
def security_record(request: SignedInRequest) -> HttpResponse:
    """Show what happened, the newest first, by kind and by account."""
    form = RecordFilterForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = build_record(
        what=asked.get("what") or "",
        account=asked.get("account") or "",
        before=asked.get("before"),
    )
    return render(request, "accounts/security_record.html", {"form": form, "record": page})
