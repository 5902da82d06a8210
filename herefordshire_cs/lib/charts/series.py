"""The lines of a chart over time: what each kind looks like, and where one may be drawn."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from herefordshire_cs.lib.charts import drawing
from herefordshire_cs.lib.charts.axes import Plot
from herefordshire_cs.lib.charts.drawing import INK, QUIET, SHAPE_REACH, Box

CROWDED = 18  # periods nearer than this carry smaller and fewer shapes


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one period; without a value it is a gap, which no line crosses.

    ``starts_new_series`` says that the definition changed before this period.
    """

    label: str
    value: Decimal | None
    words: str
    starts_new_series: bool = False


class Series(NamedTuple):
    """What a comparator is called, and its figures."""

    name: str
    points: Sequence[Point]


class Ink(NamedTuple):
    """What one kind of line is drawn with: none looks like another without its colour."""

    shape: str
    dash: str = ""
    stroke: str = INK
    fill: str = "#ffffff"
    width: float = 1.6


OUTTURN = Ink("dot", fill=INK, width=2.6)
TARGET = Ink("diamond", dash="6 4")
COMPARATORS = (
    Ink("square", dash="1.6 3.2", stroke=QUIET, fill=QUIET),
    Ink("triangle", dash="11 3 2 3", stroke=QUIET),
    Ink("cross", dash="14 5", stroke=QUIET, fill="none"),
)


class Trace(NamedTuple):
    """One line of the chart and what is written beside its end."""

    kind: str
    name: str
    ink: Ink
    points: Sequence[Point]

    @property
    def last(self) -> Point | None:
        """The last point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    @property
    def runs(self) -> list[list[tuple[str, Decimal]]]:
        """The stretches that a line may join: broken at a gap and at a new definition."""
        runs: list[list[tuple[str, Decimal]]] = [[]]
        for point in self.points:
            if point.value is None or point.starts_new_series:
                runs.append([])
            if point.value is not None:
                runs[-1].append((point.label, point.value))
        return [run for run in runs if run]


def draw_trace(plot: Plot, trace: Trace, labelled: Collection[str]) -> str:
    """Draw a line and its shapes; where periods are crowded, few other than the outturns' own."""
    ink, parts = trace.ink, []
    for run in trace.runs:
        places = [(plot.x(period), plot.y(value)) for period, value in run]
        if len(run) > 1:
            parts.append(
                drawing.polyline(places, stroke=ink.stroke, width=ink.width, dash=ink.dash)
            )
        ends = {run[0][0], run[-1][0]}
        for (period, _value), (x, y) in zip(run, places, strict=True):
            if plot.slot >= CROWDED or trace.kind == "outturn" or period in ends.union(labelled):
                shape = _shape(
                    plot, trace, is_last=bool(trace.last and trace.last.label == period)
                )
                parts.append(drawing.shape(shape, x, y, stroke=ink.stroke, fill=ink.fill))
    return drawing.group(trace.kind, parts)


def _shape(plot: Plot, trace: Trace, *, is_last: bool) -> str:
    is_small = trace.ink.shape == "dot" and plot.slot < CROWDED and not is_last
    return "small dot" if is_small else trace.ink.shape


def boxes_of(plot: Plot, trace: Trace) -> Iterator[Box]:
    """Yield the room that a line takes up, in steps along it."""
    for run in trace.runs:
        places = [(plot.x(period), plot.y(value)) for period, value in run]
        for x, y in places:
            yield Box(x - SHAPE_REACH, y - SHAPE_REACH, x + SHAPE_REACH, y + SHAPE_REACH)
        for (x1, y1), (x2, y2) in pairwise(places):
            steps = int(hypot(x2 - x1, y2 - y1) / 5) + 1
            for step in range(steps):
                x, y = x1 + (x2 - x1) * step / steps, y1 + (y2 - y1) * step / steps
                yield Box(x - 2, y - 2, x + 2, y + 2)


def sample(ink: Ink) -> str:
    """Draw a short piece of a line, for a key."""
    across = drawing.polyline(
        ((0.0, 0.0), (34.0, 0.0)), stroke=ink.stroke, width=ink.width, dash=ink.dash
    )
    return across + drawing.shape(ink.shape, 17, 0, stroke=ink.stroke, fill=ink.fill)
