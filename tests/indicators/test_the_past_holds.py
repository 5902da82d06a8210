"""What is read of the indicators as at a day, on that day, reads the same a year later.

Random sequences of the verbs, as of a plan's. ``SEQUENCES=400 pytest`` with this file tries so
many.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.files.tables import Asked
from indicators.exports import EXPORTS
from indicators.models import Commentary, Indicator, IndicatorSet
from indicators.periods import read_period
from indicators.presenters.digest import build_corporate_exceptions, build_digest, build_radar
from indicators.presenters.due import build_due_page
from indicators.presenters.entry import build_entry_page
from indicators.presenters.indicator_page import build_indicator_page
from indicators.presenters.performance import build_performance
from indicators.services import commentaries, outturns, redefinitions, targets
from tests.conftest import user_in
from tests.factories import make_comparator, make_indicator, make_outturn, make_target

pytestmark = pytest.mark.django_db

BEGAN = date(2006, 4, 3)
QUARTERS = [read_period(f"Q{number} 2005/2006") for number in (1, 2, 3, 4)]
MONTH = read_period("March 2006")


@dataclass(frozen=True, kw_only=True)
class Step:
    """One verb: how many days after the one before, and its choice."""

    verb: str
    gap: int
    choice: int


@dataclass(kw_only=True)
class Scene:
    """Two indicators, those who write, and the day that it is."""

    mine: Indicator
    other: Indicator
    writers: tuple[User, User]
    today: date = BEGAN

    @property
    def now(self) -> datetime:
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)


def record(scene: Scene, step: Step) -> object:
    """Record an outturn, or restate the one before."""
    figure = outturns.NewFigure(
        indicator=scene.mine.pk, period=QUARTERS[step.choice], value=Decimal(step.gap)
    )
    return outturns.record_outturns(
        figures=[figure],
        author=scene.writers[0],
        published_on=scene.today,
        recorded_at=scene.now,
    )


def set_target(scene: Scene, step: Step) -> object:
    return targets.set_target(
        indicator=scene.mine,
        period=QUARTERS[step.choice],
        value=Decimal(step.gap),
        note="",
        author=scene.writers[0],
        set_on=scene.today,
        recorded_at=scene.now,
    )


def write(scene: Scene, step: Step) -> object:
    return commentaries.write_commentary(
        indicator=scene.mine,
        period=QUARTERS[step.choice],
        text=f"Something lies behind it {step.gap}",
        author=scene.writers[0],
        written_on=scene.today,
        recorded_at=scene.now,
    )


def approve(scene: Scene, step: Step) -> object:
    commentary = Commentary.objects.filter(approved_on=None).first()
    return commentary and commentaries.approve_commentary(
        commentary=commentary, approver=scene.writers[1], approved_on=scene.today
    )


def edit(scene: Scene, change: Callable[[], object]) -> object:
    """Edit an indicator as the administration pages do: what it was before is kept."""
    before = redefinitions.said_by(scene.mine)
    change()
    return redefinitions.keep_redefinitions(
        scene.mine,
        before=before,
        author=scene.writers[0],
        recorded_on=scene.today,
        recorded_at=scene.now,
    )


def redefine(scene: Scene, step: Step) -> object:
    columns: dict[str, object] = [
        {"definition": f"Something else is measured {step.gap}"},
        {"polarity": ["low", "high"][step.gap % 2]},
        {"tolerance_kind": "points", "tolerance": Decimal(step.gap) / 2},
        {"owner": f"Somebody {step.gap}", "decimals": step.gap % 3},
    ][step.choice]
    rows = Indicator.objects.filter(pk=scene.mine.pk)
    return edit(scene, lambda: rows.update(**columns))


def change_lists(scene: Scene, step: Step) -> object:
    """Say what else it counts, what it is meant to show, or which report views it."""

    def change() -> object:
        if step.choice == 0:
            return scene.mine.definition_changes.create(
                changed_on=date(2005, 9, 1), words="Something else is counted"
            )
        if step.choice == 1:
            return scene.mine.purposes.update_or_create(
                plan="a-plan", number=1, defaults={"wording": f"Do better {step.gap}"}
            )
        return scene.mine.sets.set(IndicatorSet.objects.filter(slug="another")[: step.gap % 2])

    return edit(scene, change)


VERBS: dict[str, Callable[[Scene, Step], object]] = {
    each.__name__: each for each in (record, set_target, write, approve, redefine, change_lists)
}
STEPS = st.builds(
    Step,
    verb=st.sampled_from(sorted(VERBS)),
    gap=st.integers(0, 40),
    choice=st.integers(0, 3),
)


def set_scene() -> Scene:
    for cache in caches.all():  # keys of rows that were rolled back come again
        cache.clear()
    IndicatorSet.objects.get_or_create(slug="another", defaults={"name": "Another"})
    mine, other = make_indicator(), make_indicator()
    for indicator in (mine, other):
        for quarter in QUARTERS[:3]:
            make_outturn(indicator, quarter.label)
            make_target(indicator, quarter.label)
        make_comparator(indicator, QUARTERS[0].label)
    return Scene(
        mine=mine,
        other=other,
        writers=(
            user_in(Role.PERFORMANCE_OFFICER),
            user_in(Role.PERFORMANCE_OFFICER, email="another.writer@test.example"),
        ),
    )


def read(scene: Scene, as_of: date) -> dict[str, object]:
    """Return every page, document and file of the indicators as at a day, as it reads now."""
    return {
        "indicator": build_indicator_page(scene.mine.slug, as_of=as_of),
        "performance": build_performance(as_of=as_of),
        "due": build_due_page(as_of=as_of),
        "entry": build_entry_page(QUARTERS[3], as_of=as_of),
        "digest": build_digest(QUARTERS[3], as_of=as_of),
        "radar": build_radar(MONTH, as_of=as_of),
        "exceptions": build_corporate_exceptions(QUARTERS[3], as_of=as_of),
        **{
            f"file of {name}": list(found.rows(Asked(as_of=as_of, plan=None)))
            for name, found in EXPORTS.items()
            if not found.is_whole_record
        },
    }


@settings(
    deadline=None,
    max_examples=int(os.environ.get("SEQUENCES", "5")),
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(st.lists(STEPS, min_size=2, max_size=8))
def test_what_was_read_on_a_day_reads_the_same_a_year_later(steps: Sequence[Step]) -> None:
    with transaction.atomic():
        scene = set_scene()
        taken_down: dict[date, dict[str, object]] = {}
        for step in steps:
            if step.gap:
                taken_down[scene.today] = read(scene, scene.today)
            scene.today += timedelta(days=step.gap)
            VERBS[step.verb](scene, step)

        for day, said in taken_down.items():
            now = read(scene, day)
            assert [name for name in said if now[name] != said[name]] == [], f"as at {day}"
        transaction.set_rollback(True)


def test_every_verb_that_writes_to_the_indicators_is_among_these() -> None:
    """A file of outturns is recorded by the verb that records them from a screen."""
    folder = Path(outturns.__file__).parent
    services = {path.stem for path in folder.glob("*.py")} - {"__init__", "outturn_files"}
    # Judgements and assessments are no part of an indicator's pages, and notices tell people.
    elsewhere = {"judgements", "self_assessment", "notices"}

    assert services - elsewhere == {"outturns", "targets", "commentaries", "redefinitions"}
