"""What one column of a list is: its head, its cell on a page, its cell in a file."""

from collections.abc import Callable
from copy import copy
from typing import Any, Self

import django_tables2
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from herefordshire_cs.lib.palette import Colour
from herefordshire_cs.lib.rag import Level, Rag, level_of
from herefordshire_cs.lib.templatetags.components import rag_tag


def quiet(words: str) -> SafeString:
    """Return words in grey: that there is nothing, said."""
    return format_html('<span class="cs-zero">{}</span>', words)


def figure_cell(count: int, address: str, words: str) -> SafeString | str:
    """Return a count that leads to what was counted, said in words; a zero leads nowhere."""
    if not count:
        return quiet("0")
    return format_html(
        '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>',
        address,
        f"{count:,}",
        words,
    )


class Column(django_tables2.Column):
    """A column of a list.

    ``css`` is the class of its head, which gives it its width on a wide screen; ``cell`` that of
    its cells. ``stacked`` is the label before a cell where rows are stacked; blank for none.
    ``empty`` is said, in grey, where there is nothing. ``is_head`` marks the cell that names its
    row; that, and what ``is_fixed``, is always shown. ``is_chosen`` says whether a reader sees it
    who chose no columns. ``is_for_some`` keeps it for readers who may do what is in it, and out of
    files. The head of one that ``is_mute`` is heard and not seen.

    ``width`` is that of the column of a spreadsheet, in characters. ``note`` explains the head.

    ``sort`` says that the list can be sorted by it: by the value, or by what a function makes of
    the record. What has nothing to sort by comes last, whichever way the list is sorted.
    """

    def __init__(
        self,
        label: str,
        *,
        css: str = "",
        cell: str = "",
        stacked: str | None = None,
        empty: str = "",
        is_head: bool = False,
        is_fixed: bool = False,
        is_chosen: bool = True,
        is_for_some: bool = False,
        is_mute: bool = False,
        width: int = 16,
        note: str = "",
        sort: bool | Callable[[Any], Any] = False,
        **options: Any,
    ) -> None:
        shown = quiet(empty) if empty else ""
        super().__init__(verbose_name=label, default=shown, orderable=bool(sort), **options)
        self.css = css
        self.cell = cell
        self.stacked = ("" if is_head else label) if stacked is None else stacked
        self.is_head = is_head
        self.is_fixed = is_fixed or is_head
        self.is_chosen = is_chosen
        self.is_for_some = is_for_some
        self.is_mute = is_mute
        self.width = width
        self.stays = False  # where the list is grouped by it
        self.note = note
        self.sort = sort if callable(sort) else None
        self.cell_attributes = format_html(
            "{}{}{}",
            mark_safe(' scope="row"' if is_head else ""),
            format_html(' class="{}"', cell) if cell else "",
            format_html(' data-label="{}"', self.stacked) if self.stacked else "",
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return copy(self)  # each table has its own; what they are made of never changes


class RatedWord(str):
    """The word of a rating in a file, which a workbook fills with its colour."""

    __slots__ = ("colour",)
    colour: Colour

    @classmethod
    def of(cls, rating: Level | Rag) -> Self:
        """Return the word of a rating, with its colour."""
        level = level_of(rating)
        word = cls(level.word)
        word.colour = level.colour
        return word


class RatingColumn(Column):
    """A column of ratings: a shape and a word on the page, a word and its fill in a workbook."""

    def __init__(self, label: str = "Rating", **options: Any) -> None:
        given = {"css": "cs-col-rag", "cell": "cs-cell-rag", "stacked": "", "width": 11}
        super().__init__(label, **{**given, **options})
        self.stays = True

    def render(self, value: Level | Rag) -> SafeString:
        """Return the tag of a rating."""
        return rag_tag(value)

    def value(self, value: Level | Rag) -> str:
        """Return the word of a rating."""
        return RatedWord.of(value)
