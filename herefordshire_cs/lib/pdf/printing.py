"""Prints a template as a tagged PDF (PDF/UA-1); the one module that asks the PDF engine.

The engine is imported where it is used: it costs a second and 60 MB, which no web worker pays.
The fonts and the style sheet are read once for the process: reading them takes six times as long
as laying out a letter.
"""

import atexit
import logging
import mimetypes
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import unquote, urlsplit

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation
from django.template.loader import render_to_string

from herefordshire_cs.lib.council import council_crest, council_words_now
from herefordshire_cs.lib.pdf.printed_tags import put_right, recorded_origins

# Where a document's own files seem to be: a host that can never exist. Source: RFC 2606.
OWN_FILES = "https://static.invalid/"
OWN_CREST = f"{OWN_FILES}council/"  # and the SHA-256 of the picture
STYLE_SHEET = f"{OWN_FILES}build/print.css"
# Fonts are kept and not to be shared by threads that lay out at the same time.
one_at_a_time = Lock()


class AddressRefused(Exception):
    """A document asked for something else than one of our own static files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF, its title and author, how many pages it has, and on which, from 1, names stand."""

    content: bytes
    pages: int
    title: str = ""
    author: str = ""
    names: dict[str, int] = field(default_factory=dict)


def render(template_name: str, context: dict[str, Any], *, made_at: datetime) -> Printed:
    """Print a template, whose title and language become the document's.

    The same contents made at the same instant give the same bytes. Raises ``AddressRefused``.
    """
    council_words_now()  # which the template says
    return print_html(render_to_string(template_name, context), made_at=made_at)


def print_html(html: str, *, made_at: datetime, has_own_style: bool = False) -> Printed:
    """Print a whole page of HTML in the style of all prints, which it need not name.

    A page that has its own style is printed in that alone.
    """
    weasyprint = _engine()
    options = {"pdf_variant": "pdf/ua-1"}
    try:
        with one_at_a_time, recorded_origins() as origins:
            style = {} if has_own_style else _kept_style()
            page = weasyprint.HTML(string=html, base_url=OWN_FILES, url_fetcher=_fetch)
            document = page.render(**style, **options)
            document.metadata.created = made_at.isoformat(timespec="seconds")
            content = document.write_pdf(
                finisher=lambda _document, printed: put_right(printed, origins), **options
            )
    except weasyprint.urls.FatalURLFetchingError as error:
        raise AddressRefused(str(error)) from error
    return Printed(
        content=content,
        pages=len(document.pages),
        title=document.metadata.title or "",
        author=", ".join(document.metadata.authors or ()),
        names={
            name: number
            for number, sheet in enumerate(document.pages, start=1)
            for name in sheet.anchors
        },
    )


def _kept_style() -> dict[str, Any]:
    """Return the fonts and the style sheet, read again only when the sheet is another one."""
    state = own_file(STYLE_SHEET).stat()
    return _style(state.st_mtime_ns, state.st_size)


@atexit.register  # the engine wants to take back its files while there is still a Python
def _forget_style() -> None:
    _style.cache_clear()


@lru_cache(maxsize=1)
def _style(_changed_at: int, _size: int) -> dict[str, Any]:
    fonts = import_module("weasyprint.text.fonts").FontConfiguration()
    sheet = _engine().CSS(url=STYLE_SHEET, url_fetcher=_fetch, font_config=fonts)
    return {"font_config": fonts, "stylesheets": [sheet]}


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
    if address.startswith(OWN_CREST):
        found = council_crest(address.removeprefix(OWN_CREST))
        if found is None:
            raise urls.FatalURLFetchingError(f"{address} is no longer the council’s crest")
        return urls.URLFetcherResponse(address, found.content, {"Content-Type": found.media_type})
    try:
        path = own_file(address)
    except AddressRefused as error:
        # The engine logs any other exception and prints the document without the file.
        raise urls.FatalURLFetchingError(str(error)) from error
    kind, _ = mimetypes.guess_type(path.name)
    headers = {"Content-Type": kind or "application/octet-stream"}
    return urls.URLFetcherResponse(address, path.read_bytes(), headers)
