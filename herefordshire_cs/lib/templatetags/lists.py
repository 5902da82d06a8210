"""Tags of lists."""

from django import template
from django.forms import BaseForm
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from herefordshire_cs.lib.rag import RatingCounts

register = template.Library()


@register.simple_tag
def applies_at_once(
    address: str, form: BaseForm, *, counts: RatingCounts | None = None
) -> SafeString:
    """Return the attributes of a form whose filters apply as they change, where scripts run.

    The list is taken from the answer; of a list with ``counts`` by rating beside its filters these
    too, and which of its ready lists is shown. While something is wrong it waits for its button.
    """
    if form.errors:
        return mark_safe("")
    return format_html(
        ' data-hx-get="{}" data-hx-trigger="submit, change, input changed delay:400ms from:'
        '#id_words" data-hx-target="#list" data-hx-select="#list" data-hx-swap="outerHTML"'
        ' data-hx-push-url="true" data-hx-sync="this:replace"{}',
        address,
        format_html(' data-hx-select-oob="{}"', _beside(counts)) if counts else "",
    )


def _beside(counts: RatingCounts) -> str:
    """Return what of a page is taken from the answer beside its list."""
    return ",".join(["#views", *(f"#count-{level.key}" for level, _count in counts.segments)])
