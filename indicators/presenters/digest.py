"""The Performance Digest, the RADAR sheet and the corporate exceptions: one period on paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from herefordshire_cs.lib.rag import RatingCounts
from indicators.models import Commentary, Indicator, IndicatorQuerySet, Priority, Statement
from indicators.periods import ReportingPeriod
from indicators.presenters.due import DueLine, figures_due
from indicators.presenters.indicator_heads import IndicatorHead
from indicators.presenters.indicator_page import CommentaryLine, commentary_line
from indicators.presenters.indicators import IndicatorLine, indicator_lines
from indicators.presenters.performance import has_value, rating_counts
from indicators.presenters.records import IndicatorRecord, read_records
from indicators.rag import Direction

OTHERS = "Additional performance indicators relevant to the directorate"
PLAN_OF_2006 = "Measuring success"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An indicator in a document: its line and what is said of it."""

    line: IndicatorLine
    commentary: CommentaryLine | None
    said: str
    said_in: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The indicators of one priority, or of one group, in the order of the papers."""

    number: int
    title: str
    entries: tuple[Entry, ...]

    @property
    def counts(self) -> RatingCounts:
        """The ratings of the section."""
        return rating_counts([entry.line for entry in self.entries])

    @property
    def worsened(self) -> int:
        """How many moved the wrong way."""
        return sum(entry.line.is_worsening for entry in self.entries)

    @property
    def short_of_next(self) -> int:
        """How many have not reached their next target."""
        return sum(entry.line.is_short_of_next for entry in self.entries)

    @property
    def improved(self) -> int:
        """How many moved the right way."""
        return sum(entry.line.movement.direction is Direction.IMPROVED for entry in self.entries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Every indicator in use, as at a day, with the figures of periods ended by the quarter's."""

    title: ClassVar[str] = "Performance Digest"
    template_name: ClassVar[str] = "indicators/documents/digest_body.html"

    period: ReportingPeriod
    as_of: date
    sections: tuple[Section, ...]
    waiting: int

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, section after section."""
        return tuple(entry for section in self.sections for entry in section.entries)

    @property
    def lines(self) -> list[IndicatorLine]:
        """Every line."""
        return [entry.line for entry in self.entries]

    @property
    def counts(self) -> RatingCounts:
        """All the ratings."""
        return rating_counts(self.lines)

    @property
    def directions(self) -> tuple[tuple[Direction, int], ...]:
        """How many moved each way."""
        moved = [line.movement.direction for line in self.lines]
        return tuple((direction, moved.count(direction)) for direction in Direction)

    @property
    def without_figure(self) -> int:
        """How many have no figure at all."""
        return sum(not has_value(line) for line in self.lines)

    @property
    def short_of_next(self) -> int:
        """How many have not reached their next target."""
        return sum(line.is_short_of_next for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """The monthly set on one page."""

    title: ClassVar[str] = "RADAR"
    template_name: ClassVar[str] = "indicators/documents/radar_body.html"

    period: ReportingPeriod
    as_of: date
    lines: tuple[IndicatorLine, ...]
    missing: tuple[DueLine, ...]

    @property
    def counts(self) -> RatingCounts:
        """The ratings."""
        return rating_counts(list(self.lines))


@dataclass(frozen=True, slots=True, kw_only=True)
class CorporateExceptions:
    """Only what is off target, worsened, behind others, aiming low or without a figure."""

    title: ClassVar[str] = "Corporate exceptions"
    template_name: ClassVar[str] = "indicators/documents/corporate_body.html"

    period: ReportingPeriod
    as_of: date
    counts: RatingCounts
    off_target: tuple[Entry, ...]
    worsening: tuple[Entry, ...]
    behind: tuple[Entry, ...]
    weaker: tuple[Entry, ...]
    missing: tuple[DueLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to report."""
        parts = (self.off_target, self.worsening, self.behind, self.weaker, self.missing)
        return not any(parts)


def build_digest(period: ReportingPeriod, *, as_of: date) -> Digest:
    """Return the Digest of a quarter."""
    records = _records(Indicator.objects.in_order(), period, as_of=as_of)
    entries = _entries(records, period, as_of=as_of)
    return Digest(
        period=period,
        as_of=as_of,
        sections=sections(entries),
        waiting=_waiting(period, as_of=as_of),
    )


def build_radar(period: ReportingPeriod, *, as_of: date) -> Radar:
    """Return the RADAR sheet of a month."""
    rows = Indicator.objects.of_set("radar").in_order()
    records = _records(rows, period, as_of=as_of)
    missing = _missing(records, period, as_of=as_of)
    return Radar(
        period=period,
        as_of=as_of,
        lines=tuple(indicator_lines(records, as_of=as_of)),
        missing=tuple(due for due in missing if due.period == period),
    )


