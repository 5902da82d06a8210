"""Fills an empty database with a plan, indicators and meetings; the same number, the same plan.

Seventeen recommendations whatever the size, 40 officers who share its actions, two updates an
action. Some by-whens were moved, some actions completed, some rated by a director. The officer
who asks for the pages leads twelve actions and helps with eight whatever the size, since nobody
leads a thousand; these, and the action whose page is asked for, are alike at every size. The eight
wait for an update.
"""

import random
import sys
import time
from datetime import date
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db import connection, transaction

from actionplan.models import (
    Action,
    ActionRole,
    Officer,
    Organisation,
    Plan,
    ProgressUpdate,
    RatingScheme,
    Recommendation,
    ReportingOccasion,
    UrgencyGroup,
)
from actionplan.services.rating_schemes import write_levels
from actionplan.services.standings import rebuild_standings
from bench import words
from bench.figures import fill_indicators
from bench.governing import fill_governance
from bench.histories import (
    OFFICERS,
    STARTS_ON,
    Cast,
    Rows,
    add_history,
    add_remarks,
    add_set_history,
    noon,
    roles,
)
from bench.names import CLERK, OFFICER, PASSWORD, PLAN, SMALL_PACK
from bench.pack_filling import fill_pack
from bench.processes import spent
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.rag import FOUR
from indicators.models import Outturn

RECOMMENDATIONS = 17
OWN_LEADS, OWN_SUPPORTS = 12, 8
MEANINGS = {
    "red": "Past its date, not complete",
    "amber": "In progress and on target but not fully completed",
    "green": "Completed",
    "none": "Not rated",
}


def main(size: str) -> dict[str, Any]:
    """Make the tables and the plan; return how long it took and which Actions to ask for."""
    began = spent()
    call_command("migrate", verbosity=0, interactive=False)
    migrate_seconds = spent() - began
    migrated = time.perf_counter()
    with transaction.atomic():
        plan = make_plan()
        cast = make_cast()
        fill(plan, cast, size=int(size))
        fill_indicators(plan.slug, author=cast.officer, approver=cast.director)
        fill_governance()
        fill_pack(SMALL_PACK)
        standings = rebuild_standings(Action.objects.filter(plan=plan))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as the server does by itself within minutes
    return {
        "migrate_cpu_seconds": migrate_seconds,
        "fill_seconds": time.perf_counter() - migrated,
        "updates": ProgressUpdate.objects.count(),
        "outturns": Outturn.objects.count(),
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
    write_levels(scheme, FOUR.levels, MEANINGS)
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
            recorded_on=day,
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
    """Make the officers, the bodies and the users: two of the plan, and the clerk."""
    officer = User.objects.create_user(OFFICER, PASSWORD, name="The officer")
    officer.groups.add(Group.objects.get(name=Role.OFFICER))
    # One reader for all pages, so one who may enter figures too, and nothing else besides.
    entering = Group.objects.create(name="Those who enter figures")
    entering.permissions.add(Permission.objects.get(codename="load_outturns"))
    officer.groups.add(entering)
    clerk = User.objects.create_user(CLERK, PASSWORD, name="The clerk")
    clerk.groups.add(Group.objects.get(name=Role.COMMITTEE_CLERK))
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
    return Cast(officers=officers, bodies=bodies, officer=officer, director=director)


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
        if number in helped or number in own or order == 1:
            rows.roles += roles(action, lead, cast, number=0, is_helped=number in helped)
            add_set_history(rows, action, cast, is_waiting=number in helped)
            add_remarks(rows, action, number=0)
        else:
            rows.roles += roles(action, lead, cast, number=number)
            add_history(rows, action, cast, random.Random(number))
            add_remarks(rows, action, number=number)
        if number % 2000 == 1999:
            print(f"  {number + 1:,} actions made", file=sys.stderr, flush=True)
    rows.store()
