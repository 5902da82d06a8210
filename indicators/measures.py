"""What an indicator's figures mean: the unit, which way is good, and how near is near enough.

Polarities are those of the Department for Education's Local Authority Interactive Tool (high, low,
neutral) and, for NI 65, a good range. The three tolerances are in use side by side in English
councils; which one holds is each council's choice.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

MINIMUM_COHORT = 10  # below ten, one child moves a percentage by more than ten points


class Polarity(StrEnum):
    """Which way is good."""

    HIGH = "high"
    LOW = "low"
    NEUTRAL = "neutral"
    RANGE = "range"

    @property
    def words(self) -> str:
        """The polarity as a reader is told it."""
        return {
            "high": "High is good",
            "low": "Low is good",
            "neutral": "Neither high nor low is good",
            "range": "A range is good",
        }[self.value]


class Unit(StrEnum):
    """What a figure counts in."""

    PER_CENT = "per cent"
    NUMBER = "number"
    RATE = "rate"
    POINTS = "percentage points"
    SCORE = "score"
    DAYS = "days"
    CHANGE = "per cent change"

    @property
    def is_of_a_hundred(self) -> bool:
        """Whether differences are percentage points."""
        return self in (Unit.PER_CENT, Unit.POINTS, Unit.CHANGE)


class NoValue(StrEnum):
    """Why there is no figure; the kinds are never mixed up."""

    NOT_APPLICABLE = "not applicable"
    NEW_INDICATOR = "new indicator"
    NOT_YET_INTRODUCED = "not yet introduced"
    TO_BE_SET = "to be set"
    NO_SURVEY = "no survey"
    SUPPRESSED = "suppressed"
    BLANK = "blank in the source"

    @property
    def words(self) -> str:
        """The reason as a cell shows it."""
        return f"{self.value[:1].upper()}{self.value[1:]}"


class ToleranceKind(StrEnum):
    """How the distance that still counts as near is measured."""

    PER_CENT = "per cent"
    POINTS = "points"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    """How far from its target a figure may be and still be amber.

    ``size`` is in per cent of the target, in the indicator's own unit ("points"), or is the worst
    value that is still acceptable ("floor"; for a low polarity it is a ceiling).
    """

    kind: ToleranceKind
    size: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """All that a rating needs to know of an indicator."""

    polarity: Polarity
    unit: Unit = Unit.PER_CENT
    unit_per: str = ""
    tolerance: Tolerance | None = None
    range_low: Decimal | None = None
    range_high: Decimal | None = None
    minimum_cohort: int = MINIMUM_COHORT
    is_small_cohort: bool = False
    is_cumulative: bool = False

    def say(self, value: Decimal) -> str:
        """Return a figure in its unit: ``55.2%``, ``-31pp``, ``130.94``."""
        return in_unit(value, self.unit)

    def say_difference(self, value: Decimal) -> str:
        """Return a distance between two figures, without its sign: ``10 percentage points``."""
        size = abs(value)
        words = plain(size)
        if self.unit.is_of_a_hundred:
            return f"{words} percentage point{'' if size == 1 else 's'}"
        if self.unit is Unit.DAYS:
            return f"{words} day{'' if size == 1 else 's'}"
        return words

    @property
    def range_words(self) -> str:
        """The good range, as ``10% to 15%``."""
        if self.range_low is None or self.range_high is None:
            return ""
        return f"{self.say(self.range_low)} to {self.say(self.range_high)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure of one period, or the reason why there is none.

    ``value`` is in the indicator's unit; numerator and denominator are counts where given.
    """

    period: str
    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    reason: NoValue | None = None

    @property
    def has_value(self) -> bool:
        """Whether there is a number."""
        return self.value is not None

    @property
    def cohort(self) -> str:
        """The numbers behind the figure, as ``1 of 7``; blank where they are not given."""
        if self.denominator is None:
            return ""
        if self.numerator is None:
            return f"of {plain(self.denominator)}"
        return f"{plain(self.numerator)} of {plain(self.denominator)}"


def plain(value: Decimal) -> str:
    """Return a number without idle zeros, its thousands marked: ``1,234.5``."""
    words = f"{value:,f}"
    words = words.rstrip("0").rstrip(".") if "." in words else words
    return "0" if words == "-0" else words  # what rounds to nothing has no sign


def in_unit(value: Decimal, unit: Unit) -> str:
    """Return a figure with the sign of its unit, where it has one."""
    words = plain(value).replace("-", "−")
    if unit in (Unit.PER_CENT, Unit.CHANGE):
        return f"{words}%"
    return f"{words}pp" if unit is Unit.POINTS else words


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Return a value rounded half up, as the council's tables are."""
    return value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
