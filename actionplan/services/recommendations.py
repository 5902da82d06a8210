"""Adding a recommendation to a plan, and taking one out of which nothing was recorded."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from actionplan.models import Plan, Recommendation, UrgencyGroup
from actionplan.models.corrections import Recording
from actionplan.services.rewordings import keep_rewordings, note_reworded
from herefordshire_cs.kept.models import ListEdit, kind_of, said_by
from herefordshire_cs.lib.text.words import count_in_words

LONGEST_NAME = 250


class SomethingHangs(Exception):
    """Something was recorded of a recommendation, so it stays; holds what, in words."""


@transaction.atomic
def add_recommendation(
    plan: Plan, *, text: str, group: UrgencyGroup | None, by: Recording
) -> Recommendation:
    """Add a recommendation under the next number; on no earlier day was it there."""
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    row = Recommendation(plan=locked, number=_next_number(locked), text=text, urgency_group=group)
    row.full_clean()
    row.save()
    _keep(row, before=None, after=said_by(row), reason="", by=by)
    keep_rewordings(row, before=None, author=by.author, recorded_on=by.on, recorded_at=by.at)
    return row


def _next_number(plan: Plan) -> int:
    """Return the number after the last that a recommendation of a plan ever had."""
    gone = ListEdit.objects.filter(kind=kind_of(Recommendation), of=plan.pk, after__isnull=True)
    numbers = [edit.before["number"] for edit in gone if edit.before]
    last = plan.recommendations.aggregate(last=Max("number"))["last"] or 0
    return max([last, *numbers]) + 1


def what_hangs_on(row: Recommendation) -> str:
    """Return in words what keeps a recommendation in its plan; blank where nothing does."""
    if count := row.actions.count():
        return f"{count_in_words(count, 'action stands', 'actions stand')} under it."
    told = {"rewordings"}
    for link in row._meta.related_objects:
        name = link.get_accessor_name()
        if name is None or name in told:
            continue
        if getattr(row, name).exists():
            return f"There are {link.related_model._meta.verbose_name_plural} of it."
    return ""


@transaction.atomic
def take_recommendation_out(row: Recommendation, *, reason: str, by: Recording) -> None:
    """Take a recommendation out from a day on; earlier days have it. Raises SomethingHangs."""
    if holds := what_hangs_on(row):
        raise SomethingHangs(holds)
    _keep(row, before=said_by(row), after=None, reason=reason, by=by)
    plan = row.plan_id
    row.delete()
    note_reworded(Plan.objects.filter(pk=plan), on=by.on)


def _keep(
    row: Recommendation,
    *,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str,
    by: Recording,
) -> None:
    """Keep that a recommendation was added or taken out; its edits are kept as rewordings."""
    ListEdit.objects.create(
        kind=kind_of(Recommendation),
        of=row.plan_id,
        row=row.pk,
        named=str(row)[:LONGEST_NAME],
        before=before,
        after=after,
        reason=reason,
        recorded_by=by.author,
        **by.stamps(),
    )
