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
from actionplan.presenters.plan_parts import parts_of
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.web.seen import mark_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicReportLine:
    """A report in a list; ``issued_on`` is None of a draft, ``withdrawn`` says when and why."""

    pk: int
    title: str
    addressed_to: str
    period: ReportPeriod
    drafted_by: str
    issued_on: date | None
    issued_by: str
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastIssued:
    """The report of a kind that was issued last and not withdrawn."""

    pk: int
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLine:
    """A kind of report and what it is for, with the one that was issued last, if any stands."""

    kind: PeriodicKind
    description: str
    last: LastIssued | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodicReportsPage:
    """A plan's reports: each kind with the last that was issued by a day, and the drafts."""

    plan: PlanHead
    as_of: date
    kinds: tuple[KindLine, ...]
    drafts: tuple[PeriodicReportLine, ...]


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
    """A report that a plan promises: to whom, and the one issued last, if any stands."""

    title: str
    reports_to: str
    last: LastIssued | None


def build_reports_page(plan: PlanHead, *, as_of: date, may_draft: bool) -> PeriodicReportsPage:
    """Return a plan's reports; one query, and another for those who may see drafts."""
    last = last_issued(plan.pk, as_of=as_of)
    drafts = listed(plan).drafts().filter(recorded_on__lte=as_of) if may_draft else ()
    return PeriodicReportsPage(
        plan=plan,
        as_of=as_of,
        kinds=tuple(
            KindLine(kind=kind, description=RULES[kind].description, last=last.get(kind))
            for kind in PeriodicKind
        ),
        drafts=report_lines(drafts, as_of=as_of),
    )


def issued_of(plan: PlanHead, *, as_of: date) -> PeriodicReportQuerySet:
    """Return the reports that were issued by a day, the newest period first."""
    return listed(plan).issued(as_of=as_of)


def listed(plan: PlanHead) -> PeriodicReportQuerySet:
    """Return a plan's reports with all that a line of one needs, without what they say."""
    return reports_of(plan).defer("given", "issued_as", "left_out", *PeriodicPart)


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
    rows = PeriodicReport.objects.filter(plan=plan.pk).with_signed()
    return rows.select_related("plan", "drafted_by", "edited_by", "issued_by", "withdrawn_by")


def report_lines(rows: Iterable[PeriodicReport], *, as_of: date) -> tuple[PeriodicReportLine, ...]:
    """Return reports as they stood on a day."""
    return tuple(report_line(row, as_of=as_of) for row in rows)


def report_line(row: PeriodicReport, *, as_of: date) -> PeriodicReportLine:
    """Return one report; who issued it is named as they were then."""
    return PeriodicReportLine(
        pk=row.pk,
        title=row.title,
        addressed_to=row.addressed_to,
        period=row.period,
        drafted_by=row.drafted_by.name,
        issued_on=row.issued_on,
        issued_by=row.signed or "",
        withdrawn=withdrawal_in_words(row, as_of=as_of),
    )


def last_issued(plan: int, *, as_of: date) -> dict[str, LastIssued]:
    """Return of a plan, by its key, the last standing report of each kind; one query."""
    rows = PeriodicReport.objects.known(as_of=as_of).filter(plan=plan, issued_on__lte=as_of)
    in_order = rows.order_by("period_to", "issued_on", "pk")
    found = in_order.values_list("kind", "pk", "issued_on")
    return {kind: LastIssued(pk=pk, issued_on=on) for kind, pk, on in found if on is not None}


def promised_reports(plan: PlanHead, *, as_of: date, reference: str) -> tuple[PromisedReport, ...]:
    """Return the promised reports of which the notes of an Action speak; two queries at most."""
    rows = parts_of(plan, ReportingLine.objects.filter(plan=plan.pk))
    told = [row for row in rows if row.action_reference == reference]
    return tuple(promised_by(told, as_of=as_of).values())


def promised_by(lines: Iterable[ReportingLine], *, as_of: date) -> dict[int, PromisedReport]:
    """Return the reports with which promises of a plan are kept, by the keys of the promises.

    One query, and none where no promise is kept by such a report.
    """
    promised = [line for line in lines if line.report_kind]
    if not promised:
        return {}
    last = last_issued(promised[0].plan_id, as_of=as_of)
    return {
        line.pk: PromisedReport(
            title=PeriodicKind(line.report_kind).called,
            reports_to=line.reports_to,
            last=last.get(line.report_kind),
        )
        for line in promised
    }


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
