"""What follows from a plan's documents, kept for as long as they would say nothing else."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Subquery

from actionplan.models import Action, Officer, Organisation, Plan, Recommendation
from actionplan.presenters.memory import remember
from actionplan.presenters.plans import PlanHead

# Documents show words that are edited without a verb: each edit adds a row of history. Who has
# which part in an Action is edited with the Action.
EDITED: tuple[models.QuerySet[Any], ...] = (
    Recommendation.history.all(),
    Action.history.all(),
    Officer.history.all(),
)


def remember_of_documents[T](
    plan: PlanHead, what: str, *, as_of: date, build: Callable[[], T]
) -> T:
    """Return what follows from a plan's documents, working it out only where that is not known.

    For what is asked for again and again, never for what is issued. The head of the plan stands in
    the key, since neither its scheme nor what its ratings mean has a history; and so do the names
    of bodies. All else changes by a verb, or by a loading, which changes the mark of its plan: the
    marks of all plans stand in the key, since plans share the papers that they cite.
    """
    newest = [Subquery(rows.order_by("-pk").values("pk")[:1]) for rows in EDITED]
    written = list(Plan.objects.order_by("pk").values_list("standings_mark", *newest))
    bodies = list(Organisation.objects.order_by("pk").values_list("pk", "name"))
    words = sha256(repr((what, plan, written, bodies)).encode()).hexdigest()
    return remember(plan, f"of-documents-{words}", as_of=as_of, count=build)
