"""When signing in is locked: after how many wrong passwords, for whom, and until when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.conf import settings

from herefordshire_cs.accounts.models import SignInFailure
from herefordshire_cs.accounts.visitors import network_of


class CountedBy(StrEnum):
    """What wrong passwords are counted by."""

    DEVICE = "device"
    ACCOUNT = "account"
    NETWORK = "network"
    EVERYBODY = "everybody"

    @property
    def limit(self) -> int:
        """How many wrong passwords lock it."""
        limits: dict[CountedBy, int] = {
            CountedBy.DEVICE: settings.SIGN_IN_FAILURES_OF_A_DEVICE,
            CountedBy.ACCOUNT: settings.SIGN_IN_FAILURES_OF_AN_ACCOUNT,
            CountedBy.NETWORK: settings.SIGN_IN_FAILURES_OF_A_NETWORK,
            CountedBy.EVERYBODY: settings.SIGN_IN_FAILURES_OF_EVERYBODY,
        }
        return limits[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """What is locked, after what was tried; ``name`` is blank for everybody."""

    counted_by: CountedBy
    name: str
    failures: int
    since: datetime
    until: datetime
    accounts: tuple[str, ...]
    addresses: tuple[str, ...]


def counts_of(failure: SignInFailure) -> Iterator[tuple[CountedBy, str]]:
    """Yield what a failure counts against: on a known device nobody else is touched."""
    if failure.device:
        yield CountedBy.DEVICE, f"{failure.account} {failure.device}"
        return
    yield CountedBy.ACCOUNT, failure.account
    if failure.address:
        yield CountedBy.NETWORK, network_of(failure.address)
    yield CountedBy.EVERYBODY, ""


def locks_among(failures: Iterable[SignInFailure]) -> list[Lock]:
    """Return what is locked by failures, which are those of one window in their order."""
    groups = defaultdict(list)
    for failure in failures:
        for count in counts_of(failure):
            groups[count].append(failure)
    return [
        _lock(counted_by, name, rows)
        for (counted_by, name), rows in groups.items()
        if len(rows) >= counted_by.limit
    ]


def lock_on(attempt: SignInFailure, failures: Iterable[SignInFailure]) -> Lock | None:
    """Return what locks an attempt out after the failures of others, the longest; or None."""
    counts = set(counts_of(attempt))
    locks = [lock for lock in locks_among(failures) if (lock.counted_by, lock.name) in counts]
    return max(locks, key=lambda lock: lock.until, default=None)


def _lock(counted_by: CountedBy, name: str, rows: list[SignInFailure]) -> Lock:
    return Lock(
        counted_by=counted_by,
        name=name,
        failures=len(rows),
        since=rows[-1].tried_at,
        until=rows[-counted_by.limit].tried_at + settings.SIGN_IN_WINDOW,
        accounts=tuple(dict.fromkeys(row.account for row in rows)),
        addresses=tuple(dict.fromkeys(row.address for row in rows if row.address)),
    )
