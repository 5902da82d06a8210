"""The days on which something of a person falls due, for their calendar.

They are in programs of others, and on telephones: references and titles of plans, no words.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actionplan.presenters.my_actions import build_my_actions
from actionplan.presenters.own_rounds import rounds_for
from actionplan.presenters.update_requests import updates_asked_of
from herefordshire_cs.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """A day on which something falls due, as a calendar shows it; ``key`` stays the same."""

    key: str
    on: date
    title: str
    path: str


def due_days(user: User, *, as_of: date) -> Iterator[DueDay]:
    """Yield the days of a person's open actions, of what is asked of them, and of rounds."""
    mine = build_my_actions(user, as_of=as_of)
    titles = {plan.slug: plan.title for plan in mine.plans} if mine else {}
    for line in (*mine.needing_update, *mine.due_next) if mine else ():
        if line.by_when_latest is not None and line.lateness:
            yield DueDay(
                key=f"action {line.plan} {line.reference}",
                on=line.by_when_latest,
                title=f"{line.reference} of {titles[line.plan]} is due",
                path=reverse("progress-update-new", args=[line.plan, line.reference]),
            )
    for asked in updates_asked_of(user, as_of=as_of):
        if asked.wanted_by is not None:
            yield DueDay(
                key=f"update {asked.plan} {asked.reference} {asked.asked_on}",
                on=asked.wanted_by,
                title=f"An update is wanted: {asked.reference} of {asked.plan_title}",
                path=reverse("progress-update-new", args=[asked.plan, asked.reference]),
            )
    for own in rounds_for(user, as_of=as_of):
        yield DueDay(
            key=f"round {own.head.pk}",
            on=own.head.closes_on,
            title=f"The reporting round of {own.head.plan_title} closes",
            path=reverse("round", args=[own.head.plan, own.head.pk]),
        )
