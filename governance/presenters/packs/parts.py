"""The parts of a pack: the minutes, each report and what is appended to it, in agenda order."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from actionplan.presenters.plans import PlanHead
from governance.exempt.marks import exemption_of
from governance.exempt.titles import public_title_behind, public_title_of_item
from governance.models import NO_PUBLIC_TITLE, AgendaItem, Appendix, Report
from governance.presenters.live_documents import plans_to_tell_of
from governance.presenters.minutes import (
    build_minutes_paper,
    exempt_minutes,
    public_minutes_paper,
)
from governance.presenters.packs.appendix_parts import (
    MISSING,
    Part,
    appendix_part,
    title_blocks,
    worked_out,
)
from governance.presenters.programme import programme_of
from governance.presenters.reports import ReportPaper, report_paper
from governance.presenters.resolutions import (
    build_resolutions_paper,
    exempt_resolutions,
    public_resolutions_paper,
)

__all__ = ["MISSING", "Part", "parts_of", "worked_out"]


def parts_of(
    items: Iterable[AgendaItem], numbers: Mapping[int, int], *, as_of: date
) -> Iterator[Part]:
    """Yield the parts of items, whose numbers are given by key; live documents are only named."""
    rows = list(items)
    reports = _reports_of(rows)
    plans = plans_to_tell_of(as_of=as_of) if _has_live(reports.values()) else {}
    for item in rows:
        number = numbers[item.pk]
        before = list(_parts_before(item, number, as_of=as_of))
        yield from before
        if item.report_id is not None:
            row = reports[item.report_id]
            yield from _report_parts(
                item, row, number, as_of=as_of, plans=plans, follows=bool(before)
            )


def _reports_of(items: Iterable[AgendaItem]) -> Mapping[int, Report]:
    """Return the reports of items by key, with their versions and appendices."""
    keys = [item.report_id for item in items if item.report_id is not None]
    rows = Report.objects.select_related("meeting__committee")
    return rows.prefetch_related("versions", "appendices").in_bulk(keys) if keys else {}


def _has_live(reports: Iterable[Report]) -> bool:
    return any(
        appendix.kind == Appendix.Kind.LIVE
        for report in reports
        for appendix in report.appendices.all()
    )


def _parts_before(item: AgendaItem, number: int, *, as_of: date) -> Iterator[Part]:
    """Yield what an item has before its report."""
    if item.minutes_of is not None:
        yield from _minutes_parts(item, number, as_of=as_of)
    if item.kind == AgendaItem.Kind.RESOLUTIONS:
        yield from _resolutions_parts(item, number, as_of=as_of)
    if item.kind == AgendaItem.Kind.PROGRAMME:
        yield _programme_part(item, number, as_of=as_of)


def _name(item: AgendaItem, number: int) -> str:
    """Return what anybody may know an item by, though the report behind its minutes be exempt."""
    return f"{number}. {public_title_of_item(item).strip()}"


def _minutes_parts(item: AgendaItem, number: int, *, as_of: date) -> Iterator[Part]:
    """Yield the minutes as the public may read them, then each exempt one by itself."""
    assert item.minutes_of is not None
    paper = build_minutes_paper(item.minutes_of.slug, as_of=as_of)
    yield Part(
        order=0,
        item=number,
        level=1,
        kind="minutes",
        title=_name(item, number),
        public_title=_name(item, number),
        template="governance/print/minutes.html",
        report=public_minutes_paper(paper),
        exemption=None,
    )
    for alone in exempt_minutes(paper):
        minute = alone.minutes[0]
        yield Part(
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


def _resolutions_parts(item: AgendaItem, number: int, *, as_of: date) -> Iterator[Part]:
    """Yield what is open of earlier resolutions, then what exempt minutes resolved, apart."""
    paper = build_resolutions_paper(item.meeting, as_of=as_of)
    yield Part(
        order=0,
        item=number,
        level=1,
        kind="resolutions",
        title=_name(item, number),
        public_title=_name(item, number),
        template="governance/print/resolutions.html",
        report=public_resolutions_paper(paper),
        exemption=None,
    )
    for alone in exempt_resolutions(paper):
        yield Part(
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


def _programme_part(item: AgendaItem, number: int, *, as_of: date) -> Part:
    """Return the committee's work programme, in which nothing exempt is told to anybody."""
    return Part(
        order=0,
        item=number,
        level=1,
        kind="work programme",
        title=_name(item, number),
        public_title=_name(item, number),
        template="governance/print/programme.html",
        report=programme_of(item.meeting.committee, as_of=as_of),
        exemption=None,
    )


def _report_parts(
    item: AgendaItem,
    row: Report,
    number: int,
    *,
    as_of: date,
    plans: Mapping[str, PlanHead],
    follows: bool,
) -> Iterator[Part]:
    # Behind an item that is exempt by itself the report and its appendices are withheld with it.
    exemption = exemption_of(item.withheld_as) if item.withheld_as else None
    paper = replace(report_paper(row), exemption=exemption)
    told = public_title_behind(item, paper.public_title)
    yield Part(
        order=0,
        item=number,
        level=1,
        kind="report",
        title=f"{number}. {paper.title if follows else item.title}",
        public_title=f"{number}. {told or NO_PUBLIC_TITLE}",
        template="governance/print/paper.html",
        report=_as_printed(paper),
        exemption=exemption,
        follows=follows,
        blocks=tuple(_report_blocks(row)),
    )
    for appendix in row.appendices.all():
        if part := appendix_part(appendix, paper, number, as_of=as_of, plans=plans):
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
    yield from title_blocks(row)
