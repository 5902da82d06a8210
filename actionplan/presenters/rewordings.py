"""What was edited of a plan, in words, and what an Action's lists held before that."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from actionplan.models import (
    Action,
    ActionRole,
    Officer,
    Organisation,
    Plan,
    Recommendation,
    Rewording,
    SuccessCriterion,
)
from actionplan.models.plan_access import seen_with
from actionplan.models.rewordings import CRITERIA, ROLES, undoable
from actionplan.presenters.plan_parts import parts_of
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.accounts.plan_roles import EVERY_PLAN, PlanAccess
from herefordshire_cs.lib.edits import ADDED, Past
from herefordshire_cs.lib.text.words import day_in_words

WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
GROUP = "urgency_group_id"
FIELDS = {
    "first_report_due_on": "Day of the first report",
    "red_remark": "Why that is limited",
    "earlier_by_whens_are_red": "Whether a by-when before the plan makes an action off track",
    "accountable_name": "What whoever answers for an action is called",
    "area_name": "What stands between recommendations and actions",
    "group_name": "What groups them",
    "group_explanation": "What the groups mean",
    "level_name": "What the middle level is called",
    "level_name_plural": "The same of several",
    "cycle_reason": "Why so many days",
    "text": "Wording",
    "order": "Place",
    "short_title": "Short title",
    GROUP: "Group",
    "lead_words": "Lead",
    "lead_as_written": "Lead as written",
    "lead_reading": "How the lead was read",
    "partners_as_written": "Partners as written",
    "additional_capacity": "Additional capacity",
    "accountable_as_written": "Who is accountable, as written",
    "source_place": "Place in the paper",
    ROLES: "Leads and partners",
    CRITERIA: "Success criteria",
    "definition": "Meaning",
    "as_written": "As written",
    "remark": "Remark",
    "in_use": "Whether it is in use",
    "organisation_id": "Organisation",
    "is_indexed": "Whether it is indexed",
    "is_post": "Whether it is a post",
    "active_from": "Active from",
    "active_to": "Active to",
    "reporting_cycle_days": "Days of the reporting cycle",
    "also_worded": "Worded otherwise",
    "also_worded_in": "Where it is worded otherwise",
    "links_remark": "Remark on its links",
    "completion": "What a completion needs",
    "scheme_id": "Scheme in which delivery is rated",
    "impact_scheme_id": "Scheme in which impact is rated",
}
SCHEMES = {"scheme_id", "impact_scheme_id"}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a part in an Action, as at a day."""

    part: str
    holder: str
    officer: Officer | None
    organisation: Organisation | None

    @property
    def leads(self) -> bool:
        """Whether it is more than support."""
        return self.part != ActionRole.Part.SUPPORT


def holders(rows: Iterable[ActionRole], past: Past) -> list[Holder]:
    """Return who has which part of one Action, from its rows of today and what they were."""
    return [holder_of(row, past) for row in rows]


def holder_of(row: ActionRole, past: Past) -> Holder:
    """Return who has a part, in the words that the register had on the day."""
    officer = past.put_back(row.officer) if row.officer else None
    organisation = past.put_back(row.organisation) if row.organisation else None
    return Holder(row.part, row.holder, officer, organisation)


@dataclass(frozen=True, slots=True)
class Holders:
    """Who had which part in Actions on a day: by key, where it is not what the rows say."""

    said: Mapping[int, list[Holder]]

    def of(self, action: int, rows: Iterable[ActionRole], past: Past) -> list[Holder]:
        """Return who had which part in one Action; ``rows`` are those of today."""
        found = self.said.get(action)
        return holders(rows, past) if found is None else found

    def there_on(self, as_of: date, access: PlanAccess = EVERY_PLAN) -> Self:
        """Leave out Actions that were added after a day, or are hidden; one query, or none."""
        if not self.said:
            return self
        there = seen_with(Action.objects.filter(pk__in=self.said, added_on__lte=as_of), access)
        return type(self)({pk: self.said[pk] for pk in there.values_list("pk", flat=True)})


