"""Whose rating wins: the moderation, the facts, the Lead, else nobody; with its sentence."""

from dataclasses import replace
from datetime import date

import pytest

from actionplan.rag import (
    Facts,
    Scheme,
    Status,
    has_lapsed,
    is_past,
    rate_action,
    rate_recommendation,
    what_the_director_said,
    what_the_facts_say,
    what_the_lead_said,
)
from actionplan.rating_levels import READY_MADE
from herefordshire_cs.lib.rag import Rag, Scale, Voice

MEANINGS = {
    Rag.RED: "past its date, not complete",
    Rag.AMBER: "in progress and on target but not fully completed",
    Rag.GREEN: "completed",
    Rag.NONE: "nothing reported",
}
PAPER_OF_2006 = Scheme(meanings=MEANINGS, lapses_after_days=35)
ON_TRACK = Scheme(
    meanings=MEANINGS | {Rag.GREEN: "on track"},
    lapses_after_days=35,
    scale=Scale(READY_MADE["rag"].levels),
)
DUE_ON = date(2006, 4, 15)
RATED_ON = date(2006, 3, 10)

UNDER_WAY = Facts(
    status=Status.IN_PROGRESS,
    last_reported_on=RATED_ON,
    last_reported_when="10\N{NO-BREAK SPACE}March 2006",
    updates_count=1,
)
RATED_AMBER = replace(UNDER_WAY, lead_rating=Rag.AMBER, lead_rated_on=RATED_ON)
RATED_GREEN = replace(RATED_AMBER, lead_rating=Rag.GREEN)
DUE = replace(RATED_AMBER, by_when_latest=DUE_ON)
COMPLETED = replace(DUE, status=Status.COMPLETED, completed_when="3\N{NO-BREAK SPACE}April 2006")
MODERATED = replace(
    DUE,
    moderated_rating=Rag.RED,
    moderated_on=date(2006, 3, 20),
    moderation_reason="The evidence does not bear it out.",
)


def spaced(sentence: str) -> str:
    """Join each day to its month by a no-break space, written here as ``~``."""
    return sentence.replace("~", "\N{NO-BREAK SPACE}")


