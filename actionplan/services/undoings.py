"""Undoing an edit by a press: what was said before it is said again, which is an edit too."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from actionplan.models import Action, ActionRole, Plan, Recommendation, SuccessCriterion
from actionplan.models.corrections import Recording
from actionplan.models.rewordings import CRITERIA, NOT_UNDONE, ROLES, Rewording, said_together
from actionplan.services.rewordings import keep_rewordings, said_by
from actionplan.services.standings import mark_open
from herefordshire_cs.lib.edits import columns_of
from herefordshire_cs.lib.refusing import Refusal
from herefordshire_cs.lib.text.words import day_in_words


class EditedSince(Refusal):
    """Something of what an edit said was edited again since."""


@transaction.atomic
def undo_edit(edit: Rewording, *, by: Recording) -> None:
    """Let a plan, a recommendation or an Action say again what it said before an edit.

    All that was edited with it goes back with it. Raises EditedSince where it does not say any
    more what the edit made of it, Refusal where the plan is closed, and ValidationError.
    """
    if edit.within_id is not None:
        mark_open(edit.within_id)
    row = edited_row(edit)
    parts = list(said_together(edit))
    if any(part.field in NOT_UNDONE for part in parts):
        raise Refusal("A press does not undo that: ratings hang on it, or it would leave nothing.")
    before = said_by(row)
    if any(_as_kept(row, part, before[part.field]) != _kept(row, part) for part in parts):
        raise EditedSince(
            "It was edited again since, so this edit cannot be undone by itself. Undo the later"
            " one first, or edit the words."
        )
    _put_back(row, parts)
    row.full_clean()
    row.save()
    keep_rewordings(
        row,
        before=before,
        author=by.author,
        reason=f"The edit of {day_in_words(edit.recorded_on)} is undone.",
        **by.stamps(),
    )


def edited_row(edit: Rewording) -> Plan | Recommendation | Action:
    """Return what was edited. Raises Refusal where that is nothing of a plan’s own."""
    row = edit.action or edit.recommendation or edit.plan
    if row is None:
        raise Refusal("This is edited where it is kept.")
    return row


def _as_kept(row: Any, part: Rewording, value: Any) -> Any:
    """Return a value as its edit would have kept it; days are kept as words."""
    if part.field in (ROLES, CRITERIA):
        return value
    return columns_of(type(row))[part.field].to_python(value)


def _kept(row: Any, part: Rewording) -> Any:
    return _as_kept(row, part, part.after)


def _put_back(row: Any, parts: Iterable[Rewording]) -> None:
    for part in parts:
        if part.field == ROLES:
            _give_back_parts(row, part.before or [])
        elif part.field == CRITERIA:
            _give_back_criteria(row, part.before or [])
        else:
            value = columns_of(type(row))[part.field].to_python(part.before)
            setattr(row, part.field, value)


def _give_back_parts(action: Action, roles: Sequence[dict[str, Any]]) -> None:
    action.roles.all().delete()
    ActionRole.objects.bulk_create(
        ActionRole(
            action=action,
            part=role["part"],
            officer_id=role["officer"],
            organisation_id=role["organisation"],
            person=role["person"],
            order=role["order"],
        )
        for role in roles
    )


def _give_back_criteria(action: Action, criteria: Sequence[dict[str, Any]]) -> None:
    action.success_criteria.all().delete()
    SuccessCriterion.objects.bulk_create(
        SuccessCriterion(
            recommendation=action.recommendation,
            action=action,
            order=each["order"],
            text=each["text"],
        )
        for each in criteria
    )
