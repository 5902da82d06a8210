"""Telling people who have no account: a message goes to an address, and is of nobody's inbox."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial

from django.db import transaction

from herefordshire_cs.lib import clock
from herefordshire_cs.notices.mail import leaves, new_message_id
from herefordshire_cs.notices.models import Message
from herefordshire_cs.notices.services import LONGEST_SUBJECT, ROWS_AT_ONCE, Notice
from herefordshire_cs.notices.tasks import wake

State = Message.State


def tell_outside(told: Iterable[tuple[str, Notice]], *, on: date, at: datetime) -> int:
    """Tell addresses something once each, and return how many messages are new.

    Nobody's choices or quiet hours hold it up. Three statements, and one more for every 200.
    """
    is_sent = leaves()
    state = State.WAITING if is_sent else State.SHOWN
    if not is_sent and not clock.is_demonstration():
        state = State.KEPT
    rows = {
        (once := f"{notice.once} {address.casefold()}"[:LONGEST_ONCE]): Message(
            address=address,
            kind=notice.kind,
            about=notice.about,
            subject=" ".join(notice.subject.split())[:LONGEST_SUBJECT],
            lines=[list(line) for line in notice.lines],
            once=once,
            state=state,
            made_on=on,
            made_at=at,
            next_try_at=at if is_sent else None,
            message_id=new_message_id() if is_sent else "",
        )
        for address, notice in told
    }
    with transaction.atomic():
        known = set(Message.objects.filter(once__in=rows).values_list("once", flat=True))
        new = [row for once, row in rows.items() if once not in known]
        Message.objects.bulk_create(new, ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
        if new and is_sent:
            transaction.on_commit(partial(wake, at=at))
    return len(new)


LONGEST_ONCE = 150
