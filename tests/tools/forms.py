"""Reads the forms of a page as a browser sends them, and what stands behind their controls."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.forms import BaseForm, BoundField, Field
from django.http import HttpResponse, QueryDict
from lxml import html

type Sent = dict[str, list[Any]]
NOT_TYPED = {"csrfmiddlewaretoken"}


@dataclass
class Read:
    """What was read while a page was answered.

    ``fields`` are those of its forms by the names of their controls, ``asked`` the names that were
    looked for in what was sent.
    """

    fields: dict[str, Field] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class PageForm:
    """A form of a page.

    ``sent`` is what it sends as it stands, ``kinds`` of what kind each control is, by its name:
    the class of its field, or what the page says of it. ``offered`` are the values of those that
    offer some, ``buttons`` the names and values of what sends it.
    """

    action: str
    method: str
    sent: Sent
    kinds: dict[str, str]
    offered: dict[str, list[str]]
    fields: dict[str, Field]
    buttons: tuple[tuple[str, str], ...]


@contextmanager
def reading() -> Iterator[Read]:
    """Note which fields are shown, and which names are looked for in what was sent."""
    read = Read()
    shown, taken, listed = BaseForm.__getitem__, QueryDict.__getitem__, QueryDict.getlist

    def show(form: BaseForm, name: str) -> BoundField:
        box = shown(form, name)
        read.fields[box.html_name] = box.field
        return box

    def take(values: QueryDict, name: str) -> Any:
        read.asked.add(name)
        return taken(values, name)

    def take_list(values: QueryDict, name: str, *default: Any) -> Any:
        read.asked.add(name)
        return listed(values, name, *default)

    def holds(values: QueryDict, name: str) -> bool:
        read.asked.add(name)
        return dict.__contains__(values, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseForm, "__getitem__", show)
        patch.setattr(QueryDict, "__getitem__", take, raising=False)
        patch.setattr(QueryDict, "getlist", take_list, raising=False)
        patch.setattr(QueryDict, "__contains__", holds, raising=False)
        yield read


def page_of(response: HttpResponse) -> html.HtmlElement:
    """Return a page, read."""
    return html.fromstring(response.content, parser=html.HTMLParser(encoding="utf-8"))


def forms_of(response: HttpResponse, address: str, read: Read) -> Iterator[PageForm]:
    """Yield the forms of a page in their order."""
    for form in page_of(response).forms:
        kinds, offered, buttons = {}, {}, []
        for control in form.iter("input", "select", "textarea", "button"):
            name = control.get("name")
            kind = control.get("type") or ("submit" if control.tag == "button" else control.tag)
            if not name or name in NOT_TYPED or "disabled" in control.attrib or kind == "button":
                continue
            if kind == "submit":
                buttons.append((name, control.get("value", "")))
                continue
            kinds[name] = type(read.fields[name]).__name__ if name in read.fields else kind
            if kind in {"radio", "checkbox"}:
                offered.setdefault(name, []).append(control.get("value", "on"))
            elif control.tag == "select":
                offered[name] = control.value_options
        yield PageForm(
            action=form.action or address,
            method=form.method.lower(),
            sent=sent_by(form),
            kinds=kinds,
            offered=offered,
            fields={name: read.fields[name] for name in kinds if name in read.fields},
            buttons=tuple(buttons),
        )


def sent_by(form: Any) -> Sent:
    """Return what a form sends as it stands, but for its buttons."""
    sent: Sent = {}
    for name, value in form.form_values():
        if name not in NOT_TYPED:
            # A browser takes away the first line break of a text area.
            sent.setdefault(name, []).append((value or "").removeprefix("\n"))
    return sent
