"""What an earlier release stored with one day has two after the upgrade, and pages by both."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command

from actionplan.models import Evidence, EvidenceVersion, Plan, Standing
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.factories import make_action, make_by_when, make_update

pytestmark = pytest.mark.django_db
two_times = import_module("actionplan.migrations.0007_two_times")

SPEAKS_OF, POSTED = date(2006, 5, 1), datetime(2006, 5, 22, 23, 30, tzinfo=UTC)  # in summer time
POSTED_ON = date(2006, 5, 23)


class Models:
    """The models of today; the day on which a file was supplied stands with its version since."""

    @staticmethod
    def get_model(app: str, name: str) -> Any:
        return apps.get_model(app, "EvidenceVersion" if name == "Evidence" else name)


@pytest.mark.parametrize(
    ("is_posted", "demonstration", "recorded_on"),
    [
        (True, None, POSTED_ON),
        (False, None, SPEAKS_OF),
        (True, date(2006, 5, 22), SPEAKS_OF),
    ],
    ids=["posted", "from a paper", "posted in a demonstration"],
)
def test_a_row_is_dated_by_its_instant_or_stays_on_the_day_it_speaks_of(
    make_user: Callable[..., User],
    settings: Any,
    is_posted: bool,
    demonstration: date | None,
    recorded_on: date,
) -> None:
    action, author = make_action(), make_user(Role.OFFICER) if is_posted else None
    said = make_update(action, reported_on=SPEAKS_OF, author=author, recorded_at=POSTED)
    moved = make_by_when(
        action, latest=None, holds_from=SPEAKS_OF, recorded_by=author, recorded_at=POSTED
    )
    if author:
        by = {"author": author, "recorded_on": SPEAKS_OF, "recorded_at": POSTED}
        row = Evidence.objects.create(plan=action.plan, title="Audit", **by)
        row.versions.create(
            number=1, size=1, supplied_by=author, supplied_on=SPEAKS_OF, recorded_at=POSTED
        )
    settings.DEMONSTRATION_DATE = demonstration

    two_times.date_rows(Models, None)

    said.refresh_from_db()
    moved.refresh_from_db()
    assert (said.recorded_on, moved.recorded_on) == (recorded_on, recorded_on)
    assert {row.supplied_on for row in EvidenceVersion.objects.all()} <= {recorded_on}


def test_a_plan_that_lost_its_mark_has_its_standings_made_again() -> None:
    action = make_action(latest=date(2006, 4, 30))
    Standing.objects.all().delete()
    two_times.forget_standings(apps, None)

    told = StringIO()
    call_command("rebuild_standings", stdout=told)

    assert action.standings.count() == 1
    assert f"{action.plan.slug}: 1 standings." in told.getvalue()
    assert Plan.objects.get(pk=action.plan_id).standings_mark
