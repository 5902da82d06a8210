"""What was known from one day until the next: spans made of dated facts."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actionplan.dated_facts import ByWhenFact, ModerationFact, UpdateFact
from actionplan.rag import Status
from actionplan.spans import FOREVER, Span, in_order, known_on, spans
from herefordshire_cs.lib.rag import Rag

BEGINS_ON = date(2006, 1, 2)
NOON = datetime(2006, 1, 2, 12, tzinfo=UTC)


def instant(day: date, hour: int = 12) -> datetime:
    """Return an hour of a day, as something is recorded."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def by_when(holds_from: date, latest: date | None, **fields: Any) -> ByWhenFact:
    """Return a by-when that was recorded on the day from which it holds."""
    defaults = {
        "recorded_on": holds_from,
        "recorded_at": instant(holds_from),
        "earliest": latest,
        "words": f"{latest}",
    }
    return ByWhenFact(holds_from=holds_from, latest=latest, **defaults | fields)


def update(day: date, **fields: Any) -> UpdateFact:
    """Return an update that says that the work goes on."""
    defaults = {
        "recorded_on": day,
        "recorded_at": instant(day),
        "sequence": 0,
        "status": Status.IN_PROGRESS,
        "rating": None,
        "reported_in_words": f"{day.day} {day:%B %Y}",
    }
    return UpdateFact(counts_from=day, **defaults | fields)


def moderation(day: date, rating: Rag = Rag.RED, **fields: Any) -> ModerationFact:
    """Return a director's rating that was not withdrawn."""
    defaults = {"recorded_at": instant(day, 14), "reason": "A reason", "withdrawn_on": None}
    return ModerationFact(made_on=day, rating=rating, **defaults | fields)


# --- Whatever the facts --------------------------------------------------------------------------

# Few days and few instants, so that facts often fall together, before the beginning too.
DAYS = st.dates(min_value=BEGINS_ON - timedelta(days=5), max_value=BEGINS_ON + timedelta(days=25))
INSTANTS = st.integers(0, 30 * 24).map(lambda hours: NOON + timedelta(hours=hours))
SPOKEN_OF = ("holds_from", "counts_from")


def recorded(fact: Any, delay: int, stood: int | None) -> Any:
    """Record a fact some days after the day it speaks of; perhaps it stood for some days only."""
    speaks_of = next(getattr(fact, name) for name in SPOKEN_OF if hasattr(fact, name))
    recorded_on = speaks_of + timedelta(days=delay)
    withdrawn_on = None if stood is None else recorded_on + timedelta(days=stood)
    return replace(fact, recorded_on=recorded_on, withdrawn_on=withdrawn_on)


DELAYS = st.integers(0, 8)
STOOD = st.none() | st.integers(0, 8)
BY_WHENS_SAID = st.builds(
    ByWhenFact,
    recorded_on=DAYS,
    holds_from=DAYS,
    recorded_at=INSTANTS,
    earliest=st.none() | DAYS,
    latest=st.none() | DAYS,
    words=st.sampled_from(["", "End Feb 06"]),
)
BY_WHENS = st.builds(recorded, BY_WHENS_SAID, DELAYS, STOOD)
UPDATES_SAID = st.builds(
    UpdateFact,
    recorded_on=DAYS,
    counts_from=DAYS,
    recorded_at=INSTANTS,
    sequence=st.integers(0, 3),
    status=st.none() | st.sampled_from([Status.IN_PROGRESS, Status.COMPLETED, Status.DROPPED]),
    rating=st.none() | st.sampled_from([Rag.RED, Rag.AMBER, Rag.GREEN]),
    reported_in_words=st.sampled_from(["", "10 January 2006"]),
)
UPDATES = st.builds(recorded, UPDATES_SAID, DELAYS, STOOD)
MODERATIONS = st.builds(
    ModerationFact,
    made_on=DAYS,
    recorded_at=INSTANTS,
    rating=st.sampled_from(Rag),
    reason=st.just("A reason"),
    withdrawn_on=st.none() | DAYS,
)
FACTS = st.fixed_dictionaries(
    {
        "by_whens": st.lists(BY_WHENS, max_size=4),
        "updates": st.lists(UPDATES, max_size=6),
        "moderations": st.lists(MODERATIONS, max_size=3),
    }
)
unhurried = settings(deadline=None, max_examples=150)


