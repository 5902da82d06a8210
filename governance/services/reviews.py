"""Scrutiny reviews: their state, who does them, and their timetable."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from governance.models import ReviewStep, ScrutinyReview


@transaction.atomic
def change_review(
    *,
    review: ScrutinyReview,
    status: str,
    chair: str,
    lead_support_officer: str,
    members: Sequence[str],
    support_officers: Sequence[str],
) -> ScrutinyReview:
    """Say how a review stands and who does it; what was said before is in its history."""
    row = ScrutinyReview.objects.select_for_update().get(pk=review.pk)
    if not row.history.exists():
        row.save()  # loaded before its history was kept
    row.status, row.chair = status, chair
    row.lead_support_officer = lead_support_officer
    row.members, row.support_officers = list(members), list(support_officers)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def change_step(
    *, step: ReviewStep, timescale: str, due_on: date | None, done_on: date | None
) -> ReviewStep:
    """Fill in or move a step's timescale, or say when it was done; each is kept in its history."""
    row = ReviewStep.objects.select_for_update().get(pk=step.pk)
    if not row.history.exists():
        row.save()  # loaded before its history was kept
    row.timescale, row.due_on, row.done_on = timescale, due_on, done_on
    row.full_clean()
    row.save()
    return row
