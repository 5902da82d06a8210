"""How an outturn earns a rating, a direction and a verdict: the rules by row, and their laws."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herefordshire_cs.lib.rag import Rag, Voice
from indicators.measures import (
    Measure,
    NoValue,
    Polarity,
    Reading,
    Tolerance,
    ToleranceKind,
    Unit,
)
from indicators.rag import (
    Direction,
    Movement,
    Verdict,
    compare,
    direction_of_travel,
    gap_to_target,
    goodness,
    rate_outturn,
    weaker_target,
    why_not_judged,
)

NOW, BEFORE, NEXT = "2008/2009", "2007/2008", "2009/2010"
R, A, G, NOT = Rag.RED, Rag.AMBER, Rag.GREEN, Rag.NONE


def number(words: str | None) -> Decimal | None:
    return None if words is None else Decimal(words)


def reading(
    value: str | None = None,
    period: str = NOW,
    *,
    of: str | None = None,
    numerator: str | None = None,
    reason: NoValue | None = None,
) -> Reading:
    return Reading(
        period=period,
        value=number(value),
        numerator=number(numerator),
        denominator=number(of),
        reason=reason,
    )


def per_cent(size: str) -> Tolerance:
    return Tolerance(kind=ToleranceKind.PER_CENT, size=Decimal(size))


def points(size: str) -> Tolerance:
    return Tolerance(kind=ToleranceKind.POINTS, size=Decimal(size))


def floor(size: str) -> Tolerance:
    return Tolerance(kind=ToleranceKind.FLOOR, size=Decimal(size))


def high(tolerance: Tolerance | None = None, unit: Unit = Unit.PER_CENT) -> Measure:
    return Measure(polarity=Polarity.HIGH, unit=unit, tolerance=tolerance)


def low(tolerance: Tolerance | None = None, unit: Unit = Unit.PER_CENT) -> Measure:
    return Measure(polarity=Polarity.LOW, unit=unit, tolerance=tolerance)


def in_range(tolerance: Tolerance | None = None) -> Measure:
    """The good range of NI 65."""
    return Measure(
        polarity=Polarity.RANGE,
        tolerance=tolerance,
        range_low=Decimal(10),
        range_high=Decimal(15),
    )


NEUTRAL = Measure(polarity=Polarity.NEUTRAL, unit=Unit.RATE)
VERY_SMALL = replace(high(points("5")), is_small_cohort=True)
unhurried = settings(deadline=None)
SHORT = "percentage points short of the target of"
ABOVE = "percentage points above the target of"
OUTSIDE = "percentage points outside the good range of 10% to 15%"

# id: the measure, the outturn, the target; the rating and its sentence.
RATED = {
    # --- High is good, a target of 80 -----------------------------------------------------------
    "high, no tolerance: met": (high(), "85", "80", G, "85%, target of 80% met"),
    "high, no tolerance: exactly on target": (high(), "80", "80", G, "80%, target of 80% met"),
    "high, no tolerance: just short": (
        high(),
        "79.9999",
        "80",
        R,
        f"79.9999%, 0.0001 {SHORT} 80%, and no tolerance is set",
    ),
    "high, 10 per cent: met": (high(per_cent("10")), "85", "80", G, "85%, target of 80% met"),
    "high, 10 per cent: exactly on target": (
        high(per_cent("10")),
        "80",
        "80",
        G,
        "80%, target of 80% met",
    ),
    "high, 10 per cent: just short": (
        high(per_cent("10")),
        "79.9999",
        "80",
        A,
        f"79.9999%, 0.0001 {SHORT} 80%, within the tolerance of 10% of the target",
    ),
    "high, 10 per cent: at the edge": (
        high(per_cent("10")),
        "72",
        "80",
        A,
        f"72%, 8 {SHORT} 80%, within the tolerance of 10% of the target",
    ),
    "high, 10 per cent: just beyond": (
        high(per_cent("10")),
        "71.9999",
        "80",
        R,
        f"71.9999%, 8.0001 {SHORT} 80%, beyond the tolerance of 10% of the target",
    ),
    "high, 5 points: met": (high(points("5")), "85", "80", G, "85%, target of 80% met"),
    "high, 5 points: exactly on target": (
        high(points("5")),
        "80",
        "80",
        G,
        "80%, target of 80% met",
    ),
    "high, 5 points: at the edge": (
        high(points("5")),
        "75",
        "80",
        A,
        f"75%, 5 {SHORT} 80%, within the tolerance of 5 percentage points",
    ),
    "high, 5 points: just beyond": (
        high(points("5")),
        "74.9999",
        "80",
        R,
        f"74.9999%, 5.0001 {SHORT} 80%, beyond the tolerance of 5 percentage points",
    ),
    "high, 1 point: one point is written so": (
        high(points("1")),
        "79",
        "80",
        A,
        "79%, 1 percentage point short of the target of 80%,"
        " within the tolerance of 1 percentage point",
    ),
    "high, floor of 70: met": (
        high(floor("70")),
        "80.0001",
        "80",
        G,
        "80.0001%, target of 80% met",
    ),
    "high, floor of 70: exactly on target": (
        high(floor("70")),
        "80",
        "80",
        G,
        "80%, target of 80% met",
    ),
    "high, floor of 70: at the edge": (
        high(floor("70")),
        "70",
        "80",
        A,
        f"70%, 10 {SHORT} 80%, within the floor of 70%",
    ),
    "high, floor of 70: just beyond": (
        high(floor("70")),
        "69.9999",
        "80",
        R,
        f"69.9999%, 10.0001 {SHORT} 80%, beyond the floor of 70%",
    ),
    "high, floor above its own target: short is red": (
        high(floor("90")),
        "79",
        "80",
        R,
        "79%, 1 percentage point short of the target of 80%, beyond the floor of 90%",
    ),
    "high, floor above its own target: met is green": (
        high(floor("90")),
        "80",
        "80",
        G,
        "80%, target of 80% met",
    ),
    # --- Low is good, a target of 20 ------------------------------------------------------------
    "low, no tolerance: met": (low(), "15", "20", G, "15%, target of 20% met"),
    "low, no tolerance: exactly on target": (low(), "20", "20", G, "20%, target of 20% met"),
    "low, no tolerance: just short": (
        low(),
        "20.0001",
        "20",
        R,
        f"20.0001%, 0.0001 {ABOVE} 20%, and no tolerance is set",
    ),
    "low, 10 per cent: met": (low(per_cent("10")), "19.9999", "20", G, None),
    "low, 10 per cent: exactly on target": (low(per_cent("10")), "20", "20", G, None),
    "low, 10 per cent: at the edge": (
        low(per_cent("10")),
        "22",
        "20",
        A,
        f"22%, 2 {ABOVE} 20%, within the tolerance of 10% of the target",
    ),
    "low, 10 per cent: just beyond": (low(per_cent("10")), "22.0001", "20", R, None),
    "low, 5 points: met": (low(points("5")), "0", "20", G, "0%, target of 20% met"),
    "low, 5 points: exactly on target": (low(points("5")), "20", "20", G, None),
    "low, 5 points: at the edge": (low(points("5")), "25", "20", A, None),
    "low, 5 points: just beyond": (
        low(points("5")),
        "25.0001",
        "20",
        R,
        f"25.0001%, 5.0001 {ABOVE} 20%, beyond the tolerance of 5 percentage points",
    ),
    "low, ceiling of 30: met": (low(floor("30")), "19", "20", G, None),
    "low, ceiling of 30: exactly on target": (low(floor("30")), "20", "20", G, None),
    "low, ceiling of 30: at the edge": (low(floor("30")), "30", "20", A, None),
    "low, ceiling of 30: just beyond": (low(floor("30")), "30.0001", "20", R, None),
    # --- A good range of 10 to 15; the target is left aside -------------------------------------
    "range, no tolerance: inside": (
        in_range(),
        "12",
        None,
        G,
        "12%, inside the good range of 10% to 15%",
    ),
    "range, no tolerance: at the lower edge": (in_range(), "10", None, G, None),
    "range, no tolerance: at the upper edge": (in_range(), "15", None, G, None),
    "range, no tolerance: just under": (
        in_range(),
        "9.9999",
        None,
        R,
        f"9.9999%, 0.0001 {OUTSIDE}, and no tolerance is set",
    ),
    "range, no tolerance: just over": (in_range(), "15.0001", None, R, None),
    "range: zero is not wanted": (
        in_range(points("2")),
        "0",
        None,
        R,
        f"0%, 10 {OUTSIDE}, beyond the tolerance of 2 percentage points",
    ),
    "range, 2 points: at the edge below": (
        in_range(points("2")),
        "8",
        None,
        A,
        f"8%, 2 {OUTSIDE}, within the tolerance of 2 percentage points",
    ),
    "range, 2 points: just beyond below": (in_range(points("2")), "7.9999", None, R, None),
    "range, 2 points: at the edge above": (in_range(points("2")), "17", None, A, None),
    "range, 2 points: just beyond above": (in_range(points("2")), "17.0001", None, R, None),
    "range, 10 per cent: at the edge below": (in_range(per_cent("10")), "9", None, A, None),
    "range, 10 per cent: just beyond below": (in_range(per_cent("10")), "8.9999", None, R, None),
    "range, 10 per cent: at the edge above": (in_range(per_cent("10")), "16.5", None, A, None),
    "range, 10 per cent: just beyond above": (in_range(per_cent("10")), "16.5001", None, R, None),
    "range, floor: inside": (in_range(floor("5")), "10", None, G, None),
    "range, floor: a floor says nothing of a range": (in_range(floor("5")), "9", None, R, None),
    "range: a target inside it changes nothing": (in_range(), "15", "11", G, None),
    "range: a target outside it changes nothing": (in_range(), "16", "20", R, None),
    # --- Targets of nothing and of everything ---------------------------------------------------
    "target of 0, low, per cent: on target": (
        low(per_cent("10")),
        "0",
        "0",
        G,
        "0%, target of 0% met",
    ),
    "target of 0, low, per cent: a share of nothing is nothing": (
        low(per_cent("10")),
        "0.0001",
        "0",
        R,
        f"0.0001%, 0.0001 {ABOVE} 0%, beyond the tolerance of 10% of the target",
    ),
    "target of 0, low, points: at the edge": (low(points("5")), "5", "0", A, None),
    "target of 0, low, points: just beyond": (low(points("5")), "5.0001", "0", R, None),
    "target of 0, low, ceiling: at the edge": (low(floor("2")), "2", "0", A, None),
    "target of 0, high: any figure meets it": (high(per_cent("10")), "0", "0", G, None),
    "target of 100, high, per cent: on target": (high(per_cent("5")), "100", "100", G, None),
    "target of 100, high, per cent: at the edge": (high(per_cent("5")), "95", "100", A, None),
    "target of 100, high, per cent: just beyond": (high(per_cent("5")), "94.9999", "100", R, None),
    "target of 100, high, points: at the edge": (high(points("3")), "97", "100", A, None),
    "target of 100, high, points: just beyond": (high(points("3")), "96.9999", "100", R, None),
    "target of 100, low: met by all": (low(points("3")), "100", "100", G, None),
    "tolerance of 0 points: on target": (high(points("0")), "80", "80", G, None),
    "tolerance of 0 points: just short": (high(points("0")), "79.9999", "80", R, None),
    # --- Values below zero, as NI 112 and HCS 60a have them -------------------------------------
    "below zero, low: met": (
        low(per_cent("10"), Unit.CHANGE),
        "-31",
        "-29.6",
        G,
        "−31%, target of −29.6% met",
    ),
    "below zero, low: exactly on target": (
        low(per_cent("10"), Unit.CHANGE),
        "-29.6",
        "-29.6",
        G,
        "−29.6%, target of −29.6% met",
    ),
    "below zero, low: at the edge": (
        low(per_cent("10"), Unit.CHANGE),
        "-26.64",
        "-29.6",
        A,
        f"−26.64%, 2.96 {ABOVE} −29.6%, within the tolerance of 10% of the target",
    ),
    "below zero, low: just beyond": (
        low(per_cent("10"), Unit.CHANGE),
        "-26.6399",
        "-29.6",
        R,
        f"−26.6399%, 2.9601 {ABOVE} −29.6%, beyond the tolerance of 10% of the target",
    ),
    "below zero, low: a rise where a fall was wanted": (
        low(points("5"), Unit.CHANGE),
        "3.5",
        "-29.6",
        R,
        f"3.5%, 33.1 {ABOVE} −29.6%, beyond the tolerance of 5 percentage points",
    ),
    "below zero, high: exactly on target": (
        high(points("2"), Unit.POINTS),
        "-31",
        "-31",
        G,
        "−31pp, target of −31pp met",
    ),
    "below zero, high: at the edge": (high(points("2"), Unit.POINTS), "-33", "-31", A, None),
    "below zero, high: just beyond": (high(points("2"), Unit.POINTS), "-33.0001", "-31", R, None),
    # --- Units in words -------------------------------------------------------------------------
    "a number": (
        high(per_cent("5"), Unit.NUMBER),
        "1234",
        "1300",
        R,
        "1,234, 66 short of the target of 1,300, beyond the tolerance of 5% of the target",
    ),
    "a score": (high(points("1"), Unit.SCORE), "15", "16", A, None),
    "a single day": (
        low(points("5"), Unit.DAYS),
        "43",
        "42",
        A,
        "43, 1 day above the target of 42, within the tolerance of 5 days",
    ),
    "idle zeros are not printed": (high(), "80.5000", "80.0", G, "80.5%, target of 80% met"),
}

# id: the measure, the outturn, the target, the sentence. None of these has a colour.
NOT_RATED = {
    "neutral: with a target": (
        NEUTRAL,
        reading("130.94"),
        reading("120"),
        "neither high nor low is good, so it is not rated",
    ),
    "neutral: without a target": (
        NEUTRAL,
        reading("130.94"),
        None,
        "neither high nor low is good, so it is not rated",
    ),
    "neutral: without a figure the missing figure is told": (
        NEUTRAL,
        reading(reason=NoValue.BLANK),
        None,
        "2008/2009: blank in the source",
    ),
    "no outturn, and no reason known": (high(), reading(), reading("80"), "2008/2009: no figure"),
    "no outturn in a range": (
        in_range(),
        reading(reason=NoValue.NO_SURVEY),
        None,
        "2008/2009: no survey",
    ),
    "no outturn and no target": (high(), reading(), None, "2008/2009: no figure"),
    "no target": (high(), reading("85"), None, "no target for 2008/2009"),
    "a target without a value, and no reason known": (
        high(),
        reading("85"),
        reading(),
        "target for 2008/2009: no figure",
    ),
    "a cohort of 9": (
        high(points("5")),
        reading("100", of="9", numerator="9"),
        reading("80"),
        "9 of 9: a cohort below 10 is not rated",
    ),
    "a cohort of 9, off its target": (
        high(points("5")),
        reading("11.1", of="9", numerator="1"),
        reading("80"),
        "1 of 9: a cohort below 10 is not rated",
    ),
    "a cohort of 9, the numerator not given": (
        high(points("5")),
        reading("11.1", of="9"),
        reading("80"),
        "of 9: a cohort below 10 is not rated",
    ),
    "a cohort just below 10": (
        high(points("5")),
        reading("11.1", of="9.9999"),
        reading("80"),
        "of 9.9999: a cohort below 10 is not rated",
    ),
    "a cohort of 9 in a range": (
        in_range(),
        reading("11.1", of="9", numerator="1"),
        None,
        "1 of 9: a cohort below 10 is not rated",
    ),
    "a cohort of 29 where 30 is asked": (
        replace(high(), minimum_cohort=30),
        reading("80", of="29"),
        reading("80"),
        "of 29: a cohort below 30 is not rated",
    ),
    "a very small cohort, its numbers not given": (
        VERY_SMALL,
        reading("14.3"),
        reading("80"),
        "a very small cohort, its numbers not given, is not rated",
    ),
    "a small cohort without a target": (
        high(),
        reading("11.1", of="9", numerator="1"),
        None,
        "1 of 9: a cohort below 10 is not rated",
    ),
}


# A figure that is missing is never red, whatever the polarity, and keeps its reason.
MISSING = {
    f"no outturn, {measure.polarity} is good: {reason}": (
        measure,
        reading(reason=reason),
        reading("80"),
        f"2008/2009: {reason.value}",
    )
    for measure in (high(), low(), in_range(), NEUTRAL)
    for reason in NoValue
} | {
    f"no target, {measure.polarity} is good: {reason}": (
        measure,
        reading("85"),
        reading(period=NEXT, reason=reason),
        f"target for 2009/2010: {reason.value}",
    )
    for measure in (high(), low())
    for reason in NoValue
}
type Case = tuple[Measure, Reading, Reading | None, Rag, str | None]
CASES: dict[str, Case] = {
    name: (measure, reading(value), reading(aim) if aim else None, rag, sentence)
    for name, (measure, value, aim, rag, sentence) in RATED.items()
} | {
    name: (measure, outturn, target, NOT, sentence)
    for name, (measure, outturn, target, sentence) in (NOT_RATED | MISSING).items()
}


@pytest.mark.parametrize(
    ("measure", "outturn", "target", "rag", "reason"), CASES.values(), ids=CASES
)
def test_an_outturn_is_rated_against_its_target_and_says_why(
    measure: Measure, outturn: Reading, target: Reading | None, rag: Rag, reason: str | None
) -> None:
    rating = rate_outturn(outturn, target, measure)
    assert rating.rag is rag
    assert rating.voice is (Voice.NOBODY if rag is NOT else Voice.FACTS)
    assert rating.is_contradicted is False
    if reason is not None:
        assert rating.sentence == f"{rag.word}: {reason}"


@pytest.mark.parametrize(
    ("measure", "outturn"),
    [
        pytest.param(high(), reading("80", of="10", numerator="8"), id="a cohort of 10"),
        pytest.param(high(), reading("80", of="11"), id="a cohort of 11"),
        pytest.param(high(), reading("80", numerator="1"), id="its size not given"),
        pytest.param(
            replace(high(), minimum_cohort=30), reading("80", of="30"), id="30 where 30 is asked"
        ),
        pytest.param(
            replace(high(), minimum_cohort=1), reading("80", of="1"), id="1 where 1 is asked"
        ),
        pytest.param(VERY_SMALL, reading("80", of="10"), id="known to be small, but 10 after all"),
    ],
)
def test_a_cohort_of_the_set_size_is_rated(measure: Measure, outturn: Reading) -> None:
    assert why_not_judged(outturn, measure) == ""
    assert rate_outturn(outturn, reading("80"), measure).rag is G


# --- Direction of travel -------------------------------------------------------------------------

# id: the measure, now, before; the direction, the arrow and the sentence.
MOVED = {
    "high, up": (high(), "55.2", "50", Direction.IMPROVED, "↑", "from 50% in 2007/2008 to 55.2%"),
    "high, down": (
        high(),
        "50",
        "55.2",
        Direction.WORSENED,
        "↓",
        "from 55.2% in 2007/2008 to 50%",
    ),
    "high, the same": (high(), "50.0", "50", Direction.SAME, "→", "from 50% in 2007/2008 to 50%"),
    "high, up by a hair": (high(), "50.0001", "50", Direction.IMPROVED, "↑", None),
    "low, up": (low(), "25", "21.6", Direction.WORSENED, "↑", None),
    "low, down": (low(), "21.6", "25", Direction.IMPROVED, "↓", None),
    "low, the same": (low(), "25", "25", Direction.SAME, "→", None),
    "low, below zero, further down": (
        low(unit=Unit.CHANGE),
        "-29.6",
        "-12",
        Direction.IMPROVED,
        "↓",
        "from −12% in 2007/2008 to −29.6%",
    ),
    "range, into it from below": (in_range(), "10", "9", Direction.IMPROVED, "↑", None),
    "range, into it from above": (in_range(), "15", "16", Direction.IMPROVED, "↓", None),
    "range, out of it upwards": (in_range(), "15.0001", "12", Direction.WORSENED, "↑", None),
    "range, out of it downwards": (in_range(), "9.9999", "12", Direction.WORSENED, "↓", None),
    "range, away above": (in_range(), "20", "18", Direction.WORSENED, "↑", None),
    "range, nearer from below": (in_range(), "8", "5", Direction.IMPROVED, "↑", None),
    "range, within it": (in_range(), "14", "11", Direction.SAME, "↑", None),
    "range, as far on the other side": (in_range(), "16", "9", Direction.SAME, "↑", None),
    "neutral, up": (NEUTRAL, "541", "520", Direction.HIGHER, "↑", "from 520 in 2007/2008 to 541"),
    "neutral, down": (NEUTRAL, "520", "541", Direction.LOWER, "↓", None),
    "neutral, the same": (NEUTRAL, "520", "520", Direction.SAME, "→", None),
}
SMALL_BEFORE = reading("50", BEFORE, of="9", numerator="4")

# id: now, before, why the definition changed, the measure, the sentence. None has an arrow.
NOT_SHOWN = {
    "nothing before": (reading("55"), None, "", high(), "no earlier figure to compare with"),
    "no value before": (
        reading("55"),
        reading(period=BEFORE, reason=NoValue.BLANK),
        "",
        high(),
        "no earlier figure to compare with",
    ),
    "no value now": (
        reading(reason=NoValue.NO_SURVEY),
        reading("50", BEFORE),
        "",
        high(),
        "2008/2009: no survey",
    ),
    "no value now, and no reason known": (
        reading(),
        reading("50", BEFORE),
        "",
        high(),
        "2008/2009: no figure",
    ),
    "a changed definition": (
        reading("55"),
        reading("50", BEFORE),
        "the definition changed (10 days, not 7)",
        high(),
        "not compared: the definition changed (10 days, not 7)",
    ),
    "a cohort of 9 now": (
        reading("55", of="9", numerator="5"),
        reading("50", BEFORE, of="10"),
        "",
        high(),
        "5 of 9: a cohort below 10 has no direction",
    ),
    "a cohort of 9 before": (
        reading("55", of="10"),
        SMALL_BEFORE,
        "",
        high(),
        "4 of 9: a cohort below 10 has no direction",
    ),
    "a cohort of 9 before, neutral": (
        reading("55", of="10"),
        SMALL_BEFORE,
        "",
        NEUTRAL,
        "4 of 9: a cohort below 10 has no direction",
    ),
    "a very small cohort": (
        reading("55"),
        reading("50", BEFORE),
        "",
        VERY_SMALL,
        "a very small cohort, its numbers not given, has no direction",
    ),
}


@pytest.mark.parametrize(
    ("measure", "now", "before", "direction", "arrow", "sentence"), MOVED.values(), ids=MOVED
)
def test_a_direction_is_judged_by_the_polarity_and_its_arrow_is_the_way_of_the_number(
    measure: Measure,
    now: str,
    before: str,
    direction: Direction,
    arrow: str,
    sentence: str | None,
) -> None:
    moved = direction_of_travel(reading(now), reading(before, BEFORE), measure)
    assert (moved.direction, moved.arrow) == (direction, arrow)
    if sentence is not None:
        assert moved.reason == f"{sentence} in 2008/2009"


@pytest.mark.parametrize(
    ("now", "before", "changed", "measure", "reason"), NOT_SHOWN.values(), ids=NOT_SHOWN
)
def test_no_direction_is_shown_where_none_is_known_and_it_says_why(
    now: Reading, before: Reading | None, changed: str, measure: Measure, reason: str
) -> None:
    moved = direction_of_travel(now, before, measure, changed_definition=changed)
    assert moved == Movement(direction=Direction.NONE, reason=reason)
    assert moved.arrow == ""


def test_cohorts_of_ten_have_a_direction() -> None:
    moved = direction_of_travel(reading("60", of="10"), reading("50", BEFORE, of="10"), high())
    assert moved.direction is Direction.IMPROVED


# --- Against others ------------------------------------------------------------------------------

# id: the measure, the outturn, the comparator; the verdict and its sentence.
COMPARED = {
    "high, above": (
        high(),
        reading("81"),
        "80",
        Verdict.BETTER,
        "81%, better than England (80%) in 2008/2009",
    ),
    "high, below": (
        high(),
        reading("55.2"),
        "71.1",
        Verdict.WORSE,
        "55.2%, worse than England (71.1%) in 2008/2009",
    ),
    "high, the same": (
        high(),
        reading("80"),
        "80.0",
        Verdict.SAME,
        "80%, the same as England (80%) in 2008/2009",
    ),
    "low, above": (low(), reading("25"), "21.6", Verdict.WORSE, None),
    "low, below": (low(), reading("21.6"), "25", Verdict.BETTER, None),
    "low, the same": (low(), reading("25"), "25", Verdict.SAME, None),
    "range, inside beside outside": (in_range(), reading("14"), "15.5", Verdict.BETTER, None),
    "range, outside beside inside": (in_range(), reading("16"), "12", Verdict.WORSE, None),
    "range, both inside": (
        in_range(),
        reading("11"),
        "14",
        Verdict.SAME,
        "11%, as near the good range as England (14%) in 2008/2009",
    ),
    "neutral, above": (
        NEUTRAL,
        reading("541"),
        "520",
        Verdict.HIGHER,
        "541, higher than England (520) in 2008/2009",
    ),
    "neutral, below": (NEUTRAL, reading("520"), "541", Verdict.LOWER, None),
    "neutral, the same": (NEUTRAL, reading("520"), "520", Verdict.SAME, None),
    "no outturn": (
        high(),
        reading(),
        "80",
        Verdict.NONE,
        "no figure of our own for 2008/2009 to compare with England",
    ),
    "neither": (
        high(),
        reading(),
        None,
        Verdict.NONE,
        "no figure for England to compare with",
    ),
    "no comparator": (
        high(),
        reading("80"),
        None,
        Verdict.NONE,
        "no figure for England to compare with",
    ),
    "a cohort of 9": (
        high(),
        reading("80", of="9"),
        "80",
        Verdict.NONE,
        "of 9: a cohort below 10 is not compared",
    ),
    "a cohort of 9, neutral": (NEUTRAL, reading("80", of="9"), "80", Verdict.NONE, None),
    "a cohort of 10": (high(), reading("80", of="10"), "70", Verdict.BETTER, None),
    "a very small cohort": (
        VERY_SMALL,
        reading("80"),
        "80",
        Verdict.NONE,
        "a very small cohort, its numbers not given, is not compared",
    ),
}


@pytest.mark.parametrize(
    ("measure", "outturn", "comparator", "verdict", "reason"), COMPARED.values(), ids=COMPARED
)
def test_an_outturn_is_compared_with_anothers(
    measure: Measure,
    outturn: Reading,
    comparator: str | None,
    verdict: Verdict,
    reason: str | None,
) -> None:
    found = compare(outturn, reading(comparator), "England", measure)
    assert found.verdict is verdict
    if reason is not None:
        assert found.reason == reason


# --- The next target -----------------------------------------------------------------------------

WEAKER = "The target of {} for 2009/2010 is weaker than the {} reached in 2008/2009."

# id: the measure, the target, the outturn, the flag.
FLAGGED = {
    "NI 60, high: 81 to 75": (high(), "75", "81", WEAKER.format("75%", "81%")),
    "NI 62, low: 5 to 8": (low(), "8", "5", WEAKER.format("8%", "5%")),
    "high, the same": (high(), "81", "81", ""),
    "high, weaker by a hair": (high(), "80.9999", "81", WEAKER.format("80.9999%", "81%")),
    "high, stronger": (high(), "85", "81", ""),
    "low, the same": (low(), "5", "5", ""),
    "low, weaker by a hair": (low(), "5.0001", "5", WEAKER.format("5.0001%", "5%")),
    "low, stronger": (low(), "4", "5", ""),
    "NI 112, low, below zero": (
        low(unit=Unit.CHANGE),
        "-20",
        "-29.6",
        WEAKER.format("−20%", "−29.6%"),
    ),
    "range, a target outside what was reached inside": (
        in_range(),
        "16",
        "15",
        WEAKER.format("16%", "15%"),
    ),
    "range, both inside": (in_range(), "13", "14", ""),
    "neutral": (NEUTRAL, "1", "500", ""),
    "no target": (high(), None, "81", ""),
    "no outturn": (high(), "75", None, ""),
}

# id: the measure, the outturn, the target, the distance in words.
GAPS = {
    "high, short": (high(), "55.2", "65", "9.8 percentage points short of the target of 65%"),
    "high, short by one": (high(), "64", "65", "1 percentage point short of the target of 65%"),
    "high, on it": (high(), "65", "65", "already meets the target of 65%"),
    "high, past it": (high(), "66", "65", "already meets the target of 65%"),
    "low, short": (low(), "21.6", "18", "3.6 percentage points above the target of 18%"),
    "low, on it": (low(), "18", "18", "already meets the target of 18%"),
    "low, past it": (low(), "17", "18", "already meets the target of 18%"),
    "days, short": (low(unit=Unit.DAYS), "44", "42", "2 days above the target of 42"),
    "range, above": (in_range(), "14", "13", "1 percentage point from the target of 13%"),
    "range, below": (in_range(), "11", "13", "2 percentage points from the target of 13%"),
    "range, on it": (in_range(), "13", "13", "at the target of 13%"),
}


@pytest.mark.parametrize(("measure", "target", "outturn", "flag"), FLAGGED.values(), ids=FLAGGED)
def test_a_target_weaker_than_the_last_outturn_is_flagged(
    measure: Measure, target: str | None, outturn: str | None, flag: str
) -> None:
    assert weaker_target(reading(target, NEXT), reading(outturn), measure) == flag


@pytest.mark.parametrize(("measure", "outturn", "target", "gap"), GAPS.values(), ids=GAPS)
def test_the_distance_to_the_next_target_is_told(
    measure: Measure, outturn: str, target: str, gap: str
) -> None:
    found = gap_to_target(reading(outturn), reading(target, NEXT), measure)
    assert found == f"{gap} for 2009/2010"


@pytest.mark.parametrize(
    ("measure", "outturn", "target"),
    [
        pytest.param(high(), None, "80", id="no outturn"),
        pytest.param(high(), "80", None, id="no target"),
        pytest.param(NEUTRAL, "80", "90", id="neutral"),
    ],
)
def test_no_distance_is_told_where_there_is_none(
    measure: Measure, outturn: str | None, target: str | None
) -> None:
    assert gap_to_target(reading(outturn), reading(target, NEXT), measure) == ""


def test_what_is_not_shown_or_not_compared_is_said_in_words() -> None:
    assert [each.word for each in Direction] == [
        "Improved",
        "Worsened",
        "No change",
        "Higher",
        "Lower",
        "Not shown",
    ]
    assert [each.word for each in Verdict] == [
        "Better",
        "Worse",
        "Same",
        "Higher",
        "Lower",
        "Not compared",
    ]


# --- Laws ----------------------------------------------------------------------------------------

# Quarters in a narrow band, so that figures often lie exactly on targets and on edges.
FIGURES = st.integers(-60, 60).map(lambda quarters: Decimal(quarters) / 4)
SIZES = st.integers(0, 40).map(lambda quarters: Decimal(quarters) / 4)
COHORTS = st.sampled_from([None, Decimal(1), Decimal(9), Decimal(10), Decimal(200)])
JUDGED = (Polarity.HIGH, Polarity.LOW, Polarity.RANGE)
OPPOSITE = {
    Polarity.HIGH: Polarity.LOW,
    Polarity.LOW: Polarity.HIGH,
    Polarity.RANGE: Polarity.RANGE,
    Polarity.NEUTRAL: Polarity.NEUTRAL,
}
OTHER_WAY = {
    Direction.IMPROVED: Direction.WORSENED,
    Direction.WORSENED: Direction.IMPROVED,
    Direction.HIGHER: Direction.LOWER,
    Direction.LOWER: Direction.HIGHER,
    Direction.SAME: Direction.SAME,
    Direction.NONE: Direction.NONE,
}
OTHER_SIDE = {
    Verdict.BETTER: Verdict.WORSE,
    Verdict.WORSE: Verdict.BETTER,
    Verdict.HIGHER: Verdict.LOWER,
    Verdict.LOWER: Verdict.HIGHER,
    Verdict.SAME: Verdict.SAME,
    Verdict.NONE: Verdict.NONE,
}


@st.composite
def tolerances(draw: st.DrawFn) -> Tolerance | None:
    kind = draw(st.sampled_from([None, *ToleranceKind]))
    if kind is None:
        return None
    return Tolerance(kind=kind, size=draw(FIGURES if kind is ToleranceKind.FLOOR else SIZES))


@st.composite
def measures(draw: st.DrawFn, polarities: tuple[Polarity, ...] = JUDGED) -> Measure:
    ends = sorted((draw(FIGURES), draw(FIGURES)))
    return Measure(
        polarity=draw(st.sampled_from(polarities)),
        tolerance=draw(tolerances()),
        range_low=ends[0],
        range_high=ends[1],
        is_small_cohort=draw(st.booleans()),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    value = draw(st.none() | FIGURES)
    reason = None if value is not None else draw(st.none() | st.sampled_from(NoValue))
    return Reading(period=NOW, value=value, denominator=draw(COHORTS), reason=reason)


def plainly(value: Decimal) -> Reading:
    """A figure of a cohort of which nothing is known."""
    return Reading(period=NOW, value=value)


def unhindered(measure: Measure) -> Measure:
    """The same measure of a cohort that is large enough."""
    return replace(measure, is_small_cohort=False)


def mirrored(measure: Measure) -> Measure:
    assert measure.range_low is not None
    assert measure.range_high is not None
    tolerance = measure.tolerance
    if tolerance is not None and tolerance.kind is ToleranceKind.FLOOR:
        tolerance = replace(tolerance, size=-tolerance.size)
    return replace(
        measure,
        polarity=OPPOSITE[measure.polarity],
        tolerance=tolerance,
        range_low=-measure.range_high,
        range_high=-measure.range_low,
    )


def turned(figure: Reading) -> Reading:
    return figure if figure.value is None else replace(figure, value=-figure.value)


def size_of(gap: str) -> str:
    """Return a gap without its side: where low is good, a figure misses from above."""
    return gap.partition("the target")[0].replace("above", "short of")


@unhurried
@given(measures((*JUDGED, Polarity.NEUTRAL)), readings(), st.none() | readings())
def test_a_rating_is_the_same_in_the_mirror(
    measure: Measure, outturn: Reading, target: Reading | None
) -> None:
    rating = rate_outturn(outturn, target, measure)
    other = rate_outturn(turned(outturn), turned(target) if target else None, mirrored(measure))
    assert (other.rag, other.voice) == (rating.rag, rating.voice)


@unhurried
@given(measures(), readings(), readings())
def test_a_direction_a_verdict_a_flag_and_a_gap_are_the_same_in_the_mirror(
    measure: Measure, one: Reading, two: Reading
) -> None:
    mirror = mirrored(measure)
    moved = direction_of_travel(one, two, measure)
    moved_there = direction_of_travel(turned(one), turned(two), mirror)
    assert (moved_there.direction, moved_there.sign) == (moved.direction, -moved.sign)
    verdict = compare(one, two, "England", measure).verdict
    assert compare(turned(one), turned(two), "England", mirror).verdict is verdict
    flag = weaker_target(one, two, measure)
    assert bool(weaker_target(turned(one), turned(two), mirror)) is bool(flag)
    gap, gap_there = (
        gap_to_target(one, two, measure),
        gap_to_target(turned(one), turned(two), mirror),
    )
    assert size_of(gap_there) == size_of(gap)


@unhurried
@given(readings(), readings())
def test_a_neutral_direction_and_verdict_turn_round_in_the_mirror(
    one: Reading, two: Reading
) -> None:
    there = turned(one), turned(two)
    moved = direction_of_travel(one, two, NEUTRAL).direction
    assert direction_of_travel(*there, NEUTRAL).direction is OTHER_WAY[moved]
    verdict = compare(one, two, "England", NEUTRAL).verdict
    assert compare(*there, "England", NEUTRAL).verdict is OTHER_SIDE[verdict]


@unhurried
@given(measures((Polarity.HIGH, Polarity.LOW)), FIGURES, FIGURES)
def test_green_is_exactly_what_is_as_good_as_its_target(
    measure: Measure, value: Decimal, target: Decimal
) -> None:
    as_good = value >= target if measure.polarity is Polarity.HIGH else value <= target
    rating = rate_outturn(plainly(value), plainly(target), unhindered(measure))
    assert (rating.rag is G) is as_good


@unhurried
@given(measures(), FIGURES, FIGURES, FIGURES)
def test_a_rating_never_gets_worse_as_the_value_gets_better(
    measure: Measure, one: Decimal, two: Decimal, target: Decimal
) -> None:
    measure = unhindered(measure)
    is_by_share = measure.tolerance and measure.tolerance.kind is ToleranceKind.PER_CENT
    if measure.polarity is Polarity.RANGE and is_by_share:
        # A share of each edge is another distance on either side; each side keeps the law.
        assert measure.range_low is not None
        one, two = min(one, measure.range_low), min(two, measure.range_low)
    worse, better = sorted((one, two), key=lambda value: goodness(value, measure))
    aim = plainly(target)
    rag = rate_outturn(plainly(worse), aim, measure).rag
    assert rate_outturn(plainly(better), aim, measure).rag.severity >= rag.severity


@unhurried
@given(measures(), FIGURES, FIGURES, SIZES)
def test_a_wider_tolerance_never_worsens_a_rating(
    measure: Measure, value: Decimal, target: Decimal, more: Decimal
) -> None:
    measure = unhindered(measure)
    none = rate_outturn(plainly(value), plainly(target), replace(measure, tolerance=None)).rag
    rag = rate_outturn(plainly(value), plainly(target), measure).rag
    assert rag.severity >= none.severity
    if measure.tolerance is None:
        return
    is_floor = measure.tolerance.kind is ToleranceKind.FLOOR
    down = is_floor and measure.polarity is Polarity.HIGH
    wider = replace(measure.tolerance, size=measure.tolerance.size + (-more if down else more))
    eased = rate_outturn(plainly(value), plainly(target), replace(measure, tolerance=wider)).rag
    assert eased.severity >= rag.severity


@unhurried
@given(measures((*JUDGED, Polarity.NEUTRAL)), FIGURES, FIGURES)
def test_two_who_are_compared_see_each_other_from_opposite_sides(
    measure: Measure, one: Decimal, two: Decimal
) -> None:
    measure = unhindered(measure)
    verdict = compare(plainly(one), plainly(two), "Devon", measure).verdict
    back = compare(plainly(two), plainly(one), "Herefordshire", measure).verdict
    assert verdict is not Verdict.NONE
    assert back is OTHER_SIDE[verdict]


@unhurried
@given(measures((*JUDGED, Polarity.NEUTRAL)), readings(), readings())
def test_a_direction_turns_round_when_time_does(
    measure: Measure, one: Reading, two: Reading
) -> None:
    moved = direction_of_travel(one, two, measure)
    back = direction_of_travel(two, one, measure)
    assert (back.direction, back.sign) == (OTHER_WAY[moved.direction], -moved.sign)


@unhurried
@given(
    measures((*JUDGED, Polarity.NEUTRAL)),
    FIGURES,
    FIGURES,
    st.integers(1, 30),
    st.integers(0, 30),
)
def test_nothing_below_the_set_cohort_has_a_colour_or_an_arrow(
    measure: Measure, value: Decimal, other: Decimal, size: int, below: int
) -> None:
    measure = replace(measure, minimum_cohort=size)
    small = Reading(period=NOW, value=value, denominator=Decimal(max(size - 1 - below, 0)))
    plenty = Reading(period=BEFORE, value=other, denominator=Decimal(size))
    assert rate_outturn(small, plenty, measure).rag is NOT
    for now, before in ((small, plenty), (plenty, small)):
        moved = direction_of_travel(now, before, measure)
        assert (moved.direction, moved.arrow, moved.sign) == (Direction.NONE, "", 0)
    assert compare(small, plenty, "England", measure).verdict is Verdict.NONE


@unhurried
@given(measures((*JUDGED, Polarity.NEUTRAL)), readings(), st.none() | readings())
def test_a_colour_has_a_figure_behind_it_and_every_answer_has_a_reason(
    measure: Measure, outturn: Reading, target: Reading | None
) -> None:
    rating = rate_outturn(outturn, target, measure)
    moved = direction_of_travel(outturn, target, measure)
    assert rating.reason
    assert moved.reason
    if outturn.value is None or measure.polarity is Polarity.NEUTRAL:
        assert rating.rag is NOT
    if outturn.value is None:
        assert moved.arrow == ""
