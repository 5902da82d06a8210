"""The ground of a chart over time: its two axes, and names beside the lines or in a key."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, pairwise
from typing import NamedTuple

from herefordshire_cs.lib.charts import drawing
from herefordshire_cs.lib.charts.drawing import LINE_HEIGHT, QUIET, RULE, RULE_STRONG, Box

EDGE = 10
TOP = 30  # room for the words of the unit
PERIODS = 26  # room for one line of period labels
SPACE_BETWEEN_PERIODS = 10
LARGEST_SHARE_OF_NAMES = 0.34  # of the width, kept free after the last period
KEY_SAMPLE = 42
KEY_SPACE = 22
CLEARANCE = 4  # how much nearer words are to their own shape than to any other


class Name(NamedTuple):
    """Words that belong beside a point of the chart, and the sample they have in a key."""

    words: str
    anchors: Sequence[tuple[float, float]]
    sample: str
    is_bold: bool = False
    ground: str = "#ffffff"
    rivals: Sequence[tuple[float, float]] = ()  # shapes that must not seem to own the words

    @property
    def rooms(self) -> Iterator[Box]:
        """The places where the words are nearest to the point that they belong to."""
        width = drawing.text_width(self.words)
        for x, y in self.anchors:
            for room in drawing.rooms_beside(x, y, width):
                reach = room.distance(x, y) + CLEARANCE
                if not any(room.distance(*rival) < reach for rival in self.rivals):
                    yield room


class PeriodLabel(NamedTuple):
    """The label of a period, in one line or two, and where its middle is."""

    period: str
    lines: Sequence[str]
    middle: float

    @property
    def left(self) -> float:
        """Where the longest line begins."""
        return self.middle - self.width / 2

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max(map(drawing.text_width, self.lines))


@dataclass(frozen=True, slots=True)
class Plot:
    """The room for the lines, with its two scales."""

    box: Box
    periods: Sequence[str]
    ticks: Sequence[Decimal]
    is_wrapped: bool

    @property
    def slot(self) -> float:
        """The width of one period."""
        return (self.box.right - self.box.left) / len(self.periods)

    def x(self, period: str) -> float:
        """Return the middle of a period."""
        return self.box.left + self.slot * (self.periods.index(period) + 0.5)

    def y(self, value: Decimal) -> float:
        """Return the height of a value."""
        share = (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0])
        return self.box.bottom - float(share) * (self.box.bottom - self.box.top)


def lay_out(
    periods: Sequence[str],
    values: Sequence[Decimal],
    *,
    last_names: Iterable[str],
    size: tuple[int, int],
) -> Plot:
    """Return the plot, with room after the last period for the names of lines that end there."""
    width, height = size
    ticks = drawing.round_ticks(values)
    left = EDGE + max(map(drawing.text_width, _tick_words(ticks)))
    half_slots = 1 / (2 * len(periods))
    widths = [drawing.text_width(name) + drawing.SHAPE_REACH + 6 for name in last_names]
    names = max((each for each in widths if each <= LARGEST_SHARE_OF_NAMES * width), default=0)
    # Names begin half a slot before the right edge of the plot, whose slots depend on that edge.
    after = max(EDGE, (names - (width - left) * half_slots) / (1 - half_slots))
    slot = (width - after - left) / len(periods)
    widest = max(map(drawing.text_width, periods)) + SPACE_BETWEEN_PERIODS
    is_wrapped = widest > slot and any(" " in period for period in periods)
    bottom = height - PERIODS - (LINE_HEIGHT if is_wrapped else 0)
    return Plot(Box(left, TOP, width - after, bottom), periods, ticks, is_wrapped)


# Axes


def _tick_words(ticks: Sequence[Decimal]) -> list[str]:
    return [drawing.tick_words(tick, ticks[1] - ticks[0]) for tick in ticks]


def value_axis(plot: Plot, unit_words: str) -> str:
    """Draw a hairline and a figure for each tick; the line of zero is the strong one."""
    parts = [drawing.text(unit_words, 0.5, 15, fill=QUIET)] if unit_words else []
    for tick, words in zip(plot.ticks, _tick_words(plot.ticks), strict=True):
        y = plot.y(tick)
        stroke = RULE if tick else RULE_STRONG
        parts.append(drawing.line(plot.box.left, y, plot.box.right, y, stroke=stroke))
        parts.append(drawing.text(words, plot.box.left - 6, y + 5, anchor="end", fill=QUIET))
    return drawing.group("values", parts)


def period_axis(plot: Plot, labels: Iterable[PeriodLabel]) -> str:
    """Draw the labels of periods under the plot, each with its mark."""
    parts = []
    for label in labels:
        x, bottom = plot.x(label.period), plot.box.bottom
        parts.append(drawing.line(x, bottom, x, bottom + 5, stroke=RULE_STRONG))
        for number, words in enumerate(label.lines):
            y = bottom + 20 + number * LINE_HEIGHT
            parts.append(drawing.text(words, label.middle, y, anchor="middle", fill=QUIET))
    return drawing.group("periods", parts)


def period_labels(plot: Plot, width: int) -> list[PeriodLabel]:
    """Return as many labels as there is room for, always with the last period.

    They are every one, every other one, or every fourth, eighth and so on, which keeps to one
    quarter of the year.
    """
    labels = [_period_label(plot, period, width) for period in plot.periods]
    for step in count(1):
        shown = labels[::-1][::step][::-1]
        if (step < 3 or step % 4 == 0) and all(_are_apart(*two) for two in pairwise(shown)):
            return shown
    raise AssertionError("One label alone overlaps nothing.")


def _period_label(plot: Plot, period: str, width: int) -> PeriodLabel:
    label = PeriodLabel(period, _lines(period) if plot.is_wrapped else [period], plot.x(period))
    half = label.width / 2
    return label._replace(middle=max(half, min(label.middle, width - half)))


def _lines(words: str) -> list[str]:
    """Break words at the space nearest to their middle."""
    spaces = [at for at, character in enumerate(words) if character == " "]
    if not spaces:
        return [words]
    at = min(spaces, key=lambda each: abs(each - len(words) / 2))
    return [words[:at], words[at + 1 :]]


def _are_apart(before: PeriodLabel, after: PeriodLabel) -> bool:
    return before.left + before.width + SPACE_BETWEEN_PERIODS <= after.left


# Names


def write_names(
    names: Iterable[Name], *, inside: Box, taken: Sequence[Box]
) -> tuple[str, list[Name]]:
    """Write each name beside its line where there is room; return those that found none."""
    taken = list(taken)
    parts, left_over = [], []
    for name in names:
        room = drawing.find_room(name.rooms, inside=inside, taken=taken)
        if room:
            taken.append(room)
            parts.append(
                drawing.text_in(room, name.words, ground=name.ground, is_bold=name.is_bold)
            )
        else:
            left_over.append(name)
    return drawing.group("names", parts), left_over


def key(names: Iterable[Name], *, top: int, width: int) -> tuple[str, int]:
    """Draw a sample and the words of each name, in rows; return them and where they end."""
    x, y, parts = 0.0, top + 6, []
    for name in {(name.words, name.sample): name for name in names}.values():
        needed = KEY_SAMPLE + drawing.text_width(name.words)
        if x and x + needed > width:
            x, y = 0, y + KEY_SPACE
        parts.append(f'<g transform="translate({x:.1f} {y + KEY_SPACE / 2:g})">{name.sample}</g>')
        parts.append(drawing.text(name.words, x + KEY_SAMPLE, y + 16, is_bold=name.is_bold))
        x += needed + KEY_SPACE
    return drawing.group("key", parts), y + KEY_SPACE
