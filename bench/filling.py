"""Fills an empty database with one plan; the same number gives the same plan, always.

Seventeen recommendations whatever the size, 40 officers who share its actions, two updates an
action. Some by-whens were moved, some actions completed, some rated by a director. The officer
who asks for the pages leads twelve actions and helps with eight whatever the size, since nobody
leads a thousand; those twelve, and the action whose page is asked for, are alike at every size.
"""

import random
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection, transaction

from actionplan.models import (
    Action,
    ActionByWhen,
    ActionRole,
    Doubt,
    Moderation,
    Officer,
    Organisation,
    Plan,
    ProgressUpdate,
    RatingDefinition,
    RatingScheme,
    Recommendation,
    ReportingOccasion,
    SuccessCriterion,
    UrgencyGroup,
)
from actionplan.services import by_when_columns, rebuild_standings
from bench import words
from bench.processes import DAY
from bench.requests import OFFICER, PASSWORD, PLAN
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.bywhen import parse_by_when

TODAY = date.fromisoformat(DAY)
STARTS_ON = date(2025, 4, 1)
RECOMMENDATIONS = 17
OFFICERS = 40
OWN_LEADS, OWN_SUPPORTS = 12, 8
MEANINGS = {
    "red": "Past its date, not complete",
    "amber": "In progress and on target but not fully completed",
    "green": "Completed",
    "none": "Not rated",
}


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
    director: User


def main(size: str) -> dict[str, Any]:
    """Make the tables and the plan; return how long it took and which Actions to ask for."""
    began = time.perf_counter()
    call_command("migrate", verbosity=0, interactive=False)
    migrated = time.perf_counter()
    with transaction.atomic():
        plan = make_plan()
        cast = make_cast()
        fill(plan, cast, size=int(size))
        standings = rebuild_standings(Action.objects.filter(plan=plan))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself within minutes
    return {
        "migrate_seconds": migrated - began,
        "fill_seconds": time.perf_counter() - migrated,
        "updates": ProgressUpdate.objects.count(),
        "standings": standings,
        "action": Action.objects.get(plan=plan, reference="9.1").reference,
        "own": list(
            Action.objects.filter(
                plan=plan, roles__part=ActionRole.Part.LEAD, roles__officer=cast.officers[0]
            ).values_list("reference", flat=True)
        ),
    }


