"""The parts of a pack: the minutes, each report and what is appended to it, in agenda order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from governance.models import (
    NO_PUBLIC_APPENDIX,
    NO_PUBLIC_TITLE,
    AgendaItem,
    Appendix,
    Report,
    ScrutinyReview,
)
from governance.reports.limbs import (
    build_resolutions_paper,
    exempt_resolutions,
    public_resolutions_paper,
)
from governance.reports.live import LIVE, can_be_made
from governance.reports.minutes import (
    build_minutes_paper,
    exempt_minutes,
    public_minutes_paper,
)
from governance.reports.papers import (
    AppendixPaper,
    Exemption,
    ReportPaper,
    Scoping,
    appendix_paper,
    report_paper,
    scoping,
)
from governance.reports.programme import programme_of
from governance.reports.uploads import uploaded_paper

MISSING = "missing"  # the kind of a part that cannot be made


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPart:
    """Some pages of a pack: what they say, the template that prints them, where they stand.

    ``first`` and ``last`` are pages of the numbered sequence, 0 until they are counted.
    ``appendix`` is the key of the appendix that it is, 0 where it is none. An uploaded one has
    no template: its pages are those of its file. ``blocks`` says why it cannot be issued as it
    is, each reason a sentence that names nothing itself.
    """

    order: int
    item: int
    level: int
    kind: str
    title: str
    public_title: str
    template: str
    report: Any
    exemption: Exemption | None
    appendix: int = 0
    first: int = 0
    last: int = 0
    blocks: tuple[str, ...] = ()

    @property
    def destination(self) -> str:
        """The name that a link in the agenda leads to."""
        return f"part-{self.item}" if self.level == 1 else f"part-{self.item}-{self.order}"

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.last - self.first + 1 if self.first else 0


def parts_of(
    items: Iterable[AgendaItem], numbers: Mapping[int, int], *, as_of: date
) -> Iterator[PackPart]:
    """Yield the parts of items, whose numbers are given by key."""
    for item in items:
        number = numbers[item.pk]
        if item.minutes_of is not None:
            yield from _minutes_parts(item, number, as_of=as_of)
        if item.kind == AgendaItem.Kind.RESOLUTIONS:
            yield from _resolutions_parts(item, number, as_of=as_of)
        if item.kind == AgendaItem.Kind.PROGRAMME:
            yield _programme_part(item, number, as_of=as_of)
        if item.report is not None:
            yield from _report_parts(item, number, as_of=as_of)


def _minutes_parts(item: AgendaItem, number: int, *, as_of: date) -> Iterator[PackPart]:
    """Yield the minutes as the public may read them, then each exempt one by itself."""
    assert item.minutes_of is not None
    paper = build_minutes_paper(item.minutes_of.slug, as_of=as_of)
    yield PackPart(
        order=0,
        item=number,
        level=1,
        kind="minutes",
        title=f"{number}. {item.title}",
        public_title=f"{number}. {item.title}",
        template="governance/print/minutes.html",
        report=public_minutes_paper(paper),
        exemption=None,
    )
    for alone in exempt_minutes(paper):
        minute = alone.minutes[0]
        yield PackPart(
            order=0,
            item=number,
            level=2,
            kind="minutes",
            title=f"Minute {minute.number}: {minute.title}",
            public_title=f"Minute {minute.number}: {minute.public_title}",
            template="governance/print/minutes.html",
            report=alone,
            exemption=minute.exemption,
        )


def _resolutions_parts(item: AgendaItem, number: int, *, as_of: date) -> Iterator[PackPart]:
    """Yield what is open of earlier resolutions, then what exempt minutes resolved, apart."""
    paper = build_resolutions_paper(item.meeting, as_of=as_of)
    yield PackPart(
        order=0,
        item=number,
        level=1,
        kind="resolutions",
        title=f"{number}. {item.title}",
        public_title=f"{number}. {item.title}",
        template="governance/print/resolutions.html",
        report=public_resolutions_paper(paper),
        exemption=None,
    )
    for alone in exempt_resolutions(paper):
        yield PackPart(
            order=0,
            item=number,
            level=2,
            kind="resolutions",
            title="Resolutions of exempt minutes",
            public_title="Resolutions of exempt minutes",
            template="governance/print/resolutions.html",
            report=alone,
            exemption=alone.exemption,
        )


def _programme_part(item: AgendaItem, number: int, *, as_of: date) -> PackPart:
    """Return the committee's work programme, in which nothing exempt is told to anybody."""
    return PackPart(
        order=0,
        item=number,
        level=1,
        kind="work programme",
        title=f"{number}. {item.title}",
        public_title=f"{number}. {item.title}",
        template="governance/print/programme.html",
        report=programme_of(item.meeting.committee, as_of=as_of),
        exemption=None,
    )