def day_of(fact: ByWhenFact | UpdateFact | ModerationFact) -> date:
    """Return the day from which a fact is known."""
    return fact.made_on if isinstance(fact, ModerationFact) else fact.recorded_on


def on(day: date, found: Sequence[Span]) -> Span:
    """Return what one day's span says, wherever it is cut; there must be exactly one."""
    (span,) = [span for span in found if span.from_on <= day < span.until_on]
    return replace(span, from_on=day, until_on=FOREVER)


@unhurried
@given(FACTS)
def test_spans_cover_every_day_once_from_the_beginning_to_forever(
    facts: dict[str, Sequence[Any]],
) -> None:
    found = spans(begins_on=BEGINS_ON, **facts)
    assert found[0].from_on == BEGINS_ON
    assert found[-1].until_on == FOREVER
    for span, following in pairwise(found):
        assert span.from_on < span.until_on == following.from_on


@unhurried
@given(FACTS, DAYS.filter(lambda day: day >= BEGINS_ON))
def test_the_span_of_a_day_says_what_was_known_on_that_day(
    facts: dict[str, Sequence[Any]], day: date
) -> None:
    assert on(day, spans(begins_on=BEGINS_ON, **facts)) == known_on(day, **facts)


@unhurried
@given(FACTS, st.sampled_from(["by_whens", "updates", "moderations"]), st.data())
def test_a_later_fact_never_changes_an_earlier_span(
    facts: dict[str, list[Any]], kind: str, data: st.DataObject
) -> None:
    strategy = {"by_whens": BY_WHENS, "updates": UPDATES, "moderations": MODERATIONS}[kind]
    later = data.draw(strategy.filter(lambda fact: day_of(fact) > BEGINS_ON))
    before = spans(begins_on=BEGINS_ON, **facts)
    after = spans(begins_on=BEGINS_ON, **facts | {kind: [*facts[kind], later]})
    day = BEGINS_ON
    while day < day_of(later):
        assert on(day, after) == on(day, before)
        day += timedelta(days=1)


@unhurried
@given(FACTS, st.randoms(use_true_random=False))
def test_the_order_in_which_rows_are_read_does_not_matter(
    facts: dict[str, list[Any]], random: Any
) -> None:
    def unlike(rows: list[Any], key: Callable[[Any], Any]) -> list[Any]:
        """Leave out rows that no row of a database could be told from."""
        return list({key(row): row for row in rows}.values())

    told_apart = {
        "by_whens": unlike(facts["by_whens"], lambda row: (row.holds_from, row.recorded_at)),
        "updates": unlike(
            facts["updates"], lambda row: (row.counts_from, row.recorded_at, row.sequence)
        ),
        "moderations": unlike(facts["moderations"], lambda row: (row.made_on, row.recorded_at)),
    }
    shuffled = {kind: random.sample(rows, len(rows)) for kind, rows in told_apart.items()}
    assert spans(begins_on=BEGINS_ON, **shuffled) == spans(begins_on=BEGINS_ON, **told_apart)


# --- Updates -------------------------------------------------------------------------------------


def test_an_action_of_which_nobody_spoke_has_one_span() -> None:
    assert spans(begins_on=BEGINS_ON, by_whens=[], updates=[], moderations=[]) == [
        Span(from_on=BEGINS_ON)
    ]


def test_what_was_said_before_the_beginning_is_known_at_the_beginning() -> None:
    early = update(BEGINS_ON - timedelta(days=20))
    (span,) = spans(begins_on=BEGINS_ON, by_whens=[], updates=[early], moderations=[])
    assert span.from_on == BEGINS_ON
    assert (span.status, span.updates_count) == (Status.IN_PROGRESS, 1)


@pytest.mark.parametrize(
    ("day", "status", "count"),
    [
        pytest.param(date(2006, 3, 9), Status.NOT_REPORTED, 0, id="the day before"),
        pytest.param(date(2006, 3, 10), Status.IN_PROGRESS, 1, id="the day itself"),
        pytest.param(date(2006, 3, 11), Status.IN_PROGRESS, 1, id="the day after"),
    ],
)
def test_an_update_counts_from_its_day(day: date, status: Status, count: int) -> None:
    span = known_on(day, updates=[update(date(2006, 3, 10))])
    assert (span.status, span.updates_count) == (status, count)


