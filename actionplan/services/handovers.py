"""Handing parts in Actions over to somebody else, many at once, from today on.

Every day before reads as it did: what an Action said of who has which part is kept with the day,
as where a single Action is edited.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db import transaction
from simple_history.utils import bulk_update_with_history

from actionplan.models import Action, ActionRole, Officer, Organisation, Plan, Rewording
from actionplan.models.corrections import Recording
from actionplan.models.rewordings import ROLES, role_said
from actionplan.services.rewordings import LONGEST_LEAD, note_reworded
from herefordshire_cs.lib.edits import name_of

LEAD_WORDS = "lead_words"


@transaction.atomic
def hand_over_parts(
    roles: Iterable[ActionRole], *, to: Officer | Organisation, reason: str, by: Recording
) -> int:
    """Give parts in Actions to an officer or an organisation; return in how many Actions.

    Who has the same part already keeps it, once. As many statements for one as for many.
    """
    given = {role.pk for role in roles}
    actions = list(Action.objects.filter(roles__in=given).distinct().order_by("pk"))
    Plan.objects.filter(pk__in={action.plan_id for action in actions}).order_by(
        "pk"
    ).select_for_update()
    every = (
        ActionRole.objects.filter(action__in=actions)
        .select_related("officer", "organisation")
        .order_by("action", "order", "pk")
    )
    by_action = {key: list(rows) for key, rows in groupby(every, key=lambda row: row.action_id)}
    rewordings: list[Rewording] = []
    changed: list[ActionRole] = []
    doubled: list[int] = []
    reworded: list[Action] = []
    for action in actions:
        rows = by_action[action.pk]
        before = [role_said(row) for row in rows]
        kept = passed_on(rows, given, to)
        doubled += [row.pk for row in rows if row not in kept]
        changed += [row for row in kept if row.pk in given]
        rewordings.append(edit_of(action, ROLES, before, [role_said(row) for row in kept], reason))
        words = lead_words(kept)
        if words != lead_words_before(before):
            rewordings.append(edit_of(action, LEAD_WORDS, action.lead_words, words, reason))
            action.lead_words = words
            reworded.append(action)
    ActionRole.objects.filter(pk__in=doubled).delete()
    ActionRole.objects.bulk_update(changed, ["officer", "organisation", "person"], batch_size=200)
    if reworded:
        bulk_update_with_history(
            reworded, Action, [LEAD_WORDS], default_user=by.author, batch_size=200
        )
    keep_edits(rewordings, by)
    return len(actions)


def passed_on(
    rows: Sequence[ActionRole], given: set[int], to: Officer | Organisation
) -> list[ActionRole]:
    """Return the parts in one Action once some of them are another's, each part of theirs once."""
    column = name_of(to)
    theirs = {row.part for row in rows if getattr(row, f"{column}_id") == to.pk}
    kept = []
    for row in rows:
        if row.pk in given:
            if row.part in theirs:
                continue
            theirs.add(row.part)
            row.officer, row.organisation, row.person = None, None, ""
            setattr(row, column, to)
        kept.append(row)
    return kept


def lead_words(rows: Iterable[ActionRole]) -> str:
    """Return who leads, in the words of a list."""
    leads = [row.holder for row in rows if row.part == ActionRole.Part.LEAD]
    return ", ".join(leads)[:LONGEST_LEAD] or "None named"


def lead_words_before(said: Iterable[dict[str, Any]]) -> str:
    """Return the same of what was said of the parts before."""
    leads = [each["holder"] for each in said if each["part"] == ActionRole.Part.LEAD]
    return ", ".join(leads)[:LONGEST_LEAD] or "None named"


def edit_of(action: Action, field: str, before: Any, after: Any, reason: str) -> Rewording:
    """Return what an Action says otherwise than before."""
    return Rewording(
        action=action,
        within_id=action.plan_id,
        field=field,
        before=before,
        after=after,
        reason=reason,
    )


def keep_edits(rows: Sequence[Rewording], by: Recording) -> None:
    """Keep what was edited with the day; what was worked out of the plans is not used again."""
    for row in rows:
        row.recorded_on, row.recorded_at, row.recorded_by = by.on, by.at, by.author
    Rewording.objects.bulk_create(rows)
    if rows:
        within = [row.within_id for row in rows if row.within_id is not None]
        of_all = len(within) < len(rows)  # what several plans share is within none
        plans = Plan.objects.all() if of_all else Plan.objects.filter(pk__in=within)
        note_reworded(plans, on=by.on)
