"""How an Outturn earns a RAG rating, a direction and a verdict against others, each in a sentence.

Values in, values out. Never a colour or an arrow on a cohort below the set size: one child more or
less would turn it. Neutral indicators are not rated. A missing figure is unrated, never red.
"""

# Longer than most: every verdict on a figure is given here in its sentence.

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from herefordshire_cs.lib.rag import NOT_RATED, Rag, Rating, Voice, level_of
from indicators.measures import Measure, Polarity, Reading, Tolerance, ToleranceKind, plain

SHORT_OF, ABOVE = "short of", "above"


class Direction(StrEnum):
    """Which way an indicator moved, judged by its polarity where it has one."""

    IMPROVED = "improved"
    WORSENED = "worsened"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"

    @property
    def word(self) -> str:
        """The direction as it is printed."""
        return {"none": "Not shown", "same": "No change"}.get(self.value, self.value.capitalize())


class Verdict(StrEnum):
    """How a figure stands beside another's for the same period."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"

    @property
    def word(self) -> str:
        """The verdict as it is printed."""
        return "Not compared" if self is Verdict.NONE else self.value.capitalize()


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A direction of travel and its sentence; ``sign`` is the way the number itself moved."""

    direction: Direction
    reason: str
    sign: int = 0

    @property
    def arrow(self) -> str:
        """The way the number moved, or nothing where no arrow may be shown."""
        if self.direction is Direction.NONE:
            return ""
        return {1: "↑", -1: "↓", 0: "→"}[self.sign]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A verdict against a comparator and its sentence."""

    verdict: Verdict
    reason: str


def rate_outturn(outturn: Reading, target: Reading | None, measure: Measure) -> Rating:
    """Rate an Outturn against the Target of its period.

    Meeting the Target is green; missing it by no more than the tolerance is amber; else red.
    A range is rated by itself. Both figures are in the indicator's own unit.
    """
    if reason := why_not_judged(outturn, measure):
        return Rating(level=NOT_RATED, reason=reason)
    if measure.polarity is Polarity.RANGE:
        return _rate_in_range(outturn, measure)
    if target is None:
        return Rating(level=NOT_RATED, reason=f"no target for {outturn.period}")
    if target.value is None:
        why = target.reason.value if target.reason else "no figure"
        return Rating(level=NOT_RATED, reason=f"target for {target.period}: {why}")
    return _rate_against(outturn, target, measure)


def why_not_judged(outturn: Reading, measure: Measure) -> str:
    """Say why a figure earns neither colour nor arrow, or return nothing where it does."""
    if outturn.value is None:
        why = outturn.reason.value if outturn.reason else "no figure"
        return f"{outturn.period}: {why}"
    if measure.polarity is Polarity.NEUTRAL:
        return "neither high nor low is good, so it is not rated"
    return why_too_small(outturn, measure)


def why_too_small(outturn: Reading, measure: Measure) -> str:
    """Say why the cohort is too small to judge by, or return nothing."""
    if outturn.denominator is not None:
        if outturn.denominator >= measure.minimum_cohort:
            return ""
        return f"{outturn.cohort}: a cohort below {measure.minimum_cohort} is not rated"
    if measure.is_small_cohort:
        return "a very small cohort, its numbers not given, is not rated"
    return ""


def shortfall(value: Decimal, target: Decimal, polarity: Polarity) -> Decimal:
    """Return how far a value misses a target, in its own unit; zero or less where it is met."""
    return value - target if polarity is Polarity.LOW else target - value


def missed_words(missed: Decimal, measure: Measure) -> str:
    """Return ``10 percentage points short of``; where low is good, a figure misses from above."""
    side = ABOVE if measure.polarity is Polarity.LOW else SHORT_OF
    return f"{measure.say_difference(missed)} {side}"


def is_within(value: Decimal, target: Decimal, measure: Measure) -> bool:
    """Say whether a value that misses its target is within the tolerance, its edge included."""
    tolerance = measure.tolerance
    if tolerance is None:
        return False
    if tolerance.kind is ToleranceKind.FLOOR:
        return shortfall(value, tolerance.size, measure.polarity) <= 0
    return shortfall(value, target, measure.polarity) <= _allowed(tolerance, target)


def _allowed(tolerance: Tolerance, target: Decimal) -> Decimal:
    if tolerance.kind is ToleranceKind.PER_CENT:
        return abs(target) * tolerance.size / 100
    return tolerance.size


def _rate_against(outturn: Reading, target: Reading, measure: Measure) -> Rating:
    assert outturn.value is not None
    assert target.value is not None
    value, aim = outturn.value, target.value
    missed = shortfall(value, aim, measure.polarity)
    said = measure.say(value)
    if missed <= 0:
        return _fact(Rag.GREEN, f"{said}, target of {measure.say(aim)} met")
    short = f"{said}, {missed_words(missed, measure)} the target of {measure.say(aim)}"
    if is_within(value, aim, measure):
        return _fact(Rag.AMBER, f"{short}, {within_words(measure)}")
    return _fact(Rag.RED, f"{short}, {beyond_words(measure)}")


def _rate_in_range(outturn: Reading, measure: Measure) -> Rating:
    assert outturn.value is not None
    away = distance_from_range(outturn.value, measure)
    said = measure.say(outturn.value)
    if away == 0:
        return _fact(Rag.GREEN, f"{said}, inside the good range of {measure.range_words}")
    outside = (
        f"{said}, {measure.say_difference(away)} outside the good range of {measure.range_words}"
    )
    if _is_near_range(outturn.value, away, measure):
        return _fact(Rag.AMBER, f"{outside}, {within_words(measure)}")
    return _fact(Rag.RED, f"{outside}, {beyond_words(measure)}")


def _is_near_range(value: Decimal, away: Decimal, measure: Measure) -> bool:
    tolerance = measure.tolerance
    if tolerance is None or tolerance.kind is ToleranceKind.FLOOR:
        return False
    assert measure.range_low is not None
    assert measure.range_high is not None
    edge = measure.range_low if value < measure.range_low else measure.range_high
    return away <= _allowed(tolerance, edge)


def distance_from_range(value: Decimal, measure: Measure) -> Decimal:
    """Return how far a value is outside the good range; zero inside it, its edges included."""
    assert measure.range_low is not None
    assert measure.range_high is not None
    return max(measure.range_low - value, value - measure.range_high, Decimal(0))


def within_words(measure: Measure) -> str:
    """Say that the tolerance covers it."""
    return f"within {tolerance_words(measure)}"


def beyond_words(measure: Measure) -> str:
    """Say that the tolerance does not cover it."""
    if measure.tolerance is None:
        return "and no tolerance is set"
    return f"beyond {tolerance_words(measure)}"


def tolerance_words(measure: Measure) -> str:
    """Return the tolerance as ``the tolerance of 5 percentage points``."""
    tolerance = measure.tolerance
    if tolerance is None:
        return "no tolerance"
    if tolerance.kind is ToleranceKind.FLOOR:
        return f"the floor of {measure.say(tolerance.size)}"
    if tolerance.kind is ToleranceKind.PER_CENT:
        return f"the tolerance of {plain(tolerance.size)}% of the target"
    return f"the tolerance of {measure.say_difference(tolerance.size)}"


def direction_of_travel(
    now: Reading, before: Reading | None, measure: Measure, *, changed_definition: str = ""
) -> Movement:
    """Say which way an indicator moved since the last comparable period.

    ``changed_definition`` is why the two are not one series, where they are not.
    """
    if changed_definition:
        return _not_shown(f"not compared: {changed_definition}")
    if now.value is None:
        return _not_shown(f"{now.period}: {now.reason.value if now.reason else 'no figure'}")
    if before is None or before.value is None:
        return _not_shown("no earlier figure to compare with")
    if reason := why_too_small(now, measure) or why_too_small(before, measure):
        return _not_shown(reason.replace("is not rated", "has no direction"))
    sign = _sign(now.value - before.value)
    direction = _direction(now.value, before.value, measure)
    said = f"from {measure.say(before.value)} in {before.period} to {measure.say(now.value)}"
    return Movement(direction=direction, reason=f"{said} in {now.period}", sign=sign)


def _direction(now: Decimal, before: Decimal, measure: Measure) -> Direction:
    if measure.polarity is Polarity.NEUTRAL:
        return {1: Direction.HIGHER, -1: Direction.LOWER, 0: Direction.SAME}[_sign(now - before)]
    gained = goodness(now, measure) - goodness(before, measure)
    return {1: Direction.IMPROVED, -1: Direction.WORSENED, 0: Direction.SAME}[_sign(gained)]


def goodness(value: Decimal, measure: Measure) -> Decimal:
    """Return a number that grows as a figure gets better; for judged polarities only."""
    if measure.polarity is Polarity.LOW:
        return -value
    if measure.polarity is Polarity.RANGE:
        return -distance_from_range(value, measure)
    return value


def compare(outturn: Reading, comparator: Reading, name: str, measure: Measure) -> Comparison:
    """Say how an Outturn stands beside a comparator's figure for the same period."""
    if comparator.value is None:
        return Comparison(verdict=Verdict.NONE, reason=f"no figure for {name} to compare with")
    if outturn.value is None:
        reason = f"no figure of our own for {outturn.period} to compare with {name}"
        return Comparison(verdict=Verdict.NONE, reason=reason)
    if reason := why_too_small(outturn, measure):
        return Comparison(
            verdict=Verdict.NONE, reason=reason.replace("is not rated", "is not compared")
        )
    verdict = _verdict(outturn.value, comparator.value, measure)
    than = {Verdict.SAME: "the same as"}.get(verdict, f"{verdict.value} than")
    said = measure.say(comparator.value)
    if measure.polarity is Polarity.RANGE and verdict is Verdict.SAME:
        than = "as near the good range as"
    reason = f"{measure.say(outturn.value)}, {than} {name} ({said}) in {outturn.period}"
    return Comparison(verdict=verdict, reason=reason)


