"""What a level is to the rules, which levels make a scheme, and that they can be told apart."""

import re
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from actionplan.grounds import Ground, ground_of
from actionplan.movements import Direction, Position, movement
from actionplan.plan_cells import read_rating
from actionplan.rag import Facts, Scheme, Status, rate_action, rate_recommendation
from actionplan.rating_levels import (
    BLUE,
    READY_MADE,
    faults_of,
    patterns_in_words,
    words_to_levels,
)
from herefordshire_cs.lib import colours
from herefordshire_cs.lib.palette import Colour, Shape
from herefordshire_cs.lib.rag import (
    AMBER,
    FOUR,
    GREEN,
    NOT_RATED,
    RED,
    Level,
    Rag,
    RatingCounts,
    Role,
    Scale,
)

TODAY = date(2006, 5, 22)
SAID = date(2006, 5, 20)
PAST, TO_COME = date(2006, 5, 21), date(2006, 6, 30)
STYLES = Path(__file__).parents[2] / "static" / "source" / "scss"


def scheme_of(name: str) -> Scheme:
    ready = READY_MADE[name]
    return Scheme.of_definitions(ready.meanings, scale=Scale(ready.levels), lapses_after_days=35)


def heard(status: Status, rating: str = "none", **facts: object) -> Facts:
    return Facts(
        status=status,
        lead_rating=rating,
        lead_rated_on=SAID,
        last_reported_on=SAID,
        updates_count=1,
        **facts,  # type: ignore[arg-type]
    )


NOTHING = {
    "not due": Facts(by_when_latest=TO_COME),
    "no by-when": Facts(),
    "past": Facts(by_when_latest=PAST),
}
SEVEN = [
    ("completed", heard(Status.COMPLETED, "complete"), "complete"),
    ("completed, nothing rated", heard(Status.COMPLETED), "complete"),
    ("completed and embedded", heard(Status.COMPLETED, "embedded"), "embedded"),
    ("dropped", heard(Status.DROPPED), "closed"),
    ("nothing said, not due", NOTHING["not due"], "not-started"),
    ("nothing said, no by-when", NOTHING["no by-when"], "not-started"),
    ("nothing said, past", NOTHING["past"], "off-track"),
    ("past, said to be on track", heard(Status.IN_PROGRESS, "on-track", by_when_latest=PAST),
     "off-track"),
    ("on track", heard(Status.IN_PROGRESS, "on-track", by_when_latest=TO_COME), "on-track"),
    ("at risk", heard(Status.IN_PROGRESS, "at-risk", by_when_latest=TO_COME), "at-risk"),
    ("said off track", heard(Status.IN_PROGRESS, "off-track", by_when_latest=TO_COME),
     "off-track"),
    ("said not started", heard(Status.IN_PROGRESS, "not-started", by_when_latest=TO_COME),
     "not-started"),
    ("complete without a completion", heard(Status.IN_PROGRESS, "complete"), "none"),
    ("embedded without a completion", heard(Status.IN_PROGRESS, "embedded"), "none"),
    ("under way, nothing rated", heard(Status.IN_PROGRESS), "none"),
    ("in place", Facts(status=Status.IN_PLACE), "none"),
    ("a level that is not there", heard(Status.IN_PROGRESS, "violet"), "none"),
    ("moderated", replace(NOTHING["past"], moderated_rating="at-risk", moderated_on=SAID),
     "at-risk"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "key"), [row[1:] for row in SEVEN], ids=[row[0] for row in SEVEN]
)
def test_the_facts_lead_to_the_level_of_their_role(facts: Facts, key: str) -> None:
    assert rate_action(facts, scheme_of("seven"), as_of=TODAY).level.key == key


@pytest.mark.parametrize(
    ("name", "facts", "key"),
    [
        ("brag", heard(Status.COMPLETED, "blue"), "blue"),
        ("brag", heard(Status.COMPLETED, "green"), "blue"),
        ("brag", heard(Status.IN_PROGRESS, "green"), "green"),
        ("brag", heard(Status.IN_PROGRESS, "blue"), "none"),
        ("brag", NOTHING["not due"], "none"),
        ("brag", NOTHING["past"], "red"),
        ("brag", heard(Status.DROPPED), "none"),
        ("rag", heard(Status.COMPLETED), "green"),
        ("rag", heard(Status.IN_PROGRESS, "green"), "green"),
        ("2006", heard(Status.COMPLETED), "green"),
        ("2006", heard(Status.IN_PROGRESS, "green"), "none"),
        ("2006", heard(Status.DROPPED), "none"),
        ("2006", NOTHING["not due"], "none"),
    ],
)
def test_each_ready_made_scheme_has_its_own_level_for_the_same_facts(
    name: str, facts: Facts, key: str
) -> None:
    assert rate_action(facts, scheme_of(name), as_of=TODAY).level.key == key


