"""Whether a form was opened on what is stored now, so that nobody's newer words are overwritten.

A page that edits rows carries their mark (``components/seen.html``). A form that comes back with
another is not saved: it shows both, and may be sent again by whoever has seen both.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import wraps
from itertools import groupby
from typing import Any, Concatenate

from django.db import transaction
from django.db.models import Model
from django.forms import BaseForm, BoundField
from django.http import HttpRequest, HttpResponse

NAME = "seen_mark"
READINGS = 5  # of one POST; a view that changes its row before it looks would read for ever
CHANGED = (
    "Somebody changed this after you opened it. What you typed is kept in the boxes and is not"
    " saved yet; saving again puts it in the place of what is stored now."
)


class ChangedWhileRead(Exception):
    """Somebody wrote within the milliseconds between a view's reading and its lock."""


def mark_of(*rows: Model) -> str:
    """Return the mark of all that is stored of some rows.

    A row's ``unmarked_fields`` are those that change by themselves.
    """
    said = repr([[repr(getattr(row, field.attname)) for field in _fields(row)] for row in rows])
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _fields(row: Model) -> Iterable[Any]:
    unmarked = getattr(row, "unmarked_fields", ())
    return [field for field in row._meta.concrete_fields if field.name not in unmarked]


def saving_as_seen[Request: HttpRequest, **Rest](
    view: Callable[Concatenate[Request, Rest], HttpResponse],
) -> Callable[Concatenate[Request, Rest], HttpResponse]:
    """Make a POST one transaction: nobody writes between the look at the mark and the saving.

    Where somebody did between the view's reading and that look, the view reads again.
    """

    @wraps(view)
    def within(request: Request, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        if request.method != "POST":
            return view(request, *args, **kwargs)
        for _ in range(READINGS - 1):
            with suppress(ChangedWhileRead), transaction.atomic():
                return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return within


def is_valid_as_seen(form: BaseForm, *rows: Model) -> bool:
    """Say whether a form is valid and was opened on what is stored of some rows now.

    The rows are locked until the transaction ends (``saving_as_seen``). Where they are not as they
    were seen, the form says what is stored, its other faults or not.
    """
    if not form.is_bound:
        return False
    if not is_as_seen(form.data, *rows):
        stored = "; ".join(_stored(form))
        form.add_error(None, f"{CHANGED} Stored now: {stored}." if stored else CHANGED)
    return form.is_valid()


def is_as_seen(sent: Mapping[str, Any], *rows: Model) -> bool:
    """Say whether what was sent was opened on what is stored of some rows now; they are locked.

    Raises ChangedWhileRead where the rows themselves are not what is stored.
    """
    mark = mark_of(*rows)
    if mark_of(*_stored_now(rows)) != mark:
        raise ChangedWhileRead
    return sent.get(NAME, mark) == mark


def _stored_now(rows: Iterable[Model]) -> Iterable[Model]:
    """Yield rows as they are stored, locked; one taken away meanwhile is for the verb to miss."""
    for _table, group in groupby(rows, key=lambda row: row._meta.db_table):
        read = list(group)
        locked = read[0].__class__._base_manager.select_for_update(of=("self",))
        stored = locked.in_bulk([row.pk for row in read])
        yield from (stored.get(row.pk, row) for row in read)


def _stored(form: BaseForm) -> Iterable[str]:
    """Yield what is stored of each field in which something else was typed."""
    for field in form:
        if not field.is_hidden and field.name in form.changed_data:
            yield f"{field.label}: {_in_words(field)}"


def _in_words(field: BoundField) -> str:
    value = field.initial
    choices = {str(key): label for key, label in getattr(field.field, "choices", None) or []}
    words = choices.get(str(value), field.field.prepare_value(value))
    if isinstance(words, list | tuple):
        words = ", ".join(map(str, words))
    return f"“{words}”" if words else "nothing"
