"""The web part of documents: waiting a moment for one being made, and sending its bytes."""

import time

from django.conf import settings
from django.http import HttpResponse

from herefordshire_cs.lib.files.documents import StoredDocument


def wait_for[D: StoredDocument](document: D) -> D:
    """Wait as long as a reader would before a page of progress is kinder than silence."""
    patience = time.monotonic() + settings.DOCUMENT_PATIENCE_SECONDS
    while document.state in StoredDocument.UNFINISHED and time.monotonic() < patience:
        time.sleep(0.1)
        document.refresh_from_db()
    return document


def send(document: StoredDocument, name: str) -> HttpResponse:
    """Send the bytes as they were made, under a name without its ending."""
    return HttpResponse(
        bytes(document.pdf or b""),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
