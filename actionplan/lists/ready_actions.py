"""The lists of a plan's Actions that are asked for most, ready to be chosen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from actionplan.grounds import Ground
from actionplan.presenters.attentions import DUE_SOON_DAYS, as_title
from actionplan.presenters.occasions import Occasion
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.rag import Role, Scale


# Each by what its address asks of the filters.
def ready(
    scale: Scale, last: Occasion | None, coming: Occasion | None
) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield the ready lists of plans whose actions are rated on a scale.

    ``last`` and ``coming`` are when a body was last told of progress and is told next, if any.
    """
    red, shown = scale.with_role(Role.OFF_TRACK), scale.wanting_evidence
    evidenced = {"rating": [each.key for each in shown], "attention": ["unevidenced"]}
    silent = {"rating": [each.key for each in red], "attention": ["silent"]}
    yield "All", {}
    yield f"{as_title(red)} and silent", silent
    yield "Never reported on", {"ground": [Ground.NEVER_REPORTED.value]}
    yield "Disputed", {"attention": ["disputed"]}
    if coming is not None:
        yield "Due before the next meeting", {"due": ["meeting"]}
    yield f"Due in {DUE_SOON_DAYS} days", {"due": ["soon"]}
    yield f"{as_title(shown)} without evidence", evidenced
    if last is not None:
        body = "Scrutiny" if "Scrutiny" in last.body else f"{last.occurred_on:%-d %B}"
        yield f"Changed since {body}", {"attention": ["changed"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyView:
    """A list that is ready to be chosen: its name, what its address asks, whether it is shown."""

    name: str
    query: str
    is_shown: bool


def ready_views(
    asked: Mapping[str, list[str]],
    plan: PlanHead,
    last: Occasion | None,
    coming: Occasion | None,
) -> tuple[ReadyView, ...]:
    """Return the lists that are ready, beside the one whose filters are ``asked``."""
    return tuple(
        ReadyView(name=name, query=urlencode(wanted, doseq=True), is_shown=wanted == asked)
        for name, wanted in ready(plan.scheme.scale, last, coming)
    )