def _verdict(own: Decimal, other: Decimal, measure: Measure) -> Verdict:
    if measure.polarity is Polarity.NEUTRAL:
        return {1: Verdict.HIGHER, -1: Verdict.LOWER, 0: Verdict.SAME}[_sign(own - other)]
    gained = goodness(own, measure) - goodness(other, measure)
    return {1: Verdict.BETTER, -1: Verdict.WORSE, 0: Verdict.SAME}[_sign(gained)]


def weaker_target(target: Reading, outturn: Reading, measure: Measure) -> str:
    """Say that a target asks for less than was already reached, or return nothing."""
    if target.value is None or outturn.value is None or measure.polarity is Polarity.NEUTRAL:
        return ""
    if goodness(target.value, measure) >= goodness(outturn.value, measure):
        return ""
    return (
        f"The target of {measure.say(target.value)} for {target.period} is weaker than the"
        f" {measure.say(outturn.value)} reached in {outturn.period}."
    )


def gap_to_target(outturn: Reading, target: Reading, measure: Measure) -> str:
    """Say how far the last Outturn is from the next Target; nothing where it cannot be said."""
    if outturn.value is None or target.value is None or measure.polarity is Polarity.NEUTRAL:
        return ""
    aim = f"the target of {measure.say(target.value)} for {target.period}"
    if measure.polarity is Polarity.RANGE:
        gap = measure.say_difference(outturn.value - target.value)
        return f"at {aim}" if outturn.value == target.value else f"{gap} from {aim}"
    missed = shortfall(outturn.value, target.value, measure.polarity)
    if missed <= 0:
        return f"already meets {aim}"
    return f"{missed_words(missed, measure)} {aim}"


def _not_shown(reason: str) -> Movement:
    return Movement(direction=Direction.NONE, reason=reason)


def _fact(rag: Rag, reason: str) -> Rating:
    return Rating(level=level_of(rag), reason=reason, voice=Voice.FACTS)


def _sign(value: Decimal) -> int:
    return (value > 0) - (value < 0)
