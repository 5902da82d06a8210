"""Rating schemes as they are made: the ready ones, and whether the levels of one are whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from herefordshire_cs.lib.palette import Colour, Shape
from herefordshire_cs.lib.rag import (
    AMBER,
    CLAIMS_COMPLETION,
    GREEN,
    NOT_RATED,
    RED,
    Level,
    Role,
)
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence

MOST_LEVELS = 12  # more fit no table and no key


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyScheme:
    """A scheme to begin with: its levels in their order, and the meaning of each by its key."""

    name: str
    levels: tuple[Level, ...]
    meanings: dict[str, str] = field(default_factory=dict)


BLUE = Level(key="blue", word="Blue", colour=Colour.BLUE, shape=Shape.TICK, role=Role.COMPLETE)
GREEN_ON_TRACK = Level(
    key="green", word="Green", colour=Colour.GREEN, shape=Shape.TICK, role=Role.ON_TRACK
)
GREEN_BESIDE_BLUE = Level(
    key="green", word="Green", colour=Colour.GREEN, shape=Shape.ARROW, role=Role.ON_TRACK
)
OFF_TRACK_MEANS = "Off track or past its date"
AT_RISK_MEANS = "In progress, with some risk to its date"
NOT_RATED_MEANS = "No rating given, or the last one has lapsed for want of an update"
# Source of the meanings: the usual reading in English councils' plans, but for those of 2006; a
# council puts its own words in their place.
READY_MADE = {
    "rag": ReadyScheme(
        name="Red, amber, green",
        levels=(RED, AMBER, GREEN_ON_TRACK, NOT_RATED),
        meanings={
            "red": OFF_TRACK_MEANS,
            "amber": AT_RISK_MEANS,
            "green": "Completed or on track",
            "none": NOT_RATED_MEANS,
        },
    ),
    "brag": ReadyScheme(
        name="Blue, red, amber, green",
        levels=(BLUE, GREEN_BESIDE_BLUE, AMBER, RED, NOT_RATED),
        meanings={
            "blue": "Complete",
            "green": "On track",
            "amber": AT_RISK_MEANS,
            "red": OFF_TRACK_MEANS,
            "none": NOT_RATED_MEANS,
        },
    ),
    "2006": ReadyScheme(
        name="Red, amber, green as in 2006: green is completed",
        levels=(RED, AMBER, GREEN, NOT_RATED),
        meanings={
            "red": "Past its date, not complete",
            "amber": "In progress and on target but not fully completed",
            "green": "Completed",
            "none": NOT_RATED_MEANS,
        },
    ),
    "seven": ReadyScheme(
        name="Seven levels, from not started to complete and embedded",
        levels=(
            Level(
                key="embedded",
                word="Complete and embedded",
                colour=Colour.PURPLE,
                shape=Shape.STAR,
                role=Role.EMBEDDED,
            ),
            Level(
                key="complete",
                word="Complete",
                colour=Colour.BLUE,
                shape=Shape.TICK,
                role=Role.COMPLETE,
            ),
            Level(
                key="on-track",
                word="On track",
                colour=Colour.GREEN,
                shape=Shape.ARROW,
                role=Role.ON_TRACK,
            ),
            Level(
                key="at-risk",
                word="At risk",
                colour=Colour.AMBER,
                shape=Shape.TRIANGLE,
                role=Role.AT_RISK,
            ),
            Level(
                key="off-track",
                word="Off track",
                colour=Colour.RED,
                shape=Shape.DIAMOND,
                role=Role.OFF_TRACK,
            ),
            Level(
                key="not-started",
                word="Not started",
                colour=Colour.GREY,
                shape=Shape.BAR,
                role=Role.NOT_STARTED,
            ),
            Level(
                key="closed",
                word="Closed",
                colour=Colour.BLACK,
                shape=Shape.CROSS,
                role=Role.CLOSED,
            ),
            NOT_RATED,
        ),
        meanings={
            "embedded": "Complete, and shown to last in practice",
            "complete": "Complete, not yet shown to last",
            "on-track": "In progress and on target",
            "at-risk": AT_RISK_MEANS,
            "off-track": OFF_TRACK_MEANS,
            "not-started": "Not due, and nothing reported",
            "closed": "No longer pursued",
            "none": NOT_RATED_MEANS,
        },
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why levels are not whole: beside which by its place from 0, in which field; or in all."""

    words: str
    place: int | None = None
    field: str = ""


