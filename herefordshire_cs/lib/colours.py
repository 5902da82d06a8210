"""Whether words can be read on a colour. Source: WCAG 2.2, success criterion 1.4.3."""

import re

COLOUR = re.compile(r"#[0-9a-f]{6}")
LEAST_CONTRAST = 4.5  # of words of any size
WHITE = "#ffffff"


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours like ``#14323a``, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
