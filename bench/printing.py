"""Prints documents, with the project's own code and with the PDF engine alone."""

import time
from datetime import date, datetime
from importlib import import_module
from statistics import median
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from actionplan import tasks as tasks_of_plans
from actionplan.models import Document
from actionplan.presenters import documents as documents_of_plans
from bench import words
from bench.figures import LAST_QUARTER
from bench.names import OFFICER, PLAN
from bench.processes import DAY, spent
from governance.exempt.marks import Exemption
from governance.presenters.packs.contents import Notice
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.pdf import printing
from indicators import tasks as tasks_of_indicators
from indicators.models import PerformanceDocument
from indicators.periods import ReportingPeriod, month
from indicators.presenters import documents as documents_of_indicators

AS_OF = date.fromisoformat(DAY)
PERIODS: dict[str, ReportingPeriod] = {"digest": LAST_QUARTER, "radar": month(2026, 2)}
SHEETS = 15  # printed one after the other; the one in the middle counts


def main(way: str, kind: str) -> dict[str, float]:
    """Print a document ``whole``, by the engine ``alone``, by a worker; or a page ``again``."""
    if way == "asked":
        ask(kind)
        return {}
    if way == "made":
        return found(kind)
    import_module("weasyprint")  # before the clock starts: it costs both ways the same
    if way == "again":
        return again()
    return whole(kind) if way == "whole" else alone(kind)


def build(kind: str) -> Any:
    """Return what a document says, of the plan or of the indicators."""
    if kind in PERIODS:
        return documents_of_indicators.KINDS[kind].build(PERIODS[kind], as_of=AS_OF)
    return documents_of_plans.KINDS[kind].build(PLAN, as_of=AS_OF, since=None)


def print_report(kind: str, report: Any, *, made_at: datetime) -> printing.Printed:
    """Print what a document says."""
    if kind in PERIODS:
        kind_of_period = documents_of_indicators.KINDS[kind]
        return tasks_of_indicators.print_document(kind_of_period, report, made_at=made_at)
    kind_of_plan = documents_of_plans.KINDS[kind]
    return tasks_of_plans.print_document(kind_of_plan, report, made_at=made_at)


def whole(kind: str) -> dict[str, float]:
    """Print a document from the database to its bytes."""
    began, cpu = time.perf_counter(), spent()
    printed = print_report(kind, build(kind), made_at=clock.now())
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": spent() - cpu,
        "pages": printed.pages,
        "bytes": len(printed.content),
    }


def again() -> dict[str, float]:
    """Print a sheet, each time another, in a process that has printed before."""
    print_sheet(0)
    began, costs = time.perf_counter(), []
    for number in range(1, SHEETS + 1):
        cpu = spent()
        printed = print_sheet(number)
        costs.append(spent() - cpu)
    return {
        "seconds": (time.perf_counter() - began) / SHEETS,
        "cpu_seconds": median(costs),
        "pages": printed.pages,
        "bytes": len(printed.content),
    }


def print_sheet(number: int) -> printing.Printed:
    """Print the one page that stands in a public pack for one withheld."""
    exemption = Exemption(paragraph=3, words=words.note(number), reason="", review_on=None)
    notice = Notice(title=f"Appendix {number}", exemption=exemption, first=number, last=number)
    made_at = clock.now()
    context = {"report": notice, "made_at": made_at}
    return printing.render("governance/print/notice.html", context, made_at=made_at)


def alone(kind: str) -> dict[str, float]:
    """Print a plan's HTML with the engine alone, tagged as the project's own documents are."""
    kinds = documents_of_indicators.KINDS if kind in PERIODS else documents_of_plans.KINDS
    template = kinds[kind].print_template
    html = render_to_string(template, {"report": build(kind), "made_at": clock.now()})
    began, cpu = time.perf_counter(), spent()
    page = import_module("weasyprint").HTML(string=html, base_url=f"{settings.BASE_DIR}/static/")
    content = page.write_pdf(pdf_variant="pdf/ua-1")
    return {
        "seconds": time.perf_counter() - began,
        "cpu_seconds": spent() - cpu,
        "bytes": len(content),
    }


def ask(kind: str) -> None:
    """Put a document in the queue, as the page does that was asked for it."""
    asked: dict[str, Any] = {
        "as_of": AS_OF,
        "asked_by": User.objects.get(email=OFFICER),
        "asked_at": clock.now(),
    }
    if kind in PERIODS:
        tasks_of_indicators.ask_for_document(
            kind=documents_of_indicators.KINDS[kind], period=PERIODS[kind], **asked
        )
    else:
        tasks_of_plans.ask_for_document(
            slug=PLAN, kind=documents_of_plans.KINDS[kind], since=None, **asked
        )


def found(kind: str) -> dict[str, float]:
    """Return what the worker made; anything but a document that is ready ends the benchmark."""
    model = PerformanceDocument if kind in PERIODS else Document
    document = model.objects.get(kind=kind)
    if document.state != model.State.READY or document.pages is None:
        raise SystemExit(f"bench: the worker left the document {document.state}")
    return {"pages": document.pages, "bytes": len(document.pdf or b"")}
