"""Days that were promised in notes."""

from django.http import HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from actionplan.lists.promises import PromiseTable
from actionplan.presenters.promises import build_promises_page
from actionplan.views.guards import day_of, find_plan, may_read
from herefordshire_cs.lib.lists import Asked, answer_table, list_form
from herefordshire_cs.lib.web.requests import SignedInRequest, as_at


@require_safe
@may_read
def promises(request: SignedInRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """Show which promised days passed in silence, and the others."""
    as_of = day_of(request)
    page = build_promises_page(find_plan(slug, as_of=as_of), as_of=as_of)
    form = list_form(PromiseTable, request.GET)
    lines = [*page.passed, *page.others]
    table = PromiseTable(lines, day=as_at(request).shown, asked=Asked.of(form))
    return answer_table(
        request,
        "actionplan/promises/promises.html",
        table,
        {"page": page, "plan": page.plan, "form": form},
        file=f"{slug}-promised-days-{as_of.isoformat()}",
        right="actionplan.export_plan",
    )
