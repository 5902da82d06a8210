"""The colours and shapes that a rating may have: named, and told apart without colour too.

Each colour comes whole: how its tag, its bar and its cell in a workbook are drawn. The style
sheets say the same of tags; a test holds the two together and measures the contrast.
"""

from dataclasses import dataclass
from enum import StrEnum


class Colour(StrEnum):
    """The colours from which those of a level are chosen; none is made by hand."""

    RED = "red"
    ORANGE = "orange"
    AMBER = "amber"
    YELLOW = "yellow"
    GREEN = "green"
    DARK_GREEN = "dark-green"
    BLUE = "blue"
    PURPLE = "purple"
    GREY = "grey"
    BLACK = "black"
    NONE = "none"

    @property
    def word(self) -> str:
        """The colour as it is chosen."""
        if self is Colour.NONE:
            return "No colour"
        return self.value.replace("-", " ").capitalize()

    @property
    def paint(self) -> "Paint":
        """How it is drawn."""
        return PAINTS[self]


class Shape(StrEnum):
    """The shapes that stand beside the word of a level."""

    DIAMOND = "diamond"
    TRIANGLE = "triangle"
    TICK = "tick"
    STAR = "star"
    ARROW = "arrow"
    SQUARE = "square"
    CROSS = "cross"
    BAR = "bar"
    DISC = "disc"
    RING = "ring"

    @property
    def word(self) -> str:
        """The shape as it is chosen."""
        return SHAPE_WORDS[self]


SHAPE_WORDS = {
    Shape.DIAMOND: "Diamond",
    Shape.TRIANGLE: "Triangle",
    Shape.TICK: "Tick",
    Shape.STAR: "Star",
    Shape.ARROW: "Arrow",
    Shape.SQUARE: "Square",
    Shape.CROSS: "Cross",
    Shape.BAR: "Bar",
    Shape.DISC: "Disc",
    Shape.RING: "Broken ring",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """How one colour is drawn: each a colour ``#rrggbb``.

    ``fill``, ``edge`` and ``ink`` are of its tag, ``mark`` of the shape in it and ``ground`` of
    what is cut out of the shape. ``bar`` fills a bar whose outline is ``bar_edge``, and a cell in
    which words are ``on_bar``; ``hatch`` says at which angles lines are laid over it. ``pattern``
    says so in a word.
    """

    fill: str
    edge: str
    ink: str
    mark: str
    ground: str
    bar: str
    bar_edge: str
    pattern: str
    on_bar: str
    hatch: tuple[int, ...] = ()


# The order of ink follows urgency, so that a black and white copy keeps it; no two have the same
# fill and lines in a bar.
PAINTS = {
    Colour.RED: Paint(
        fill="#9a1b1f",
        edge="#9a1b1f",
        ink="#ffffff",
        mark="#fff",
        ground="#9a1b1f",
        bar="#9a1b1f",
        bar_edge="#9a1b1f",
        pattern="solid",
        on_bar="#ffffff",
    ),
    Colour.ORANGE: Paint(
        fill="#f8c49b",
        edge="#7a3200",
        ink="#4a1e00",
        mark="#7a3200",
        ground="#f8c49b",
        bar="#f8c49b",
        bar_edge="#7a3200",
        pattern="cross-hatched",
        on_bar="#4a1e00",
        hatch=(45, 135),
    ),
    Colour.AMBER: Paint(
        fill="#ffdf9e",
        edge="#6e4300",
        ink="#3d2600",
        mark="#6e4300",
        ground="#ffdf9e",
        bar="#ffdf9e",
        bar_edge="#6e4300",
        pattern="hatched",
        on_bar="#3d2600",
        hatch=(45,),
    ),
    Colour.YELLOW: Paint(
        fill="#fff6c2",
        edge="#5f5100",
        ink="#3a3200",
        mark="#5f5100",
        ground="#fff6c2",
        bar="#fff6c2",
        bar_edge="#5f5100",
        pattern="hatched the other way",
        on_bar="#3a3200",
        hatch=(135,),
    ),
    Colour.GREEN: Paint(
        fill="#ffffff",
        edge="#1b6040",
        ink="#1b6040",
        mark="#1b6040",
        ground="#fff",
        bar="#d5e9de",
        bar_edge="#1b6040",
        pattern="pale",
        on_bar="#0f3d28",
    ),
    Colour.DARK_GREEN: Paint(
        fill="#e3f1e9",
        edge="#0f3d28",
        ink="#0f3d28",
        mark="#0f3d28",
        ground="#e3f1e9",
        bar="#e3f1e9",
        bar_edge="#0f3d28",
        pattern="in squares",
        on_bar="#0f3d28",
        hatch=(0, 90),
    ),
    Colour.BLUE: Paint(
        fill="#ffffff",
        edge="#1d4f8c",
        ink="#1d4f8c",
        mark="#1d4f8c",
        ground="#fff",
        bar="#d3e2f4",
        bar_edge="#1d4f8c",
        pattern="ruled across",
        on_bar="#123a6b",
        hatch=(90,),
    ),
    Colour.PURPLE: Paint(
        fill="#f1e8f8",
        edge="#54278f",
        ink="#54278f",
        mark="#54278f",
        ground="#f1e8f8",
        bar="#e4d5f0",
        bar_edge="#54278f",
        pattern="ruled upright",
        on_bar="#3f1a70",
        hatch=(0,),
    ),
    Colour.GREY: Paint(
        fill="#eceeed",
        edge="#4d5453",
        ink="#3a403f",
        mark="#4d5453",
        ground="#eceeed",
        bar="#b9bfbd",
        bar_edge="#4d5453",
        pattern="grey",
        on_bar="#1c2629",
    ),
    Colour.BLACK: Paint(
        fill="#ffffff",
        edge="#1c2629",
        ink="#1c2629",
        mark="#1c2629",
        ground="#fff",
        bar="#ffffff",
        bar_edge="#1c2629",
        pattern="with steep lines",
        on_bar="#1c2629",
        hatch=(160,),
    ),
    Colour.NONE: Paint(
        fill="",
        edge="",
        ink="#5f6665",
        mark="#5f6665",
        ground="#fff",
        bar="#ffffff",
        bar_edge="#8d918e",
        pattern="empty",
        on_bar="#1c2629",
    ),
}
