"""Prints a template as a tagged PDF (PDF/UA-1); the one module that knows the PDF engine.

The engine is imported where it is used: it costs a second and 60 MB, which no web worker pays.
"""

import logging
import mimetypes
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

AUTHOR = "Herefordshire Council"
# Where a document's own files seem to be: a host that can never exist. Source: RFC 2606.
OWN_FILES = "https://static.invalid/"


class AddressRefused(Exception):
    """A document asked for something else than one of our own static files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF and how many pages it has."""

    content: bytes
    pages: int


def render(template_name: str, context: dict[str, Any], *, made_at: datetime) -> Printed:
    """Print a template, whose title and language become the document's.

    The same contents made at the same instant give the same bytes. The style sheet is named from
    the root of the static files (``build/print.css``). Raises ``AddressRefused``.
    """
    return print_html(render_to_string(template_name, context), made_at=made_at)


def print_html(html: str, *, made_at: datetime) -> Printed:
    """Print a whole page of HTML."""
    weasyprint = _engine()
    options = {"pdf_variant": "pdf/ua-1"}
    try:
        page = weasyprint.HTML(string=html, base_url=OWN_FILES, url_fetcher=_fetch)
        document = page.render(**options)
    except weasyprint.urls.FatalURLFetchingError as error:
        raise AddressRefused(str(error)) from error
    document.metadata.authors = [AUTHOR]
    document.metadata.created = made_at.isoformat(timespec="seconds")
    content = document.write_pdf(finisher=_finish, **options)
    return Printed(content=content, pages=len(document.pages))


def _engine() -> Any:
    """Return the engine, which otherwise logs every step of every page."""
    for chatty in ("weasyprint.progress", "fontTools"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    return import_module("weasyprint")


def own_file(address: str) -> Path:
    """Return the static file that an address of a document means; nothing else is ever read."""
    name = unquote(urlsplit(address).path).lstrip("/")
    try:
        found = finders.find(name) if address.startswith(OWN_FILES) else None
    except SuspiciousFileOperation:
        found = None
    if not found or not Path(found).is_file():
        raise AddressRefused(
            f"A document uses only the static files of this application: {address} is not one"
            f" (`npm run build` makes the style sheets)"
        )
    return Path(found)


def _fetch(address: str) -> Any:
    urls = import_module("weasyprint.urls")
    try:
        path = own_file(address)
    except AddressRefused as error:
        # The engine logs any other exception and prints the document without the file.
        raise urls.FatalURLFetchingError(str(error)) from error
    kind, _ = mimetypes.guess_type(path.name)
    headers = {"Content-Type": kind or "application/octet-stream"}
    return urls.URLFetcherResponse(address, path.read_bytes(), headers)


def _finish(_document: object, printed: Any) -> None:
    """Put right in the tag tree what the engine leaves out, before the file is written."""
    for element in printed.objects:
        if not isinstance(element, dict):
            continue
        if element.get("S") == "/TH":
            _say_what_it_heads(printed, element)
        elif element.get("S") == "/Figure" and "Alt" not in element:
            _hide(element)


def _say_what_it_heads(printed: Any, cell: Any) -> None:
    """Say of a header cell whether it heads a column or a row."""
    row = _object(printed, cell["P"])
    part = _object(printed, row["P"])
    cell["A"]["Scope"] = "/Column" if part["S"] == "/THead" else "/Row"


def _hide(picture: Any) -> None:
    """Let a reader pass over a picture without a title: a shape whose word stands beside it."""
    picture["S"] = "/NonStruct"
    del picture["A"]


def _object(printed: Any, reference: bytes) -> Any:
    return printed.objects[int(reference.split()[0])]
