"""The tag with which pages and papers say what the council is called; known to every template."""

from django import template

from herefordshire_cs.lib.council import council_words

register = template.Library()


@register.simple_tag
def council(word: str) -> str | int:
    """Return one of the council's words, as ``{% council "name" %}``; blank where none is entered.

    Raises AttributeError for a word that there is not.
    """
    found: str | int = getattr(council_words(), word)
    return found
