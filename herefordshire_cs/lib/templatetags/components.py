"""Tags and filters that format what they are given, and fetch nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BoundField
from django.template.loader import render_to_string
from django.urls import get_script_prefix, reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from herefordshire_cs.lib.charts import bars, maturity, sparklines
from herefordshire_cs.lib.charts import lines as line_charts
from herefordshire_cs.lib.charts import matrix as matrices
from herefordshire_cs.lib.charts import stacked_bar as stacked_bars
from herefordshire_cs.lib.full_text import marked_pieces
from herefordshire_cs.lib.rag import Level, Rag, level_of
from herefordshire_cs.lib.text.words import NO_BREAK_SPACE, day_in_words, mid_sentence
from herefordshire_cs.lib.web import examples
from herefordshire_cs.lib.web.requests import AsAt

register = template.Library()

# Dates and figures


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """Return ``3 February 2006``; the day never parts from its month."""
    return day_in_words(value) if value else ""


@register.filter(expects_localtime=True)
def weekday_day(value: date | None) -> str:
    """Return ``Monday 22 May 2006``."""
    return f"{value:%A} {day_in_words(value)}" if value else ""


@register.filter(expects_localtime=True)
def short_day(value: date | None) -> str:
    """Return ``3 Feb 2006``, for a narrow column."""
    return f"{value.day}{NO_BREAK_SPACE}{value:%b %Y}" if value else ""


@register.filter
def figure(value: int | Decimal | None) -> str:
    """Return a number with its thousands marked, a zero in grey, and nothing for None."""
    if value is None:
        return ""
    words = f"{value:,}"
    return words if value else format_html('<span class="cs-zero">{}</span>', words)


@register.filter
def with_examples(words: object) -> str:
    """Return a hint with examples of this year in the place of names in braces."""
    return examples.with_examples(str(words or ""))


@register.filter
def within(words: object) -> str:
    """Return words as they stand within a sentence: a small letter first, but for a name."""
    return mid_sentence(str(words))


# Narrative text


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Set narrative text as paragraphs and lists; markup in it is shown as it was typed.

    A blank line parts two paragraphs, a line beginning with a bullet is an item of a list.
    """
    return mark_safe("".join(_blocks(text or "")))


def _blocks(text: str) -> Iterator[str]:
    together = re.sub(r"\n\s*\n(?=\s*•)", "\n", "\n".join(text.splitlines()))
    lines = (line.strip() for line in together.split("\n"))
    for kind, group in groupby(lines, key=_kind_of_line):
        if kind == "bullet":
            items = (f"<li>{escape(line.removeprefix('•').strip())}</li>" for line in group)
            yield f"<ul>{''.join(items)}</ul>"
        elif kind == "words":
            yield f"<p>{'<br>'.join(escape(line) for line in group)}</p>"


def _kind_of_line(line: str) -> str:
    if not line:
        return "blank"
    return "bullet" if line.startswith("•") else "words"


@register.filter
def marked(text: str, words: str) -> SafeString:
    """Mark the words that were typed wherever the text holds them, or others that begin so."""
    found = (
        f"<mark>{escape(piece)}</mark>" if is_found else escape(piece)
        for piece, is_found in marked_pieces(text, words)
    )
    return mark_safe("".join(found))


# Ratings and charts


@register.simple_tag
def rag_tag(rating: Level | Rag | str | None, size: str = "") -> SafeString:
    """Show a rating as a shape and a word; ``size="large"`` once, on the page of one thing."""
    return _rag_tag(level_of(rating), size == "large")


@lru_cache(maxsize=256)  # two for each level of each scheme
def _rag_tag(level: Level, is_large: bool) -> SafeString:
    paint = level.colour.paint
    context = {"level": level, "paint": paint, "is_large": is_large}
    return mark_safe(render_to_string("components/rag_tag.html", context).strip())


@register.simple_tag
def stacked_bar(segments: Sequence[tuple[Level | Rag | str, int]], **options: Any) -> SafeString:
    """Draw (rating, count) pairs as a bar; options are those of ``stacked_bars.stacked_bar``."""
    return mark_safe(stacked_bars.stacked_bar(segments, **options))


@register.simple_tag
def risk_matrix(rows: Sequence[Sequence[Any]], **options: Any) -> SafeString:
    """Draw cells that have a ``rating`` and ``references``; options are those of ``matrix``."""
    cells = [
        [
            matrices.Cell(
                f"{cell.rating.words}{'*' if cell.rating.note else ''}",
                cell.rating.level,
                cell.references,
            )
            for cell in row
        ]
        for row in rows
    ]
    return mark_safe(matrices.matrix(cells, across="Severity", down="Likelihood", **options))


@register.simple_tag
def line_chart(points: Sequence[line_charts.Point], **options: Any) -> SafeString:
    """Draw outturns over time; the options are those of ``line_charts.line_chart``."""
    return mark_safe(line_charts.line_chart(points, **options))


