"""Writing a commentary, and another's approving it."""

from datetime import date, datetime

from django.db import transaction

from herefordshire_cs.accounts.models import User
from indicators.models import Commentary, Indicator, Period
from indicators.periods import ReportingPeriod
from indicators.services.notices import tell_commentary_written


class AlreadyApproved(Exception):
    """The commentary was approved already."""


class OwnCommentary(Exception):
    """Nobody approves what they wrote themselves."""


@transaction.atomic
def write_commentary(
    *,
    indicator: Indicator,
    period: ReportingPeriod,
    text: str,
    author: User,
    written_on: date,
    recorded_at: datetime,
) -> Commentary:
    """Write what there is to say of a figure; an earlier version stays on record."""
    commentary = Commentary(
        indicator=indicator,
        period=Period.objects.named(period),
        text=text,
        written_by=author,
        written_by_name=author.name,
        written_on=written_on,
        recorded_at=recorded_at,
    )
    commentary.full_clean()
    commentary.save()
    tell_commentary_written(commentary)
    return commentary


@transaction.atomic
def approve_commentary(*, commentary: Commentary, approver: User, approved_on: date) -> Commentary:
    """Approve a commentary for the Digest.

    Raises AlreadyApproved where it was, OwnCommentary where the approver wrote it.
    """
    row = Commentary.objects.select_for_update().get(pk=commentary.pk)
    if row.approved_on is not None:
        raise AlreadyApproved(row.approved_by_name)
    if row.written_by_id == approver.pk:
        raise OwnCommentary
    row.approved_by = approver
    row.approved_by_name = approver.name
    row.approved_on = approved_on
    row.save(update_fields=["approved_by", "approved_by_name", "approved_on"])
    return row