def test_a_recommendation_of_which_nothing_was_said_itself_is_not_rated() -> None:
    """Its Actions may well have begun, so it is not said not to."""
    rating = rate_recommendation(
        Facts(), scheme_of("seven"), actions_not_completed=3, actions=3, as_of=TODAY
    )

    assert rating.level is NOT_RATED


@pytest.mark.parametrize(
    ("facts", "ground"),
    [
        (NOTHING["not due"], Ground.NOT_DUE),
        (NOTHING["no by-when"], Ground.NO_BY_WHEN),
        (NOTHING["past"], Ground.NEVER_REPORTED),
        (heard(Status.DROPPED), Ground.DROPPED),
        (heard(Status.IN_PROGRESS, "not-started", by_when_latest=TO_COME), Ground.RATED_SO),
        (heard(Status.IN_PROGRESS, "on-track", by_when_latest=TO_COME), None),
        (heard(Status.COMPLETED, "embedded"), None),
    ],
)
def test_a_level_that_needs_a_ground_has_one(facts: Facts, ground: Ground | None) -> None:
    assert ground_of(facts, scheme_of("seven"), as_of=TODAY) is ground


def test_complete_and_embedded_is_better_than_complete() -> None:
    embedded, complete = READY_MADE["seven"].levels[:2]

    found = movement(Position(level=complete), Position(level=embedded), since=SAID)

    assert found.direction is Direction.BETTER
    assert found.words == "was complete, now complete and embedded"


@pytest.mark.parametrize("name", READY_MADE)
def test_what_is_ready_made_is_whole(name: str) -> None:
    assert faults_of(READY_MADE[name].levels) == []
    assert READY_MADE[name].meanings.keys() == {each.key for each in READY_MADE[name].levels}


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        ((AMBER, GREEN, NOT_RATED), ["No level is off track"]),
        ((RED, AMBER, NOT_RATED), ["No level is on track or complete"]),
        ((RED, GREEN), ["No level is not rated"]),
        ((RED, GREEN, NOT_RATED, replace(NOT_RATED, key="n", word="N", shape=Shape.BAR)),
         ["More than one level is not rated"]),
        ((), ["No level is off track", "No level is on track", "No level is not rated"]),
        ((RED, GREEN, replace(BLUE, word="red "[:3]), NOT_RATED), ["Two levels are called red"]),
        ((RED, GREEN, replace(AMBER, colour=Colour.RED, shape=Shape.DIAMOND), NOT_RATED),
         ["Red has this colour and this shape too"]),
        ((RED, replace(GREEN, role=Role.EMBEDDED), NOT_RATED),
         ["A level is complete and embedded, but none is complete"]),
        ((RED, GREEN, NOT_RATED, *(
            Level(key=f"a{n}", word=f"A{n}", colour=colour, shape=Shape.SQUARE, role=Role.AT_RISK)
            for n, colour in enumerate(Colour)
        )), ["A scheme has 12 levels at most; these are 14"]),
    ],
    ids=[
        "no red", "no green", "none not rated", "two not rated", "nothing", "one word twice",
        "alike", "embedded alone", "too many",
    ],
)  # fmt: skip
def test_levels_that_are_not_whole_are_told_why(
    levels: tuple[Level, ...], told: list[str]
) -> None:
    found = [fault.words for fault in faults_of(levels)]

    assert len(found) == len(told)
    assert all(words.startswith(begins) for words, begins in zip(found, told, strict=True))


def test_what_two_levels_share_is_told_beside_the_later() -> None:
    [fault] = faults_of((RED, GREEN, replace(BLUE, word="Red"), NOT_RATED))

    assert (fault.place, fault.field) == (2, "word")


