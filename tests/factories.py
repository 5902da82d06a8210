"""Rows for tests of rules: fixed defaults, no randomness, no real data."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Moderation,
    Officer,
    Plan,
    ProgressUpdate,
    RatingDefinition,
    RatingScheme,
    Recommendation,
)
from actionplan.services import rebuild_standings
from herefordshire_cs.accounts.models import User

STARTS_ON = date(2020, 1, 1)
RECORDED_AT = datetime(2020, 1, 1, 12, 0, tzinfo=UTC)
MEANINGS = {
    "red": "Past its date, not complete",
    "amber": "In progress and on target but not fully completed",
    "green": "Completed",
    "none": "Nothing reported",
}
numbers = count(1)


def make_plan(*, slug: str = "", green_means_completed: bool = True, **fields: Any) -> Plan:
    """Make a plan with a rating scheme of its own."""
    slug = slug or f"plan-{next(numbers)}"
    scheme = RatingScheme.objects.create(
        slug=slug, name=slug, green_means_completed=green_means_completed
    )
    for rag, definition in MEANINGS.items():
        RatingDefinition.objects.create(scheme=scheme, rag=rag, definition=definition)
    defaults = {
        "title": "A plan",
        "level_name": "Recommendation",
        "level_name_plural": "Recommendations",
        "starts_on": STARTS_ON,
        "reporting_cycle_days": 35,
    }
    return Plan.objects.create(slug=slug, scheme=scheme, **defaults | fields)


def make_recommendation(plan: Plan | None = None, **fields: Any) -> Recommendation:
    """Make a Recommendation, the next of its plan."""
    plan = plan or make_plan()
    defaults = {"number": plan.recommendations.count() + 1, "text": "Do better."}
    return Recommendation.objects.create(plan=plan, **defaults | fields)


def make_action(
    recommendation: Recommendation | None = None, *, latest: date | None = None, **fields: Any
) -> Action:
    """Make an Action with a by-when on one day, or without one."""
    recommendation = recommendation or make_recommendation()
    order = recommendation.actions.count() + 1
    defaults = {
        "plan": recommendation.plan,
        "order": order,
        "reference": f"{recommendation.number}.{order}",
        "text": "Something to be done",
        "added_on": recommendation.plan.starts_on,
        "lead_words": "AA",
    }
    action = Action.objects.create(recommendation=recommendation, **defaults | fields)
    make_by_when(action, order=1, latest=latest, reason="", agreed_by="")
    return action


def make_by_when(action: Action, *, latest: date | None, **fields: Any) -> ActionByWhen:
    """Give an Action a by-when; beyond the first it is a move with its reason."""
    defaults = {
        "order": action.by_whens.count() + 1,
        "holds_from": action.added_on,
        "as_written": f"{latest or 'tbc'}",
        "words": f"{latest or 'tbc'}",
        "understood": f"{latest or 'to be confirmed'}",
        "earliest": latest,
        "latest": latest,
        "precision": "day" if latest else "unknown",
        "reason": "More time is needed",
        "agreed_by": "The board",
        "recorded_at": RECORDED_AT,
    }
    row = ActionByWhen.objects.create(action=action, **defaults | fields)
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return row


def make_update(action: Action, *, reported_on: date, **fields: Any) -> ProgressUpdate:
    """Say something of an Action on a day."""
    defaults = {
        "counts_from": reported_on,
        "narrative": "Something happened",
        "status": "in progress",
        "recorded_at": RECORDED_AT,
        "sequence": action.updates.count() + 1,
    }
    row = ProgressUpdate.objects.create(
        action=action, reported_on=reported_on, **defaults | fields
    )
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return row


def make_moderation(action: Action, *, made_on: date, author: User, **fields: Any) -> Moderation:
    """Let a director rate an Action."""
    defaults = {
        "rating": "red",
        "reason": "The evidence does not bear it out",
        "recorded_at": datetime(made_on.year, made_on.month, made_on.day, 13, tzinfo=UTC),
    }
    row = Moderation.objects.create(
        action=action, made_on=made_on, author=author, **defaults | fields
    )
    rebuild_standings(Action.objects.filter(pk=action.pk))
    return row


def make_lead(action: Action, initials: str = "ZZ", *, part: str = "lead") -> Officer:
    """Let an officer have a part in an Action."""
    officer, _is_new = Officer.objects.get_or_create(initials=initials)
    ActionRole.objects.create(
        action=action, officer=officer, part=part, order=action.roles.count() + 1
    )
    return officer
