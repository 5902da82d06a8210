"""Passwords are looked at while there were not too many wrong ones, and every try is logged.

Decision 19 says what is counted, and why.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from herefordshire_cs.accounts.devices import known_device
from herefordshire_cs.accounts.limits import CountedBy, Lock, counts_of, lock_on, locks_among
from herefordshire_cs.accounts.models import SecurityEvent, SignInFailure, User
from herefordshire_cs.accounts.security.recording import note
from herefordshire_cs.accounts.visitors import visitor_address

logger = logging.getLogger(__name__)
What = SecurityEvent.What

LONGEST_ACCOUNT = 254  # of SignInFailure; small letters may be more than the capitals were


class SignInLocked(Exception):
    """Too many wrong passwords were tried: the next is not looked at."""

    def __init__(self, lock: Lock, *, at: datetime) -> None:
        super().__init__(lock)
        self.lock = lock
        self.wait: timedelta = lock.until - at


def begin(request: HttpRequest | None, account: str, *, at: datetime) -> SignInFailure:
    """Count an attempt as a failure before its password is looked at; ``settle`` it afterwards.

    However many come at once, no more than the limits are looked at. Raises SignInLocked.
    """
    attempt = SignInFailure(
        account=account[:LONGEST_ACCOUNT],
        address=(visitor_address(request) if request else None) or "",
        device=known_device(request, account) if request else "",
        tried_at=at,
    )
    lock = _count(attempt)
    if lock and attempt.device:
        attempt.device = ""  # one that failed too often is an unknown device for a while
        lock = _count(attempt)
    if lock:
        logger.warning("Sign-in refused: %s; %s", said_of(attempt), said_of_lock(lock))
        raise SignInLocked(lock, at=at)
    return attempt


def settle(attempt: SignInFailure, user: User | None) -> None:
    """Let an attempt stand as a failure; or forget it, and those before it, if it succeeded."""
    finished = Q(tried_at__lte=attempt.tried_at - settings.SIGN_IN_WINDOW)
    if user:
        finished |= Q(account=attempt.account, address=attempt.address, device=attempt.device)
    SignInFailure.objects.filter(finished).delete()
    if user:
        logger.info("Signed in: %s", said_of(attempt))
        return
    logger.warning("Sign-in failed: %s", said_of(attempt))
    note(What.FAILED, at=attempt.tried_at, account=attempt.account)
    if lock := lock_on(attempt, _like(attempt)):
        logger.warning("Sign-in locked: %s", said_of_lock(lock))
        # Once for each lock: what is tried while it holds writes nothing, however often it is.
        about = said_of_lock(lock)
        note(What.LOCKED, at=attempt.tried_at, account=attempt.account, about=about)


def locks(*, at: datetime) -> list[Lock]:
    """Return what is locked now; one device that failed too often locks nothing."""
    found = locks_among(_within_window(at=at).filter(device=""))
    return sorted(found, key=lambda lock: (list(CountedBy).index(lock.counted_by), lock.name))


def unlock(counted_by: CountedBy, name: str, *, by: str, at: datetime) -> bool:
    """Forget the failures that lock something, and log by whom; say whether there were any."""
    rows = _within_window(at=at).filter(device="")
    forgotten = [row.pk for row in rows if (counted_by, name) in counts_of(row)]
    SignInFailure.objects.filter(pk__in=forgotten).delete()
    if forgotten:
        note(What.UNLOCKED, at=at, account=name, about=f"{counted_by}, by {by}")
        logger.warning("Sign-in unlocked by %s: %s %r", by, counted_by, name)
    return bool(forgotten)


def said_of(attempt: SignInFailure) -> str:
    """Return what the log says of an attempt; what was typed may hold the end of a line."""
    device = "a known" if attempt.device else "an unknown"
    return f"{attempt.account!r} from {attempt.address or 'nowhere'} on {device} device"


def said_of_lock(lock: Lock) -> str:
    """Return what the log says of a lock."""
    name = (
        "a device" if lock.counted_by is CountedBy.DEVICE else f"{lock.counted_by} {lock.name!r}"
    )
    return f"{name} until {lock.until:%H:%M:%S} UTC, after {lock.failures} wrong passwords"


def _count(attempt: SignInFailure) -> Lock | None:
    """Keep an attempt as a failure, or return what locks it.

    It is looked for again once the row is there, which other processes then see: of those that
    come at once for the last place, each that gets it has seen all the others.
    """
    if lock := lock_on(attempt, _like(attempt)):
        return lock
    attempt.save(force_insert=True)
    if lock := lock_on(attempt, _like(attempt).exclude(pk=attempt.pk)):
        SignInFailure.objects.filter(pk=attempt.pk).delete()
        attempt.pk = None
    return lock


def _like(attempt: SignInFailure) -> QuerySet[SignInFailure]:
    """Return what may be counted with an attempt: of one device, or of all unknown ones."""
    return _within_window(at=attempt.tried_at).filter(device=attempt.device)


def _within_window(*, at: datetime) -> QuerySet[SignInFailure]:
    return SignInFailure.objects.filter(tried_at__gt=at - settings.SIGN_IN_WINDOW)
