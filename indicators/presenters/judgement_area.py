"""One area of judgement: what was judged over the years, and what speaks to it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from indicators.models import (
    Indicator,
    Judgement,
    JudgementAnswer,
    JudgementArea,
    JudgementPoint,
    Priority,
)
from indicators.presenters.indicators import IndicatorLine, indicator_lines
from indicators.presenters.records import read_records

NoArea = JudgementArea.DoesNotExist
INDICATORS = "indicators"  # stands for them where a plan is chosen otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedLine:
    """One judgement; ``withdrawn`` says why it no longer stands, or nothing."""

    pk: int
    scheme: str
    rests_on: str
    grade: str
    words: str
    period: str
    made_by: str
    judged_on: date | None
    source: str
    note: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]
    is_entered: bool
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOfPlan:
    """A recommendation or an action that answers an area, by name."""

    pk: int
    kind: str
    plan: str
    reference: str
    note: str
    recorded_by: str
    recorded_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorOfArea:
    """An indicator that speaks to an area; ``answer`` where an officer named it."""

    line: IndicatorLine
    answer: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementAreaPage:
    """An area of judgement as at a day."""

    slug: str
    name: str
    basis: str
    outcome: str
    as_of: date
    judgements: tuple[JudgedLine, ...]
    withdrawn: tuple[JudgedLine, ...]
    answers: tuple[AnswerOfPlan, ...]
    indicators: tuple[IndicatorOfArea, ...]

    def named(self, kind: str) -> tuple[tuple[str, str], ...]:
        """Return the plan and reference of each answer of a kind."""
        return tuple((row.plan, row.reference) for row in self.answers if row.kind == kind)


def build_judgement_area(slug: str, *, as_of: date) -> JudgementAreaPage:
    """Return an area of judgement as at a day. Raises NoArea."""
    area = JudgementArea.objects.get(slug=slug)
    rows = area.judgements.select_related("scheme", "grade", "paper").prefetch_related("points")
    known = rows.filter(pk__in=Judgement.objects.known(as_of=as_of).values("pk"))
    taken_back = rows.filter(recorded_on__lte=as_of, withdrawn_on__lte=as_of)
    answers = list(answers_known(as_of=as_of).filter(area=area))
    return JudgementAreaPage(
        slug=area.slug,
        name=area.name,
        basis=area.basis,
        outcome=area.outcome,
        as_of=as_of,
        judgements=tuple(
            judged_line(row) for row in known.order_by("-period", "scheme__order", "order", "pk")
        ),
        withdrawn=tuple(judged_line(row) for row in taken_back.order_by("-withdrawn_on", "pk")),
        answers=tuple(
            AnswerOfPlan(
                pk=row.pk,
                kind=row.kind,
                plan=row.plan,
                reference=row.reference,
                note=row.note,
                recorded_by=row.recorded_by_name,
                recorded_on=row.recorded_on,
            )
            for row in answers
            if row.kind != JudgementAnswer.Kind.INDICATOR
        ),
        indicators=indicators_of(area, answers, as_of=as_of),
    )


def answers_known(*, as_of: date) -> QuerySet[JudgementAnswer]:
    """Return the answers that stood in the record on a day."""
    stands = Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_of)
    return JudgementAnswer.objects.filter(stands, recorded_on__lte=as_of)


def judged_line(row: Judgement) -> JudgedLine:
    """Return one judgement, fetched with its scheme, grade, paper and points."""
    points = row.points.all()
    withdrawn = ""
    if row.withdrawn_on:
        withdrawn = f"{row.withdrawal_reason} ({row.withdrawn_by_name})"
    return JudgedLine(
        pk=row.pk,
        scheme=row.scheme.name,
        rests_on=row.grade.basis or row.scheme.basis,
        grade=str(row.grade),
        words=row.area,
        period=row.period,
        made_by=row.made_by,
        judged_on=row.judged_on,
        source=row.source,
        note=row.note,
        strengths=tuple(each.text for each in points if each.kind == JudgementPoint.Kind.STRENGTH),
        improvements=tuple(
            each.text for each in points if each.kind == JudgementPoint.Kind.IMPROVEMENT
        ),
        is_entered=row.paper_id is None,
        withdrawn=withdrawn,
    )


def indicators_of(
    area: JudgementArea, answers: list[JudgementAnswer], *, as_of: date
) -> tuple[IndicatorOfArea, ...]:
    """Return the indicators of the priorities with the area's outcome, and those named for it."""
    named = {
        row.reference: row.pk for row in answers if row.kind == JudgementAnswer.Kind.INDICATOR
    }
    wanted = Q(slug__in=named)
    if area.outcome:
        for plan, number in Priority.objects.filter(outcomes__icontains=area.outcome).values_list(
            "plan", "number"
        ):
            wanted |= Q(purposes__plan=plan, purposes__number=number)
    rows = Indicator.objects.in_use(as_of=as_of).filter(wanted).distinct().in_order()
    return tuple(
        IndicatorOfArea(line=line, answer=named.get(line.head.slug))
        for line in indicator_lines(read_records(rows, as_of=as_of), as_of=as_of)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaAnswered:
    """An area of judgement, and whether something of a plan answers it."""

    slug: str
    name: str
    answer: int | None
    note: str


def areas_answered(
    plan: str, kind: str, reference: str, *, as_of: date
) -> tuple[AreaAnswered, ...]:
    """Return every area, with the answer that a recommendation or an action is to it."""
    rows = answers_known(as_of=as_of).filter(plan=plan, kind=kind, reference=reference)
    found = {row.area_id: row for row in rows}
    return tuple(
        AreaAnswered(
            slug=area.slug,
            name=area.name,
            answer=found[area.pk].pk if area.pk in found else None,
            note=found[area.pk].note if area.pk in found else "",
        )
        for area in JudgementArea.objects.all()
    )


def indicator_named(reference: str, *, as_of: date) -> str:
    """Return the slug of the indicator in use with a reference, or nothing."""
    rows = Indicator.objects.in_use(as_of=as_of)
    found = rows.filter(Q(ref__iexact=reference) | Q(slug=reference.lower())).first()
    return found.slug if found else ""
