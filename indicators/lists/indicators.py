"""The list of indicators: how each stands, and what is expected of it next."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from herefordshire_cs.lib.lists import Column, ListTable, RatedWord, RatingColumn, quiet
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.templatetags.components import rag_tag
from indicators.presenters.indicator_list import SORT_KEYS
from indicators.presenters.indicators import ComparatorCell, FigureCell, IndicatorLine
from indicators.rag import Movement


class IndicatorTable(ListTable):
    """Indicators in use on a day; the records are IndicatorLines."""

    sheet = "Indicators"
    groups_of = {"rating": "Rating", "direction": "Direction", "supplier": "Data supplier"}

    ref = Column(
        "Ref",
        accessor="head__slug",
        css="cs-col-ref",
        is_head=True,
        width=9,
        sort=SORT_KEYS["ref"],
    )
    definition = Column(
        "Indicator", accessor="head__definition", stacked="", is_fixed=True, width=56
    )
    latest = Column("Last outturn", accessor="head__pk", css="cs-col-when", width=22)
    target = Column("Target for it", accessor="head__pk", css="cs-col-n", width=14)
    rating = RatingColumn(accessor="rating__rag", css="cs-col-when", sort=SORT_KEYS["rating"])
    direction = Column(
        "Direction",
        accessor="movement",
        css="cs-col-when",
        width=30,
        sort=SORT_KEYS["direction"],
    )
    next_target = Column("Next target", accessor="head__pk", css="cs-col-next", width=36)
    neighbours = Column("Neighbours", accessor="head__pk", css="cs-col-beside", width=40)
    reason = Column("Why rated so", accessor="why", is_chosen=False, width=44)
    unit = Column("Unit", accessor="head__unit_words", css="cs-col-n2", is_chosen=False, width=14)
    supplier = Column(
        "Data supplier",
        accessor="head__supplier",
        css="cs-col-when",
        is_chosen=False,
        empty="Not stated",
        width=24,
        sort=SORT_KEYS["supplier"],
    )

    def render_ref(self, record: IndicatorLine) -> SafeString | str:
        """Return the reference, which leads to the indicator; one without has its words do so."""
        head = record.head
        if not head.ref:
            return quiet("No ref")
        return format_html(
            '<a class="govuk-link" href="{}"><span class="govuk-visually-hidden">Indicator </span>'
            "{}</a>",
            self.address("indicator", head.slug),
            head.ref,
        )

    def value_ref(self, record: IndicatorLine) -> str:
        """Return the reference for a file."""
        return record.head.ref

    def render_definition(self, value: str, record: IndicatorLine) -> SafeString | str:
        """Return what it measures."""
        if record.head.ref:
            return value
        address = self.address("indicator", record.head.slug)
        return format_html('<a class="govuk-link" href="{}">{}</a>', address, value)

    def render_latest(self, record: IndicatorLine) -> SafeString:
        """Return its last figure, with the period."""
        return _figure(record.latest, none="No figure yet", has_period=True)

    def value_latest(self, record: IndicatorLine) -> str:
        """Return the same for a file."""
        return _figure_in_words(record.latest)

    def render_target(self, record: IndicatorLine) -> SafeString:
        """Return the target of that period."""
        return _figure(record.target)

    def value_target(self, record: IndicatorLine) -> str:
        """Return the same for a file."""
        return record.target.words if record.target else ""

    def render_rating(self, value: Rag, record: IndicatorLine) -> SafeString:
        """Return the rating, and why, where there is a figure."""
        return format_html("{}{}", rag_tag(value), _written(record, record.why))

    def value_rating(self, value: Rag) -> str:
        """Return the word alone, which the workbook fills with its colour."""
        return RatedWord.of(value)

    def render_direction(self, value: Movement, record: IndicatorLine) -> SafeString:
        """Return which way it moved, in a word first."""
        reason = f"{value.reason[:1].upper()}{value.reason[1:]}."
        return format_html("{}{}", _direction(value), _written(record, reason))

    def value_direction(self, value: Movement) -> str:
        """Return the same for a file."""
        return f"{value.direction.word}: {value.reason}"

    def render_next_target(self, record: IndicatorLine) -> SafeString:
        """Return the target to come, and how far it is."""
        if not record.gap_words:
            return _figure(record.next_target, has_period=True)
        gap = format_html('<span class="cs-written">{}</span>', record.gap_words)
        return format_html("{}{}", _figure(record.next_target), gap)

    def value_next_target(self, record: IndicatorLine) -> str:
        """Return the same for a file."""
        return " ".join(filter(None, [_figure_in_words(record.next_target), record.gap_words]))

    def render_neighbours(self, record: IndicatorLine) -> SafeString | str:
        """Return how others did in the same period."""
        cells = ((_compared(cell),) for cell in record.comparators)
        return format_html_join("", "{}", cells) or quiet("No figure")

    def value_neighbours(self, record: IndicatorLine) -> str:
        """Return the same for a file."""
        return "; ".join(
            f"{cell.group} {cell.words}, {cell.period}: {cell.comparison.verdict.word}"
            for cell in record.comparators
            if cell.value is not None
        )

    def group_rating(self, record: IndicatorLine) -> str:
        """Return its rating."""
        return record.rating.rag.word

    def group_direction(self, record: IndicatorLine) -> str:
        """Return which way it moved."""
        return record.movement.direction.word

    def group_supplier(self, record: IndicatorLine) -> str:
        """Return who supplies its data."""
        return record.head.supplier or "Not stated"


@lru_cache(maxsize=4096)  # the same figures are listed again and again
def _figure(
    figure: FigureCell | None, *, none: str = "None", has_period: bool = False
) -> SafeString:
    context = {"figure": figure, "none": none, "has_period": has_period}
    return mark_safe(render_to_string("indicators/indicators/_figure.html", context))


@lru_cache(maxsize=1024)
def _direction(movement: Movement) -> SafeString:
    context = {"movement": movement}
    return mark_safe(render_to_string("indicators/indicators/_direction.html", context))


def _figure_in_words(figure: FigureCell | None) -> str:
    return f"{figure.words} ({figure.both_labels})" if figure else ""


def _written(record: IndicatorLine, words: str) -> SafeString | str:
    if record.latest is None or record.latest.value is None:
        return ""
    return format_html('<span class="cs-written">{}</span>', words)


def _compared(cell: ComparatorCell) -> SafeString | str:
    if cell.value is None:
        return quiet("No figure")
    verdict = cell.comparison.verdict
    return format_html(
        '<span class="cs-way cs-way--{}">{}</span><span class="cs-written">{}: {}, {}</span>',
        verdict,
        verdict.word,
        cell.group,
        cell.words,
        cell.period,
    )
