"""Telling people something, and what they do with what they were told."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.notices.kinds import ALWAYS_AT_ONCE, Kind, When, when_unless_chosen
from herefordshire_cs.notices.mail import leaves, new_message_id
from herefordshire_cs.notices.models import Choice, Message, OtherAddress, Quiet, inbox_of
from herefordshire_cs.notices.tasks import wake

ROWS_AT_ONCE = 200
LONGEST_SUBJECT = 200
State = Message.State


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What somebody is told: public titles and the paths of pages, nothing of the record's words.

    ``once`` names the event: whoever was told of it is not told again. ``about`` is the path of
    the page to which it leads first; ``lines`` are further words, each with a path or none.
    """

    kind: Kind
    once: str
    subject: str
    about: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """When messages are made, and how each reader chose to be told."""

    on: date
    at: datetime
    leaves: bool
    is_demonstration: bool
    chosen: Mapping[tuple[int, str], str]
    addresses: Mapping[int, str]
    quiet: Mapping[int, Quiet]

    def state(self, person: User, kind: Kind) -> str:
        """Return how a message to somebody begins."""
        unless = when_unless_chosen(kind)
        when = self.chosen.get((person.pk, kind), unless)
        if when == When.DIGEST and kind not in ALWAYS_AT_ONCE and kind != Kind.DIGEST:
            return State.HELD
        if when == When.NOT and kind not in ALWAYS_AT_ONCE:
            return State.KEPT
        if self.leaves:
            return State.WAITING
        return State.SHOWN if self.is_demonstration else State.KEPT

    def next_try(self, person: User) -> datetime:
        """Return when a message to somebody may be sent: now, or when their quiet hours end."""
        return end_of_quiet(self.quiet.get(person.pk), at=self.at)

    def message(self, person: User, notice: Notice, address: str = "") -> Message:
        """Return the row of a message; ``address`` takes the place of the one that is theirs."""
        state = self.state(person, notice.kind)
        is_sent = state == State.WAITING
        return Message(
            person=person,
            address=address or self.addresses.get(person.pk, person.email),
            kind=notice.kind,
            about=notice.about,
            subject=" ".join(notice.subject.split())[:LONGEST_SUBJECT],
            lines=[list(line) for line in notice.lines],
            once=f"{notice.once} {person.pk}",
            state=state,
            made_on=self.on,
            made_at=self.at,
            next_try_at=self.next_try(person) if is_sent else None,
            message_id=new_message_id() if is_sent else "",
        )


def tell(told: Iterable[tuple[User, Notice]], *, on: date, at: datetime) -> int:
    """Tell people something once each, and return how many messages are new.

    It is written with whatever it tells of, in one transaction, and sent afterwards. The number
    of statements does not grow with that of the readers, but for one for every 200.
    """
    pairs = [(person, notice) for person, notice in told if may_be_told(person)]
    if not pairs:
        return 0
    telling = _telling({person.pk for person, _notice in pairs}, on=on, at=at)
    rows = {row.once: row for row in (telling.message(*pair) for pair in pairs)}
    with transaction.atomic():
        known = set(Message.objects.filter(once__in=rows).values_list("once", flat=True))
        new = [row for once, row in rows.items() if once not in known]
        # Whoever is told of the same at the same instant is told by one of the two.
        Message.objects.bulk_create(new, ignore_conflicts=True, batch_size=ROWS_AT_ONCE)
        times = [row.next_try_at for row in new if row.next_try_at is not None]
        if times:
            transaction.on_commit(partial(wake, at=min(times)))
    return len(new)


def may_be_told(person: User) -> bool:
    """Say whether somebody is told anything: who may not sign in is not."""
    return person.is_active and (clock.is_demonstration() or not person.is_demonstration)


def _telling(people: set[int], *, on: date, at: datetime) -> Telling:
    choices = Choice.objects.filter(person__in=people).values_list("person", "kind", "when")
    quiet = Quiet.objects.filter(person__in=people).exclude(since=None)
    others = OtherAddress.objects.filter(person__in=people).exclude(confirmed_at=None)
    return Telling(
        on=on,
        at=at,
        leaves=leaves(),
        is_demonstration=clock.is_demonstration(),
        chosen={(person, kind): when for person, kind, when in choices},
        addresses=dict(others.values_list("person", "address")),
        quiet={row.person_id: row for row in quiet},
    )