# Each row: what is known, the scheme, the day of the page; the rating, whose it is, the sentence.
CASES = {
    "moderated: stands over the lead": (
        MODERATED,
        PAPER_OF_2006,
        date(2006, 3, 21),
        Rag.RED,
        Voice.DIRECTOR,
        "Red: director's rating of 20~March 2006, The evidence does not bear it out",
    ),
    "moderated: stands over a by-when that has passed": (
        replace(MODERATED, moderated_rating=Rag.GREEN),
        PAPER_OF_2006,
        date(2006, 5, 22),
        Rag.GREEN,
        Voice.DIRECTOR,
        "Green: director's rating of 20~March 2006, The evidence does not bear it out",
    ),
    "moderated: stands over a completion": (
        replace(MODERATED, status=Status.COMPLETED, moderated_rating=Rag.AMBER),
        PAPER_OF_2006,
        date(2006, 5, 22),
        Rag.AMBER,
        Voice.DIRECTOR,
        "Amber: director's rating of 20~March 2006, The evidence does not bear it out",
    ),
    "moderated: a director can say that it is not rated": (
        replace(MODERATED, moderated_rating=Rag.NONE),
        PAPER_OF_2006,
        date(2006, 5, 22),
        Rag.NONE,
        Voice.DIRECTOR,
        "Not rated: director's rating of 20~March 2006, The evidence does not bear it out",
    ),
    "facts: past and not completed is red, whatever the lead said": (
        DUE,
        PAPER_OF_2006,
        date(2006, 4, 20),
        Rag.RED,
        Voice.FACTS,
        "Red: due 15~April 2006, no completion recorded",
    ),
    "facts: past and never reported is red": (
        Facts(by_when_latest=DUE_ON),
        PAPER_OF_2006,
        date(2006, 5, 22),
        Rag.RED,
        Voice.FACTS,
        "Red: due 15~April 2006, no completion recorded",
    ),
    "facts: the lead's green does not stand against a by-when that has passed": (
        replace(RATED_GREEN, by_when_latest=date(2006, 3, 9)),
        ON_TRACK,
        date(2006, 3, 10),
        Rag.RED,
        Voice.FACTS,
        "Red: due 9~March 2006, no completion recorded",
    ),
    "facts: completed is green": (
        COMPLETED,
        PAPER_OF_2006,
        date(2006, 4, 5),
        Rag.GREEN,
        Voice.FACTS,
        "Green: completed 3~April 2006",
    ),
    "facts: completed stays green after the by-when and in silence": (
        COMPLETED,
        PAPER_OF_2006,
        date(2007, 4, 5),
        Rag.GREEN,
        Voice.FACTS,
        "Green: completed 3~April 2006",
    ),
    "facts: completed is green where green only means on track": (
        COMPLETED,
        ON_TRACK,
        date(2006, 4, 20),
        Rag.GREEN,
        Voice.FACTS,
        "Green: completed 3~April 2006",
    ),
    "facts: completed on a day that nobody wrote down": (
        replace(COMPLETED, completed_when=""),
        PAPER_OF_2006,
        date(2006, 4, 5),
        Rag.GREEN,
        Voice.FACTS,
        "Green: completed, the day not given",
    ),
    "facts: dropped is not rated, past or not": (
        replace(DUE, status=Status.DROPPED),
        PAPER_OF_2006,
        date(2006, 4, 20),
        Rag.NONE,
        Voice.FACTS,
        "Not rated: no longer pursued",
    ),
    "lead: amber": (
        DUE,
        PAPER_OF_2006,
        date(2006, 3, 22),
        Rag.AMBER,
        Voice.LEAD,
        "Amber: lead's rating of 10~March 2006, in progress and on target but not fully completed",
    ),
    "lead: red before the by-when": (
        replace(DUE, lead_rating=Rag.RED),
        PAPER_OF_2006,
        date(2006, 3, 22),
        Rag.RED,
        Voice.LEAD,
        "Red: lead's rating of 10~March 2006, past its date, not complete",
    ),
    "lead: green where green means on track": (
        RATED_GREEN,
        ON_TRACK,
        date(2006, 3, 22),
        Rag.GREEN,
        Voice.LEAD,
        "Green: lead's rating of 10~March 2006, on track",
    ),
    "lead: without a by-when nothing is past": (
        RATED_AMBER,
        PAPER_OF_2006,
        date(2006, 4, 10),
        Rag.AMBER,
        Voice.LEAD,
        "Amber: lead's rating of 10~March 2006, in progress and on target but not fully completed",
    ),
    "lead: a later update without a rating keeps the rating alive": (
        replace(RATED_AMBER, last_reported_on=date(2006, 4, 10), last_reported_when="April 2006"),
        PAPER_OF_2006,
        date(2006, 5, 15),
        Rag.AMBER,
        Voice.LEAD,
        "Amber: lead's rating of 10~March 2006, in progress and on target but not fully completed",
    ),
    "none: green means completed and nobody recorded a completion": (
        RATED_GREEN,
        PAPER_OF_2006,
        date(2006, 3, 22),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: lead's rating of 10~March 2006 says completed, but no completion is recorded",
    ),
    "lapsed: the lead's rating after 36 days": (
        RATED_AMBER,
        PAPER_OF_2006,
        date(2006, 4, 15),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: lead's rating of 10~March 2006 lapsed: last update 10~March 2006, 36 days ago",
    ),
    "lapsed: a rating in an update without a day never counts": (
        replace(RATED_AMBER, last_reported_on=None, last_reported_when=""),
        PAPER_OF_2006,
        date(2006, 3, 11),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: lead's rating of 10~March 2006 lapsed: no dated update",
    ),
    "lapsed: silence counts from the last day of a month": (
        replace(RATED_AMBER, last_reported_on=date(2006, 3, 31), last_reported_when="March 2006"),
        PAPER_OF_2006,
        date(2006, 5, 6),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: lead's rating of 10~March 2006 lapsed: last update March 2006, 36 days ago",
    ),
    "none: nothing reported": (
        Facts(),
        PAPER_OF_2006,
        date(2006, 3, 22),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: nothing reported",
    ),
    "none: reported, never rated": (
        UNDER_WAY,
        PAPER_OF_2006,
        date(2006, 3, 11),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: no rating given; last update 10~March 2006, 1 day ago",
    ),
    "none: reported today, never rated": (
        UNDER_WAY,
        PAPER_OF_2006,
        RATED_ON,
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: no rating given; last update 10~March 2006",
    ),
    "none: reported without a day, never rated": (
        replace(UNDER_WAY, last_reported_on=None, last_reported_when=""),
        PAPER_OF_2006,
        date(2006, 3, 22),
        Rag.NONE,
        Voice.NOBODY,
        "Not rated: no rating given; no dated update",
    ),
}


