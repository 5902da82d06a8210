"""Writes what was asked for, or says in words why it cannot be and keeps what was typed."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest

from herefordshire_cs.lib.refusing import Refusal

type Refusals = Mapping[type[Exception], str]
# What is said of each refusal: words, or what makes them of the refusal itself.
type RefusalsInWords = Mapping[type[Exception], str | Callable[[Any], str]]


def attempt(
    request: HttpRequest, write: Callable[[], object], *, refused: RefusalsInWords, said: str
) -> bool:
    """Write whole or not at all, and say that it was done, or why it cannot be; return which."""
    reason = _refusal(write, refused)
    if reason is None:
        messages.success(request, said)
    else:
        messages.error(request, reason)
    return reason is None


def keep(
    request: HttpRequest,
    form: BaseForm,
    write: Callable[[], object],
    *,
    refused: RefusalsInWords,
    said: str,
    warnings: Sequence[str] = (),
) -> bool:
    """Write what a valid form says, whole or not at all, and say that it was done.

    Where it cannot be, the form says why, holds what was typed, and is valid no more. ``warnings``
    are what is to be looked at once it is done.
    """
    reason = _refusal(write, refused)
    if reason is not None:
        form.add_error(None, reason)
        return False
    messages.success(request, said)
    for warning in warnings:
        messages.warning(request, warning)
    return True


def _refusal(write: Callable[[], object], refused: RefusalsInWords) -> str | None:
    """Write; return what speaks against it, if anything does."""
    try:
        with transaction.atomic():
            write()
    except Refusal as found:
        return str(found)
    except tuple(refused) as found:
        words = refused[type(found)]
        return words if isinstance(words, str) else words(found)
    return None
