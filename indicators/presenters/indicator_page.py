"""One indicator: its definition, its series with targets and comparators, and all said of it."""

# Longer than most: one dataclass and one function a table of the page.

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from herefordshire_cs.lib.edits import Past
from indicators.models import Commentary, Indicator, IndicatorSet, Outturn, Redefinition
from indicators.models.redefinitions import CHANGES, PURPOSES, past_of_indicators
from indicators.presenters.figures import Group
from indicators.presenters.indicator_charts import (
    ComparisonChart,
    IndicatorChart,
    comparison_chart,
    indicator_chart,
)
from indicators.presenters.indicator_heads import IndicatorHead
from indicators.presenters.indicators import (
    FigureCell,
    IndicatorLine,
    cell,
    indicator_line,
    reading_words,
)
from indicators.presenters.records import IndicatorRecord, read_records
from indicators.series import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodRow:
    """All the figures of one period, side by side; ``breaks`` says what changed before it."""

    slug: str
    label: str
    both_labels: str
    short_label: str
    outturn: FigureCell | None
    target: FigureCell | None
    comparators: tuple[FigureCell | None, ...]
    breaks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One published figure of a period, in force or restated since."""

    period: str
    words: str
    as_written: str
    cohort: str
    published_on: date
    recorded_at: datetime
    who: str
    note: str
    is_provisional: bool
    is_in_force: bool
    has_value: bool

    @property
    def is_restated(self) -> bool:
        """Whether a value was replaced by a later one."""
        return self.has_value and not self.is_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentaryLine:
    """What is said of a figure, who wrote it and who approved it."""

    pk: int
    indicator: str
    period: str
    text: str
    written_by: str
    written_by_pk: int | None
    written_on: date
    approved_by: str
    approved_on: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a paper says in prose, or what is doubtful in it, with its place."""

    text: str
    place: str
    as_written: str = ""
    understood: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A setting of the indicator, in words, and where it comes from."""

    label: str
    value: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedefinitionLine:
    """An edit of the indicator in words."""

    recorded_on: date
    what: str
    words: str
    author: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPage:
    """An indicator as at a day."""

    as_of: date
    line: IndicatorLine
    rows: tuple[PeriodRow, ...]
    groups: tuple[Group, ...]
    versions: tuple[Version, ...]
    commentaries: tuple[CommentaryLine, ...]
    statements: tuple[Said, ...]
    doubts: tuple[Said, ...]
    bases: tuple[Basis, ...]
    sets: tuple[tuple[str, str], ...]
    predecessors: tuple[tuple[str, str], ...]
    successor: tuple[str, str] | None
    succeeded_basis: str
    redefinitions: tuple[RedefinitionLine, ...]
    benchmarks: tuple[tuple[str, str], ...]
    chart: IndicatorChart | None
    bars: ComparisonChart | None

    @property
    def head(self) -> IndicatorHead:
        """What the indicator is."""
        return self.line.head

    @property
    def restatements(self) -> int:
        """How many published figures were restated since."""
        return sum(version.is_restated for version in self.versions)

    @property
    def rows_with_outturn(self) -> tuple[PeriodRow, ...]:
        """The periods for which there is an outturn, or a reason for none."""
        return tuple(row for row in self.rows if row.outturn is not None)


def build_indicator_page(slug: str, *, as_of: date) -> IndicatorPage:
    """Return an indicator's page. Raises Indicator.DoesNotExist for an unknown one."""
    past = past_of_indicators(as_of=as_of)
    row = past.put_back(Indicator.objects.select_related("paper", "succeeded_by").get(slug=slug))
    record = read_records(Indicator.objects.filter(pk=row.pk), as_of=as_of)[0]
    line = indicator_line(record, as_of=as_of)
    successor = past.put_back(row.succeeded_by) if row.succeeded_by else None
    return IndicatorPage(
        as_of=as_of,
        line=line,
        rows=period_rows(record),
        groups=tuple(each.group for each in record.compared),
        versions=versions(row, record.head, as_of=as_of),
        commentaries=commentaries_of(row, as_of=as_of),
        statements=_statements(row, as_of=as_of),
        doubts=_doubts(row, as_of=as_of),
        bases=bases(row),
        sets=sets_of(record.head),
        predecessors=predecessors_of(row, past),
        redefinitions=tuple(
            redefinition_line(each)
            for each in row.redefinitions.select_related("recorded_by").order_by("-pk")
            if each.recorded_on <= as_of
        ),
        successor=(successor.slug, str(successor)) if successor else None,
        succeeded_basis=row.succeeded_basis,
        benchmarks=tuple(row.benchmarks.values_list("slug", "title")),
        chart=indicator_chart(record),
        bars=comparison_chart(record.head, line.comparators, _own_values(record)),
    )