def _report_parts(item: AgendaItem, number: int, *, as_of: date) -> Iterator[PackPart]:
    assert item.report_id is not None
    row = (
        Report.objects.select_related("meeting__committee")
        .prefetch_related("versions", "appendices")
        .get(pk=item.report_id)
    )
    paper = report_paper(row)
    yield PackPart(
        order=0,
        item=number,
        level=1,
        kind="report",
        title=f"{number}. {item.title}",
        public_title=f"{number}. {paper.public_title or NO_PUBLIC_TITLE}",
        template="governance/print/paper.html",
        report=_as_printed(paper),
        exemption=paper.exemption,
        blocks=tuple(_report_blocks(row)),
    )
    for appendix in row.appendices.all():
        if part := _appendix_part(appendix, paper, number, as_of=as_of):
            yield part


def _as_printed(paper: ReportPaper) -> ReportPaper:
    """Return a report without what is not printed with it, a change of which is no other part."""
    return replace(
        paper,
        state="",
        source="",
        note=paper.note if paper.is_empty else "",
        appendices=tuple(each for each in paper.appendices if each.kind == Appendix.Kind.NOT_HELD),
    )


def _report_blocks(row: Report) -> Iterator[str]:
    if row.state == Report.State.DRAFT:
        yield "The report is a draft. It must be cleared before it is issued."
    elif row.state not in Report.SETTLED:
        yield "The report is waiting for clearance."
    yield from _title_blocks(row)


def _title_blocks(row: Report | Appendix) -> Iterator[str]:
    if row.is_exempt and not row.public_title.strip():
        yield "It is exempt and has no title that the public may read."


def _appendix_part(
    row: Appendix, paper: ReportPaper, number: int, *, as_of: date
) -> PackPart | None:
    """Return an appendix; what is not with the papers has no pages."""
    if row.kind == Appendix.Kind.NOT_HELD:
        return None
    found = appendix_paper(row)
    template, report, block = _appendix_contents(row, found, as_of=as_of)
    words = " ".join(filter(None, (row.label, row.title)))
    exemption = found.exemption or paper.exemption
    # Its own public title alone: that of an exempt report's appendix is its title, not for all.
    hidden = " ".join(filter(None, (row.label, row.public_title))) or NO_PUBLIC_APPENDIX
    return PackPart(
        order=0,
        item=number,
        level=2,
        kind=MISSING if block else row.kind,
        title=words,
        public_title=hidden if exemption else words,
        template=template,
        report=report,
        exemption=exemption,
        appendix=row.pk,
        blocks=(*filter(None, [block]), *_title_blocks(row)),
    )


def _appendix_contents(
    row: Appendix, found: AppendixPaper, *, as_of: date
) -> tuple[str, AppendixPaper | Scoping | Any, str]:
    """Return the template of an appendix, what it says, and why it cannot be made, if it cannot."""
    if row.kind == Appendix.Kind.LIVE:
        day = row.as_at or as_of
        if not can_be_made(row.document, as_of=day):
            return "", found, "There is no such document as at its day."
        live = LIVE[row.document]
        return live.template, live.build(day), ""
    if row.kind == Appendix.Kind.UPLOAD:
        paper = uploaded_paper(row)
        return "", paper, "" if paper.is_held else "Its file is not held. Upload it again."
    if row.kind == Appendix.Kind.REVIEW:
        return _review_contents(row, found)
    return "governance/print/appendix.html", found, ""


def _review_contents(
    row: Appendix, found: AppendixPaper
) -> tuple[str, AppendixPaper | Scoping, str]:
    try:
        review = ScrutinyReview.objects.select_related("committee").get(slug=row.document)
    except ObjectDoesNotExist:
        return "", found, "There is no such review."
    return "governance/print/scoping.html", scoping(review), ""