def past_holders(past: Past) -> Holders:
    """Return who had which part where that was edited since; two queries, or none."""
    said: dict[int, list[dict[str, Any]]] = past.of_all("action", ROLES)
    if not said:
        return Holders({})
    roles = [role for found in said.values() for role in found]
    officers = Officer.objects.in_bulk({role["officer"] for role in roles} - {None})
    bodies = Organisation.objects.in_bulk({role["organisation"] for role in roles} - {None})
    list(past.each(officers.values()))
    list(past.each(bodies.values()))

    def holder(role: dict[str, Any]) -> Holder:
        row = ActionRole(
            part=role["part"],
            officer=officers.get(role["officer"]),
            organisation=bodies.get(role["organisation"]),
            person=role["person"],
        )
        is_gone = row.officer is None and row.organisation is None and not row.person
        return Holder(
            role["part"],
            role["holder"] if is_gone else row.holder,
            row.officer,
            row.organisation,
        )

    return Holders({pk: [holder(role) for role in found] for pk, found in said.items()})


def criteria_of(action: Action, past: Past) -> tuple[str, ...] | None:
    """Return the success criteria that an Action had on a day, or None where they are its own."""
    said = past.of(action).get(CRITERIA)
    return None if said is None else tuple(each["text"] for each in said)


def criteria_or_own(action: Action, past: Past) -> tuple[str, ...]:
    """Return the success criteria of an Action that was fetched with those of today."""
    said = criteria_of(action, past)
    return tuple(row.text for row in action.success_criteria.all()) if said is None else said


def criteria_of_all(recommendation: Recommendation, plan: PlanHead) -> tuple[str, ...]:
    """Return the success criteria of a Recommendation as at a day, in their order; one query.

    Three where the plan was edited since.
    """
    if plan.edited_since is None:
        return tuple(row.text for row in recommendation.success_criteria.all())
    before = plan.past.of_all("action", CRITERIA)
    every = SuccessCriterion.objects.filter(action=None, recommendation__plan=plan.pk)
    of_actions = recommendation.success_criteria.exclude(action=None)
    own_rows = parts_of(plan, every)
    rows = [row for row in own_rows if row.recommendation_id == recommendation.pk]
    rows += of_actions
    own = recommendation.actions.filter(pk__in=before).values_list("pk", flat=True)
    found = [(row.order, row.text) for row in rows if row.action_id not in before]
    found += [(each["order"], each["text"]) for pk in own for each in before[pk]]
    return tuple(text for _order, text in sorted(found, key=lambda each: each[0]))


def what_changed(row: Rewording) -> str:
    """Return what was edited, in words: ``Wording``, ``Leads and partners``."""
    return FIELDS.get(row.field) or row.field.replace("_", " ").capitalize()


def what_happened(row: Rewording) -> str:
    """Return what was changed, in words; or that the row was added."""
    return "Added" if row.field == ADDED else f"{what_changed(row)} changed"


def from_and_to(row: Rewording) -> str:
    """Return what was said before and what since; nothing of a row that was added."""
    if row.field == ADDED:
        return ""
    if row.field == GROUP:  # which is kept by its key, and may be called otherwise since
        return row.reason
    why = f" {row.reason}" if row.reason else ""
    if row.field in SCHEMES:  # kept by their keys, which say nothing
        return "Another was chosen." + why if row.after else "It is rated no more." + why
    return f"From {quoted(row, row.before)} to {quoted(row, row.after)}.{why}"


def quoted(row: Rewording, value: Any) -> str:
    """Return what a field said, between quotation marks; ``nothing`` where it said nothing."""
    if row.field == ROLES:
        value = ", ".join(role_in_words(role) for role in value or [])
    elif row.field == CRITERIA:
        value = "; ".join(each["text"] for each in value or [])
    elif isinstance(value, bool):
        return "yes" if value else "no"
    elif isinstance(value, str) and WRITTEN_DAY.fullmatch(value):
        return day_in_words(date.fromisoformat(value))  # days are kept as text
    return f"‘{value}’" if value not in (None, "") else "nothing"


def role_in_words(role: Mapping[str, Any]) -> str:
    """Return who had which part."""
    return f"{role['holder']} {ActionRole.Part(role['part']).label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLine:
    """One edit of a plan, a recommendation or an action, as its page of editing lists it.

    ``undo`` is its key, where a press undoes it with all that was saved with it.
    """

    on: date
    by: str
    what: str
    words: str
    undo: int | None = None


def edits_of(row: Plan | Recommendation | Action) -> tuple[EditLine, ...]:
    """Return the edits of a row, the newest first; one query."""
    found = list(row.rewordings.select_related("recorded_by").order_by("-recorded_at", "-pk"))
    can_undo = undoable(reversed(found))
    return tuple(
        EditLine(
            on=each.recorded_on,
            by=str(each.recorded_by),
            what=what_happened(each),
            words=from_and_to(each),
            undo=each.pk if each.pk in can_undo else None,
        )
        for each in found
    )
