"""Prints documents, with the project's own code and with the PDF engine alone."""

import time
from datetime import date
from importlib import import_module

from django.conf import settings
from django.template.loader import render_to_string

from actionplan.documents import KINDS, print_document
from actionplan.making import ask_for_document
from actionplan.models import Document
from bench.processes import DAY
from bench.requests import OFFICER, PLAN
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock

AS_OF = date.fromisoformat(DAY)


def main(way: str, kind: str) -> dict[str, float]:
    """Print one kind of document: ``whole``, the engine ``alone``; or ask a worker for it."""
    if way == "asked":
        ask(kind)
        return {}
    if way == "made":
        return found(kind)
    import_module("weasyprint")  # before the clock starts: it costs both ways the same
    return whole(kind) if way == "whole" else alone(kind)


def whole(kind: str) -> dict[str, float]:
    """Print a document from the database to its bytes."""
    began, cpu = time.perf_counter(), time.process_time()
    report = KINDS[kind].build(PLAN, as_of=AS_OF, since=None)
    printed = print_document(KINDS[kind], report, made_at=clock.now())
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - cpu,
        "pages": printed.pages,
        "bytes": len(printed.content),
    }


def alone(kind: str) -> dict[str, float]:
    """Print the same HTML with the engine alone, tagged as the project's own documents are."""
    report = KINDS[kind].build(PLAN, as_of=AS_OF, since=None)
    html = render_to_string(KINDS[kind].print_template, {"report": report, "made_at": clock.now()})
    began, cpu = time.perf_counter(), time.process_time()
    page = import_module("weasyprint").HTML(string=html, base_url=f"{settings.BASE_DIR}/static/")
    content = page.write_pdf(pdf_variant="pdf/ua-1")
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": time.process_time() - cpu,
        "bytes": len(content),
    }


def ask(kind: str) -> None:
    """Put a document in the queue, as the page does that was asked for it."""
    ask_for_document(
        slug=PLAN,
        kind=KINDS[kind],
        as_of=AS_OF,
        since=None,
        asked_by=User.objects.get(email=OFFICER),
        asked_at=clock.now(),
    )


def found(kind: str) -> dict[str, float]:
    """Return what the worker made; anything but a document that is ready ends the benchmark."""
    document = Document.objects.get(kind=kind)
    if document.state != Document.State.READY or document.pages is None:
        raise SystemExit(f"bench: the worker left the document {document.state}")
    return {"pages": document.pages, "bytes": len(document.pdf or b"")}
