"""The rule of a rating, stated once for values and once for the database: they must be equal."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan import rag
from actionplan.models import Action, Standing, StandingQuerySet
from actionplan.models.standings import days_before
from actionplan.rag import CLOSED_STATUSES, Facts, Scheme, Status
from actionplan.standing import FOREVER
from herefordshire_cs.lib.rag import Rag
from tests.factories import make_action

pytestmark = pytest.mark.django_db

MEANINGS = {rag: rag.value for rag in Rag}
BEGINNING = date(2000, 1, 1)
# Near the day of the page, so that the edge days of by-when and silence come up often.
AS_OF = st.dates(min_value=date(2006, 1, 1), max_value=date(2006, 12, 31))
CYCLES = st.integers(min_value=0, max_value=40)


def near(day: date, *distances: int) -> st.SearchStrategy[date]:
    """Return days at, one before and one after some distances from a day."""
    return st.sampled_from(
        [day + timedelta(days=far + edge) for far in (0, *distances) for edge in (-1, 0, 1)]
    )


def facts_near(as_of: date, cycle_days: int) -> st.SearchStrategy[dict[str, Any]]:
    """Return the columns of a standing whose days lie at the edges of the rule."""
    reported_on = st.none() | near(as_of, -cycle_days)
    return st.fixed_dictionaries(
        {
            "status": st.sampled_from(Status),
            "by_when_latest": st.none() | near(as_of),
            "times_moved": st.integers(0, 2),
            "lead_rating": st.sampled_from(Rag),
            "last_reported_on": reported_on,
            "moderated_rating": st.just("") | st.just("") | st.sampled_from(Rag),
        }
    )


@st.composite
def questions(draw: st.DrawFn) -> tuple[date, int, list[dict[str, Any]]]:
    """Return a day, a reporting cycle and the columns of some standings."""
    as_of, cycle_days = draw(AS_OF), draw(CYCLES)
    rows = draw(st.lists(facts_near(as_of, cycle_days), min_size=1, max_size=25))
    return as_of, cycle_days, rows


def keep(action: Action, rows: Sequence[dict[str, Any]]) -> StandingQuerySet:
    """Keep a standing for each dict of columns, in their order, in place of those before."""
    Standing.objects.filter(action=action).delete()
    Standing.objects.bulk_create(
        Standing(
            plan_id=action.plan_id,
            recommendation_id=action.recommendation_id,
            action=action,
            from_on=BEGINNING + timedelta(days=at),
            until_on=FOREVER,
            lead_rated_on=BEGINNING if row["lead_rating"] is not Rag.NONE else None,
            moderated_on=BEGINNING if row["moderated_rating"] else None,
            **row,
        )
        for at, row in enumerate(rows)
    )
    return Standing.objects.filter(action=action).order_by("from_on")


def scheme_of(cycle_days: int, *, green_means_completed: bool) -> Scheme:
    """Return a scheme of either kind."""
    return Scheme(
        meanings=MEANINGS,
        lapses_after_days=cycle_days,
        green_means_completed=green_means_completed,
    )


@pytest.fixture
def action() -> Action:
    """An Action for the standings to be of."""
    return make_action()


@pytest.fixture
def is_like(action: Action, green_means_completed: bool) -> Callable[..., None]:
    return lambda: None


BOTH_KINDS = pytest.mark.parametrize(
    "green_means_completed",
    [
        pytest.param(True, id="green means completed"),
        pytest.param(False, id="green means on track"),
    ],
)
