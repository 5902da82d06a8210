"""Lines as small as a word, for a cell of a table."""

from collections.abc import Sequence
from decimal import Decimal

from herefordshire_cs.lib.charts import drawing
from herefordshire_cs.lib.charts.drawing import INK, QUIET
from herefordshire_cs.lib.charts.series import OUTTURN, Point, Trace


def sparkline(
    values: Sequence[Decimal | None],
    *,
    title: str,
    identifier: str | int,
    target: Decimal | None = None,
    width: int = 96,
    height: int = 24,
) -> str:
    """Draw a line with its last value marked; nothing at all if there is no value.

    ``target`` is a dashed hairline. A missing value is a gap.
    """
    figures = [value for value in values if value is not None]
    if not figures:
        return ""
    heights = _heights([*figures, *([] if target is None else [target])], height)
    step = (width - 8) / max(1, len(values) - 1)
    parts = []
    if target is not None:
        y = heights[target]
        parts.append(drawing.line(0, y, width, y, stroke=QUIET, dash="3 2"))
    points = [Point(str(at), value, "") for at, value in enumerate(values)]
    for run in Trace("", "", OUTTURN, points).runs:
        places = [(4 + step * int(at), heights[value]) for at, value in run]
        if len(run) > 1:
            parts.append(drawing.polyline(places, stroke=INK, width=1.6))
        else:
            parts.append(drawing.shape("speck", *places[0], stroke=INK, fill=INK))
    parts.append(drawing.shape("small dot", *places[-1], stroke=INK, fill=INK))
    return drawing.picture(
        "".join(parts),
        size=(width, height),
        css_class="cs-spark",
        name=drawing.name_of("spark", identifier),
        title=title,
    )


def _heights(values: Sequence[Decimal], height: int) -> dict[Decimal, float]:
    """Return where each value stands, about the middle of all of them."""
    low, high = min(values), max(values)
    least = max(abs(low), abs(high)) * drawing.LEAST_RANGE
    half = max(high - low, least) / 2 or Decimal(1)
    room = height / 2 - 4
    return {
        value: height / 2 - room * float((value - (low + high) / 2) / half) for value in values
    }