def end_of_quiet(quiet: Quiet | None, *, at: datetime) -> datetime:
    """Return an instant, or where it lies in somebody's quiet hours their end after it."""
    if quiet is None or quiet.since is None or quiet.until is None:
        return at
    local = timezone.localtime(at)
    hour = local.time()
    over_midnight = quiet.until < quiet.since
    within = (
        hour >= quiet.since or hour < quiet.until
        if over_midnight
        else quiet.since <= hour < quiet.until
    )
    if not within:
        return at
    ends_tomorrow = over_midnight and hour >= quiet.since
    day = local.date() + timedelta(days=1 if ends_tomorrow else 0)
    return timezone.make_aware(datetime.combine(day, quiet.until))


def mark_read(message: Message, *, at: datetime) -> None:
    """Mark a message as read; the first time counts."""
    Message.objects.filter(pk=message.pk, read_at=None).update(read_at=at)


def mark_unread(message: Message) -> None:
    """Mark a message as not read."""
    Message.objects.filter(pk=message.pk).update(read_at=None)


def mark_all_read(user: User, *, at: datetime) -> int:
    """Mark all messages of a person as read; return how many were not."""
    return inbox_of(user).unread().filter(made_at__lte=at).update(read_at=at)


@transaction.atomic
def choose(user: User, *, when: Mapping[str, str], since: time | None, until: time | None) -> None:
    """Keep what a person chose: when each kind is e-mailed, and in which hours nothing is."""
    Choice.objects.filter(person=user).delete()
    Choice.objects.bulk_create(
        Choice(person=user, kind=kind, when=chosen)
        for kind, chosen in when.items()
        if chosen != when_unless_chosen(kind)
    )
    Quiet.objects.update_or_create(person=user, defaults={"since": since, "until": until})


@transaction.atomic
def ask_for_address(user: User, address: str, *, on: date, at: datetime) -> None:
    """Send a link to another address, which counts once its reader follows the link.

    Nothing is asked of one that is confirmed, and of one that waits not again.
    """
    row = OtherAddress.objects.filter(person=user).first()
    if row is not None and row.address == address:
        return
    OtherAddress.objects.filter(person=user).delete()
    if not address or address == user.email:
        return
    key = secrets.token_urlsafe(32)
    OtherAddress.objects.create(person=user, address=address, key=key, asked_at=at)
    notice = Notice(
        kind=Kind.ADDRESS,
        once=f"address {key}",
        subject="May messages to you come to this address?",
        about=reverse("address-confirm", args=[key]),
        lines=(("Sign in and say so. If you did not ask for it, do nothing.", ""),),
    )
    message = _telling({user.pk}, on=on, at=at).message(user, notice, address)
    message.save()
    if message.next_try_at is not None:
        transaction.on_commit(partial(wake, at=message.next_try_at))


def confirm_address(row: OtherAddress, *, at: datetime) -> None:
    """Let messages go to another address from now on."""
    OtherAddress.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=at)


class NotGivenUp(Exception):
    """The message was not given up, so that it is not tried again."""


def try_again(message: Message, *, at: datetime) -> None:
    """Try a message again that was given up or refused. Raises ``NotGivenUp``."""
    given_up = Message.objects.filter(pk=message.pk, state__in=[State.FAILED, State.BOUNCED])
    changed = given_up.update(state=State.WAITING, next_try_at=at, tries=0, fault="")
    if not changed:
        raise NotGivenUp
    transaction.on_commit(partial(wake, at=at))


def note_return(message: Message, *, by: User) -> None:
    """Note that a message that was sent came back, as somebody read in the sender's mailbox."""
    sent = Message.objects.filter(pk=message.pk, state=State.SENT)
    sent.update(state=State.BOUNCED, fault=f"It came back, as {by} noted.")


def held_for(person: User) -> list[Message]:
    """Return what waits for a person's digest, the oldest first."""
    rows = Message.objects.filter(state=State.HELD, person=person)
    return list(rows.order_by("made_at", "pk"))


def put_into_digest(held: Iterable[Message]) -> None:
    """Hold no longer what a digest tells."""
    keys = [message.pk for message in held]
    Message.objects.filter(pk__in=keys, state=State.HELD).update(state=State.KEPT)
