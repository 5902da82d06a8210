"""Prints a long document in stretches and joins them, so that memory does not grow with it.

A document says itself how it may be parted, see ``Stretch``. What is told of pages in its front is
known when the stretches are printed, so the front is printed last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from herefordshire_cs.lib.pdf import printing
from herefordshire_cs.lib.pdf.assembling import Part, assemble_apart
from herefordshire_cs.lib.pdf.links import address_of
from herefordshire_cs.lib.pdf.printing import Printed

FRONT = "front"
TRIES = 4  # the front's own length moves the pages that it tells of; it settles at once or never


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some pages of a long document that follow on from others: a template and what it shows."""

    template: str
    report: Any


class Parted(Protocol):
    """A report that may be printed in stretches, after a front that tells where they stand."""

    @property
    def front_template(self) -> str: ...

    @property
    def stretches(self) -> tuple[Stretch, ...]: ...

    def front(self, places: Mapping[str, "PlaceOfName"]) -> Any: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOfName:
    """Where a name of a long document is: the address of a link to it, and its page."""

    address: str
    page: int


class FrontUnsettled(RuntimeError):
    """The front of a document says other pages each time that it is printed."""


def print_report(
    template: str, report: Any, *, context: Mapping[str, Any], made_at: datetime
) -> Printed:
    """Print a report: whole, or, where it names stretches, in these.

    ``context`` is what the templates show beside the report; a document that is a part of another
    names it as ``part``, and has no page numbers of its own.
    """
    if not getattr(report, "stretches", ()):
        shown = {**context, "report": report, "made_at": made_at}
        return printing.render(template, shown, made_at=made_at)
    context = {"is_stretch": True, **context}
    stretches = [
        printing.render(
            stretch.template,
            {**context, "report": stretch.report, "made_at": made_at},
            made_at=made_at,
        )
        for stretch in report.stretches
    ]
    front = _print_front(report, stretches, context=context, made_at=made_at)
    return _joined([front, *stretches], is_numbered="part" not in context, made_at=made_at)


def _print_front(
    report: Parted, stretches: Sequence[Printed], *, context: Mapping[str, Any], made_at: datetime
) -> Printed:
    length = 1
    for _try in range(TRIES):
        shown = {**context, "report": report.front(_places(stretches, after=length))}
        front = printing.render(
            report.front_template, shown | {"made_at": made_at}, made_at=made_at
        )
        if front.pages == length:
            return front
        length = front.pages
    raise FrontUnsettled(front.title)


def _places(stretches: Sequence[Printed], *, after: int) -> dict[str, PlaceOfName]:
    """Return where each name of the stretches is, which follow so many pages."""
    places = {}
    for number, stretch in enumerate(stretches, start=1):
        for name, page in stretch.names.items():
            address = address_of(f"stretch-{number}.{name}")
            places[name] = PlaceOfName(address=address, page=after + page)
        after += stretch.pages
    return places


def _joined(printed: Sequence[Printed], *, is_numbered: bool, made_at: datetime) -> Printed:
    names = [FRONT, *(f"stretch-{number}" for number in range(1, len(printed)))]
    pages = sum(each.pages for each in printed)
    made = assemble_apart(
        [
            Part(content=each.content, title="", level=1, destination=name)
            for name, each in zip(names, printed, strict=True)
        ],
        title=printed[0].title,
        subject="",
        author=printed[0].author,
        made_at=made_at,
        stamps=[f"Page {page}" for page in range(1, pages + 1)] if is_numbered else (),
    )
    return Printed(
        content=made.content,
        pages=made.pages,
        title=printed[0].title,
        author=printed[0].author,
    )
