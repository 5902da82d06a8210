"""The log of what was recorded, for auditors and whoever else follows it."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from governance.exempt.reader import reader_of
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.front.forms import LogForm
from herefordshire_cs.front.presenters.log import COLUMNS, sources_for
from herefordshire_cs.lib.files import tables
from herefordshire_cs.lib.log import LogAsked, LogEntry, merged
from herefordshire_cs.lib.web.requests import SignedInRequest

FOLLOWS = "governance.follow_readings"
ON_A_PAGE = 50


@require_safe
@permission_required(FOLLOWS, raise_exception=True)
def log(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Show who recorded what and when, the newest first, or send it as a file."""
    form = LogForm(request.GET)
    wanted = form.wanted() if form.is_valid() else LogAsked()
    kind = form.kind_wanted() if form.is_valid() else ""
    sources = sources_for(reader_of(request.user), access_of(request.user), kind)
    if form.is_valid() and "_export" in request.GET:
        rows = (row_of(entry) for entry in merged(sources, wanted))
        return tables.sent(request.GET["_export"], "log", "Log", COLUMNS, rows)
    asked = LogAsked(
        before=instant(request.GET.get("before", "")),
        first=wanted.first,
        last=wanted.last,
        who=wanted.who,
        most=ON_A_PAGE + 1,
    )
    entries = list(merged(sources, asked)) if form.is_valid() else []
    shown = entries[:ON_A_PAGE]
    narrowed = {name: value for name, value in request.GET.items() if name in form.fields}
    context = {
        "form": form,
        "entries": shown,
        "narrowed": urlencode(narrowed),
        "older": urlencode({**narrowed, "before": shown[-1].at.isoformat()})
        if len(entries) > ON_A_PAGE
        else "",
        "is_first": asked.before is None,
    }
    return render(request, "front/log.html", context)


def instant(typed: str) -> datetime | None:
    """Return the instant of an address, or none: what is no instant is none."""
    try:
        found = parse_datetime(typed)
    except ValueError:
        return None
    if found is None or timezone.is_naive(found):
        return None
    return found


def row_of(entry: LogEntry) -> dict[str, object]:
    """Return one entry as a row of a file."""
    at = timezone.localtime(entry.at)
    told = (entry.who, entry.did, entry.about, entry.speaks_of or "", entry.was, entry.now)
    return dict(zip(COLUMNS, (f"{at:%Y-%m-%d %H:%M:%S}", *told), strict=True))