@pytest.mark.parametrize(
    ("facts", "scheme", "as_of", "rag", "voice", "sentence"), CASES.values(), ids=CASES.keys()
)
def test_a_rating_is_the_directors_else_the_facts_else_the_leads_else_nobodys(
    facts: Facts, scheme: Scheme, as_of: date, rag: Rag, voice: Voice, sentence: str
) -> None:
    rating = rate_action(facts, scheme, as_of=as_of)
    assert (rating.rag, rating.voice) == (rag, voice)
    assert rating.sentence == spaced(sentence)
    assert not rating.is_contradicted


@pytest.mark.parametrize(
    ("as_of", "past"),
    [
        pytest.param(date(2006, 4, 14), False, id="the day before"),
        pytest.param(date(2006, 4, 15), False, id="the day itself"),
        pytest.param(date(2006, 4, 16), True, id="the day after"),
    ],
)
def test_the_day_of_the_by_when_is_still_in_time(as_of: date, past: bool) -> None:
    reported = replace(DUE, last_reported_on=date(2006, 4, 14))
    assert is_past(reported, as_of=as_of) is past
    rating = rate_action(reported, PAPER_OF_2006, as_of=as_of)
    assert rating.rag is (Rag.RED if past else Rag.AMBER)


@pytest.mark.parametrize(
    ("as_of", "lapsed"),
    [
        pytest.param(date(2006, 3, 10), False, id="the day of the update"),
        pytest.param(date(2006, 4, 13), False, id="the 34th day of silence"),
        pytest.param(date(2006, 4, 14), False, id="the 35th day of silence"),
        pytest.param(date(2006, 4, 15), True, id="the 36th day of silence"),
    ],
)
def test_a_leads_rating_holds_for_the_reporting_cycle_and_no_longer(
    as_of: date, lapsed: bool
) -> None:
    assert has_lapsed(RATED_AMBER, PAPER_OF_2006, as_of=as_of) is lapsed
    rating = rate_action(RATED_AMBER, PAPER_OF_2006, as_of=as_of)
    assert rating.rag is (Rag.NONE if lapsed else Rag.AMBER)
    assert rating.voice is (Voice.NOBODY if lapsed else Voice.LEAD)


def test_the_reporting_cycle_is_the_plans_own() -> None:
    weekly = replace(PAPER_OF_2006, lapses_after_days=7)
    assert rate_action(RATED_AMBER, weekly, as_of=date(2006, 3, 17)).rag is Rag.AMBER
    assert rate_action(RATED_AMBER, weekly, as_of=date(2006, 3, 18)).rag is Rag.NONE


# --- Recommendations -----------------------------------------------------------------------------

SAYS_COMPLETED = Facts(
    status=Status.COMPLETED,
    completed_when="19\N{NO-BREAK SPACE}May 2006",
    last_reported_on=date(2006, 5, 19),
    last_reported_when="19\N{NO-BREAK SPACE}May 2006",
    updates_count=1,
)


@pytest.mark.parametrize(
    ("not_completed", "actions", "sentence"),
    [
        pytest.param(0, 4, "Green: completed 19~May 2006", id="its actions bear it out"),
        pytest.param(0, 0, "Green: completed 19~May 2006", id="it has no actions"),
        pytest.param(
            1,
            4,
            "Green: completed 19~May 2006; "
            "contradicted: 1 of 4 actions has no completion recorded",
            id="one has not",
        ),
        pytest.param(
            3,
            4,
            "Green: completed 19~May 2006; "
            "contradicted: 3 of 4 actions have no completion recorded",
            id="three have not",
        ),
        pytest.param(
            1,
            1,
            "Green: completed 19~May 2006; contradicted: 1 of 1 action has no completion recorded",
            id="its only one has not",
        ),
    ],
)
def test_a_recommendation_that_says_completed_is_contradicted_by_its_actions(
    not_completed: int, actions: int, sentence: str
) -> None:
    rating = rate_recommendation(
        SAYS_COMPLETED,
        PAPER_OF_2006,
        actions_not_completed=not_completed,
        actions=actions,
        as_of=date(2006, 5, 22),
    )
    assert rating.sentence == spaced(sentence)
    assert rating.is_contradicted is bool(not_completed)
    assert (rating.rag, rating.voice) == (Rag.GREEN, Voice.FACTS)


