"""Who sits on a committee: a seat taken on a day, and given up on a day."""

from datetime import date

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from governance.models import Committee, Membership
from herefordshire_cs.accounts.models import User


class SeatTaken(Exception):
    """Somebody sits there already on one of the days; ``other`` is that membership."""

    def __init__(self, other: Membership) -> None:
        super().__init__(str(other))
        self.other = other


class AlreadySits(SeatTaken):
    """The same person sits on the committee in the same capacity on one of the days."""


class ChairTaken(SeatTaken):
    """Another is chairman on one of the days."""


@transaction.atomic
def add_member(*, member: Membership) -> Membership:
    """Add a seat to a committee, after those that it has. Raises AlreadySits and ChairTaken."""
    body = Committee.objects.select_for_update().get(pk=member.committee_id)
    last = body.memberships.aggregate(last=Max("order"))["last"] or 0
    member.order = last + 1
    member.full_clean()
    refuse_overlap(member)
    member.save()
    return member


@transaction.atomic
def end_membership(*, member: Membership, ends_on: date) -> Membership:
    """Say on which day somebody sat last. Raises AlreadySits and ChairTaken for a later one."""
    Committee.objects.select_for_update().get(pk=member.committee_id)
    row = Membership.objects.select_for_update().get(pk=member.pk)
    row.ends_on = ends_on
    row.full_clean()
    refuse_overlap(row)
    row.save()
    return row


@transaction.atomic
def tie_account(*, member: Membership, user: User | None) -> Membership:
    """Say with which account somebody who sits reads; what they read of the body follows."""
    row = Membership.objects.select_for_update().get(pk=member.pk)
    row.user = user
    row.save()
    return row


def refuse_overlap(member: Membership) -> None:
    """Refuse the same person twice in a capacity, and two chairmen, on any one day."""
    others = overlapping(member)
    for other in others.filter(capacity=member.capacity):
        if _plain(other.name) == _plain(member.name):
            raise AlreadySits(other)
    if member.office == Membership.Office.CHAIRMAN:
        for other in others.filter(office=Membership.Office.CHAIRMAN):
            raise ChairTaken(other)


def overlapping(member: Membership) -> QuerySet[Membership]:
    """Return the other seats of the committee that were held on any day of one."""
    rows = Membership.objects.filter(committee=member.committee_id).exclude(pk=member.pk)
    if member.ends_on is not None:
        rows = rows.filter(Q(starts_on=None) | Q(starts_on__lte=member.ends_on))
    if member.starts_on is not None:
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=member.starts_on))
    return rows.order_by("order")


def _plain(name: str) -> str:
    """Return a name without what makes it look another: capitals, points and spaces."""
    return "".join(name.casefold().replace(".", " ").split())
