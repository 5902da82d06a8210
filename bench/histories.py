"""The history of each action of the benchmark's plan: its by-whens, updates and remarks."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Doubt,
    Moderation,
    Officer,
    Organisation,
    ProgressUpdate,
    SuccessCriterion,
)
from actionplan.services.standings import by_when_columns
from bench import words
from bench.processes import DAY
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.bywhen import parse_by_when

TODAY = date.fromisoformat(DAY)
STARTS_ON = date(2025, 4, 1)
OFFICERS = 40


@dataclass(slots=True)
class Rows:
    """Rows to be stored together, by the order in which they depend on one another."""

    actions: list[Action] = field(default_factory=list)
    by_whens: list[ActionByWhen] = field(default_factory=list)
    roles: list[ActionRole] = field(default_factory=list)
    updates: list[ProgressUpdate] = field(default_factory=list)
    moderations: list[Moderation] = field(default_factory=list)
    criteria: list[SuccessCriterion] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def store(self) -> None:
        """Store all of them."""
        for rows in (
            self.actions,
            self.by_whens,
            self.roles,
            self.updates,
            self.moderations,
            self.criteria,
            self.doubts,
        ):
            if rows:
                type(rows[0])._default_manager.bulk_create(rows, batch_size=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Who takes part: the first officer is the one who asks for the pages."""

    officers: list[Officer]
    bodies: list[Organisation]
    officer: User
    director: User


def roles(
    action: Action, lead: Officer, cast: Cast, *, number: int, is_helped: bool = False
) -> Iterator[ActionRole]:
    """Yield the lead, a body that helps with every other Action, an officer with every third."""
    yield ActionRole(action=action, part=ActionRole.Part.LEAD, officer=lead, order=1)
    if number % 2 == 0:
        body = cast.bodies[number // 2 % len(cast.bodies)]
        yield ActionRole(action=action, part=ActionRole.Part.SUPPORT, organisation=body, order=2)
    if is_helped or number % 3 == 0:
        helper = cast.officers[0 if is_helped else 1 + number // 3 % (OFFICERS - 1)]
        yield ActionRole(action=action, part=ActionRole.Part.SUPPORT, officer=helper, order=3)


def add_set_history(rows: Rows, action: Action, cast: Cast, *, is_waiting: bool) -> None:
    """Add the history of an Action that is asked for: open, moderated, updated again and again.

    One that waits for an update was last updated before its by-when, which was not moved.
    """
    rows.by_whens.append(by_when(action, "End Feb 2026", order=1, holds_from=STARTS_ON))
    for number, day in enumerate((date(2025, 7, 1), date(2025, 9, 9), date(2026, 1, 20))):
        rows.updates.append(update(action, day, number=number))
    rows.moderations.append(moderation(action, date(2026, 1, 25), cast))
    if not is_waiting:
        moved_on = date(2026, 2, 10)
        rows.by_whens.append(by_when(action, "June 2026", order=2, holds_from=moved_on))
        rows.updates.append(update(action, date(2026, 3, 12), number=3))


def add_history(rows: Rows, action: Action, cast: Cast, chance: random.Random) -> None:
    """Add what happened to an Action, by chance that is the same each time."""
    due = STARTS_ON + timedelta(days=chance.randrange(30, 700))
    first = by_when(action, in_words(due, chance), order=1, holds_from=STARTS_ON)
    rows.by_whens.append(first)
    if chance.random() < 0.12 and due - timedelta(days=10) < TODAY:
        moved_on = due - timedelta(days=10)
        due += timedelta(days=90)
        moved = by_when(action, in_words(due, chance), order=2, holds_from=moved_on)
        rows.by_whens.append(moved)
    is_completed = chance.random() < (0.85 if due < TODAY else 0.1)
    last = min(due, TODAY) if is_completed else TODAY
    last -= timedelta(days=chance.randrange(0, 60))
    last = max(last, STARTS_ON + timedelta(days=5))
    how_many = chance.choices((0, 1, 2, 3, 4), (10, 20, 40, 20, 10))[0]
    how_many = max(how_many, 1) if is_completed else how_many
    for number in range(how_many):
        day = max(STARTS_ON, last - timedelta(days=40 * (how_many - 1 - number)))
        is_last = number == how_many - 1
        rating = chance.choices(("amber", "red", ""), (80, 10, 10))[0]
        rows.updates.append(
            update(
                action,
                day,
                number=number,
                rating="green" if is_completed and is_last else rating,
                status="completed" if is_completed and is_last else "in progress",
            )
        )
    if chance.random() < 0.03:
        rows.moderations.append(moderation(action, min(TODAY, last + timedelta(days=3)), cast))


def add_remarks(rows: Rows, action: Action, *, number: int) -> None:
    """Add what else is known: a criterion for every third Action, a doubt for every 200th."""
    if number % 3 == 0:
        rows.criteria.append(
            SuccessCriterion(
                recommendation=action.recommendation,
                action=action,
                order=action.order % 30_000,
                text=words.CRITERIA[number // 3 % len(words.CRITERIA)],
            )
        )
    if number % 200 == 100:
        rows.doubts.append(
            Doubt(
                plan=action.plan,
                action=action,
                about="completion",
                heading="Two days.",
                text="The note and the table give two days.",
                raised_on=STARTS_ON,
                is_contradiction=True,
            )
        )


def in_words(day: date, chance: random.Random) -> str:
    """Return a by-when as officers write it."""
    forms = (f"{day.day} {day:%B %Y}", f"{day:%B %Y}", f"End {day:%b %Y}", f"By {day:%d/%m/%Y}")
    return chance.choice(forms)


def by_when(action: Action, written: str, *, order: int, holds_from: date) -> ActionByWhen:
    """Return a by-when; beyond the first it is a move with its reason."""
    return ActionByWhen(
        action=action,
        order=order,
        holds_from=holds_from,
        recorded_on=holds_from,
        reason="" if order == 1 else "The supplier is late.",
        agreed_by="" if order == 1 else "The Board",
        recorded_at=noon(holds_from),
        **by_when_columns(parse_by_when(written)),
    )


def update(
    action: Action, day: date, *, number: int, rating: str = "amber", status: str = "in progress"
) -> ProgressUpdate:
    """Return what was said on a day."""
    return ProgressUpdate(
        action=action,
        reported_on=day,
        counts_from=day,
        recorded_on=day,
        recorded_at=noon(day),
        sequence=number,
        narrative=words.note(action.order + 5 * number),
        author_as_written=action.lead_words,
        rating=rating,
        status=status,
    )


def moderation(action: Action, day: date, cast: Cast) -> Moderation:
    """Return a director's rating."""
    return Moderation(
        action=action,
        author=cast.director,
        rating="red",
        reason="The evidence does not bear it out.",
        made_on=day,
        recorded_at=noon(day),
    )


def noon(day: date) -> datetime:
    """Return the middle of a day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
