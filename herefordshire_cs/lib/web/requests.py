"""The request, typed; and the day that its reader asked for."""

from dataclasses import dataclass, replace
from datetime import date

from django import forms
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField


class SignedInRequest(HttpRequest):
    """A request whose user is known; pages are private unless declared public."""

    user: User
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class AsAt:
    """The day that a page speaks of: today, or the one asked for with ``?as_at=``.

    ``typed`` is what the reader wrote and ``error`` what is wrong with it; the page then shows
    today. ``is_of_today_alone``: the page offers no other day.
    """

    as_of: date
    today: date
    typed: str = ""
    error: str = ""
    is_of_today_alone: bool = False

    @property
    def is_as_at(self) -> bool:
        """Whether the reader asked for another day than today."""
        return self.as_of != self.today

    @property
    def is_demonstration(self) -> bool:
        """Whether today is itself a demonstration day."""
        return clock.is_demonstration()

    @property
    def shown(self) -> "AsAt":
        """The day alone, however it was asked for: all that links of the page follow from."""
        return replace(self, typed="", error="")


def as_at(request: HttpRequest) -> AsAt:
    """Return the day asked for, or today with the reason why the one asked for cannot be shown."""
    today = clock.today()
    typed = request.GET.get("as_at", "").strip()
    if not typed:
        return AsAt(as_of=today, today=today)
    try:
        day = DayField().clean(typed)
    except forms.ValidationError as refused:
        error = f"{refused.messages[0]} The page shows today."
        return AsAt(as_of=today, today=today, typed=typed, error=error)
    if day > clock.latest_day():
        error = f"{day_in_words(day)} has not come yet. The page shows today."
        return AsAt(as_of=today, today=today, typed=typed, error=error)
    return AsAt(as_of=day, today=today, typed=typed)