def faults_of(levels: Sequence[Level]) -> list[Fault]:
    """Return why some levels do not make a scheme, nothing where they do."""
    return [*_wanting(levels), *_alike(levels)]


def _wanting(levels: Sequence[Level]) -> Iterator[Fault]:
    roles = Counter(level.role for level in levels)
    if not roles[Role.OFF_TRACK]:
        yield Fault(words="No level is off track: an action past its by-when needs one.")
    if not roles[Role.ON_TRACK] and not any(roles[role] for role in CLAIMS_COMPLETION):
        yield Fault(words="No level is on track or complete: an action that is done needs one.")
    if roles[Role.EMBEDDED] and not roles[Role.COMPLETE]:
        yield Fault(
            words=("A level is complete and embedded, but none is complete, with which it begins.")
        )
    if roles[Role.NOT_RATED] != 1:
        had = "No level is" if not roles[Role.NOT_RATED] else "More than one level is"
        yield Fault(words=f"{had} not rated: what nobody rated needs one, and only one.")
    if len(levels) > MOST_LEVELS:
        most = count_in_words(MOST_LEVELS, "level")
        yield Fault(words=f"A scheme has {most} at most; these are {len(levels)}.")


def _alike(levels: Sequence[Level]) -> Iterator[Fault]:
    """Yield what two levels share that tells them apart, beside the later one."""
    for place, level in enumerate(levels):
        for earlier in levels[:place]:
            if level.word and level.word.casefold() == earlier.word.casefold():
                yield Fault(
                    words=f"Two levels are called {level.word}: give this one another word.",
                    place=place,
                    field="word",
                )
            if (level.colour, level.shape) == (earlier.colour, earlier.shape):
                yield Fault(
                    words=(
                        f"{earlier.word} has this colour and this shape too: give this one another"
                        " of either, so that the two can be told apart."
                    ),
                    place=place,
                    field="shape",
                )


def words_to_levels(levels: Sequence[Level]) -> dict[str, Level]:
    """Return the levels that somebody may give, by their words in small letters."""
    return {each.word.casefold(): each for each in levels if each.role is not Role.NOT_RATED}


def what_a_role_does(role: Role) -> str:
    """Return in words what the rules do with a level of a role."""
    return ROLE_MEANS[role]


ROLE_MEANS = {
    Role.NOT_STARTED: "nothing was reported, and it is not due",
    Role.ON_TRACK: "a lead may say so; also what is done, where no level is complete",
    Role.AT_RISK: "a lead may say so; it asks for a reason",
    Role.OFF_TRACK: "past its by-when with no completion recorded, or said so",
    Role.COMPLETE: "a completion is recorded",
    Role.EMBEDDED: "a completion is recorded, and whoever recorded it said so",
    Role.CLOSED: "no longer pursued",
    Role.NOT_RATED: "nobody rated it, or the last rating lapsed",
}


def patterns_in_words(levels: Sequence[Level], *, verb: str = "") -> str:
    """Return how bars tell the levels apart, as ``red solid, amber hatched, green pale``.

    ``verb`` stands after the first, as in ``red is solid``.
    """
    words = [f"{mid_sentence(each.word)} {each.colour.paint.pattern}" for each in levels]
    first = mid_sentence(levels[0].word)
    return ", ".join([f"{first}{verb} {levels[0].colour.paint.pattern}", *words[1:]])
