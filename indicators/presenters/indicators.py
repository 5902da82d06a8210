"""The line of an indicator: the one object that every table, page, document and export shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from herefordshire_cs.lib.rag import NOT_RATED, Rag, Rating
from herefordshire_cs.lib.text.words import mid_sentence
from indicators.measures import Reading
from indicators.presenters.figures import Compared
from indicators.presenters.indicator_heads import IndicatorHead, year_kind
from indicators.presenters.records import IndicatorRecord
from indicators.rag import (
    ABOVE,
    SHORT_OF,
    Comparison,
    Direction,
    Movement,
    Verdict,
    compare,
    direction_of_travel,
    gap_to_target,
    rate_outturn,
    weaker_target,
)
from indicators.series import (
    Dated,
    changed_between,
    comparable_before,
    latest,
    missing_since,
    next_target,
    target_for,
)

NO_FIGURE = Rating(level=NOT_RATED, reason="no figure yet")
POINTS_OF_A_TREND = 12  # three years of quarters


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureCell:
    """A figure in words: the value in its unit, or the reason why there is none."""

    words: str
    period: str
    short_period: str
    both_labels: str
    value: Decimal | None
    cohort: str
    is_provisional: bool
    restated: int
    note: str
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparatorCell:
    """A comparator's latest figure, and how the council's own of that period stands beside it."""

    group: str
    group_slug: str
    words: str
    period: str
    value: Decimal | None
    own_words: str
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """An indicator as at a day, in the words that are shown."""

    head: IndicatorHead
    latest: FigureCell | None
    missing: FigureCell | None
    previous: FigureCell | None
    target: FigureCell | None
    next_target: FigureCell | None
    rating: Rating
    movement: Movement
    gap: str
    weaker: tuple[str, ...]
    comparators: tuple[ComparatorCell, ...]
    trend: tuple[Decimal | None, ...]
    is_in_use: bool

    @property
    def is_off_target(self) -> bool:
        """Whether the last figure missed its target."""
        return self.rating.rag in (Rag.RED, Rag.AMBER)

    @property
    def is_worsening(self) -> bool:
        """Whether it moved the wrong way."""
        return self.movement.direction is Direction.WORSENED

    @property
    def is_short_of_next(self) -> bool:
        """Whether the last figure has not reached the next target."""
        return f" {SHORT_OF} " in self.gap or f" {ABOVE} " in self.gap

    @property
    def is_behind(self) -> bool:
        """Whether a comparator did better."""
        return any(cell.comparison.verdict is Verdict.WORSE for cell in self.comparators)

    @property
    def why(self) -> str:
        """Why it is rated so, as a sentence."""
        reason = self.rating.reason
        return f"{reason[:1].upper()}{reason[1:]}."

    @property
    def gap_words(self) -> str:
        """How far it is from its next target, as a sentence."""
        return f"{self.gap[:1].upper()}{self.gap[1:]}." if self.gap else ""


def indicator_lines(records: Iterable[IndicatorRecord], *, as_of: date) -> list[IndicatorLine]:
    """Return the line of each record."""
    return [indicator_line(record, as_of=as_of) for record in records]


def indicator_line(record: IndicatorRecord, *, as_of: date) -> IndicatorLine:
    """Return the line of one record."""
    head = record.head
    now = latest(record.outturns)
    before = _before(now, record)
    target = _target(now, record)
    ahead = next_target(now, record.targets) if now and now.has_value else None
    return IndicatorLine(
        head=head,
        latest=cell(now, head),
        missing=cell(missing_since(record.outturns), head),
        previous=cell(before, head),
        target=cell(target, head),
        next_target=cell(ahead or _first_target(now, record), head),
        rating=rating_of(now, target, head),
        movement=movement_of(now, before, head),
        gap=gap_to_target(now.reading, ahead.reading, head.measure) if now and ahead else "",
        weaker=weaker_targets(now, record.targets, head),
        comparators=tuple(
            found for each in record.compared if (found := comparator_cell(each, record))
        ),
        trend=trend_of(now, record.outturns, head),
        is_in_use=head.in_use_from <= as_of,
    )


def cell(figure: Dated | None, head: IndicatorHead) -> FigureCell | None:
    """Return a figure in words."""
    if figure is None:
        return None
    return FigureCell(
        words=reading_words(figure.reading, head),
        period=figure.period.label,
        short_period=figure.period.short_label,
        both_labels=figure.both_labels,
        value=figure.reading.value,
        cohort=figure.reading.cohort,
        is_provisional=figure.is_provisional,
        restated=figure.restated,
        note=figure.note,
        published_on=figure.published_on,
    )


def reading_words(reading: Reading, head: IndicatorHead) -> str:
    """Return a value in its unit, or the reason why there is none."""
    if reading.value is not None:
        return head.measure.say(reading.value)
    return reading.reason.words if reading.reason else "No figure"


def rating_of(now: Dated | None, target: Dated | None, head: IndicatorHead) -> Rating:
    """Rate the last figure against the target of its own period."""
    if now is None:
        return NO_FIGURE
    return rate_outturn(now.reading, target.reading if target else None, head.measure)


def movement_of(now: Dated | None, before: Dated | None, head: IndicatorHead) -> Movement:
    """Say which way the indicator moved; a figure that is not joined is named as such."""
    if now is None:
        return Movement(direction=Direction.NONE, reason="no figure yet")
    changed = changed_between(before, now, head.changes) if before else ""
    earlier = before.reading if before else None
    return direction_of_travel(now.reading, earlier, head.measure, changed_definition=changed)


def _before(now: Dated | None, record: IndicatorRecord) -> Dated | None:
    if now is None or not now.has_value:
        return None
    is_cumulative = record.head.measure.is_cumulative
    return comparable_before(now, record.outturns, is_cumulative=is_cumulative)


def _target(now: Dated | None, record: IndicatorRecord) -> Dated | None:
    if now is None:
        return None
    head = record.head
    return target_for(
        now.period,
        record.targets,
        year_kind(head),
        is_cumulative=head.measure.is_cumulative,
    )


def _first_target(now: Dated | None, record: IndicatorRecord) -> Dated | None:
    """Return the first target of an indicator without a figure; its reason where it has none."""
    if now is not None and now.has_value:
        return None
    with_value = [target for target in record.targets if target.has_value]
    found = with_value or record.targets
    return found[0] if found else None


def weaker_targets(
    now: Dated | None, targets: Iterable[Dated], head: IndicatorHead
) -> tuple[str, ...]:
    """Return a sentence for each later target that asks for less than was reached."""
    if now is None:
        return ()
    later = (target for target in targets if target.period.ends_on > now.period.ends_on)
    sentences = (weaker_target(target.reading, now.reading, head.measure) for target in later)
    return tuple(sentence for sentence in sentences if sentence)


def comparator_cell(compared: Compared, record: IndicatorRecord) -> ComparatorCell | None:
    """Return a group's newest figure beside the council's own of the same period."""
    found = latest(compared.figures)
    if found is None:
        return None
    head = record.head
    own = next((each for each in record.outturns if each.period == found.period), None)
    own_reading = own.reading if own else Reading(period=found.period.label)
    name = compared.group.words
    return ComparatorCell(
        group=name,
        group_slug=compared.group.slug,
        words=reading_words(found.reading, head),
        period=found.period.label,
        value=found.reading.value,
        own_words=reading_words(own_reading, head),
        comparison=compare(own_reading, found.reading, group_in_sentence(name), head.measure),
    )


def group_in_sentence(name: str) -> str:
    """Return a group's name as it stands inside a sentence."""
    return mid_sentence(name) if name.startswith("Statistical") else name


def trend_of(
    now: Dated | None, outturns: tuple[Dated, ...], head: IndicatorHead
) -> tuple[Decimal | None, ...]:
    """Return the last values of one kind of period and one definition, for a small chart."""
    if now is None:
        return ()
    same = [
        each.reading.value
        for each in outturns
        if each.period.kind is now.period.kind and not changed_between(each, now, head.changes)
    ]
    return tuple(same[-POINTS_OF_A_TREND:])