def test_a_director_settles_a_contradiction() -> None:
    settled = replace(
        SAYS_COMPLETED,
        moderated_rating=Rag.AMBER,
        moderated_on=date(2006, 5, 20),
        moderation_reason="Two actions are still to be done",
    )
    rating = rate_recommendation(
        settled, PAPER_OF_2006, actions_not_completed=2, actions=4, as_of=date(2006, 5, 22)
    )
    assert rating.sentence == spaced(
        "Amber: director's rating of 20~May 2006, Two actions are still to be done"
    )
    assert not rating.is_contradicted


@pytest.mark.parametrize("not_completed", [0, 1, 9, 10])
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(Facts(), id="never reported"),
        pytest.param(replace(RATED_AMBER, lead_rating=Rag.RED), id="rated red"),
        pytest.param(RATED_AMBER, id="rated amber"),
    ],
)
def test_a_recommendations_rating_is_never_an_average_of_its_actions(
    facts: Facts, not_completed: int
) -> None:
    as_of = date(2006, 3, 22)
    rating = rate_recommendation(
        facts, PAPER_OF_2006, actions_not_completed=not_completed, actions=10, as_of=as_of
    )
    assert rating == rate_action(facts, PAPER_OF_2006, as_of=as_of)


# --- The three voices, side by side --------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "as_of", "said"),
    [
        pytest.param(
            Facts(),
            date(2006, 3, 22),
            "Nothing: it has no by-when to be past, and no completion is recorded",
            id="no by-when",
        ),
        pytest.param(
            DUE,
            DUE_ON,
            "Nothing yet: due 15~April 2006, no completion recorded",
            id="in time",
        ),
        pytest.param(
            MODERATED,
            date(2006, 4, 16),
            "Red: due 15~April 2006, no completion recorded",
            id="past, though moderated",
        ),
        pytest.param(COMPLETED, DUE_ON, "Green: completed 3~April 2006", id="completed"),
    ],
)
def test_the_facts_are_told_whether_or_not_they_count(
    facts: Facts, as_of: date, said: str
) -> None:
    assert what_the_facts_say(facts, PAPER_OF_2006, as_of=as_of) == spaced(said)


@pytest.mark.parametrize(
    ("facts", "as_of", "said"),
    [
        pytest.param(
            Facts(), date(2006, 3, 22), "No rating; no update recorded", id="never reported"
        ),
        pytest.param(
            UNDER_WAY,
            date(2006, 3, 22),
            "No rating; last update 10~March 2006, 12 days ago",
            id="never rated",
        ),
        pytest.param(
            DUE,
            date(2006, 4, 16),
            "Amber on 10~March 2006; last update 10~March 2006, 37 days ago, so it has lapsed",
            id="lapsed, and past",
        ),
        pytest.param(
            MODERATED,
            date(2006, 3, 22),
            "Amber on 10~March 2006; last update 10~March 2006, 12 days ago",
            id="alive, though moderated",
        ),
    ],
)
def test_the_leads_last_rating_is_told_whether_or_not_it_counts(
    facts: Facts, as_of: date, said: str
) -> None:
    assert what_the_lead_said(facts, PAPER_OF_2006, as_of=as_of) == spaced(said)


def test_the_directors_rating_is_told_or_that_there_is_none() -> None:
    assert (
        what_the_director_said(DUE, PAPER_OF_2006) == "Nothing: this rating has not been moderated"
    )
    assert what_the_director_said(MODERATED, PAPER_OF_2006) == spaced(
        "Red: director's rating of 20~March 2006, The evidence does not bear it out"
    )
