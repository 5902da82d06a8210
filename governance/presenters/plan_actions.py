"""The actions and recommendations of plans, as a resolution or an item may name one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ObjectDoesNotExist

from actionplan.presenters.action_page import find_standing
from actionplan.presenters.plan_page import build_plans
from actionplan.presenters.recommendation_page import has_recommendation
from herefordshire_cs.accounts.plan_roles import PlanAccess

A_RECOMMENDATION = re.compile(r"^(?:recommendation|rec\.?|r)\s*(\d{1,4})$", re.IGNORECASE)
BETWEEN_REFERENCES = re.compile(r"[,;\n]|\band\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What words name in a plan: an action by its reference, or a recommendation by its number."""

    action: str = ""
    recommendation: int | None = None

    @property
    def words(self) -> str:
        """It as one types it, ``3.7`` or ``recommendation 9``."""
        return self.action or f"recommendation {self.recommendation}"


def read_reference(words: str) -> Reference:
    """Return what words name; whether it is there is another question."""
    if found := A_RECOMMENDATION.match(words.strip()):
        return Reference(recommendation=int(found[1]))
    return Reference(action=words.strip())


def read_references(words: str) -> Iterator[Reference]:
    """Yield what a list of words names, each once."""
    seen = set()
    for part in BETWEEN_REFERENCES.split(words):
        found = read_reference(part)
        if part.strip() and found not in seen:
            seen.add(found)
            yield found


def is_there(plan: str, reference: Reference, *, as_of: date) -> bool:
    """Say whether a plan has what a reference names on a day."""
    if reference.recommendation is not None:
        return has_recommendation(plan, reference.recommendation)
    return has_action(plan, reference.action, as_of=as_of)


def plan_choices(*, as_of: date, access: PlanAccess) -> list[tuple[str, str]]:
    """Return the plans of which an action may be named, with their titles."""
    return [(line.head.slug, line.head.title) for line in build_plans(as_of=as_of, access=access)]


def has_action(plan: str, reference: str, *, as_of: date) -> bool:
    """Say whether a plan has an action under a reference on a day."""
    try:
        find_standing(plan, reference, as_of=as_of)
    except ObjectDoesNotExist:
        return False
    return True
