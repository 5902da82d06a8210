"""What stands round every page: the menu, the day, and the visitor's own demonstration day."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from actionplan.presenters.my_actions import count_needing_update
from actionplan.presenters.requests import count_to_answer
from governance.exempt.reader import reader_of
from herefordshire_cs.accounts.models import User
from herefordshire_cs.front.demonstration import OFFERED
from herefordshire_cs.lib import clock
from herefordshire_cs.lib.web.requests import AsAt, as_at

SESSION_KEY = "demonstration_day"
# Pages of what holds now, whoever may read it and whatever day they ask for.
OF_TODAY = re.compile(r"/(?:people|council|setting-up|sign-in|tokens)/|/plans/[^/]+/people/")
NOT_KEPT = {"as_at", "page"}
# The pages behind an entry of the menu beside those under its own address.
BEHIND = {
    "meetings": (
        "/call-ins/",
        "/closure-days/",
        "/committees/",
        "/exempt-readings/",
        "/exempt-reviews/",
        "/forward-plan/",
        "/my-meetings/",
        "/packs/",
        "/programme",
        "/public/",
        "/reports/",
        "/resolutions/",
        "/reviews/",
    ),
    "people": ("/sign-in/locked/", "/tokens/"),
    "council": ("/setting-up/",),
    "inbox": ("/messages/",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationItem:
    """One entry of the menu; ``count`` is shown in a badge where it is not zero."""

    label: str
    url: str
    is_current: bool = False
    count: int = 0
    count_words: str = ""


class DemonstrationDayMiddleware:
    """Lets the day that a visitor chose hold while their request is answered."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not clock.is_demonstration():
            return self.get_response(request)
        written = request.session.get(SESSION_KEY)
        with clock.chosen_day(date.fromisoformat(written) if written else None):
            return self.get_response(request)


def frame(request: HttpRequest) -> dict[str, object]:
    """Give every page its menu and its day.

    A request that is refused before it is known whose it is has no user.
    """
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"navigation": [], "day": None, "demonstration": clock.is_demonstration()}
    return {
        "navigation": navigation(request, user),
        "day": day_shown(request),
        "offered_days": OFFERED if clock.is_demonstration() else (),
        "kept_in_address": kept_in_address(request),
        "reader": SimpleLazyObject(lambda: reader_of(user)),
    }


def day_shown(request: HttpRequest) -> AsAt:
    """Return the day of a page; those of people and of the council speak of today alone."""
    if OF_TODAY.match(request.path):
        today = clock.today()
        return AsAt(as_of=today, today=today, is_of_today_alone=True)
    return as_at(request)


def kept_in_address(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the names and values of an address that stay while another day is asked for."""
    rows = request.GET.lists()
    return [(name, value) for name, values in rows if name not in NOT_KEPT for value in values]


def navigation(request: HttpRequest, user: User) -> list[NavigationItem]:
    """Return the menu, with the entry of the page being read marked as current."""
    # The inbox bears no count: that would be a statement more on every page.
    items = [("Dashboard", reverse("dashboard"), 0, ""), ("Inbox", reverse("inbox"), 0, "")]
    if user.has_perm("actionplan.add_progressupdate"):
        waiting = count_needing_update(user, as_of=clock.today())
        items.append(("My actions", reverse("my-actions"), waiting, "needing an update"))
    if user.has_perm("actionplan.add_moderation"):
        waiting = count_to_answer(user, as_of=clock.today())
        items.append(("Requests", reverse("by-when-requests"), waiting, "waiting for an answer"))
    items += [
        ("Plans", reverse("plans"), 0, ""),
        ("Risks", reverse("risk-registers"), 0, ""),
        ("Indicators", reverse("indicators"), 0, ""),
        ("Meetings", reverse("meetings"), 0, ""),
        ("Officers", reverse("officers"), 0, ""),
        ("Search", reverse("search"), 0, ""),
    ]
    if user.has_perm("accounts.view_user"):
        items.append(("People", reverse("people"), 0, ""))
    if user.has_perm("governance.follow_readings"):
        items.append(("Log", reverse("log"), 0, ""))
    if user.has_perm("council.change_council"):
        items.append(("Council", reverse("council"), 0, ""))
    return [
        NavigationItem(
            label=label,
            url=url,
            is_current=is_behind(request.path, url),
            count=count,
            count_words=count_words,
        )
        for label, url, count, count_words in items
    ]


def is_behind(path: str, url: str) -> bool:
    """Say whether a page stands behind the entry of the menu that leads to ``url``."""
    if url == "/":
        return path == url
    return path.startswith((url, *BEHIND.get(url.strip("/"), ())))