@pytest.mark.parametrize(
    ("day", "status", "completed_when", "known_on_day"),
    [
        pytest.param(date(2006, 5, 10), Status.NOT_REPORTED, "", None, id="the day it speaks of"),
        pytest.param(date(2006, 5, 21), Status.NOT_REPORTED, "", None, id="the day before"),
        pytest.param(
            date(2006, 5, 22),
            Status.COMPLETED,
            "10 May 2006",
            date(2006, 5, 22),
            id="the day of its recording",
        ),
    ],
)
def test_a_completion_is_known_from_its_recording_and_keeps_its_own_day(
    day: date, status: Status, completed_when: str, known_on_day: date | None
) -> None:
    posted_late = update(date(2006, 5, 10), recorded_on=date(2006, 5, 22), status=Status.COMPLETED)
    span = known_on(day, updates=[posted_late])
    assert (span.status, span.completed_when) == (status, completed_when)
    assert span.completion_known_on == known_on_day


def test_a_completion_said_twice_is_known_since_it_was_first_said() -> None:
    first = update(date(2006, 5, 1), status=Status.COMPLETED)
    again = update(date(2006, 5, 5), recorded_on=date(2006, 5, 22), status=Status.COMPLETED)
    span = known_on(date(2006, 5, 22), updates=[first, again])
    assert (span.completed_on, span.completion_known_on) == (date(2006, 5, 5), date(2006, 5, 1))


def test_a_completion_without_a_day_is_not_known_since_any() -> None:
    undated = update(date(2006, 5, 1), status=Status.COMPLETED, reported_in_words="")
    span = known_on(date(2006, 5, 22), updates=[undated])
    assert (span.status, span.completion_known_on) == (Status.COMPLETED, None)


@pytest.mark.parametrize(
    ("day", "count"),
    [
        (date(2006, 5, 9), 0),
        (date(2006, 5, 10), 1),
        (date(2006, 5, 21), 1),
        (date(2006, 5, 22), 0),
    ],
    ids=str,
)
def test_what_is_withdrawn_is_known_until_the_day_of_its_withdrawal(day: date, count: int) -> None:
    withdrawn = update(date(2006, 5, 10), withdrawn_on=date(2006, 5, 22))
    assert known_on(day, updates=[withdrawn]).updates_count == count


def test_a_withdrawn_move_is_no_move_and_the_by_when_before_it_holds_again() -> None:
    first = by_when(date(2006, 1, 2), date(2006, 4, 1))
    moved = by_when(date(2006, 2, 1), date(2006, 6, 1), withdrawn_on=date(2006, 2, 5))
    found = [known_on(date(2006, 2, day), by_whens=[first, moved]) for day in (1, 4, 5)]
    assert [(span.by_when_latest, span.times_moved) for span in found] == [
        (date(2006, 6, 1), 1),
        (date(2006, 6, 1), 1),
        (date(2006, 4, 1), 0),
    ]


def test_an_undated_update_counts_but_does_not_break_the_silence() -> None:
    dated = update(date(2006, 2, 1))
    undated = update(date(2006, 3, 10), reported_in_words="")
    span = known_on(date(2006, 3, 20), updates=[dated, undated])
    assert span.updates_count == 2
    assert (span.last_reported_on, span.last_reported_when) == (
        date(2006, 2, 1),
        "1 February 2006",
    )


def test_undated_updates_alone_leave_the_last_report_unknown() -> None:
    span = known_on(
        date(2006, 3, 20), updates=[update(date(2006, 3, 10), reported_in_words="", status=None)]
    )
    assert span.status is Status.IN_PROGRESS
    assert (span.last_reported_on, span.last_reported_when) == (None, "")


