"""The answer to a reader of a list: its page, or the part that a script asks for."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect

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
