"""Pages on which a clerk says what a body has of its own: capacities, offices and the rest."""

from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from governance.bodies import CLEARANCES
from governance.forms.body_sets import PREFIX, SETS, OwnRows, blank_clearances
from governance.models import Committee
from governance.presenters.kept_bodies import INTRODUCTIONS
from governance.services import committees as services
from governance.views.guards import find_body, may_keep_bodies
from governance.views.minute_taking import mark_shown, sent
from herefordshire_cs.lib.text.words import count_in_words
from herefordshire_cs.lib.web.requests import SignedInRequest
from herefordshire_cs.lib.web.seen import CHANGED, is_as_seen, saving_as_seen

HELD = (
    "“{name}” is held by somebody who sits, or sat, on the body, or is the office of the chair, so"
    " it stays. It can be given another name."
)
NEEDED = "Every report has “{name}”, so it stays. It can be given another name."


@require_http_methods(["GET", "HEAD", "POST"])
@may_keep_bodies
@saving_as_seen
def body_set(request: SignedInRequest, slug: str, name: str) -> HttpResponse:
    """Change one of the sets that a body has of its own."""
    body = find_body(request, slug)
    if name not in SETS:
        raise Http404
    stored: Model = body if name != "headings" else own_form(body)
    rows = SETS[name](sent(request), held=held_rows(body, name))
    if not rows.is_adding and rows.data is not None:
        if not is_as_seen(request.POST, stored):
            messages.error(request, CHANGED)
        elif rows.is_valid() and keep(request, body, rows):
            return redirect("committee", slug)
    context = {
        "rows": rows,
        "committee": body,
        "introduction": INTRODUCTIONS[name],
        "prefix": PREFIX,
        "name": name,
        "mark": mark_shown(rows, stored),
    }
    return render(request, "governance/committees/set.html", context)


def own_form(body: Committee) -> Model:
    """Return the form of report that is a body's own, or answer 404."""
    form = body.report_form
    if form is None or form.committee_id != body.pk:
        raise Http404
    return form


def held_rows(body: Committee, name: str) -> tuple[Any, ...]:
    """Return a set as the body has it."""
    if name == "headings":
        return body.report_form.in_order if body.report_form else ()
    if name == "clearances":
        return blank_clearances(body.asks_clearance_for, CLEARANCES)
    return body.own(name)


def keep(request: SignedInRequest, body: Committee, rows: OwnRows) -> bool:
    """Keep a set, and say so; or say beside its first row why it cannot be."""
    try:
        said = write(body, rows)
    except services.StillHeld as held:
        messages.error(request, HELD.format(name=held.name))
        return False
    except services.HeadingNeeded as needed:
        messages.error(request, NEEDED.format(name=needed))
        return False
    messages.success(request, said)
    return True


def write(body: Committee, rows: OwnRows) -> str:
    """Keep a set, and return what was done in words."""
    if rows.name == "headings":
        assert body.report_form is not None
        services.keep_headings(form=body.report_form, headings=rows.own())
        return "The headings are kept. Reports that are begun already keep what they hold."
    cleared = services.keep_own(body=body, name=rows.name, rows=rows.own())
    if cleared:
        return f"It is kept. {count_in_words(cleared, 'report')} waited for nothing more: cleared."
    return "It is kept."