@register.simple_tag
def sparkline(values: Sequence[Decimal | None], **options: Any) -> SafeString:
    """Draw a line as small as a word; the options are those of ``sparklines.sparkline``."""
    return mark_safe(sparklines.sparkline(values, **options))


@register.simple_tag
def comparison_bars(rows: Iterable[bars.Row], **options: Any) -> SafeString:
    """Draw bars side by side; the options are those of ``bars.comparison_bars``."""
    return mark_safe(bars.comparison_bars(rows, **options))


@register.simple_tag
def maturity_profile(
    rows: Iterable[maturity.ProfileRow], levels: Sequence[str], **options: Any
) -> SafeString:
    """Draw questions on a scale; the options are those of ``maturity.maturity_profile``."""
    return mark_safe(maturity.maturity_profile(rows, levels, **options))


@register.filter
def counts_in_words(segments: Iterable[tuple[Level | Rag | str, int]]) -> str:
    """Return ``10 red, 13 green``, leaving out what there is none of."""
    return stacked_bars.counts_in_words([segment for segment in segments if segment[1]])


# Lists


@register.filter
def page_numbers(page: Page) -> Iterator[int | None]:
    """Return the page numbers worth a link, with None where some are left out."""
    paginator = page.paginator
    for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        yield number if isinstance(number, int) else None


# Forms

CONTROL_CLASSES = {
    "checkbox": "govuk-checkboxes__input",
    "clearablefile": "govuk-file-upload",
    "date": "govuk-input govuk-input--width-10",
    "file": "govuk-file-upload",
    "number": "govuk-input govuk-input--width-5",
    "password": "govuk-input govuk-password-input__input govuk-js-password-input-input",
    "select": "govuk-select",
    "selectmultiple": "govuk-select",
    "textarea": "govuk-textarea govuk-js-character-count",
}


@register.filter
def control(field: BoundField, hint: str = "") -> SafeString:
    """Render a field's own input with GOV.UK's classes, tied to its hint and its errors."""
    classes = [CONTROL_CLASSES.get(field.widget_type, "govuk-input")]
    classes.append(field.field.widget.attrs.get("class", ""))
    if field.errors:
        classes.append(f"{classes[0].split()[0]}--error")
    attributes: dict[str, Any] = {"class": " ".join(filter(None, classes))}
    if words := described_by(field, hint):
        attributes["aria-describedby"] = words
    if maximum_length(field):
        attributes["maxlength"] = False  # a browser would cut a pasted text without a word
    if field.widget_type == "password":
        attributes |= {"autocapitalize": "none", "spellcheck": "false"}
    return field.as_widget(attrs=attributes)


@register.filter
def options(choices: tuple[tuple[str, str], ...], chosen: str | None) -> SafeString:
    """Return choices as the options of a select; for one that stands on a page many times."""
    is_known = any(value == chosen for value, _words in choices)
    return _options(choices, chosen if is_known else None)


@lru_cache(maxsize=256)
def _options(choices: tuple[tuple[str, str], ...], chosen: str | None) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        (
            (value, mark_safe(" selected") if value == chosen else "", words)
            for value, words in choices
        ),
    )


@register.filter
def described_by(field: BoundField, hint: str = "") -> str:
    """Return the ids of the field's hint and errors, as hint_and_error.html writes them."""
    names = {
        f"{field.auto_id}_helptext": hint,
        f"{field.auto_id}_error": field.errors,
        f"{field.id_for_label}-info": maximum_length(field),
    }
    return " ".join(name for name, is_there in names.items() if is_there)


@register.filter
def maximum_length(field: BoundField) -> int | None:
    """Return how many characters a text area takes; other inputs show no count."""
    return getattr(field.field, "max_length", None) if field.widget_type == "textarea" else None


@register.filter
def choice_kind(field: BoundField) -> str:
    """Return ``radios`` or ``checkboxes``, as in GOV.UK's class names."""
    return "radios" if field.field.widget.input_type == "radio" else "checkboxes"


@register.filter
def first_control_id(field: BoundField) -> str:
    """Return the id that a link to the field leads to; of a group, that of its first choice."""
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label


# Addresses


@register.simple_tag(takes_context=True)
def day_url(context: template.Context, name: str, *args: object, query: str = "") -> str:
    """Return an address that keeps the day that the reader asked for."""
    return day_address(context.get("day"), name, *args, query=query)


def day_address(as_at: AsAt | None, name: str, *args: object, query: str = "") -> str:
    """Return an address that keeps a day, where it is another than today."""
    asked = f"as_at={as_at.as_of.isoformat()}" if as_at and as_at.is_as_at else ""
    parts = "&".join(part for part in (query, asked) if part)
    address = _address(get_script_prefix(), name, args)
    return f"{address}?{parts}" if parts else address


@lru_cache(maxsize=4096)  # a page has a hundred addresses, and the next page most of them again
def _address(_prefix: str, name: str, args: tuple[object, ...]) -> str:
    return reverse(name, args=args)
