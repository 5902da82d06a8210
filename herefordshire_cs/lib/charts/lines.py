"""Charts of figures over time: outturns as a line, with targets, comparators and a good range.

Each kind of line has its own dash and its own shape, so that a black and white copy tells them
apart. Names stand beside their lines where there is room, and otherwise in a key underneath.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from herefordshire_cs.lib.charts import axes, drawing
from herefordshire_cs.lib.charts.axes import Name, Plot
from herefordshire_cs.lib.charts.drawing import PALE, QUIET, RULE_STRONG, Box
from herefordshire_cs.lib.charts.series import (
    COMPARATORS,
    OUTTURN,
    TARGET,
    Point,
    Series,
    Trace,
    boxes_of,
    draw_trace,
    sample,
)

__all__ = ["Point", "Series", "line_chart"]

NARROW_WIDTH = 340
NO_FIGURES_HEIGHT = 84
GOOD_RANGE = "Good range"
NEW_DEFINITION = "New definition"

type Range = tuple[Decimal | None, Decimal | None]


def line_chart(
    points: Sequence[Point],
    *,
    targets: Sequence[Point] = (),
    comparators: Sequence[Series] = (),
    title: str,
    description: str,
    identifier: str | int,
    unit_words: str = "",
    range_low: Decimal | None = None,
    range_high: Decimal | None = None,
    width: int = 640,
    height: int = 260,
    narrow: bool = False,
) -> str:
    """Draw the outturns, with the targets and comparators of the same or other periods.

    The points of each line are in the order of their periods, which are known by their labels.
    A period without a point is no gap: yearly targets are joined across the quarters between.
    ``narrow`` is for telephones: 340 units wide, whatever the width, and with a class of its own.
    """
    size = (NARROW_WIDTH if narrow else width, height)
    lines = _traces(points, targets, comparators)
    if any(trace.last for trace in lines):
        body, size = _draw(lines, (range_low, range_high), unit_words, size)
    else:
        size = (size[0], NO_FIGURES_HEIGHT)
        body = drawing.no_figures(*size)
    return drawing.picture(
        body,
        size=size,
        css_class=f"cs-chart cs-chart--{'narrow' if narrow else 'wide'}",
        name=drawing.name_of("line", f"{identifier} narrow" if narrow else identifier),
        title=title,
        description=description,
    )


def _traces(
    points: Sequence[Point], targets: Sequence[Point], comparators: Sequence[Series]
) -> list[Trace]:
    """Return the lines in the order of their importance, the outturns first."""
    outturn = Trace("outturn", "", OUTTURN, points)
    if outturn.last:
        outturn = outturn._replace(name=outturn.last.words)
    others = [
        Trace("comparator", series.name, COMPARATORS[number % len(COMPARATORS)], series.points)
        for number, series in enumerate(comparators)
    ]
    return [outturn, Trace("target", "Target", TARGET, targets), *others]


def _draw(
    lines: Sequence[Trace], good: Range, unit_words: str, size: tuple[int, int]
) -> tuple[str, tuple[int, int]]:
    """Draw everything; what the key needs is added to the height."""
    width, height = size
    plot = _plot(lines, good, size)
    names, left_over = _write_names(plot, lines, good, unit_words, width)
    if left_over:  # The room kept for a name that went into the key is given back.
        plot = _plot(lines, good, size, keyed=[name.words for name in left_over])
        names, left_over = _write_names(plot, lines, good, unit_words, width)
    key, height = axes.key(left_over, top=height, width=width) if left_over else ("", height)
    labels = axes.period_labels(plot, width)
    labelled = {label.period for label in labels}
    parts = [
        _band(plot, good),
        axes.value_axis(plot, unit_words),
        axes.period_axis(plot, labels),
        _edges(plot, good),
        _marks(plot, _new_definitions(plot, lines)),
        *(draw_trace(plot, trace, labelled) for trace in reversed(lines)),
        names,
        key,
    ]
    return "".join(parts), (width, height)


def _plot(
    lines: Sequence[Trace], good: Range, size: tuple[int, int], *, keyed: Sequence[str] = ()
) -> Plot:
    """Return the plot, with room beside it for the names that the key does not hold."""
    periods = _periods(lines)
    values = [value for trace in lines for run in trace.runs for _period, value in run]
    values += [edge for edge in good if edge is not None]
    last = [trace for trace in lines if trace.last and trace.last.label == periods[-1]]
    last_names = [trace.name for trace in last if trace.name not in keyed]
    return axes.lay_out(periods, values, last_names=last_names, size=size)


def _periods(lines: Iterable[Trace]) -> list[str]:
    """Return the periods of all lines in one order; those of a later line are put among them."""
    periods: list[str] = []
    for trace in lines:
        own = [point.label for point in trace.points]
        at = next((periods.index(label) for label in own if label in periods), len(periods))
        for label in own:
            if label not in periods:
                periods.insert(at, label)
            at = periods.index(label) + 1
    return periods


# Ground


def _band_ends(plot: Plot, good: Range) -> tuple[float, float]:
    """Return the top and the bottom of the good range; an open end reaches the end of the axis."""
    low, high = good
    return (
        plot.box.top if high is None else plot.y(high),
        plot.box.bottom if low is None else plot.y(low),
    )


def _band(plot: Plot, good: Range) -> str:
    if good == (None, None):
        return ""
    top, bottom = _band_ends(plot, good)
    size = f'width="{plot.box.right - plot.box.left:.1f}" height="{bottom - top:.1f}"'
    where = f'x="{plot.box.left:.1f}" y="{top:.1f}"'
    return drawing.group("range", [f'<rect {where} {size} fill="{PALE}"/>'])


def _edges(plot: Plot, good: Range) -> str:
    heights = [plot.y(edge) for edge in good if edge is not None]
    ends = (plot.box.left, plot.box.right)
    lines = (drawing.line(ends[0], y, ends[1], y, stroke=RULE_STRONG) for y in heights)
    return drawing.group("edges", lines)


def _new_definitions(plot: Plot, lines: Iterable[Trace]) -> list[float]:
    """Return where the definition changed: before the period that begins the new series."""
    points = (point for trace in lines for point in trace.points if point.starts_new_series)
    return sorted({plot.x(point.label) - plot.slot / 2 for point in points})


def _marks(plot: Plot, marks: Iterable[float]) -> str:
    top, bottom = plot.box.top, plot.box.bottom
    lines = (drawing.line(x, top, x, bottom, stroke=QUIET, dash="3 3") for x in marks)
    return drawing.group("breaks", lines)


# Names


def _write_names(
    plot: Plot, lines: Sequence[Trace], good: Range, unit_words: str, width: int
) -> tuple[str, list[Name]]:
    marks = _new_definitions(plot, lines)
    taken = [Box(0, 0, drawing.text_width(unit_words), 18)]
    taken += [Box(x, plot.box.top, x + 1, plot.box.bottom) for x in marks]
    heights = [plot.y(edge) for edge in good if edge is not None]
    taken += [Box(plot.box.left, y - 1, plot.box.right, y + 1) for y in heights]
    taken += [box for trace in lines for box in boxes_of(plot, trace)]
    inside = Box(plot.box.left, 0, width, plot.box.bottom - 1)
    names = [*_names(plot, lines), *_names_of_ground(plot, lines, good, marks)]
    return axes.write_names(names, inside=inside, taken=taken)


def _names(plot: Plot, lines: Sequence[Trace]) -> Iterable[Name]:
    """Yield the words for the end of each line; the outturn's own are known by their weight."""
    for trace in lines:
        if trace.last and trace.last.value is not None:
            place = (plot.x(trace.last.label), plot.y(trace.last.value))
            is_own = trace.kind == "outturn"
            rivals = _shapes(plot, (other for other in lines if other is not trace))
            yield Name(
                trace.name,
                anchors=(place,),
                sample=sample(trace.ink),
                is_bold=is_own,
                rivals=() if is_own else rivals,
            )


def _names_of_ground(
    plot: Plot, lines: Sequence[Trace], good: Range, marks: Iterable[float]
) -> Iterable[Name]:
    rivals = _shapes(plot, lines)
    if good != (None, None):
        middle = sum(_band_ends(plot, good)) / 2
        anchors = [(plot.box.left + plot.slot * number, middle) for number in range(3)]
        frame = f'width="24" height="12" fill="{PALE}" stroke="{RULE_STRONG}"'
        sample = f'<rect x="5" y="-6" {frame}/>'
        yield Name(GOOD_RANGE, anchors, sample, ground=PALE, rivals=rivals)
    sample = drawing.line(17, -8, 17, 8, stroke=QUIET, dash="3 3")
    for x in marks:
        yield Name(NEW_DEFINITION, ((x, plot.box.top + 8),), sample, rivals=rivals)


def _shapes(plot: Plot, lines: Iterable[Trace]) -> list[tuple[float, float]]:
    points = (point for trace in lines for run in trace.runs for point in run)
    return [(plot.x(period), plot.y(value)) for period, value in points]
