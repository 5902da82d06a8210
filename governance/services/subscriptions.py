"""Subscriptions of the public to the papers of a body: asked for, confirmed, ended, told."""

import secrets
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse

from governance.models import Committee, Pack, Subscription
from governance.services.notices import CALLED, of_meeting
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.outside import tell_outside
from herefordshire_cs.notices.services import Notice

CONFIRMED_WITHIN = timedelta(days=7)


def ask_to_subscribe(committee: Committee, address: str, *, on: date, at: datetime) -> None:
    """Send the link that confirms a subscription; the same whether there was one or not.

    So nobody learns who subscribes. A link that waits is sent again once a day at most.
    """
    rows = Subscription.objects.filter(committee=committee)
    row = rows.filter(address__iexact=address).first()
    if row is None:
        key = secrets.token_urlsafe(32)
        row = Subscription(committee=committee, address=address, key=key, asked_at=at)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:  # its twin was kept meanwhile
            return
    if row.confirmed_at is not None:
        return
    notice = Notice(
        kind=Kind.SUBSCRIPTION,
        once=f"subscription {row.pk} asked {on.isoformat()}",
        subject=f"Do you want the papers of the {committee.name}?",
        about=reverse("papers-subscription", args=[row.key]),
        lines=(("Open the link and say so. If you did not ask for it, do nothing.", ""),),
    )
    tell_outside([(row.address, notice)], on=on, at=at)


def confirm(row: Subscription, *, at: datetime) -> None:
    """Let a subscription begin; the first time counts."""
    Subscription.objects.filter(pk=row.pk, confirmed_at=None).update(confirmed_at=at)


def end(row: Subscription) -> None:
    """End a subscription, and keep nothing of it."""
    Subscription.objects.filter(pk=row.pk).delete()


def end_what_is_over(*, at: datetime) -> None:
    """End silently what nobody confirmed for a week, and what is of a body that is private now."""
    late = Subscription.objects.filter(confirmed_at=None, asked_at__lt=at - CONFIRMED_WITHIN)
    late.delete()
    Subscription.objects.filter(committee__is_open_to_public=False).delete()


def tell_subscribers(pack: Pack, *, at: datetime) -> int:
    """Tell subscribers that the papers of a meeting can be read; return how many messages are new.

    Of a meeting that is not open to the public nobody is told, and of a private body the
    subscriptions end without a word.
    """
    end_what_is_over(at=at)
    if not Pack.objects.open_to_public().filter(pk=pack.pk).exists():
        return 0
    rows = Subscription.objects.filter(committee=pack.meeting.committee_id)
    told = [(row.address, _published(pack, row)) for row in rows.exclude(confirmed_at=None)]
    return tell_outside(told, on=pack.as_of, at=at)


def _published(pack: Pack, row: Subscription) -> Notice:
    called = "Agenda and papers" if pack.kind == Pack.Kind.PACK else CALLED[Pack.Kind(pack.kind)]
    return Notice(
        kind=Kind.SUBSCRIPTION,
        once=f"published {pack.pk}",
        subject=f"{called}: {of_meeting(pack.meeting)}",
        about=reverse("papers-pack-html", args=[pack.pk_uuid]),
        lines=(
            ("The papers of the meeting can be read by anybody.", ""),
            ("End this subscription", reverse("papers-subscription", args=[row.key])),
        ),
    )
