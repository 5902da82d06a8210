"""Who stands for which name in the plans."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from actionplan.models import JobShare, Officer
from actionplan.models.corrections import Recording
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services as accounts


@transaction.atomic
def tie_names(tied: Mapping[Officer, Sequence[User]], *, by: Recording) -> int:
    """Let accounts stand for officers: the first is the officer's own, the others share the name.

    Return for how many officers that is otherwise than before. Raises OwnRights of who would let
    themselves stand for a name.
    """
    return sum(_tie(officer, users, by) for officer, users in tied.items())


def _tie(officer: Officer, users: Sequence[User], by: Recording) -> bool:
    shares = [share.user for share in officer.shares.select_related("user")]
    before = [*([officer.user] if officer.user else []), *shares]
    if before == list(users):
        return False
    if by.author in users and by.author not in before:
        raise accounts.OwnRights
    officer.user = users[0] if users else None
    officer.save(update_fields=["user"])
    officer.shares.exclude(user__in=users[1:]).delete()
    JobShare.objects.bulk_create(
        JobShare(officer=officer, user=user) for user in users[1:] if user not in shares
    )
    label = officer.full_label
    gone = [(user, f"Stands for {label} no more.") for user in before if user not in users]
    come = [(user, f"Stands for {label}.") for user in users if user not in before]
    accounts.record_each([*gone, *come], by=by.author, at=by.at)
    return True
