"""The records for other tools: stable columns, one row each. Small counts are suppressed."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from herefordshire_cs.lib.files.tables import Asked, Export, Row
from herefordshire_cs.lib.text.words import mid_sentence
from indicators.models import GradeCount, Indicator, Judgement, Priority
from indicators.presenters.digest import section_of
from indicators.presenters.indicator_heads import IndicatorHead
from indicators.presenters.indicators import FigureCell, IndicatorLine, indicator_lines
from indicators.presenters.records import IndicatorRecord, read_records
from indicators.presenters.self_assessment import latest_issued
from indicators.series import Dated

FIGURE_COLUMNS = [
    "ref",
    "definition",
    "group",
    "unit",
    "polarity",
    "year_type",
    "kind",
    "period",
    "period_as_printed",
    "comparator_group",
    "value",
    "as_written",
    "no_value_reason",
    "source",
]
JUDGEMENT_COLUMNS = [
    "scheme",
    "area",
    "outcome",
    "period",
    "period_as_printed",
    "grade",
    "label",
    "as_written",
    "count",
    "strengths",
    "areas_for_improvement",
    "made_by",
    "source",
]
ASSESSMENT_COLUMNS = ["framework", "question", "section", "text", "level", "comment"]
LINE_COLUMNS = [
    "ref",
    "definition",
    "unit",
    "polarity",
    "supplier",
    "last_outturn",
    "last_period",
    "last_period_both_labels",
    "cohort",
    "target",
    "rating",
    "rating_reason",
    "direction",
    "direction_reason",
    "next_target",
    "next_target_period",
    "gap",
    "comparators",
]


def figure_rows(*, as_of: date) -> Iterator[Row]:
    """Yield one row for each figure in force; an indicator without any has one row."""
    titles = {(row.plan, row.number): row.wording for row in Priority.objects.all()}
    in_use = Indicator.objects.in_use(as_of=as_of).in_order()
    records = read_records(in_use, as_of=as_of, is_for_publication=True)
    for record in records:
        found = list(_figures(record))
        group = section_of(record.head, titles)
        for kind, compared, figure in found:
            yield _head_columns(record.head, group) | _figure_columns(kind, compared, figure)
        if not found:
            yield _head_columns(record.head, group) | _no_figure(record.head)


def _figures(record: IndicatorRecord) -> Iterator[tuple[str, str, Dated]]:
    for figure in record.outturns:
        yield "outturn", "", figure
    for compared in record.compared:
        for figure in compared.figures:
            yield "comparator", compared.group.words, figure
    for figure in record.targets:
        yield "target", "", figure


def _head_columns(head: IndicatorHead, group: str) -> Row:
    return {
        "ref": head.ref,
        "definition": head.definition,
        "group": group,
        "unit": head.unit_words,
        "polarity": head.measure.polarity.value,
        "year_type": head.year_type.value,
    }


def _figure_columns(kind: str, compared: str, figure: Dated) -> Row:
    reason = figure.reading.reason
    return {
        "kind": kind,
        "period": figure.period.label,
        "period_as_printed": figure.period_as_printed,
        "comparator_group": compared,
        "value": number(figure.reading.value),
        "as_written": "" if figure.is_withheld else figure.as_written,
        "no_value_reason": reason.value if reason else "",
        "source": figure.source,
    }


def _no_figure(head: IndicatorHead) -> Row:
    empty = dict.fromkeys(FIGURE_COLUMNS[6:-1], "")
    return empty | {"value": None, "source": f"{head.paper}: {head.place}"}


def number(value: Decimal | None) -> Decimal | None:
    """Return a value without idle zeros, and never in powers of ten."""
    if value is None:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral() else value.normalize()


def judgement_rows(*, as_of: date) -> Iterator[Row]:
    """Yield one row for each judgement, then one for each count of settings by grade."""
    rows = Judgement.objects.known(as_of=as_of)
    for row in rows.select_related("scheme", "grade", "paper").prefetch_related("points"):
        yield judgement_row(row)
    counts = GradeCount.objects.filter(paper__published_on__lte=as_of)
    for count in counts.select_related("grade__scheme", "paper"):
        yield count_row(count)


def judgement_row(row: Judgement) -> Row:
    """Return one judgement's row."""
    points = {"strength": [], "improvement": []}  # type: dict[str, list[str]]
    for point in row.points.all():
        points[point.kind].append(point.text)
    return {
        "scheme": row.scheme.name,
        "area": row.area,
        "outcome": row.outcome,
        "period": row.period,
        "period_as_printed": row.period_as_printed,
        "grade": row.grade.code,
        "label": row.grade.label,
        "as_written": row.as_written,
        "count": None,
        "strengths": "; ".join(points["strength"]),
        "areas_for_improvement": "; ".join(points["improvement"]),
        "made_by": row.made_by,
        "source": f"{row.paper.title}: {row.place}" if row.paper else row.source,
    }


