"""The answer to a reader of a list: its page, or the part that a script asks for."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import F, Model, QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

from herefordshire_cs.lib.lists.listing import ROWS_ON_A_PAGE, ListTable
from herefordshire_cs.lib.lists.sheets import sent_list
from herefordshire_cs.lib.web.requests import SignedInRequest

CHANGING = "#listed"  # the part of a template that holds the filters and the list


def answer_list(
    request: SignedInRequest, template: str, context: Mapping[str, Any]
) -> HttpResponse:
    """Answer with a list; the template has a part ``listed``: the filters, ``form``, and the rows.

    A script that applies a filter at once is sent that part alone. A filter that cannot be read is
    said on a page of its own, beside the field and above all: the script is told to go there.
    """
    if not request.htmx or request.htmx.history_restore_request:
        return render(request, template, context)
    if context["form"].errors:
        return HttpResponseClientRedirect(request.get_full_path())
    return render(request, f"{template}{CHANGING}", context)


def answer_table(
    request: SignedInRequest,
    template: str,
    table: ListTable,
    context: Mapping[str, Any],
    *,
    file: str,
    right: str,
) -> HttpResponse | StreamingHttpResponse:
    """Answer with a list that is all there: one page of it, or all of it as a file.

    ``file`` is the name of the file without its ending, ``right`` who may take it. The template is
    that of ``answer_list``; its context has the ``form`` of the list.
    """
    if "_export" in request.GET:
        if not request.user.has_perm(right):
            raise PermissionDenied
        return sent_list(request.GET["_export"], file, table)
    page = table.turn_to(request.GET.get("page"))
    beside = {"table": table, "page_obj": page, "may_export": request.user.has_perm(right)}
    return answer_list(request, template, {**beside, **context})


def answer_rows[M: Model](
    request: SignedInRequest,
    template: str,
    rows: QuerySet[M],
    make: Callable[[Iterable[M]], ListTable],
    context: Mapping[str, Any],
    *,
    file: str,
    right: str,
) -> HttpResponse | StreamingHttpResponse:
    """Answer as ``answer_table`` does with what a queryset finds; ``make`` makes the list of some.

    The database sorts by what ``orders`` of the list names, and cuts out the page.
    """
    empty = make([])
    rows = in_order(rows, empty.sort, empty.orders)
    if "_export" in request.GET:
        if not request.user.has_perm(right):
            raise PermissionDenied
        return sent_list(request.GET["_export"], file, make(rows))
    page = Paginator(rows, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    table = make(page.object_list)
    beside = {"table": table, "page_obj": page, "may_export": request.user.has_perm(right)}
    return answer_list(request, template, {**beside, **context})


def in_order[M: Model](rows: QuerySet[M], sort: str, orders: Mapping[str, str]) -> QuerySet[M]:
    """Return rows sorted by a column of their list, nothing last; equal ones as before."""
    name = sort.lstrip("-")
    if name not in orders:
        return rows
    field = F(orders[name])
    is_downwards = sort.startswith("-")
    first = field.desc(nulls_last=True) if is_downwards else field.asc(nulls_last=True)
    before = rows.query.order_by or tuple(rows.model._meta.ordering or ())
    return rows.order_by(first, *before)
