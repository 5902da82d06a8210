"""Small SVG charts with a title and a description.

Attributes only, because the content security policy refuses styles and scripts in a page. The PDF
engine takes the title as the alternative text. The same figures always stand beside it in words.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.text.words import mid_sentence

EDGE = 0.5  # half the stroke, so that the outline stays inside the picture


class Segment(NamedTuple):
    """So many of one rating; a plain pair of both will do as well."""

    rag: Rag
    size: int


class Ink(NamedTuple):
    """What one rating is drawn with; ``is_hatched`` lays amber lines over the fill."""

    fill: str
    edge: str
    is_hatched: bool = False


# The order of ink follows urgency, so that a black and white copy keeps it.
INKS = {
    Rag.RED: Ink("#9a1b1f", "#9a1b1f"),
    Rag.AMBER: Ink("#ffdf9e", "#6e4300", is_hatched=True),
    Rag.GREEN: Ink("#d5e9de", "#1b6040"),
    Rag.NONE: Ink("#ffffff", "#8d918e"),
}


def counts_in_words(segments: Iterable[tuple[Rag | str, int]]) -> str:
    """Return ``10 red, 0 amber, 13 green, 0 not rated``, in the order given."""
    return ", ".join(f"{count} {mid_sentence(Rag(rag).word)}" for rag, count in segments)


def stacked_bar(
    segments: Sequence[tuple[Rag | str, int]],
    *,
    title: str,
    identifier: str | int,
    description: str = "",
    scale: int | None = None,
    width: int = 300,
    height: int = 20,
    is_stretched: bool = False,
) -> str:
    """Draw the segments end to end, in the order given.

    ``scale`` is the count that fills the width: give several bars the same one and a unit has the
    same length in each. Without it, or with too small a one, the segments fill the bar.
    ``identifier`` is unique among the bars of a page. A stretched bar gives up its shape to fill
    its box.
    """
    total = sum(count for _rag, count in segments)
    unit = (width - 2 * EDGE) / max(scale or 0, total, 1)
    name = f"bar-{escape(str(identifier))}"
    return (
        f'<svg class="cs-bar" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f"{' preserveAspectRatio="none"' if is_stretched else ''}"
        f' role="img" aria-labelledby="{name}-title {name}-desc">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{escape(description or counts_in_words(segments) + ".")}</desc>'
        f"{_hatch(name) if _is_hatched(segments) else ''}"
        f"{''.join(_rectangles(segments, unit=unit, height=height, name=name))}"
        "</svg>"
    )


def _is_hatched(segments: Iterable[tuple[Rag | str, int]]) -> bool:
    return any(count and INKS[Rag(rag)].is_hatched for rag, count in segments)


def _hatch(name: str) -> str:
    return (
        f'<defs><pattern id="{name}-hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><path d="M0 0v6" stroke="#6e4300" stroke-width="1.6"/>'
        "</pattern></defs>"
    )


def _rectangles(
    segments: Iterable[tuple[Rag | str, int]], *, unit: float, height: int, name: str
) -> Iterable[str]:
    left = 0
    for rag, count in segments:
        if count:
            ink = INKS[Rag(rag)]
            box = (
                f'x="{EDGE + left * unit:.1f}" y="{EDGE}"'
                f' width="{count * unit:.1f}" height="{height - 2 * EDGE:g}"'
            )
            yield f'<rect {box} fill="{ink.fill}" stroke="{ink.edge}"/>'
            if ink.is_hatched:
                yield f'<rect {box} fill="url(#{name}-hatch)" stroke="{ink.edge}"/>'
        left += count