def build_corporate_exceptions(period: ReportingPeriod, *, as_of: date) -> CorporateExceptions:
    """Return what a quarter's corporate report holds, by exception."""
    records = _records(Indicator.objects.in_order(), period, as_of=as_of)
    entries = _entries(records, period, as_of=as_of)
    off_target = [entry for entry in entries if entry.line.is_off_target]
    return CorporateExceptions(
        period=period,
        as_of=as_of,
        counts=rating_counts([entry.line for entry in entries]),
        off_target=tuple(sorted(off_target, key=lambda each: each.line.rating.rag.severity)),
        worsening=tuple(entry for entry in entries if entry.line.is_worsening),
        behind=tuple(entry for entry in entries if entry.line.is_behind),
        weaker=tuple(entry for entry in entries if entry.line.weaker),
        missing=tuple(_missing(records, period, as_of=as_of)),
    )


def _records(
    rows: IndicatorQuerySet, period: ReportingPeriod, *, as_of: date
) -> list[IndicatorRecord]:
    """Return the records as they may be published, up to the end of the period."""
    in_use = rows.in_use(as_of=as_of)
    return read_records(in_use, as_of=as_of, up_to=period.ends_on, is_for_publication=True)


def _missing(
    records: Iterable[IndicatorRecord], period: ReportingPeriod, *, as_of: date
) -> Iterator[DueLine]:
    """Yield what is missing of the periods that had ended with a document's own."""
    reported = set(Indicator.objects.reported(as_of=as_of).values_list("pk", flat=True))
    for record in records:
        if record.head.pk in reported:
            yield from figures_due(record, as_of=as_of, ended_by=period.ends_on)


def _entries(
    records: list[IndicatorRecord], period: ReportingPeriod, *, as_of: date
) -> list[Entry]:
    lines = indicator_lines(records, as_of=as_of)
    commentaries = approved_commentaries(period, as_of=as_of)
    said = statements_by_indicator(as_of=as_of)
    return [
        Entry(
            line=line,
            commentary=commentaries.get(line.head.pk),
            said=said.get(line.head.pk, ("", ""))[0],
            said_in=said.get(line.head.pk, ("", ""))[1],
        )
        for line in lines
    ]


def approved_commentaries(period: ReportingPeriod, *, as_of: date) -> dict[int, CommentaryLine]:
    """Return the newest approved commentary of each indicator on figures up to a period's end."""
    rows = (
        Commentary.objects.filter(period__ends_on__lte=period.ends_on, approved_on__lte=as_of)
        .select_related("period", "paper", "indicator")
        .order_by("period__ends_on", "written_on", "pk")
    )
    return {row.indicator_id: commentary_line(row, as_of=as_of) for row in rows}


def statements_by_indicator(*, as_of: date) -> dict[int, tuple[str, str]]:
    """Return what the papers say of each indicator in prose, and where."""
    rows = Statement.objects.filter(paper__published_on__lte=as_of).select_related("paper")
    found: dict[int, tuple[str, str]] = {}
    for row in rows.prefetch_related("indicators"):
        for indicator in row.indicators.all():
            place = f"{row.paper.title}, {row.place}"
            earlier = found.get(indicator.pk)
            if earlier is None:
                found[indicator.pk] = (row.text, place)
                continue
            places = earlier[1] if place in earlier[1] else f"{earlier[1]}; {place}"
            found[indicator.pk] = (f"{earlier[0]}\n\n{row.text}", places)
    return found


def _waiting(period: ReportingPeriod, *, as_of: date) -> int:
    """Count the commentaries that were written by a day and not approved by it."""
    written = Commentary.objects.filter(period__ends_on__lte=period.ends_on, written_on__lte=as_of)
    return written.exclude(approved_on__lte=as_of).count()


def sections(entries: Iterable[Entry]) -> tuple[Section, ...]:
    """Return the entries under the priorities of their plan; the rest in two groups at the end."""
    titles = {(row.plan, row.number): row.wording for row in Priority.objects.order_by("number")}
    grouped: dict[str, list[Entry]] = {title: [] for title in titles.values()}
    grouped |= {OTHERS: [], PLAN_OF_2006: []}
    for entry in entries:
        grouped[section_of(entry.line.head, titles)].append(entry)
    filled = [(title, found) for title, found in grouped.items() if found]
    return tuple(
        Section(number=number, title=title, entries=tuple(found))
        for number, (title, found) in enumerate(filled, start=1)
    )


def section_of(head: IndicatorHead, titles: dict[tuple[str, int], str]) -> str:
    """Return the title under which an indicator stands."""
    for aim in head.aims:
        if title := titles.get((aim.plan, aim.number)):
            return title
    return PLAN_OF_2006 if head.aims else OTHERS