def sets_of(head: IndicatorHead) -> tuple[tuple[str, str], ...]:
    """Return the sets that viewed an indicator on the day; one query."""
    rows = IndicatorSet.objects.filter(slug__in=head.sets).order_by("order")
    return tuple(rows.values_list("slug", "name"))


def predecessors_of(row: Indicator, past: Past) -> tuple[tuple[str, str], ...]:
    """Return what an indicator succeeded, as was said on the day; one query."""
    said = past.of_all("indicator", "succeeded_by_id")
    wanted = Q(pk__in=[pk for pk, by in said.items() if by == row.pk])
    wanted |= Q(succeeded_by=row.pk) & ~Q(pk__in=said)
    return tuple((each.slug, str(each)) for each in past.each(Indicator.objects.filter(wanted)))


def redefinition_line(row: Redefinition) -> RedefinitionLine:
    """Return an edit in words; a list says only that it was changed."""
    plain = row.field.removesuffix("_id").replace("_", " ").capitalize()
    label = {CHANGES: "What it counts", PURPOSES: "What it is meant to show"}.get(row.field, plain)
    is_list = isinstance(row.before, list)
    words = "" if is_list else f"From {quoted(row.before)} to {quoted(row.after)}."
    return RedefinitionLine(
        recorded_on=row.recorded_on,
        what=f"{label} changed",
        words=words,
        author=row.recorded_by.name if row.recorded_by else "",
    )


def quoted(value: object) -> str:
    """Return what a field said; ``nothing`` where it said nothing."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value in (None, "") else f"‘{value}’"


def _own_values(record: IndicatorRecord) -> dict[str, Decimal | None]:
    return {each.period.label: each.reading.value for each in record.outturns}


def period_rows(record: IndicatorRecord) -> tuple[PeriodRow, ...]:
    """Return every period with a figure of any kind, oldest first."""
    figures = [*record.outturns, *record.targets]
    figures += [each for compared in record.compared for each in compared.figures]
    periods = {each.period: each for each in figures}
    ordered = sorted(periods, key=lambda period: (period.ends_on, period.starts_on))
    return tuple(
        period_row(periods[period], record, before=ordered[at - 1].ends_on if at else None)
        for at, period in enumerate(ordered)
    )


def period_row(figure: Dated, record: IndicatorRecord, *, before: date | None) -> PeriodRow:
    """Return one period's figures side by side."""
    head = record.head
    period = figure.period
    outturn = _of(period, record.outturns)
    target = _of(period, record.targets)
    shown = outturn or target or figure
    return PeriodRow(
        slug=period.slug,
        label=period.label,
        both_labels=shown.both_labels,
        short_label=period.short_label,
        outturn=cell(outturn, head),
        target=cell(target, head),
        comparators=tuple(
            cell(_of(period, compared.figures), head) for compared in record.compared
        ),
        breaks=_breaks(head, before, period.ends_on),
    )


def _of(period: object, figures: Iterable[Dated]) -> Dated | None:
    return next((figure for figure in figures if figure.period == period), None)


def _breaks(head: IndicatorHead, before: date | None, ends_on: date) -> str:
    words = [
        change.words
        for change in head.changes
        if before is not None and before < change.changed_on <= ends_on
    ]
    return "; ".join(words)