def test_a_completion_without_a_day_is_known_from_the_day_that_it_counts_from() -> None:
    span = known_on(
        date(2006, 3, 20),
        updates=[
            update(date(2006, 3, 10), status=Status.COMPLETED, reported_in_words=""),
        ],
    )
    assert (span.status, span.completed_on, span.completed_when) == (
        Status.COMPLETED,
        date(2006, 3, 10),
        "",
    )


def test_a_note_without_a_status_leaves_the_completion_before_it_standing() -> None:
    completed = update(date(2006, 3, 10), status=Status.COMPLETED)
    remark = update(date(2006, 3, 12), status=None)
    span = known_on(date(2006, 3, 20), updates=[completed, remark])
    assert span.status is Status.COMPLETED
    assert (span.completed_on, span.completed_when) == (date(2006, 3, 10), "10 March 2006")
    assert span.last_reported_on == date(2006, 3, 12)


def test_an_action_opened_again_is_no_longer_completed() -> None:
    completed = update(date(2006, 3, 10), status=Status.COMPLETED)
    opened = update(date(2006, 3, 12), status=Status.IN_PROGRESS)
    found = spans(begins_on=BEGINS_ON, by_whens=[], updates=[completed, opened], moderations=[])
    assert [(span.from_on, span.status, span.completed_on) for span in found] == [
        (BEGINS_ON, Status.NOT_REPORTED, None),
        (date(2006, 3, 10), Status.COMPLETED, date(2006, 3, 10)),
        (date(2006, 3, 12), Status.IN_PROGRESS, None),
    ]


def test_an_update_without_a_rating_leaves_the_one_before_it() -> None:
    rated = update(date(2006, 3, 10), rating=Rag.AMBER)
    span = known_on(date(2006, 3, 20), updates=[rated, update(date(2006, 3, 15))])
    assert (span.lead_rating, span.lead_rated_on) == (Rag.AMBER, date(2006, 3, 10))
    assert span.last_reported_on == date(2006, 3, 15)


def test_updates_stand_by_day_then_as_recorded_then_as_written() -> None:
    first = update(date(2006, 3, 9), recorded_at=instant(date(2006, 4, 1)))
    second = update(date(2006, 3, 10), sequence=1)
    third = update(date(2006, 3, 10), sequence=2)
    fourth = update(date(2006, 3, 10), sequence=0, recorded_at=instant(date(2006, 3, 10), 13))
    assert in_order([fourth, third, second, first]) == [first, second, third, fourth]


# --- By-whens ----------------------------------------------------------------------------------

FIRST = by_when(BEGINS_ON, date(2006, 2, 28), words="End Feb 06", understood="by 28 February 2006")
MOVED = by_when(date(2006, 2, 20), date(2006, 4, 30), words="April 2006")


@pytest.mark.parametrize(
    ("day", "latest", "times_moved"),
    [
        pytest.param(date(2006, 2, 19), date(2006, 2, 28), 0, id="the day before"),
        pytest.param(date(2006, 2, 20), date(2006, 4, 30), 1, id="the day itself"),
        pytest.param(date(2006, 2, 21), date(2006, 4, 30), 1, id="the day after"),
    ],
)
def test_a_by_when_is_moved_on_the_day_that_was_agreed(
    day: date, latest: date, times_moved: int
) -> None:
    span = known_on(day, by_whens=[FIRST, MOVED])
    assert (span.by_when_latest, span.times_moved) == (latest, times_moved)


def test_a_by_when_keeps_its_words_and_how_they_were_understood() -> None:
    span = known_on(BEGINS_ON, by_whens=[FIRST])
    assert (span.by_when_words, span.by_when_understood) == ("End Feb 06", "by 28 February 2006")
    assert span.by_when_earliest == span.by_when_latest == date(2006, 2, 28)


def test_of_two_by_whens_agreed_on_one_day_the_one_recorded_last_holds() -> None:
    again = by_when(
        date(2006, 2, 20), date(2006, 5, 31), recorded_at=instant(date(2006, 2, 20), 15)
    )
    span = known_on(date(2006, 3, 1), by_whens=[FIRST, again, MOVED])
    assert (span.by_when_latest, span.times_moved) == (date(2006, 5, 31), 2)


