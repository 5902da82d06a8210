"""Periodic reports as they are listed and read: drafts to who writes them, issued ones to all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from actionplan.models import (
    PeriodicReport,
    PeriodicReportDocument,
    PeriodicReportQuerySet,
    ReportingLine,
)
from actionplan.periodic_contents import Contents, Given, what_changed
from actionplan.periodic_kinds import RULES, PeriodicKind, ReportPeriod, usual_period
from actionplan.periodic_lists import PeriodicPart
from actionplan.presenters.history import withdrawal_in_words
from actionplan.presenters.periodic_given import build_given
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.web.seen import mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicReportLine:
    """A report in a list; ``issued_on`` is None of a draft, ``withdrawn`` says when and why."""

    pk: int
    title: str
    kind: str
    addressed_to: str
    period: ReportPeriod
    drafted_by: str
    issued_on: date | None
    issued_by: str
    withdrawn: str
    contents: Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """A kind of report and what it is for, with the one that was issued last, if any stands."""

    kind: PeriodicKind
    description: str
    last: PeriodicReportLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicReportsPage:
    """A plan's reports: each kind, what is in draft, and what was issued by a day."""

    plan: PlanHead
    as_of: date
    kinds: tuple[KindLine, ...]
    drafts: tuple[PeriodicReportLine, ...]
    issued: tuple[PeriodicReportLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartChanges:
    """What the record gives otherwise in a part than when the draft was taken from it."""

    part: PeriodicPart
    drafted_now: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicReportPage:
    """One report: as it is read, and of a draft what changed in the record since.

    ``mark`` is that of what is stored of a draft; ``pages`` are those of the PDF once it is made.
    """

    plan: PlanHead
    line: PeriodicReportLine
    contents: Contents
    edited_by: str
    mark: str
    pages: int | None
    changes: tuple[PartChanges, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether nobody was given it yet."""
        return self.line.issued_on is None

    @property
    def has_changed(self) -> bool:
        """Whether the record gives anything otherwise than it gave."""
        return any(each.changes for each in self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedReport:
    """An issued report as it is printed: nothing but what was kept when it was issued."""

    template_name: ClassVar[str] = "actionplan/periodic_reports/body.html"

    kind: str
    contents: Contents


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedReport:
    """A report that a plan promises: how often, to whom, and the one issued last.

    ``last`` is the key of that, and ``issued_on`` its day; both None where none stands.
    """

    title: str
    reports_to: str
    frequency: str
    last: int | None
    issued_on: date | None


def build_reports_page(plan: PlanHead, *, as_of: date, may_draft: bool) -> PeriodicReportsPage:
    """Return a plan's reports; one query, and another for those who may see drafts."""
    issued = report_lines(reports_of(plan).issued(as_of=as_of), as_of=as_of)
    drafts = reports_of(plan).drafts().filter(recorded_on__lte=as_of)
    return PeriodicReportsPage(
        plan=plan,
        as_of=as_of,
        kinds=tuple(
            KindLine(kind=kind, description=RULES[kind].description, last=last_of(kind, issued))
            for kind in PeriodicKind
        ),
        drafts=report_lines(drafts, as_of=as_of) if may_draft else (),
        issued=issued,
    )


def build_report_page(
    plan: PlanHead, report: PeriodicReport, *, as_of: date
) -> PeriodicReportPage:
    """Return one report fetched by ``reports_of``; a draft is compared with the record."""
    contents = report.contents()
    pages = PeriodicReportDocument.objects.filter(report=report.pk)
    return PeriodicReportPage(
        plan=plan,
        line=report_line(report, as_of=as_of),
        contents=contents,
        edited_by=report.edited_by.name,
        mark=mark_of(report),
        pages=pages.values_list("pages", flat=True).first() if report.is_issued else None,
        changes=() if report.is_issued else changes_of(plan, report, as_of=as_of),
    )


def changes_of(plan: PlanHead, report: PeriodicReport, *, as_of: date) -> tuple[PartChanges, ...]:
    """Return what the record gives now otherwise than when a draft was taken from it."""
    before = report.what_was_given()
    now = given_now(plan, report, as_of=as_of)
    return tuple(
        PartChanges(
            part=part,
            drafted_now=now.words(part),
            changes=what_changed(before, now, part),
        )
        for part in PeriodicPart
    )


def given_now(plan: PlanHead, report: PeriodicReport, *, as_of: date) -> Given:
    """Return what the record gives for a report on a day."""
    return build_given(plan, PeriodicKind(report.kind), report.period, as_of=as_of)


def build_issued(report: PeriodicReport) -> IssuedReport:
    """Return a report as it was issued."""
    return IssuedReport(kind=report.kind, contents=report.contents())


def reports_of(plan: PlanHead) -> PeriodicReportQuerySet:
    """Return a plan's reports with all that a page needs of them."""
    return PeriodicReport.objects.filter(plan=plan.pk).select_related(
        "plan", "drafted_by", "edited_by", "issued_by", "withdrawn_by"
    )


def report_lines(rows: Iterable[PeriodicReport], *, as_of: date) -> tuple[PeriodicReportLine, ...]:
    """Return reports as they stood on a day."""
    return tuple(report_line(row, as_of=as_of) for row in rows)


def report_line(row: PeriodicReport, *, as_of: date) -> PeriodicReportLine:
    """Return one report; who issued it is named as they were then."""
    contents = row.contents()
    return PeriodicReportLine(
        pk=row.pk,
        title=row.title,
        kind=row.kind,
        addressed_to=contents.addressed_to,
        period=row.period,
        drafted_by=row.drafted_by.name,
        issued_on=row.issued_on,
        issued_by=contents.issued_by,
        withdrawn=withdrawal_in_words(row, as_of=as_of),
        contents=contents,
    )


def last_of(kind: str, lines: Iterable[PeriodicReportLine]) -> PeriodicReportLine | None:
    """Return the newest issued report of a kind that was not withdrawn."""
    return next((line for line in lines if line.kind == kind and not line.withdrawn), None)


def promised_reports(plan: PlanHead, *, as_of: date, reference: str) -> tuple[PromisedReport, ...]:
    """Return the promised reports of which the notes of an Action speak; two queries at most."""
    rows = ReportingLine.objects.filter(plan=plan.pk, action_reference=reference)
    return tuple(promised_by(list(rows.exclude(report_kind="")), as_of=as_of).values())


def promised_by(lines: Iterable[ReportingLine], *, as_of: date) -> dict[int, PromisedReport]:
    """Return the reports with which promises of a plan are kept, by the keys of the promises.

    One query, and none where no promise is kept by such a report.
    """
    promised = [line for line in lines if line.report_kind]
    if not promised:
        return {}
    rows = PeriodicReport.objects.filter(plan=promised[0].plan_id).known(as_of=as_of)
    issued = rows.issued(as_of=as_of).order_by("period_to", "issued_on", "pk")
    last = {kind: (pk, on) for kind, pk, on in issued.values_list("kind", "pk", "issued_on")}
    found = {}
    for line in promised:
        pk, on = last.get(line.report_kind, (None, None))
        found[line.pk] = PromisedReport(
            title=PeriodicKind(line.report_kind).called,
            reports_to=line.reports_to,
            frequency=line.frequency,
            last=pk,
            issued_on=on,
        )
    return found


def suggested_period(plan: PlanHead, kind: PeriodicKind, *, today: date) -> ReportPeriod:
    """Return the period that follows what was reported last in such a report; one query."""
    rows = PeriodicReport.objects.filter(plan=plan.pk, kind=kind.value, withdrawn_on=None)
    ends = rows.filter(issued_on__lte=today).order_by("-period_to").values_list("period_to")
    last = ends.first()
    return usual_period(
        kind, today=today, begun=plan.starts_on, last=last[0] if last is not None else None
    )


def suggested_readers(plan: PlanHead, kind: PeriodicKind) -> str:
    """Return to whom the plan promises such a report; blank where it promises none; one query."""
    lines = ReportingLine.objects.filter(plan=plan.pk, report_kind=kind.value)
    return lines.values_list("reports_to", flat=True).first() or ""


def readers_named(plan: PlanHead) -> tuple[str, ...]:
    """Return to whom the plan promises to report, to choose from; one query."""
    rows = ReportingLine.objects.filter(plan=plan.pk).values_list("reports_to", flat=True)
    return tuple(sorted({each for each in rows if each != "Not stated"}))