def versions(row: Indicator, head: IndicatorHead, *, as_of: date) -> tuple[Version, ...]:
    """Return every outturn that was published by a day, newest first."""
    rows = list(
        Outturn.objects.filter(indicator=row)
        .known(as_of=as_of)
        .select_related("period", "recorded_by", "paper")
    )
    in_force = {each.period_id: each.pk for each in rows}
    return tuple(
        Version(
            period=each.period.span.label,
            words=reading_words(each.reading, head),
            as_written=each.as_written,
            cohort=each.reading.cohort,
            published_on=each.published_on,
            recorded_at=each.recorded_at,
            who=_who(each),
            note=each.note,
            is_provisional=each.is_provisional,
            is_in_force=in_force[each.period_id] == each.pk,
            has_value=each.value is not None,
        )
        for each in reversed(rows)
    )


def _who(row: Outturn) -> str:
    if row.paper is not None:
        return f"{row.paper.title}, {row.place}"
    return row.recorded_by.name if row.recorded_by else "An account since removed"


def commentaries_of(row: Indicator, *, as_of: date) -> tuple[CommentaryLine, ...]:
    """Return what was said by a day, newest first."""
    rows = (
        Commentary.objects.filter(indicator=row, written_on__lte=as_of)
        .select_related("period", "paper", "indicator")
        .order_by("-written_on", "-pk")
    )
    return tuple(commentary_line(each, as_of=as_of) for each in rows)


def commentary_line(row: Commentary, *, as_of: date) -> CommentaryLine:
    """Return one commentary; an approval after the day is not known yet."""
    is_approved = row.approved_on is not None and row.approved_on <= as_of
    return CommentaryLine(
        pk=row.pk,
        indicator=row.indicator.slug,
        period=row.period.span.label,
        text=row.text,
        written_by=row.written_by_name,
        written_by_pk=row.written_by_id,
        written_on=row.written_on,
        approved_by=row.approved_by_name if is_approved else "",
        approved_on=row.approved_on if is_approved else None,
        source=f"{row.paper.title}, {row.place}" if row.paper else "",
    )


def _statements(row: Indicator, *, as_of: date) -> tuple[Said, ...]:
    rows = row.statements.filter(paper__published_on__lte=as_of).select_related("paper")
    return tuple(Said(text=each.text, place=f"{each.paper.title}, {each.place}") for each in rows)


def _doubts(row: Indicator, *, as_of: date) -> tuple[Said, ...]:
    rows = row.doubts.filter(paper__published_on__lte=as_of).select_related("paper")
    return tuple(
        Said(
            text=each.words,
            place=f"{each.paper.title}, {each.place}",
            as_written=each.as_written,
            understood=each.understood,
        )
        for each in rows
    )


def bases(row: Indicator) -> tuple[Basis, ...]:
    """Return the settings that a rating rests on, each with its source."""
    measure = row.measure
    tolerance = "None set"
    if measure.tolerance is not None:
        size = measure.tolerance
        tolerance = {
            "per cent": f"{size.size.normalize():f}% of the target",
            "points": measure.say_difference(size.size),
            "floor": f"Floor of {measure.say(size.size)}",
        }[size.kind.value]
    polarity = measure.polarity.words
    if measure.range_words:
        polarity = f"{polarity}: {measure.range_words}"
    cohort = f"{row.minimum_cohort} or more"
    if row.is_small_cohort:
        cohort = f"{cohort}; this cohort is known to be very small"
    return (
        Basis(label="Which way is good", value=polarity, basis=row.polarity_basis),
        Basis(label="Year", value=row.get_year_type_display(), basis=row.year_type_basis),
        Basis(label="Reported", value=row.get_frequency_display(), basis=row.frequency_basis),
        Basis(label="Tolerance", value=tolerance, basis=row.tolerance_basis),
        Basis(label="Rated on a cohort of", value=cohort, basis=row.cohort_basis),
    )