def test_a_move_agreed_earlier_and_recorded_later_does_not_undo_a_later_agreement() -> None:
    late_record = by_when(
        date(2006, 2, 10), date(2006, 3, 31), recorded_at=instant(date(2006, 3, 1))
    )
    by_whens = [FIRST, MOVED, late_record]
    assert known_on(date(2006, 2, 15), by_whens=by_whens).by_when_latest == date(2006, 3, 31)
    assert known_on(date(2006, 3, 2), by_whens=by_whens).by_when_latest == date(2006, 4, 30)


def test_a_by_when_can_be_moved_to_be_confirmed() -> None:
    open_ended = by_when(date(2006, 2, 20), None, words="tbc")
    span = known_on(date(2006, 2, 20), by_whens=[FIRST, open_ended])
    assert (span.by_when_latest, span.by_when_words, span.times_moved) == (None, "tbc", 1)


# --- Moderations ---------------------------------------------------------------------------------

MADE_ON = date(2006, 3, 20)


def in_force(day: date, *moderations: ModerationFact, updates: Sequence[UpdateFact] = ()) -> Any:
    """Return the director's rating in force on a day, or None."""
    return known_on(day, updates=updates, moderations=moderations).moderated_rating


@pytest.mark.parametrize(
    ("day", "rating"),
    [
        pytest.param(date(2006, 3, 19), None, id="the day before it was made"),
        pytest.param(date(2006, 3, 20), Rag.RED, id="the day it was made"),
        pytest.param(date(2006, 3, 29), Rag.RED, id="the day before it was withdrawn"),
        pytest.param(date(2006, 3, 30), None, id="the day it was withdrawn"),
        pytest.param(date(2006, 3, 31), None, id="the day after"),
    ],
)
def test_a_moderation_holds_until_it_is_withdrawn(day: date, rating: Rag | None) -> None:
    assert in_force(day, moderation(MADE_ON, withdrawn_on=date(2006, 3, 30))) is rating


def test_a_moderation_tells_its_day_and_reason() -> None:
    span = known_on(MADE_ON, moderations=[moderation(MADE_ON, reason="Nothing was seen")])
    assert (span.moderated_on, span.moderation_reason) == (MADE_ON, "Nothing was seen")


@pytest.mark.parametrize(
    ("said", "recorded_at", "stands"),
    [
        pytest.param(date(2006, 3, 25), instant(date(2006, 3, 25)), False, id="a later update"),
        pytest.param(
            MADE_ON, instant(MADE_ON, 15), False, id="an update of the same day, recorded after"
        ),
        pytest.param(
            MADE_ON, instant(MADE_ON, 13), True, id="an update of the same day, recorded before"
        ),
        pytest.param(
            date(2006, 3, 19),
            instant(date(2006, 3, 25)),
            True,
            id="an update of an earlier day, recorded after",
        ),
    ],
)
def test_a_moderation_is_overtaken_by_a_newer_update_only(
    said: date, recorded_at: datetime, stands: bool
) -> None:
    overtaking = update(said, recorded_at=recorded_at)
    expected = Rag.RED if stands else None
    assert in_force(date(2006, 3, 26), moderation(MADE_ON), updates=[overtaking]) is expected


def test_a_moderation_is_overtaken_on_the_day_of_the_update_and_not_before() -> None:
    overtaking = update(date(2006, 3, 25))
    assert in_force(date(2006, 3, 24), moderation(MADE_ON), updates=[overtaking]) is Rag.RED
    assert in_force(date(2006, 3, 25), moderation(MADE_ON), updates=[overtaking]) is None


def test_a_newer_moderation_takes_the_place_of_an_older_one() -> None:
    older, newer = moderation(MADE_ON), moderation(date(2006, 3, 25), Rag.AMBER)
    assert in_force(date(2006, 3, 24), older, newer) is Rag.RED
    assert in_force(date(2006, 3, 25), older, newer) is Rag.AMBER


def test_withdrawing_a_moderation_does_not_bring_back_the_one_that_it_replaced() -> None:
    older = moderation(MADE_ON)
    newer = moderation(date(2006, 3, 25), Rag.AMBER, withdrawn_on=date(2006, 3, 30))
    assert in_force(date(2006, 3, 29), older, newer) is Rag.AMBER
    assert in_force(date(2006, 3, 30), older, newer) is None
