"""The kinds of document a plan can be had as, and those that were made."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from actionplan.models import Document
from actionplan.presenters.action_plan import ActionPlanReport, build_action_plan_report
from actionplan.presenters.exceptions import ExceptionsReport, build_exceptions_report
from actionplan.presenters.occasions import Occasion, occasions
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.summary import SummaryReport, build_summary_report
from actionplan.presenters.whole_plan import WholePlanReport, build_whole_plan_report

SHOWN_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeDocument:
    """A document as it was made: what it is, of which day, and how long."""

    key: str
    kind: str
    as_of: date
    made_at: datetime
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """A plan's documents, and the days on which it was put before somebody."""

    documents: tuple[MadeDocument, ...]
    occasions: tuple[Occasion, ...]


def build_library(plan: PlanHead, *, as_of: date) -> Library:
    """Return the documents made of a plan for days up to one; two queries."""
    rows = Document.objects.filter(
        plan=plan.pk, state=Document.State.READY, as_of__lte=as_of
    ).order_by("-as_of", "-made_at")
    made = rows.values_list("pk_uuid", "kind", "as_of", "made_at", "pages")[:SHOWN_AT_MOST]
    return Library(
        documents=tuple(
            MadeDocument(key=str(key), kind=kind, as_of=day, made_at=made_at, pages=pages or 0)
            for key, kind, day, made_at, pages in made
            if made_at is not None
        ),
        occasions=occasions(plan, as_of=as_of),
    )


type Report = SummaryReport | ActionPlanReport | ExceptionsReport | WholePlanReport


# What a document looks like; a change in any of these is a new document.
LAYOUT = (
    "static/build/print.css",
    "templates/print.html",
    "templates/components/*.html",
    "templates/actionplan/print/*.html",
    "templates/actionplan/documents/*_body.html",
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
    needs_narrative: bool = False
    is_landscape: bool = False

    def is_for(self, plan: PlanHead) -> bool:
        """Say whether a plan can be had as this; one without a paper has no whole paper."""
        return plan.has_narrative or not self.needs_narrative


def _build_action_plan(slug: str, *, as_of: date, since: date | None) -> ActionPlanReport:
    return build_action_plan_report(slug, as_of=as_of)


def _build_whole_plan(slug: str, *, as_of: date, since: date | None) -> WholePlanReport:
    return build_whole_plan_report(slug, as_of=as_of)


def _build_exceptions(slug: str, *, as_of: date, since: date | None) -> ExceptionsReport:
    return build_exceptions_report(slug, as_of=as_of)


KINDS = {
    kind.slug: kind
    for kind in (
        Kind(
            slug="summary",
            title=SummaryReport.title,
            description="What changed since the last report, then every recommendation in its"
            " own words, by urgency. For the executive and scrutiny.",
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
            is_landscape=True,
        ),
        Kind(
            slug="exceptions",
            title=ExceptionsReport.title,
            description="Only what is red, has slipped, is silent or contradicts itself, on two"
            " pages.",
            build=_build_exceptions,
            print_template="actionplan/print/exceptions.html",
        ),
        Kind(
            slug="whole-plan",
            title=WholePlanReport.title,
            description="The whole paper in the order of the original: what it tells, its"
            " projects, actions, implications and impacts.",
            build=_build_whole_plan,
            print_template="actionplan/print/whole_plan.html",
            needs_narrative=True,
            is_landscape=True,
        ),
    )
}
