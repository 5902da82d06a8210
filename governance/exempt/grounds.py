"""Why something is withheld, for templates that know its paragraphs alone, as packs store them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template

from governance.exempt import marks

register = template.Library()


@register.filter
def stored_ground(found: Mapping[str, Any]) -> str:
    """Say it shortly of what a pack stored: ``paragraph 3``; old ones know one paragraph alone."""
    return marks.short_ground(found["paragraph"], found.get("also", ()))


@register.filter
def ground(paragraph: int, also: Iterable[int] | None = None) -> str:
    """Say it with the Act."""
    return marks.ground(paragraph, also or ())
