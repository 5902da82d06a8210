"""What others judged: scheme and label together, each scheme in its own table."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from indicators.models import (
    Grade,
    GradeCount,
    Indicator,
    Judgement,
    JudgementArea,
    JudgementPoint,
    JudgementScheme,
    KeyThreshold,
    LimitingRule,
    Statement,
)
from indicators.presenters.indicators import IndicatorLine, indicator_lines
from indicators.presenters.records import read_records
from indicators.rag import shortfall


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeCell:
    """A grade as it is shown: its code and label together."""

    code: str
    label: str
    order: int
    as_written: str

    @property
    def words(self) -> str:
        """``2: adequate``; the label alone where the two are one."""
        return self.label if self.label.startswith(self.code) else f"{self.code}: {self.label}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaHistory:
    """One area's grades, a period a column; None where the papers give none."""

    area: str
    cells: tuple[GradeCell | None, ...]
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeJudgement:
    """A judgement with the strengths and areas for improvement that it names."""

    area: str
    period: str
    grade: GradeCell
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    source: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountRow:
    """How many of a kind of setting held each grade, best first; None where it is not said."""

    area: str
    counts: tuple[int | None, ...]

    @property
    def total(self) -> int:
        """All the settings counted."""
        return sum(count or 0 for count in self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeTables:
    """All that was judged under one scheme, with its key; never set beside another's."""

    slug: str
    name: str
    direction: str
    key: str
    grades: tuple[GradeCell, ...]
    periods: tuple[str, ...]
    histories: tuple[AreaHistory, ...]
    outcomes: tuple[OutcomeJudgement, ...]
    counts_as_at: str
    counts: tuple[CountRow, ...]
    made_by: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was judged under the scheme."""
        return not (self.histories or self.outcomes or self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementsPage:
    """The judgements known on a day, scheme by scheme, and what is said of them in prose."""

    as_of: date
    schemes: tuple[SchemeTables, ...]
    areas: tuple[tuple[str, str, int], ...]
    statements: tuple[tuple[str, str], ...]
    later: int
    has_limiting_rules: bool


def build_judgements_page(*, as_of: date) -> JudgementsPage:
    """Return the judgements that were published by a day."""
    rows = list(
        Judgement.objects.known(as_of=as_of)
        .select_related("grade", "paper")
        .prefetch_related("points")
    )
    counts = list(
        GradeCount.objects.filter(paper__published_on__lte=as_of).select_related("grade", "paper")
    )
    schemes = JudgementScheme.objects.prefetch_related("grades")
    tables = (
        scheme_tables(
            scheme,
            [row for row in rows if row.scheme_id == scheme.pk],
            [row for row in counts if row.grade.scheme_id == scheme.pk],
        )
        for scheme in schemes
    )
    return JudgementsPage(
        as_of=as_of,
        has_limiting_rules=LimitingRule.objects.exists(),
        schemes=tuple(
            table for table in tables if table.histories or table.outcomes or table.counts
        ),
        areas=_areas(rows),
        statements=_statements(as_of=as_of),
        later=Judgement.objects.filter(paper__published_on__gt=as_of).count(),
    )


def scheme_tables(
    scheme: JudgementScheme, rows: list[Judgement], counts: list[GradeCount]
) -> SchemeTables:
    """Return one scheme's tables."""
    plain = [row for row in rows if not row.points.all()]
    periods = tuple(dict.fromkeys(row.period for row in plain))
    papers = [row.source for row in rows]
    papers += [f"{row.paper.title}, {row.place}" for row in counts]
    return SchemeTables(
        slug=scheme.slug,
        name=scheme.name,
        direction=JudgementScheme.Best(scheme.best).label,
        key=scheme.key_as_printed,
        grades=tuple(
            GradeCell(code=grade.code, label=grade.label, order=grade.order, as_written="")
            for grade in scheme.grades.all()
        ),
        periods=periods,
        histories=histories(plain, periods),
        outcomes=tuple(outcome(row) for row in rows if row.points.all()),
        counts_as_at=counts[0].as_at if counts else "",
        counts=count_rows(counts, scheme.grades.all()),
        made_by=tuple(dict.fromkeys(row.made_by for row in rows if row.made_by)),
        sources=tuple(dict.fromkeys(papers)),
    )


def histories(rows: Iterable[Judgement], periods: tuple[str, ...]) -> tuple[AreaHistory, ...]:
    """Return each area's grades by period."""
    areas: dict[str, dict[str, GradeCell]] = {}
    for row in rows:
        areas.setdefault(row.area, {})[row.period] = grade_cell(row)
    return tuple(
        AreaHistory(
            area=area,
            cells=tuple(found.get(period) for period in periods),
            change=change_in_words([found[period] for period in periods if period in found]),
        )
        for area, found in areas.items()
    )


def change_in_words(cells: list[GradeCell]) -> str:
    """Say how the last grade stands to the one before; by the scheme's own order, best first."""
    if len(cells) < 2:
        return ""
    before, now = cells[-2:]
    if now.order == before.order:
        return "Unchanged"
    return "Better" if now.order < before.order else "Worse"


def grade_cell(row: Judgement) -> GradeCell:
    """Return a judgement's grade."""
    return GradeCell(
        code=row.grade.code,
        label=row.grade.label,
        order=row.grade.order,
        as_written=row.as_written,
    )


def outcome(row: Judgement) -> OutcomeJudgement:
    """Return a judgement with what it names."""
    points = row.points.all()
    return OutcomeJudgement(
        area=row.area,
        period=row.period,
        grade=grade_cell(row),
        strengths=tuple(
            point.text for point in points if point.kind == JudgementPoint.Kind.STRENGTH
        ),
        improvements=tuple(
            point.text for point in points if point.kind == JudgementPoint.Kind.IMPROVEMENT
        ),
        source=row.source,
        note=row.note,
    )


def count_rows(rows: Iterable[GradeCount], grades: Iterable[Grade]) -> tuple[CountRow, ...]:
    """Return the counts by kind of setting, a column for each grade, best first."""
    areas: dict[str, dict[int, int]] = {}
    for row in rows:
        areas.setdefault(row.area, {})[row.grade_id] = row.count
    columns = [grade.pk for grade in grades]
    return tuple(
        CountRow(area=area, counts=tuple(found.get(pk) for pk in columns))
        for area, found in areas.items()
    )


def _areas(rows: Iterable[Judgement]) -> tuple[tuple[str, str, int], ...]:
    """Return each area of judgement: its slug, name, and how many judgements are known."""
    counts = Counter(row.area_judged_id for row in rows)
    return tuple((row.slug, row.name, counts[row.pk]) for row in JudgementArea.objects.all())


def _statements(*, as_of: date) -> tuple[tuple[str, str], ...]:
    rows = Statement.objects.filter(paper__published_on__lte=as_of).select_related("paper")
    return tuple((row.text, f"{row.paper.title}, {row.place}") for row in rows)


def limiting_rules() -> tuple[tuple[str, str], ...]:
    """Return the rules of 2005 in the words of the paper, and their place."""
    rows = LimitingRule.objects.select_related("paper")
    return tuple((row.as_written, f"{row.paper.title}, {row.place}") for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdLine:
    """A key threshold: the level, the indicator's last figure, and whether it is missed."""

    name: str
    words: str
    is_missed: bool


def threshold_lines(*, as_of: date) -> tuple[ThresholdLine, ...]:
    """Return the key thresholds in force on a day, each held against the last outturn."""
    rows = KeyThreshold.objects.filter(in_force_from__lte=as_of).order_by("in_force_from")
    levels = {row.indicator_id: row.level for row in rows}
    indicators = Indicator.objects.filter(pk__in=levels).in_order()
    lines = indicator_lines(read_records(indicators, as_of=as_of), as_of=as_of)
    return tuple(threshold_line(line, levels[line.head.pk]) for line in lines)


def threshold_line(line: IndicatorLine, level: Decimal) -> ThresholdLine:
    """Return one threshold held against the last outturn; without one, nothing is missed."""
    measure = line.head.measure
    value = line.latest.value if line.latest else None
    is_missed = value is not None and shortfall(value, level, measure.polarity) > 0
    last = line.latest.words if line.latest else "no figure"
    return ThresholdLine(
        name=f"{line.head.name}: {last} against {measure.say(level)}",
        words=f"{line.head.name}, threshold {measure.say(level)}, last outturn {last}",
        is_missed=is_missed,
    )
