"""The web part of documents: waiting a moment for one being made, and sending its bytes."""

import time
from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from herefordshire_cs.lib.council import council_words
from herefordshire_cs.lib.files.documents import StoredDocument
from herefordshire_cs.lib.files.written_word import Described, word_document

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def wait_for[D: StoredDocument](document: D) -> D:
    """Wait as long as a reader would before a page of progress is kinder than silence."""
    patience = time.monotonic() + settings.DOCUMENT_PATIENCE_SECONDS
    while document.state in StoredDocument.UNFINISHED and time.monotonic() < patience:
        time.sleep(0.1)
        document.refresh_from_db()
    return document


def found_in_time[R](find: Callable[[], R | None]) -> R | None:
    """Look for what is being made until it is there, or as long as a reader would wait."""
    patience = time.monotonic() + settings.DOCUMENT_PATIENCE_SECONDS
    found = find()
    while found is None and time.monotonic() < patience:
        time.sleep(0.1)
        found = find()
    return found


def send(document: StoredDocument, name: str) -> HttpResponse:
    """Send the bytes as they were made, under a name without its ending."""
    return send_pdf(bytes(document.pdf or b""), name)


def send_pdf(content: bytes, name: str) -> HttpResponse:
    """Send a PDF, under a name without its ending."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


def send_word(
    template: str, context: dict[str, Any], *, title: str, head: str, made_on: date, name: str
) -> HttpResponse:
    """Send what a template says as a Word file; ``head`` stands at the head of each page."""
    council = council_words().name
    described = Described(
        title=title,
        author=council,
        running_head=", ".join(filter(None, (council, head))),
        made_on=made_on,
        is_landscape=bool(context.get("is_landscape")),
    )
    return HttpResponse(
        word_document(render_to_string(template, context), described),
        content_type=WORD,
        headers={"Content-Disposition": f'attachment; filename="{name}.docx"'},
    )
