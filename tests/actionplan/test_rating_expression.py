"""The rule of a rating stands once for values and once for the database: they must be equal."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.arrangements import Frequency, Observance
from actionplan.grounds import ground_of, how_it_is_kept
from actionplan.models import Standing, StandingQuerySet
from actionplan.models.standings import days_before
from actionplan.rag import (
    OPEN_STATUSES,
    Facts,
    Scheme,
    Status,
    has_lapsed,
    is_past,
    rate_action,
)
from actionplan.rating_levels import READY_MADE
from actionplan.spans import FOREVER
from herefordshire_cs.lib.rag import NOT_RATED_KEY, Rag, Role, Scale
from tests.factories import make_action

pytestmark = pytest.mark.django_db

type Columns = dict[str, Any]

BEGINNING = date(2000, 1, 1)
AS_OF = st.dates(min_value=date(2006, 1, 1), max_value=date(2006, 12, 31))
SCALES = [Scale(ready.levels) for ready in READY_MADE.values()]
SCHEMES = st.builds(
    Scheme,
    meanings=st.just({each.key: each.word for scale in SCALES for each in scale.levels}),
    lapses_after_days=st.integers(min_value=0, max_value=40),
    scale=st.sampled_from(SCALES),
)
# Each example asks the database once about many standings, so a few dozen examples go far.
unhurried = settings(deadline=None, max_examples=40)


def edges_of(*days: date) -> st.SearchStrategy[date]:
    """Return each day, the day before it and the day after it: where the rule turns."""
    return st.sampled_from([day + timedelta(days=edge) for day in days for edge in (-1, 0, 1)])


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[Columns], Scheme, date]:
    """Return the columns of some standings, and the scheme and the day to rate them by."""
    scheme, as_of = draw(SCHEMES), draw(AS_OF)
    lapsing_on = as_of - timedelta(days=scheme.lapses_after_days)
    columns = st.fixed_dictionaries(
        {
            "status": st.sampled_from(Status),
            "by_when_latest": st.none() | edges_of(as_of),
            "times_moved": st.integers(0, 2),
            "lead_rating": st.sampled_from(list(scheme.scale.by_key)),
            "last_reported_on": st.none() | edges_of(lapsing_on, as_of),
            "every": st.sampled_from(["", *Frequency]),
            "kept_on": st.none() | edges_of(as_of),
            "kept_until": st.none() | edges_of(as_of),
            "moderated_rating": st.just("") | st.sampled_from(["", *scheme.scale.by_key]),
        }
    )
    return draw(st.lists(columns, min_size=1, max_size=40)), scheme, as_of


@contextmanager
def kept(rows: Sequence[Columns]) -> Iterator[StandingQuerySet]:
    """Keep a standing for each row for as long as an example lasts; return them in order."""
    with transaction.atomic():
        action = make_action()
        action.standings.all().delete()
        Standing.objects.bulk_create(
            Standing(
                plan_id=action.plan_id,
                recommendation_id=action.recommendation_id,
                action_id=action.pk,
                from_on=BEGINNING + timedelta(days=place),
                until_on=FOREVER,
                lead_rated_on=None if row["lead_rating"] == NOT_RATED_KEY else BEGINNING,
                moderated_on=BEGINNING if row["moderated_rating"] else None,
                **row,
            )
            for place, row in enumerate(rows)
        )
        yield Standing.objects.filter(action=action).order_by("from_on")
        transaction.set_rollback(True)


@unhurried
@given(questions())
def test_the_database_rates_every_standing_as_the_rule_does(
    question: tuple[list[Columns], Scheme, date],
) -> None:
    rows, scheme, as_of = question
    with kept(rows) as standings:
        rated = list(standings.with_rating(scheme, as_of=as_of).with_severity(scheme))
    assert len(rated) == len(rows)
    for row, columns in zip(rated, rows, strict=True):
        level = rate_action(row.facts(), scheme, as_of=as_of).level
        place = scheme.scale.by_urgency.index(level)
        assert (row.rating, row.severity) == (level.key, place), columns


@unhurried
@given(questions())
def test_the_database_says_what_each_rating_rests_on_as_the_rule_does(
    question: tuple[list[Columns], Scheme, date],
) -> None:
    rows, scheme, as_of = question
    with kept(rows) as standings:
        grounded = list(standings.with_ground(scheme, as_of=as_of))
    for row, columns in zip(grounded, rows, strict=True):
        assert row.ground == (ground_of(row.facts(), scheme, as_of=as_of) or ""), columns


def is_open(facts: Facts) -> bool:
    """Neither completed nor dropped, and no standing arrangement."""
    return facts.status in OPEN_STATUSES


def says_better(facts: Facts, scheme: Scheme, as_of: date) -> bool:
    """Say whether the Lead's rating, not moderated, is better than the facts allow."""
    if not is_open(facts) or facts.moderated_rating is not None:
        return False
    level = scheme.scale.of(facts.lead_rating)
    if is_past(facts, as_of=as_of) and level.rag in {Rag.AMBER, Rag.GREEN}:
        return True
    return level.role in {Role.COMPLETE, Role.EMBEDDED}


def asked_in_python(row: Standing, scheme: Scheme, as_of: date) -> dict[str, bool]:
    """Return whether a standing is open, past, slipped and so on, by the pure rule."""
    facts = row.facts()
    return {
        "open": is_open(facts),
        "past": is_open(facts) and is_past(facts, as_of=as_of),
        "silent": facts.status is Status.IN_PROGRESS and has_lapsed(facts, scheme, as_of=as_of),
        "slipped": is_open(facts) and row.times_moved > 0,
        "not kept": facts.status is Status.IN_PLACE
        and how_it_is_kept(facts, as_of=as_of) is Observance.NOT_KEPT,
        "rated against the facts": says_better(facts, scheme, as_of),
    }


@unhurried
@given(questions())
def test_the_database_finds_what_is_past_silent_and_slipped_as_the_rule_does(
    question: tuple[list[Columns], Scheme, date],
) -> None:
    rows, scheme, as_of = question
    with kept(rows) as standings:
        asked = {
            "open": standings.open(),
            "past": standings.past(as_of=as_of),
            "silent": standings.silent(scheme, as_of=as_of),
            "slipped": standings.slipped(),
            "not kept": standings.not_kept(as_of=as_of),
            "rated against the facts": standings.rated_against_the_facts(scheme, as_of=as_of),
        }
        found = {name: list(answer.values_list("pk", flat=True)) for name, answer in asked.items()}
        everything = list(standings)
    for name, keys in found.items():
        expected = [row.pk for row in everything if asked_in_python(row, scheme, as_of)[name]]
        assert keys == expected, name


@pytest.mark.parametrize(
    ("as_of", "is_there"),
    [
        pytest.param(date(2006, 1, 31), False, id="the day before it begins"),
        pytest.param(date(2006, 2, 1), True, id="the day that it begins"),
        pytest.param(date(2006, 2, 27), True, id="the last day"),
        pytest.param(date(2006, 2, 28), False, id="the day that it ends"),
    ],
)
def test_a_standing_holds_from_its_first_day_up_to_but_not_including_its_end(
    as_of: date, is_there: bool
) -> None:
    action = make_action()
    action.standings.update(from_on=date(2006, 2, 1), until_on=date(2006, 2, 28))
    assert Standing.objects.filter(action=action).on(as_of).exists() is is_there


def test_days_before_the_first_day_there_is_are_that_day() -> None:
    assert days_before(date(2006, 2, 1), 35) == date(2005, 12, 28)
    assert days_before(date(1, 1, 10), 35) == date.min