def count_row(row: GradeCount) -> Row:
    """Return how many settings of a kind held a grade."""
    empty = dict.fromkeys(JUDGEMENT_COLUMNS, "")
    return empty | {
        "scheme": row.grade.scheme.name,
        "area": row.area,
        "period": row.as_at,
        "period_as_printed": row.as_at,
        "grade": row.grade.code,
        "label": row.grade.label,
        "as_written": row.as_written,
        "count": row.count,
        "source": f"{row.paper.title}: {row.place}",
    }


def published(lines: Iterable[IndicatorLine], *, as_of: date) -> list[IndicatorLine]:
    """Return the lines again as they may be published, in their order."""
    order = {line.head.pk: place for place, line in enumerate(lines)}
    rows = Indicator.objects.filter(pk__in=order)
    found = indicator_lines(read_records(rows, as_of=as_of, is_for_publication=True), as_of=as_of)
    return sorted(found, key=lambda line: order[line.head.pk])


def line_rows(lines: Iterable[IndicatorLine]) -> Iterator[Row]:
    """Yield one row for each line of a list, as it is shown."""
    for line in lines:
        yield line_row(line)


def line_row(line: IndicatorLine) -> Row:
    """Return one line's row."""
    head = line.head
    return {
        "ref": head.ref,
        "definition": head.definition,
        "unit": head.unit_words,
        "polarity": head.measure.polarity.value,
        "supplier": head.supplier,
        "last_outturn": _words(line.latest),
        "last_period": line.latest.period if line.latest else "",
        "last_period_both_labels": line.latest.both_labels if line.latest else "",
        "cohort": line.latest.cohort if line.latest else "",
        "target": _words(line.target),
        "rating": line.rating.rag.value,
        "rating_reason": line.rating.sentence,
        "direction": line.movement.direction.value,
        "direction_reason": line.movement.reason,
        "next_target": _words(line.next_target),
        "next_target_period": line.next_target.period if line.next_target else "",
        "gap": line.gap_words,
        "comparators": "; ".join(
            f"{cell.group} {cell.words} in {cell.period}:"
            f" {mid_sentence(cell.comparison.verdict.word)}"
            for cell in line.comparators
            if cell.value is not None
        ),
    }


def _words(cell: FigureCell | None) -> str:
    return cell.words if cell else ""


def _asked_figures(asked: Asked) -> Iterator[Row]:
    return figure_rows(as_of=asked.as_of)


def _asked_judgements(asked: Asked) -> Iterator[Row]:
    return judgement_rows(as_of=asked.as_of)


def assessment_rows(*, as_of: date) -> Iterator[Row]:
    """Yield a row for each question and each part of one, of the latest assessment issued.

    ``section`` is the heading under which a question is printed. A question that has parts, and
    one that has no level of its own, has an empty ``level``.
    """
    for page in latest_issued(as_of=as_of):
        for section in page.sections:
            heading = section.title
            for line in section.questions:
                heading = line.heading or heading
                if line.is_numbered:
                    yield {
                        "framework": page.head.framework,
                        "question": line.reference,
                        "section": heading,
                        "text": line.text,
                        "level": line.level.label if line.level else "",
                        "comment": line.comment,
                    }


def _asked_assessments(asked: Asked) -> Iterator[Row]:
    return assessment_rows(as_of=asked.as_of)


EXPORTS = {
    "indicators": Export(columns=FIGURE_COLUMNS, rows=_asked_figures, is_whole_record=True),
    "judgements": Export(columns=JUDGEMENT_COLUMNS, rows=_asked_judgements, is_whole_record=True),
    "self-assessment": Export(
        columns=ASSESSMENT_COLUMNS, rows=_asked_assessments, is_whole_record=True
    ),
}
