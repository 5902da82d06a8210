"""What the charts of figures are drawn with: a round axis, words with room round them, shapes.

Attributes only, as in ``charts``. Text is placed by its own base line and names its font, because
the PDF engine knows no other base line and takes no font from the page.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from html import escape
from math import hypot
from typing import NamedTuple

INK = "#14323a"
TEXT = "#1c2629"
QUIET = "#545e5e"
PALE = "#ece7db"
RULE = "#d6d0c2"
RULE_STRONG = "#7f7a6d"

TEXT_SIZE = 14
LINE_HEIGHT = 17
# No space after a comma: the PDF engine would take the quotes for a part of the name.
FONTS = "'Source Sans 3','Source Sans Pro','Segoe UI',arial,sans-serif"
# Widths of characters as parts of the text size, on the wide side, for the fonts that stand in.
NARROW_CHARACTERS = frozenset(" .,:;'’|!()[]ijlftrI-")
WIDE_CHARACTERS = frozenset("MQWmw%@—")

NO_FIGURES = "No figures"
MOST_TICKS = 6
ROUND_NUMBERS = ("1", "2", "2.5", "5", "10", "20")
# A range smaller than this part of its figures is widened: a small change is not to look large.
LEAST_RANGE = Decimal("0.1")

SHAPES = {
    "dot": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z",
    "small dot": "m-2.3 0a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0z",
    "speck": "m-0.6 0a0.6 0.6 0 1 0 1.2 0a0.6 0.6 0 1 0 -1.2 0z",
    "diamond": "m0 -6.2l6.2 6.2l-6.2 6.2l-6.2 -6.2z",
    "square": "m-4.2 -4.2h8.4v8.4h-8.4z",
    "triangle": "m0 -5.6l5.4 9.4h-10.8z",
    "cross": "m-4.4 -4.4l8.8 8.8m0 -8.8l-8.8 8.8",
}
SHAPE_REACH = 6


class Box(NamedTuple):
    """A rectangle; y grows downwards, as in SVG."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether the other rectangle lies wholly inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )

    def meets(self, other: "Box") -> bool:
        """Whether the two rectangles share any room."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def distance(self, x: float, y: float) -> float:
        """Return how far a point is from the rectangle; nothing inside it."""
        return hypot(max(self.left - x, 0, x - self.right), max(self.top - y, 0, y - self.bottom))


# Figures


def round_ticks(values: Collection[Decimal]) -> list[Decimal]:
    """Return four to six round numbers at even steps, from below the values to above them."""
    low, high = _range(min(values), max(values))
    power = Decimal(1).scaleb(((high - low) / MOST_TICKS).adjusted())
    every = (_ticks(low, high, step=power * Decimal(number)) for number in ROUND_NUMBERS)
    return next(ticks for ticks in every if len(ticks) <= MOST_TICKS)


def _ticks(low: Decimal, high: Decimal, *, step: Decimal) -> list[Decimal]:
    first = int((low / step).to_integral_value(ROUND_FLOOR))
    last = int((high / step).to_integral_value(ROUND_CEILING))
    return [step * number for number in range(first, last + 1)]


def _range(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal]:
    """Return what an axis must span: from zero if that is near or there is one value only."""
    if low == high == 0:
        return low, Decimal(1)
    if low > 0 and (low == high or low < high / 2):
        return Decimal(0), high
    if high < 0 and (low == high or high > low / 2):
        return low, Decimal(0)
    least = max(abs(low), abs(high)) * LEAST_RANGE
    return (min(low, high - least), high) if high > 0 else (low, max(high, low + least))


def tick_words(tick: Decimal, step: Decimal) -> str:
    """Return a tick with as many decimals as its step has, and a true minus sign."""
    exponent = step.normalize().as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return f"{abs(tick) if tick == 0 else tick:,.{decimals}f}".replace("-", "\N{MINUS SIGN}")


# Words


def text_width(words: str) -> float:
    """Return at least the width that the words take up."""
    narrow = sum(character in NARROW_CHARACTERS for character in words)
    wide = sum(character in WIDE_CHARACTERS for character in words)
    return TEXT_SIZE * (0.34 * narrow + 0.9 * wide + 0.57 * (len(words) - narrow - wide))


def text(
    words: str,
    x: float,
    y: float,
    *,
    anchor: str = "start",
    fill: str = TEXT,
    is_bold: bool = False,
) -> str:
    """Draw words on a base line."""
    weight = ' font-weight="600"' if is_bold else ""
    where = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return f'<text x="{x:.1f}" y="{y:.1f}"{where} fill="{fill}"{weight}>{escape(words)}</text>'


def text_in(box: Box, words: str, *, ground: str, is_bold: bool = False) -> str:
    """Draw words in the room that was found for them; the hairlines under them fade."""
    size = f'width="{box.right - box.left:.1f}" height="{box.bottom - box.top:.1f}"'
    return (
        f'<rect x="{box.left:.1f}" y="{box.top:.1f}" {size} fill="{ground}" fill-opacity="0.8"/>'
        f"{text(words, box.left, box.bottom - 4, is_bold=is_bold)}"
    )


def rooms_beside(x: float, y: float, width: float) -> Iterator[Box]:
    """Yield the places for words beside a point, the best first and the worst a line off."""
    gap = SHAPE_REACH + 3
    height = LINE_HEIGHT
    lefts = {"after": x + gap, "middle": x - width / 2, "before": x - gap - width}
    tops = {"level": y - height / 2, "above": y - gap - height, "below": y + gap - 2}
    yield from (
        Box(lefts[across], top, lefts[across] + width, top + height)
        for across, top in (
            ("after", tops["level"]),
            ("middle", tops["above"]),
            ("middle", tops["below"]),
            ("after", tops["level"] - 9),
            ("after", tops["level"] + 9),
            ("before", tops["level"]),
            ("after", tops["above"]),
            ("after", tops["below"]),
            ("before", tops["above"]),
            ("before", tops["below"]),
        )
    )


def find_room(rooms: Iterable[Box], *, inside: Box, taken: Sequence[Box]) -> Box | None:
    """Return the first room that is inside and free."""
    for room in rooms:
        if inside.holds(room) and not any(room.meets(other) for other in taken):
            return room
    return None


# Lines and shapes


def line(x1: float, y1: float, x2: float, y2: float, *, stroke: str, dash: str = "") -> str:
    """Draw a thin straight line."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="{stroke}"{dashes}/>'


