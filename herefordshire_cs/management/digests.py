"""What people are told by the calendar: the weekly digest, what falls due, what nobody answered.

Each is told once, however often and on however many machines the command runs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from actionplan.presenters.actions import ActionLine
from actionplan.presenters.my_actions import MyActions, build_my_actions
from actionplan.services.rounds import chase_by_the_calendar
from actionplan.services.update_requests import raise_unanswered
from governance.services.subscriptions import end_what_is_over
from herefordshire_cs.accounts.models import User
from herefordshire_cs.front.presenters.waiting import WaitingGroup, in_words, waiting_of
from herefordshire_cs.lib.text.words import count_in_words, day_in_words
from herefordshire_cs.notices.kinds import Kind
from herefordshire_cs.notices.models import Message
from herefordshire_cs.notices.services import Notice, held_for, put_into_digest, tell

DUE_IN = timedelta(days=7)
LOOKS_BACK = timedelta(days=7)  # as far as a machine that stood still is caught up with


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """How many messages of each kind are new."""

    digests: int
    due: int
    raised: int


def tell_by_the_calendar(*, on: date, at: datetime, weekly: bool | None = None) -> Told:
    """Tell everybody what the day brings.

    ``weekly`` says whether it is the day of the digests; None leaves it to the calendar. The
    number of statements grows with that of the people, a dozen for each.
    """
    raised = raise_unanswered(on=on, at=at)
    chase_by_the_calendar(on=on, at=at)
    end_what_is_over(at=at)
    people = list(User.objects.filter(is_active=True).order_by("pk"))
    due = sum(tell_due(person, on=on, at=at) for person in people)
    is_weekly = is_day_of_digests(on) if weekly is None else weekly
    digests = sum(tell_digest(person, on=on, at=at) for person in people) if is_weekly else 0
    return Told(digests=digests, due=due, raised=raised)


def week_of(on: date) -> str:
    """Return the name of a digest: its week by ISO 8601."""
    year, week, _day = on.isocalendar()
    return f"digest {year}-{week:02}"


def is_day_of_digests(on: date) -> bool:
    """Say whether digests are sent: on a Monday, or later in a week that has had none yet."""
    if on.isoweekday() == 1:
        return True
    return not Message.objects.filter(once__startswith=f"{week_of(on)} ").exists()


@transaction.atomic
def tell_digest(person: User, *, on: date, at: datetime) -> int:
    """Tell a person what waits for them, and what was held for this; nothing where there is none.

    Return how many messages are new: one or none.
    """
    groups = waiting_of(person, as_of=on)
    held = held_for(person)
    told = [message for message in held if message.kind != Kind.DUE]  # the digest says it anew
    if not groups and not told:
        return 0
    notice = Notice(
        kind=Kind.DIGEST,
        once=week_of(on),
        subject=f"{in_words(groups) if groups else 'You were told'}: week of {day_in_words(on)}",
        about=reverse("inbox"),
        lines=tuple(digest_lines(groups, told)),
    )
    new = tell([(person, notice)], on=on, at=at)
    if new:
        put_into_digest(held)
    return new


def digest_lines(
    groups: Iterable[WaitingGroup], told: Iterable[Message]
) -> Iterator[tuple[str, str]]:
    """Yield the lines of a digest: the heads of groups lead nowhere, what is in them does."""
    for group in groups:
        yield f"{group.title} ({group.count})", ""
        for line in group.lines:
            yield ". ".join(filter(None, (line.title, line.note))), line.path
        if group.more:
            yield f"{group.more} more", group.path
    for place, message in enumerate(told):
        if not place:
            yield "What you were told since", ""
        yield message.subject, message.about


def tell_due(person: User, *, on: date, at: datetime) -> int:
    """Tell a person which of their actions fall due in a week or have just become late.

    One message says all that is new since the last one. Return how many messages are new.
    """
    mine = build_my_actions(person, as_of=on)
    if mine is None:
        return 0
    last = Message.objects.filter(person=person, kind=Kind.DUE, made_on__lt=on)
    newest = last.order_by("-made_on").values_list("made_on", flat=True).first()
    since = max(newest or on - LOOKS_BACK, on - LOOKS_BACK)
    late = list(falling(mine, after=since - timedelta(days=1), until=on - timedelta(days=1)))
    soon = list(falling(mine, after=since + DUE_IN if newest else on, until=on + DUE_IN))
    if not late and not soon:
        return 0
    notice = Notice(
        kind=Kind.DUE,
        once=f"due {on.isoformat()}",
        subject=due_in_words(len(late), len(soon)),
        about=reverse("my-actions"),
        lines=tuple(
            (
                due_line(line, mine),
                reverse("progress-update-new", args=[line.plan, line.reference]),
            )
            for line in (*late, *soon)
        ),
    )
    return tell([(person, notice)], on=on, at=at)


def falling(mine: MyActions, *, after: date, until: date) -> Iterator[ActionLine]:
    """Yield a person's open actions whose latest by-when lies after a day and by another."""
    for line in (*mine.needing_update, *mine.due_next):
        day = line.by_when_latest
        if day is not None and line.lateness and after < day <= until:
            yield line


def due_in_words(late: int, soon: int) -> str:
    """Return how many actions became late and how many fall due."""
    parts = [
        f"{count_in_words(late, 'action is', 'actions are')} late" if late else "",
        f"{count_in_words(soon, 'action falls', 'actions fall')} due within a week"
        if soon
        else "",
    ]
    return "; ".join(filter(None, parts))


def due_line(line: ActionLine, mine: MyActions) -> str:
    """Return an action as a message names it, and its day."""
    titles = {plan.slug: plan.title for plan in mine.plans}
    assert line.by_when_latest is not None
    return f"{line.reference} of {titles[line.plan]}, by {day_in_words(line.by_when_latest)}"
