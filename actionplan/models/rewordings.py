"""What a plan, its parts and the register said before an administrator edited them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from actionplan.models.actions import Action
from actionplan.models.officers import Officer, Organisation
from actionplan.models.plans import Plan, Recommendation
from actionplan.models.rating_schemes import RatingLevel, RatingScheme
from herefordshire_cs.lib.edits import ADDED, Edit, Past, Whose, past_on

# What of each row is dated: all that a page or a document shows and that can be edited.
DATED: dict[type[models.Model], tuple[str, ...]] = {
    Plan: (
        *("title", "full_title", "level_name", "level_name_plural", "group_name"),
        *("group_explanation", "reporting_cycle_days", "cycle_reason", "completion"),
        *("area_name", "accountable_name", "scheme_id", "impact_scheme_id"),
        *("first_report_due_on", "earlier_by_whens_are_red", "red_remark"),
    ),
    RatingScheme: ("name", "remark"),
    RatingLevel: (
        *("order", "word", "colour", "shape", "role", "in_use"),
        *("as_written", "definition", "remark"),
    ),
    Recommendation: (
        *("text", "also_worded", "also_worded_in", "links_remark", "urgency_group_id"),
    ),
    Action: (
        *("text", "short_title", "lead_as_written", "lead_reading", "lead_words"),
        *("partners_as_written", "additional_capacity", "accountable_as_written"),
        *("source_place", "order"),
    ),
    Officer: (
        *("initials", "name", "post", "organisation_id", "is_indexed", "as_written"),
        *("active_from", "active_to", "is_post"),
    ),
    Organisation: ("code", "name"),
}
# Rows of an Action that are edited with it, each list as one field of the Action.
ROLES, CRITERIA = "roles", "success_criteria"
ORDER = "order"  # the place of an Action, which its page of order changes
NOT_UNDONE = {ADDED, ORDER, "scheme_id", "impact_scheme_id"}

WHOSE = tuple(model._meta.model_name or "" for model in DATED)


def is_of_one(names: tuple[str, ...]) -> Q:
    """Return the condition that a row is of one thing, whatever it is, and of no other."""
    found = Q()
    for name in names:
        found |= Q(**{f"{other}__isnull": other != name for other in names})
    return found


class Rewording(Edit):
    """An edit of a plan, of a part of it, of what a level of a scheme is, or of the register.

    ``within`` is the plan that it is a part of; what several plans share is within none. ``field``
    is one of ``DATED``, or ``roles`` or ``success_criteria`` of an Action, whose values are lists.
    """

    reason = models.TextField("why", blank=True)
    within = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings_within"
    )
    plan = models.ForeignKey(
        Plan, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )
    ratingscheme = models.ForeignKey(
        RatingScheme, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )
    ratinglevel = models.ForeignKey(
        RatingLevel, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="rewordings"
    )

    class Meta(Edit.Meta):
        constraints = [
            models.CheckConstraint(condition=is_of_one(WHOSE), name="a_rewording_is_of_one_thing"),
        ]

    @property
    def whose(self) -> Whose:
        """Return which row was edited."""
        keys = ((name, getattr(self, f"{name}_id")) for name in WHOSE)
        return next((name, pk) for name, pk in keys if pk is not None)


def said_together(edit: Rewording) -> models.QuerySet[Rewording]:
    """Return all that one saving edited of the row that an edit is of, itself among it."""
    name, pk = edit.whose
    return Rewording.objects.filter(
        **{f"{name}_id": pk}, recorded_at=edit.recorded_at, recorded_by=edit.recorded_by_id
    ).exclude(field=ORDER)


def undoable(edits: Iterable[Rewording]) -> set[int]:
    """Return the keys of edits that a press undoes, of all edits of one row in their order.

    One key for each saving, its last: where nothing of it was edited since, and it is of words,
    not a place, a coming, or a scheme, on which ratings hang.
    """
    last: dict[str, int] = {}
    savings: dict[Any, list[Rewording]] = {}
    for edit in edits:
        last[edit.field] = edit.pk
        if edit.field != ORDER:
            savings.setdefault((edit.recorded_at, edit.recorded_by_id), []).append(edit)
    return {
        parts[-1].pk
        for parts in savings.values()
        if all(last[part.field] == part.pk and part.field not in NOT_UNDONE for part in parts)
    }


def past_of(plans: dict[int, date | None], *, as_of: date) -> Past:
    """Return what some plans and the register said on a day.

    ``plans`` holds by key the day of each plan's last rewording; nothing is asked where all are
    over by then, which is so of almost every page.
    """
    reworded = [pk for pk, last in plans.items() if last is not None and last > as_of]
    if not reworded:
        return Past()
    return past_on(Rewording.objects.filter(Q(within__in=reworded) | Q(within=None)), as_of=as_of)


def past_of_register(*, as_of: date) -> Past:
    """Return what the register, and who had which part in what, said on a day; two queries."""
    last = dict(Plan.objects.values_list("pk", "reworded_on"))
    return past_of(last, as_of=as_of)


def role_said(role: Any) -> dict[str, Any]:
    """Return who has which part in an Action, with the words for them."""
    return {
        "part": role.part,
        "officer": role.officer_id,
        "organisation": role.organisation_id,
        "person": role.person,
        "order": role.order,
        "holder": role.holder,
    }
