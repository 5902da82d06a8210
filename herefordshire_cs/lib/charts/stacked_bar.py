"""Small SVG charts with a title and a description.

Attributes only, because the content security policy refuses styles and scripts in a page. The PDF
engine takes the title as the alternative text. The same figures always stand beside it in words.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from herefordshire_cs.lib.palette import Colour
from herefordshire_cs.lib.rag import Level, Rag, level_of
from herefordshire_cs.lib.text.words import mid_sentence

EDGE = 0.5  # half the stroke, so that the outline stays inside the picture


type Pair = tuple[Level | Rag | str, int]


class Segment(NamedTuple):
    """So many of one rating; a plain pair of both will do as well."""

    rag: Level | Rag
    size: int


def counts_in_words(segments: Iterable[Pair]) -> str:
    """Return ``10 red, 0 amber, 13 green, 0 not rated``, in the order given."""
    return ", ".join(f"{count} {mid_sentence(level_of(rag).word)}" for rag, count in segments)


def stacked_bar(
    segments: Sequence[Pair],
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
        f"{_hatches(name, segments)}"
        f"{''.join(_rectangles(segments, unit=unit, height=height, name=name))}"
        "</svg>"
    )


def _hatches(name: str, segments: Iterable[Pair]) -> str:
    """Return the lines that lie over the segments of a bar, each kind once; blank for none."""
    found = {
        _hatch(name, level_of(rag).colour, angle)
        for rag, count in segments
        if count
        for angle in level_of(rag).colour.paint.hatch
    }
    return f"<defs>{''.join(sorted(found))}</defs>" if found else ""


def _hatch(name: str, colour: Colour, angle: int) -> str:
    return (
        f'<pattern id="{_name_of_hatch(name, colour, angle)}" width="6" height="6"'
        f' patternUnits="userSpaceOnUse" patternTransform="rotate({angle})">'
        f'<path d="M0 0v6" stroke="{colour.paint.bar_edge}" stroke-width="1.6"/>'
        "</pattern>"
    )


def _name_of_hatch(name: str, colour: Colour, angle: int) -> str:
    return f"{name}-hatch" if colour is Colour.AMBER else f"{name}-hatch-{colour}-{angle}"


def _rectangles(segments: Iterable[Pair], *, unit: float, height: int, name: str) -> Iterable[str]:
    left = 0
    for rag, count in segments:
        if count:
            colour = level_of(rag).colour
            box = (
                f'x="{EDGE + left * unit:.1f}" y="{EDGE}"'
                f' width="{count * unit:.1f}" height="{height - 2 * EDGE:g}"'
            )
            paint = colour.paint
            yield f'<rect {box} fill="{paint.bar}" stroke="{paint.bar_edge}"/>'
            for angle in paint.hatch:
                lines = f"url(#{_name_of_hatch(name, colour, angle)})"
                yield f'<rect {box} fill="{lines}" stroke="{paint.bar_edge}"/>'
        left += count
