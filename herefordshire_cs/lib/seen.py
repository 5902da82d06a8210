"""Whether a form was opened on what is stored now, so that nobody's newer words are overwritten.

A page that edits rows carries their mark (``components/seen.html``). A form that comes back with
another is not saved: it shows both, and may be sent again by whoever has seen both.
"""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.forms import BaseForm, BoundField

NAME = "seen_mark"
CHANGED = (
    "Somebody changed this after you opened it. What you typed is kept in the boxes and is not"
    " saved yet; saving again puts it in the place of what is stored now."
)


def mark_of(*rows: Model) -> str:
    """Return the mark of all that is stored of some rows."""
    said = repr([[repr(getattr(row, field.attname)) for field in _fields(row)] for row in rows])
    return hashlib.sha256(said.encode()).hexdigest()[:20]


def _fields(row: Model) -> Iterable[Any]:
    return row._meta.concrete_fields


def is_as_seen(form: BaseForm, mark: str) -> bool:
    """Say whether a valid form was opened on what has this mark; else say on it what is stored.

    The form is then valid no more.
    """
    if form.data.get(NAME, mark) == mark:
        return True
    stored = "; ".join(_stored(form))
    form.add_error(None, f"{CHANGED} Stored now: {stored}." if stored else CHANGED)
    return False


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