def test_counts_are_of_the_levels_of_their_scale_in_its_order() -> None:
    brag = Scale(READY_MADE["brag"].levels)
    counts = RatingCounts.of_ratings({"blue": 3, "green": 5, "amber": 2, "red": 1}, brag)

    said = [f"{count} {level.word}" for level, count in counts.some]
    assert said == ["3 Blue", "5 Green", "2 Amber", "1 Red"]
    assert (counts.total, counts.green, counts.of("blue")) == (11, 8, 3)
    assert RatingCounts.add_up([counts, counts], brag).of("green") == 10
    assert RatingCounts.add_up([], brag).segments[0] == (brag.levels[0], 0)


def test_a_rating_that_its_scale_does_not_have_is_counted_as_not_rated() -> None:
    counts = RatingCounts.of_ratings({"violet": 2, "none": 1})

    assert (counts.none, counts.total) == (3, 3)


@pytest.mark.parametrize("rag", Rag)
def test_the_four_ratings_are_the_scale_of_2006(rag: Rag) -> None:
    level = FOUR.of(rag)

    assert (level.key, level.word, level.rag) == (rag.value, rag.word, rag)


def whole(colour: str) -> str:
    """Return a colour with six digits, as ``#ffffff`` for ``#fff``."""
    digits = colour.removeprefix("#")
    return colour if len(digits) == 6 else f"#{''.join(each * 2 for each in digits)}"


def contrast(one: str, other: str) -> float:
    return colours.contrast(whole(one), whole(other))


@pytest.mark.parametrize("colour", Colour)
def test_each_colour_is_read_on_itself_and_seen_on_white(colour: Colour) -> None:
    """WCAG 2.2: 4.5 to 1 for words, 3 to 1 for what carries meaning."""
    paint = colour.paint

    assert contrast(paint.ink, paint.fill or "#ffffff") >= 4.5
    assert contrast(paint.on_bar, paint.bar) >= 4.5
    assert contrast(paint.mark, paint.ground) >= 3
    assert contrast(paint.bar_edge, "#ffffff") >= 3
    if paint.edge:
        assert contrast(paint.edge, "#ffffff") >= 3


def test_no_two_colours_are_drawn_alike_in_a_bar_of_one_ink() -> None:
    """A black and white copy has the lines, and how dark the ground is."""
    for one, other in combinations(Colour, 2):
        same_lines = one.paint.hatch == other.paint.hatch
        grounds = contrast(one.paint.bar, other.paint.bar)
        assert not same_lines or grounds > 1.15, (one, other)
        assert one.paint.pattern != other.paint.pattern


def test_the_styles_draw_each_colour_as_it_is_here() -> None:
    levels = (STYLES / "_levels.scss").read_text(encoding="utf-8")
    found = re.findall(r'"([a-z-]+)": \((#\w+), (#\w+), (#\w+)\)', levels)
    four = {Colour.RED, Colour.AMBER, Colour.GREEN, Colour.NONE}

    assert {name for name, *_inks in found} | four == set(Colour)
    for name, *inks in found:
        paint = Colour(name).paint
        assert [whole(ink) for ink in inks] == [
            whole(each) for each in (paint.fill, paint.edge, paint.ink)
        ]


def test_how_bars_are_told_apart_is_said_in_the_words_of_the_scheme() -> None:
    assert (
        patterns_in_words(FOUR.levels) == "red solid, amber hatched, green pale, not rated empty"
    )
    assert patterns_in_words(FOUR.levels, verb=" is").startswith("red is solid, amber hatched,")


@pytest.mark.parametrize(
    ("words", "colour", "rating", "is_asked"),
    [
        ("Complete and embedded", "", "complete and embedded", False),
        ("ON TRACK", "", "on track", False),
        ("At risk.", "", "at risk", False),
        ("", "00B050", "on track", True),
        ("", "7030A0", "", False),
        ("Off track", "FF0000", "off track", False),
        ("Off track", "00B050", "off track", True),
        ("Green", "", "", True),
        ("Not rated", "", "", True),
    ],
)
def test_a_cell_is_read_in_the_words_of_its_scheme_or_by_its_fill(
    words: str, colour: str, rating: str, is_asked: bool
) -> None:
    found = words_to_levels(READY_MADE["seven"].levels)
    shades = {level.colour.value: word for word, level in found.items()}

    read, question = read_rating(words, colour=colour, scheme=found, shades=shades)

    assert (read, bool(question)) == (rating, is_asked)
