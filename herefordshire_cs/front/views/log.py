"""The log of what was recorded, for auditors and whoever else follows it."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.forms import log_form
from herefordshire_cs.front.lists import LogTable
from herefordshire_cs.front.presenters.log import sources_for
from herefordshire_cs.lib.lists import Asked, answer_list, sent_list
from herefordshire_cs.lib.log import LogAsked, merged
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at

FOLLOWS = "governance.follow_readings"
ON_A_PAGE = 50


@require_safe
@permission_required(FOLLOWS, raise_exception=True)
def log(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Show who recorded what and when, the newest first, or send it as a file."""
    form = log_form(request.GET)
    wanted = form.wanted() if form.is_valid() else LogAsked()
    kind = form.kind_wanted() if form.is_valid() else ""
    sources = sources_for(reader_of(request.user), access_of(request.user), kind)
    day, shape = as_at(request).shown, Asked.of(form)
    if form.is_valid() and "_export" in request.GET:
        table = LogTable([], day=day, asked=shape)
        return sent_list(request.GET["_export"], "log", table, merged(sources, wanted))
    asked = replace(wanted, before=instant(request.GET.get("before", "")), most=ON_A_PAGE + 1)
    entries = list(merged(sources, asked)) if form.is_valid() else []
    shown = entries[:ON_A_PAGE]
    context = {
        "form": form,
        "table": LogTable(shown, day=day, asked=shape),
        "older": shown[-1].at.isoformat() if len(entries) > ON_A_PAGE else "",
        "is_first": asked.before is None,
    }
    return answer_list(request, "front/log.html", context)


def instant(typed: str) -> datetime | None:
    """Return the instant of an address, or none: what is no instant is none."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    if found is None or timezone.is_naive(found):
        return None
    return found
