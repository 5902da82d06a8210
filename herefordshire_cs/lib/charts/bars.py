"""Bars side by side: one figure of the council's own and those it is compared with."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from herefordshire_cs.lib.charts import drawing
from herefordshire_cs.lib.charts.drawing import INK, QUIET, RULE_STRONG, TEXT

NARROW_WIDTH = 340
ROW = 28
NAME_ABOVE = 20
BAR = 16
SPACE = 12
LARGEST_SHARE_OF_NAMES = 0.4  # longer names stand above their bars


class Row(NamedTuple):
    """A bar; a plain tuple will do as well. Without a value there are the words only."""

    name: str
    value: Decimal | None
    words: str
    is_own: bool = False


class Layout(NamedTuple):
    """Where the parts of a row are: names, then bars between two edges, then the words."""

    left: float
    right: float
    width: int
    row: int
    names_are_above: bool
    top: int
    scale: Callable[[Decimal], float]


def comparison_bars(
    rows: Iterable[tuple[str, Decimal | None, str, bool]],
    *,
    title: str,
    description: str,
    identifier: str | int,
    target: Decimal | None = None,
    target_words: str = "",
    width: int = 640,
    narrow: bool = False,
) -> str:
    """Draw a bar from zero for each row, in the order given: the own one solid, others outlined.

    ``target`` is a dashed line across them; ``target_words`` say its figure. The height follows
    from the rows. ``narrow`` is for telephones: 340 units wide, with the names above the bars.
    """
    width = NARROW_WIDTH if narrow else width
    bars = [Row(*row) for row in rows]
    if any(bar.value is not None for bar in bars):
        layout = _layout(bars, target, width=width, narrow=narrow)
        height = layout.top + layout.row * len(bars) + 4
        body = "".join(_row(bar, layout, number) for number, bar in enumerate(bars))
        body = _zero(layout, len(bars)) + body + _target(target, target_words, layout, len(bars))
    else:
        height = 3 * ROW
        body = drawing.no_figures(width, height)
    return drawing.picture(
        body,
        size=(width, height),
        css_class=f"cs-chart cs-chart--{'narrow' if narrow else 'wide'}",
        name=drawing.name_of("bars", f"{identifier} narrow" if narrow else identifier),
        title=title,
        description=description,
    )


def _layout(bars: Sequence[Row], target: Decimal | None, *, width: int, narrow: bool) -> Layout:
    names = max(drawing.text_width(bar.name) for bar in bars)
    words = max(drawing.text_width(bar.words) for bar in bars)
    is_above = narrow or names > LARGEST_SHARE_OF_NAMES * width
    left = 1.0 if is_above else names + SPACE
    right = width - words - SPACE
    values = [bar.value for bar in bars if bar.value is not None]
    values += [Decimal(0), *([] if target is None else [target])]
    low, high = min(values), max(values)
    unit = (right - left) / float(high - low or 1)
    return Layout(
        left=left,
        right=right,
        width=width,
        row=ROW + NAME_ABOVE if is_above else ROW,
        names_are_above=is_above,
        top=4 if target is None else 24,
        scale=lambda value: left + float(value - low) * unit,
    )


def _row(bar: Row, layout: Layout, number: int) -> str:
    bottom = layout.top + layout.row * (number + 1)
    name_at = bottom - ROW - 1 if layout.names_are_above else bottom - 9
    parts = [
        drawing.text(bar.name, 0, name_at, is_bold=bar.is_own),
        drawing.text(
            bar.words,
            layout.width - 1,
            bottom - 9,
            anchor="end",
            fill=QUIET if bar.value is None else TEXT,
            is_bold=bar.is_own,
        ),
    ]
    if bar.value is not None:
        ends = sorted((layout.scale(Decimal(0)), layout.scale(bar.value)))
        size = f'width="{ends[1] - ends[0]:.1f}" height="{BAR}"'
        ink = f'fill="{INK if bar.is_own else "#ffffff"}" stroke="{INK if bar.is_own else QUIET}"'
        parts.append(f'<rect x="{ends[0]:.1f}" y="{bottom - BAR - 6}" {size} {ink}/>')
    return drawing.group("own" if bar.is_own else "other", parts)


def _uprights(layout: Layout, rows: int) -> list[tuple[float, float]]:
    """Return where lines across the bars run: past all, or where names are above, past each."""
    bottoms = [layout.top + layout.row * (number + 1) for number in range(rows)]
    if layout.names_are_above:
        return [(bottom - BAR - 8, bottom - 2) for bottom in bottoms]
    return [(layout.top, bottoms[-1])]


def _zero(layout: Layout, rows: int) -> str:
    x = layout.scale(Decimal(0))
    return "".join(
        drawing.line(x, top, x, bottom, stroke=RULE_STRONG)
        for top, bottom in _uprights(layout, rows)
    )


def _target(target: Decimal | None, words: str, layout: Layout, rows: int) -> str:
    """Draw the target with a white edge, so that it is seen on a solid bar too."""
    if target is None:
        return ""
    x = layout.scale(target)
    label = f"Target {words}".strip()
    half = drawing.text_width(label) / 2
    middle = max(half, min(x, layout.width - half))
    parts = [drawing.text(label, middle, 15, anchor="middle")]
    for top, bottom in _uprights(layout, rows):
        parts.append(drawing.line(x, top, x, bottom, stroke="#ffffff"))
        parts.append(drawing.line(x, top, x, bottom, stroke=INK, dash="5 3"))
    return drawing.group("target", parts)
