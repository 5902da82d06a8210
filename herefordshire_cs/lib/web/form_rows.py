"""Rows of a form, added by a button that keeps what was typed, with scripts or without."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from herefordshire_cs.lib.web.integers import read_integer


def with_row(data: QueryDict, prefix: str) -> QueryDict:
    """Return what was sent with one more blank row of a set."""
    added = data.copy()
    name = f"{prefix}-TOTAL_FORMS"
    rows = read_integer(str(added.get(name, "")))
    if rows is not None:
        added[name] = str(rows + 1)
    return added


def unjudged(form: forms.BaseForm) -> None:
    """Let a form show what was typed and say nothing of it yet, since it was not sent in."""
    form._errors = ErrorDict()  # type: ignore[attr-defined]
    form.cleaned_data = {}


def focus(form: forms.BaseForm) -> None:
    """Let the first field of a form have the focus when the page is shown."""
    first: Any = next(field for field in form.fields.values() if not field.widget.is_hidden)
    first.widget.attrs["autofocus"] = True
