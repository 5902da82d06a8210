"""What the public sends online: kept once, and not too much from one place."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from governance.models import AgendaItem, Committee, PublicSubmission
from herefordshire_cs.accounts.visitors import network_of

HOUR = 60 * 60
EVERYBODY = "everybody"


class TooManySent(Exception):
    """As many were sent within an hour as are taken."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was kept, and whether it had been kept before."""

    row: PublicSubmission
    is_again: bool


def send(
    *,
    committee: Committee,
    item: AgendaItem | None,
    text: str,
    asked_by: str,
    contact: str,
    received_on: date,
    address: str | None,
) -> Sent:
    """Keep a question or a suggestion; one that was sent before is kept once.

    Raises TooManySent where the network of the address, or everybody, sent as many within the
    hour as are taken.
    """
    sent_as = known_by(committee, item, text, asked_by, contact)
    if found := PublicSubmission.objects.filter(sent_as=sent_as).first():
        return Sent(row=found, is_again=True)
    count_one(address)
    kinds = PublicSubmission.Kind
    row = PublicSubmission(
        kind=kinds.QUESTION if item else kinds.SUGGESTION,
        committee=committee,
        meeting=item.meeting if item else None,
        item=item,
        asked_by=asked_by,
        contact=contact,
        text=text,
        received_on=received_on,
        sent_as=sent_as,
    )
    row.full_clean(validate_unique=False)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # its twin was kept meanwhile
        return Sent(row=PublicSubmission.objects.get(sent_as=sent_as), is_again=True)
    return Sent(row=row, is_again=False)


def known_by(committee: Committee, item: AgendaItem | None, *said: str) -> str:
    """Return what the same words of the same sender about the same thing are known by."""
    words = [" ".join(each.split()).casefold() for each in said]
    facts = repr((committee.pk, item.pk if item else 0, words))
    return hashlib.sha256(facts.encode()).hexdigest()


def count_one(address: str | None) -> None:
    """Count one more from an address. Raises TooManySent.

    Nothing but a number is kept, for an hour, under a name from which no address can be read.
    """
    network = network_of(address) if address else "nowhere"
    limits = {network: settings.QUESTIONS_OF_A_NETWORK, EVERYBODY: settings.QUESTIONS_OF_EVERYBODY}
    for name, limit in limits.items():
        key = salted_hmac("governance.questions", name, algorithm="sha256").hexdigest()
        cache.add(key, 0, HOUR)
        if cache.incr(key) > limit:
            raise TooManySent
