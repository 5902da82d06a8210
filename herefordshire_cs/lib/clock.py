"""What day it is: the one place that asks.

Only views, filters and commands call it. In demonstration mode the day is the one that the setting
``DEMONSTRATION_DATE`` holds, or the one that the visitor chose for their own requests.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone

_chosen_day: ContextVar[date | None] = ContextVar("chosen_day", default=None)


def is_demonstration() -> bool:
    """Say whether the clock stands still for a demonstration."""
    return settings.DEMONSTRATION_DATE is not None


def today() -> date:
    """Return the day in the council's time zone, or the day of the demonstration."""
    demonstration_day: date | None = settings.DEMONSTRATION_DATE
    if demonstration_day is None:
        return timezone.localdate()
    return _chosen_day.get() or demonstration_day


def latest_day() -> date:
    """Return the last day that a reader may ask for.

    It is today; but the record of a demonstration holds papers later than the day on which the
    demonstration stands, so there it is the real day.
    """
    return max(today(), timezone.localdate())


def now() -> datetime:
    """Return the instant at which something is recorded; the real one, also in a demonstration."""
    return timezone.now()


def told_instant(*, no_earlier: date) -> datetime:
    """Return the instant that a paper made now bears: the real one, or one of the demonstration.

    In a demonstration it has the real time of day on the demonstration's day, or on the day that
    the paper speaks of, ``no_earlier``, where a visitor chose a later one. Nothing is judged to be
    alive by it.
    """
    real = now()
    if not is_demonstration():
        return real
    time = timezone.localtime(real).time()
    return timezone.make_aware(datetime.combine(max(today(), no_earlier), time))


@contextmanager
def chosen_day(day: date | None) -> Iterator[None]:
    """Let a visitor's own day hold while their request is answered."""
    token = _chosen_day.set(day)
    try:
        yield
    finally:
        _chosen_day.reset(token)