def make_plan() -> Plan:
    """Make the plan, its scheme, its recommendations and its days before bodies."""
    scheme = RatingScheme.objects.create(slug=PLAN, name="Scheme of the benchmark")
    for rag, definition in MEANINGS.items():
        RatingDefinition.objects.create(scheme=scheme, rag=rag, definition=definition)
    plan = Plan.objects.create(
        slug=PLAN,
        title="Improvement plan",
        level_name="Recommendation",
        level_name_plural="Recommendations",
        scheme=scheme,
        starts_on=STARTS_ON,
        reporting_cycle_days=35,
    )
    groups = [
        UrgencyGroup.objects.create(plan=plan, order=order, name=name)
        for order, name in enumerate(("Immediate action", "Within six months"), 1)
    ]
    for number in range(1, RECOMMENDATIONS + 1):
        recommendation = Recommendation.objects.create(
            plan=plan,
            number=number,
            text=f"Improve {words.OBJECTS[number % len(words.OBJECTS)]}.",
            urgency_group=groups[number > RECOMMENDATIONS // 2],
        )
        summarise(recommendation)
    for month in (6, 9, 12):
        make_occasion(plan, date(2025, month, 15))
    make_occasion(plan, date(2026, 4, 20))
    return plan


def summarise(recommendation: Recommendation) -> None:
    """Say something of a recommendation as a whole, twice."""
    for order, day in enumerate((date(2025, 12, 10), date(2026, 3, 20))):
        ProgressUpdate.objects.create(
            recommendation=recommendation,
            reported_on=day,
            counts_from=day,
            recorded_at=noon(day),
            narrative=words.note(recommendation.number + order),
            status="in progress",
            rating="amber",
        )


def make_occasion(plan: Plan, day: date) -> None:
    """Put the plan before a body on a day."""
    ReportingOccasion.objects.create(
        plan=plan,
        occurred_on=day,
        body="Scrutiny Committee",
        what="Progress report",
        is_progress_report=True,
    )


def make_cast() -> Cast:
    """Make the officers, the bodies and the two users."""
    officer = User.objects.create_user(OFFICER, PASSWORD, name="The officer")
    officer.groups.add(Group.objects.get(name=Role.OFFICER))
    director = User.objects.create_user("director@bench.invalid", name="The director")
    director.groups.add(Group.objects.get(name=Role.DIRECTOR))
    officers = [
        Officer.objects.create(
            initials=f"{chr(65 + number // 26)}{chr(65 + number % 26)}",
            name=f"Officer {number}",
            post=f"Manager of service {number}",
            user=None if number else officer,
        )
        for number in range(OFFICERS)
    ]
    bodies = [
        Organisation.objects.create(code=name.lower().replace(" ", "-"), name=name)
        for name in words.BODIES
    ]
    return Cast(officers=officers, bodies=bodies, director=director)


def fill(plan: Plan, cast: Cast, *, size: int) -> None:
    """Make the plan's Actions, a few thousand rows at a time."""
    recommendations = list(plan.recommendations.all())
    own = {number * size // OWN_LEADS + 1 for number in range(OWN_LEADS)}
    helped = {number * size // OWN_SUPPORTS + 2 for number in range(OWN_SUPPORTS)}
    rows = Rows()
    for number in range(size):
        recommendation = recommendations[number * RECOMMENDATIONS // size]
        is_first = not rows.actions or rows.actions[-1].recommendation != recommendation
        order = 1 if is_first else rows.actions[-1].order + 1
        action = Action(
            plan=plan,
            recommendation=recommendation,
            order=order,
            reference=f"{recommendation.number}.{order}",
            text=words.action_text(number),
            added_on=STARTS_ON,
            additional_capacity=words.CAPACITY[number % len(words.CAPACITY)],
        )
        rows.actions.append(action)
        lead = cast.officers[0 if number in own else 1 + number % (OFFICERS - 1)]
        action.lead_words = action.lead_as_written = lead.initials
        if order == 1 or number in own:
            rows.roles += roles(action, lead, cast, number=0, is_helped=False)
            add_set_history(rows, action, cast)
            add_remarks(rows, action, number=0)
        else:
            rows.roles += roles(action, lead, cast, number=number, is_helped=number in helped)
            add_history(rows, action, cast, random.Random(number))
            add_remarks(rows, action, number=number)
        if number % 2000 == 1999:
            print(f"  {number + 1:,} actions made", file=sys.stderr, flush=True)
    rows.store()


def roles(
    action: Action, lead: Officer, cast: Cast, *, number: int, is_helped: bool
) -> Iterator[ActionRole]:
    """Yield the lead, a body that helps with every other Action, an officer with every third."""
    yield ActionRole(action=action, part=ActionRole.Part.LEAD, officer=lead, order=1)
    if number % 2 == 0:
        body = cast.bodies[number // 2 % len(cast.bodies)]
        yield ActionRole(action=action, part=ActionRole.Part.SUPPORT, organisation=body, order=2)
    if is_helped or number % 3 == 0:
        helper = cast.officers[0 if is_helped else 1 + number // 3 % (OFFICERS - 1)]
        yield ActionRole(action=action, part=ActionRole.Part.SUPPORT, officer=helper, order=3)


def add_set_history(rows: Rows, action: Action, cast: Cast) -> None:
    """Add the history of an Action that is asked for: open, moved, moderated, four updates."""
    rows.by_whens += [
        by_when(action, "End Feb 2026", order=1, holds_from=STARTS_ON),
        by_when(action, "June 2026", order=2, holds_from=date(2026, 2, 10)),
    ]
    for number, day in enumerate((date(2025, 7, 1), date(2025, 9, 9), date(2026, 1, 20))):
        rows.updates.append(update(action, day, number=number))
    rows.moderations.append(moderation(action, date(2026, 1, 25), cast))
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