def polyline(
    points: Iterable[tuple[float, float]], *, stroke: str, width: float, dash: str = ""
) -> str:
    """Draw a line through the points."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    where = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{where}" fill="none" stroke="{stroke}" stroke-width="{width:g}"'
        f' stroke-linejoin="round"{dashes}/>'
    )


def shape(name: str, x: float, y: float, *, stroke: str, fill: str) -> str:
    """Draw one of ``SHAPES`` round a point."""
    return (
        f'<path d="M{x:.1f} {y:.1f}{SHAPES[name]}" fill="{fill}" stroke="{stroke}"'
        ' stroke-width="1.6"/>'
    )


def group(name: str, parts: Iterable[str]) -> str:
    """Draw the parts as one, under the name that styles and tests know it by."""
    return f'<g class="cs-chart__{name}">{"".join(parts)}</g>'


def name_of(kind: str, identifier: str | int) -> str:
    """Return the beginning of the ids of a chart; a space in one would make it two."""
    return "-".join([kind, *str(identifier).split()])


def picture(
    body: str,
    *,
    size: tuple[float, float],
    css_class: str,
    name: str,
    title: str,
    description: str = "",
) -> str:
    """Frame a chart, with its title and description for those who do not see it."""
    name = escape(name)
    width, height = size
    ids = f"{name}-title {name}-desc" if description else f"{name}-title"
    about = f'<desc id="{name}-desc">{escape(description)}</desc>' if description else ""
    return (
        f'<svg class="{css_class}" viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
        f' height="{height:g}" role="img" aria-labelledby="{ids}" font-family="{FONTS}"'
        f' font-size="{TEXT_SIZE}"><title id="{name}-title">{escape(title)}</title>{about}{body}'
        "</svg>"
    )


def no_figures(width: float, height: float) -> str:
    """Say in the middle of an empty frame that there is nothing to draw."""
    frame = f'x="0.5" y="0.5" width="{width - 1:g}" height="{height - 1:g}"'
    return (
        f'<rect {frame} fill="none" stroke="{RULE}"/>'
        f"{text(NO_FIGURES, width / 2, height / 2 + 5, anchor='middle', fill=QUIET)}"
    )
