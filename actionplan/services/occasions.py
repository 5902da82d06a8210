"""Recording that a plan was put before a body, by hand or from what a pack held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from actionplan.models import Plan, ReportingOccasion
from actionplan.services.standings import mark
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.refusing import Refusal


class RecordedAlready(Exception):
    """It is on record that the body was told on that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperOfPack:
    """A paper of a plan in a pack that was put before a meeting: which, and its pages.

    ``plan`` is the name of the plan; the pages are those of the pack, both included.
    """

    plan: str
    what: str
    pack: UUID
    first: int
    last: int


@transaction.atomic
def report_to(
    *, plan: int, body: str, on: date, what: str, author: User, recorded_on: date, at: datetime
) -> ReportingOccasion:
    """Record that a plan, by its key, was put before a body. Raises ``RecordedAlready``."""
    mark(Plan.objects.filter(pk=plan))
    same = ReportingOccasion.objects.filter(plan=plan, occurred_on=on, body__iexact=body)
    if same.recorded(as_of=recorded_on).exists():
        raise RecordedAlready
    row = ReportingOccasion(
        plan_id=plan,
        occurred_on=on,
        body=body,
        what=what,
        is_progress_report=True,
        recorded_on=recorded_on,
        recorded_at=at,
        recorded_by=author,
    )
    row.full_clean(exclude=["plan", "recorded_by"])
    row.save()
    return row


@transaction.atomic
def keep_told(
    papers: Iterable[PaperOfPack], *, body: str, on: date, recorded_on: date, at: datetime
) -> None:
    """Record that papers of packs were put before a meeting of a body; safe to repeat.

    A plan that is not here is passed over, as is one that had not begun on the day.
    """
    for paper in papers:
        plan = Plan.objects.filter(slug=paper.plan, starts_on__lte=on).first()
        if plan is None:
            continue
        mark(Plan.objects.filter(pk=plan.pk))
        ReportingOccasion.objects.get_or_create(
            plan=plan,
            pack=paper.pack,
            first_page=paper.first,
            what=paper.what,
            defaults={
                "last_page": paper.last,
                "occurred_on": on,
                "body": body,
                "is_progress_report": True,
                "recorded_on": max(recorded_on, on),
                "recorded_at": at,
            },
        )


@transaction.atomic
def withdraw_occasion(*, occasion: int, author: User, reason: str, on: date) -> None:
    """Take back what a person recorded by mistake, by its key; it stays, with who took it back.

    Raises ``Refusal`` where somebody took it back before.
    """
    rows = ReportingOccasion.objects.filter(pk=occasion, recorded_by__isnull=False)
    mark(Plan.objects.filter(occasions__in=rows))
    taken = rows.filter(withdrawn_on=None).update(
        withdrawn_on=on, withdrawn_by=author, withdrawal_reason=reason
    )
    if not taken:
        raise Refusal("Somebody took it back before. Nothing was changed.")


@transaction.atomic
def take_back(packs: Iterable[UUID]) -> None:
    """Take off the record what packs told of plans: the body before which they were is private.

    What a paper says of it, or a person recorded, stays.
    """
    rows = ReportingOccasion.objects.filter(pack__in=list(packs))
    mark(Plan.objects.filter(occasions__in=rows))
    rows.delete()
