"""The kinds of document that a plan can be had as, and how one is printed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from actionplan.presenters.action_plan import ActionPlanReport, build_action_plan_report
from actionplan.presenters.exceptions import ExceptionsReport, build_exceptions_report
from actionplan.presenters.summary import SummaryReport, build_summary_report
from herefordshire_cs.lib.pdf.long_prints import print_report
from herefordshire_cs.lib.pdf.printing import Printed

type Report = SummaryReport | ActionPlanReport | ExceptionsReport

# What a document looks like; a change in any of these is a new document.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/actionplan/print/*.html",
    "templates/actionplan/reports/*.html",
)


class Builder(Protocol):
    """What builds a document; ``since`` is the day to compare with, where it compares."""

    def __call__(self, slug: str, *, as_of: date, since: date | None) -> Report: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of document: its name, its builder and its print template."""

    slug: str
    title: str
    description: str
    build: Builder
    print_template: str


def print_document(kind: Kind, report: Report, *, made_at: datetime) -> Printed:
    """Print a document; the same contents made at the same instant give the same bytes."""
    return print_report(kind.print_template, report, context={}, made_at=made_at)


def _build_action_plan(slug: str, *, as_of: date, since: date | None) -> ActionPlanReport:
    return build_action_plan_report(slug, as_of=as_of)


def _build_exceptions(slug: str, *, as_of: date, since: date | None) -> ExceptionsReport:
    return build_exceptions_report(slug, as_of=as_of)


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="summary",
            title=SummaryReport.title,
            description="What changed since the last report, then every recommendation in its"
            " own words, by urgency. For Cabinet and Scrutiny.",
            build=build_summary_report,
            print_template="actionplan/print/summary.html",
        ),
        Kind(
            slug="action-plan",
            title=ActionPlanReport.title,
            description="Every action in the eight columns of the original, with all its"
            " progress notes.",
            build=_build_action_plan,
            print_template="actionplan/print/action_plan.html",
        ),
        Kind(
            slug="exceptions",
            title=ExceptionsReport.title,
            description="Only what is red, has slipped, is silent or contradicts itself, on two"
            " pages.",
            build=_build_exceptions,
            print_template="actionplan/print/exceptions.html",
        ),
    )
}
