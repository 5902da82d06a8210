"""The documents of the plan and of the indicators that a report can have appended live."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from actionplan.presenters.action_plan import ActionPlanReport, build_action_plan_report
from actionplan.presenters.exceptions import ExceptionsReport, build_exceptions_report
from actionplan.presenters.plans import PlanHead, is_kept_to_its_people, open_heads_by_slug
from actionplan.presenters.summary import SummaryReport, build_summary_report
from governance.models import Appendix
from indicators.presenters.digest import CorporateExceptions, Digest, Radar
from indicators.presenters.documents import (
    latest_corporate_exceptions,
    latest_digest,
    latest_radar,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveDocument:
    """A document that is made as at a day for a body, and frozen when the pack is issued.

    ``build`` takes the short name of the plan that it is of, blank for none, the day and the body.
    """

    title: str
    template: str
    build: Callable[[str, date, str], Any]
    is_of_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedDocument:
    """A live document that is not worked out: which one, of which plan if any, as at which day.

    ``body`` is whom it is put before: a summary says what changed since that body last saw one.
    """

    document: str
    plan: PlanHead | None
    as_of: date
    body: str = ""

    def build(self) -> Any:
        """Return what the document says."""
        return LIVE[self.document].build(
            self.plan.slug if self.plan else "", self.as_of, self.body
        )


def plans_to_tell_of(*, as_of: date) -> dict[str, PlanHead]:
    """Return the plans whose documents can be appended, as at a day, by their short names.

    One that is closed is put before nobody but its own people.
    """
    return open_heads_by_slug(as_of=as_of)


def can_be_made(document: str, *, as_of: date, plan: PlanHead | None) -> bool:
    """Say whether there is such a document, and whether what it tells of had begun on a day."""
    found = LIVE.get(document)
    if found is None:
        return False
    return not found.is_of_plan or (plan is not None and plan.starts_on <= as_of)


def why_it_cannot(row: Appendix) -> str:
    """Return why a live document cannot be made, where ``can_be_made`` says so; one query."""
    found = LIVE.get(row.document)
    if found is not None and found.is_of_plan and is_kept_to_its_people(row.plan):
        return (
            "Its plan is kept to its own people, and no paper of it is put before a body. Take the"
            " appendix off, or have the plan opened to all."
        )
    return "There is no such document as at its day."


LIVE = {
    "summary": LiveDocument(
        title=SummaryReport.title,
        template="actionplan/print/summary.html",
        build=lambda plan, as_of, body: build_summary_report(plan, as_of=as_of, body=body),
        is_of_plan=True,
    ),
    "action-plan": LiveDocument(
        title=ActionPlanReport.title,
        template="actionplan/print/action_plan.html",
        build=lambda plan, as_of, _body: build_action_plan_report(plan, as_of=as_of),
        is_of_plan=True,
    ),
    "exceptions": LiveDocument(
        title=ExceptionsReport.title,
        template="actionplan/print/exceptions.html",
        build=lambda plan, as_of, _body: build_exceptions_report(plan, as_of=as_of),
        is_of_plan=True,
    ),
    "digest": LiveDocument(
        title=f"{Digest.title} of the last quarter",
        template="indicators/print/digest.html",
        build=lambda _plan, as_of, _body: latest_digest(as_of=as_of),
        is_of_plan=False,
    ),
    "radar": LiveDocument(
        title=f"{Radar.title} of the last month",
        template="indicators/print/radar.html",
        build=lambda _plan, as_of, _body: latest_radar(as_of=as_of),
        is_of_plan=False,
    ),
    "corporate": LiveDocument(
        title=f"{CorporateExceptions.title} of the last quarter",
        template="indicators/print/corporate.html",
        build=lambda _plan, as_of, _body: latest_corporate_exceptions(as_of=as_of),
        is_of_plan=False,
    ),
}
