"""Scrutiny reviews: their state, who does them, and their timetable."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from governance.models import Committee, ReviewStep, ScrutinyReview
from herefordshire_cs.lib.text.free_names import numbered

LONGEST_SLUG = 70


@transaction.atomic
def begin_review(
    *, committee: Committee, title: str, words: Mapping[str, Sequence[str]], steps: Sequence[str]
) -> ScrutinyReview:
    """Begin a review with its scoping statement and the steps of its timetable.

    ``words`` are its lists, by their columns. Raises ValidationError.
    """
    taken = set(ScrutinyReview.objects.values_list("slug", flat=True)) | {"new"}
    stem = slugify(title)[:LONGEST_SLUG].strip("-") or "review"
    row = ScrutinyReview(committee=committee, title=title, slug=numbered(stem, taken), **words)
    row.full_clean(exclude=list(words))
    row.save()
    add_steps(review=row, steps=steps)
    return row


def add_steps(*, review: ScrutinyReview, steps: Sequence[str]) -> None:
    """Add steps at the end of a review's timetable."""
    last = review.steps.aggregate(last=Max("order"))["last"] or 0
    for order, activity in enumerate(steps, last + 1):
        ReviewStep.objects.create(review=review, order=order, activity=activity)


@transaction.atomic
def change_review(
    *,
    review: ScrutinyReview,
    status: str,
    chair: str,
    lead_support_officer: str,
    members: Sequence[str],
    support_officers: Sequence[str],
    words: Mapping[str, Sequence[str]],
    steps: Sequence[str],
) -> ScrutinyReview:
    """Say how a review stands and who does it; what was said before is in its history."""
    row = ScrutinyReview.objects.select_for_update().get(pk=review.pk)
    if not row.history.exists():
        row.save()  # loaded before its history was kept
    row.status, row.chair = status, chair
    row.lead_support_officer = lead_support_officer
    row.members, row.support_officers = list(members), list(support_officers)
    for name, lines in words.items():
        setattr(row, name, list(lines))
    row.full_clean(exclude=list(words))
    row.save()
    add_steps(review=row, steps=steps)
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
