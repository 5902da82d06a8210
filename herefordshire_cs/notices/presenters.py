"""What pages show of messages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import access_of
from herefordshire_cs.notices.kinds import TO_CHOOSE, Kind, when_unless_chosen
from herefordshire_cs.notices.models import Choice, Message

State = Message.State
OUTSIDE = "Somebody without an account"


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageLine:
    """A message in a list."""

    pk: int
    person: str
    address: str
    kind: str
    subject: str
    about: str
    made_on: date
    made_at: datetime
    state: str
    state_words: str
    tries: int
    next_try_at: datetime | None
    fault: str
    is_read: bool


def message_lines(rows: Iterable[Message]) -> tuple[MessageLine, ...]:
    """Return messages for a list; their readers are fetched with them."""
    return tuple(
        MessageLine(
            pk=row.pk,
            person=row.person.name if row.person else OUTSIDE,
            address=row.address,
            kind=Kind(row.kind).label,
            subject=row.subject,
            about=row.about,
            made_on=row.made_on,
            made_at=row.made_at,
            state=row.state,
            state_words=row.get_state_display(),
            tries=row.tries,
            next_try_at=row.next_try_at if row.state == State.WAITING else None,
            fault=row.fault,
            is_read=row.read_at is not None,
        )
        for row in rows
    )


def seen_by(user: User) -> QuerySet[Message]:
    """Ask for the messages to everybody, but for others' of plans that are hidden from a user.

    What a message is of is where it leads: it names its plan in the address of each of its lines.
    """
    rows = Message.objects.annotate(led=Cast("lines", TextField()))
    hidden = access_of(user).hidden_slugs
    if hidden:  # the address of a partner's link names no plan, and opens an action of it
        rows = rows.exclude(kind=Kind.PARTNER_LINK)
    for slug in hidden:
        path = f"/plans/{slug}/"
        leads_there = Q(about__contains=path) | Q(led__contains=path)
        rows = rows.exclude(leads_there & ~Q(person=user))
    return rows


def counts_by_state(rows: QuerySet[Message]) -> tuple[tuple[str, str, int], ...]:
    """Return the states that any of some messages is in, with how many; one query."""
    counted = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return tuple((str(s), str(s.label), counted[s]) for s in State if counted.get(s))


def chosen_by(user: User) -> dict[str, str]:
    """Return when each kind is e-mailed to a person; one query."""
    kept = dict(Choice.objects.filter(person=user).values_list("kind", "when"))
    return {kind: kept.get(kind, when_unless_chosen(kind)) for kind in TO_CHOOSE}
