"""The web part of documents: asking for one, and how far one is."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from herefordshire_cs.background.answering import silence
from herefordshire_cs.background.asking import TooManyAsked
from herefordshire_cs.background.documents import is_lost
from herefordshire_cs.background.queues import DOCUMENTS
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.files.documents import StoredDocument
from herefordshire_cs.lib.web.downloads import wait_for


def ask_and_lead[D: StoredDocument](
    request: HttpRequest, ask: Callable[[], D], *, file: str
) -> HttpResponse:
    """Lead to the file of a document if it is made in a moment, else to the page of its progress.

    ``file`` names the address. Who may not ask is told so where they asked.
    """
    try:
        document = wait_for(ask())
    except TooManyAsked as refused:
        messages.error(request, str(refused))
        return redirect(request.get_full_path())
    if document.state == StoredDocument.State.READY:
        return redirect(file, document.pk_uuid)
    return redirect(document)


def progress_of(document: StoredDocument) -> dict[str, object]:
    """Return what a page says of a document that may not be made yet."""
    lost = is_lost(document, at=clock.now())
    is_waiting = document.state in StoredDocument.UNFINISHED and not lost
    said = silence(DOCUMENTS, at=clock.now()) if is_waiting else ""
    return {"document": document, "is_lost": lost, "silence": said}
