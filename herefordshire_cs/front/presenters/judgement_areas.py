"""An area of judgement beside the plan: what was judged, and what of a plan answers it."""

from dataclasses import dataclass
from datetime import date

from actionplan.presenters.action_page import EvidenceLine
from actionplan.presenters.named_actions import NamedLine, named_lines
from actionplan.presenters.plan_page import build_plans
from herefordshire_cs.accounts.plan_roles import PlanAccess
from indicators.presenters.judgement_area import (
    INDICATORS,
    AnswerOfPlan,
    AreaAnswered,
    JudgementAreaPage,
    areas_answered,
    build_judgement_area,
    indicator_named,
)

RECOMMENDATION, ACTION, INDICATOR = "recommendation", "action", "indicator"


class NotNamed(Exception):
    """There is nothing under the reference; the words say so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWithLine:
    """What answers an area, as the plan says it on the day; no line where it is not there."""

    answer: AnswerOfPlan
    line: NamedLine | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaPage:
    """An area of judgement with what the plan does and what evidence there is."""

    area: JudgementAreaPage
    answers: tuple[AnswerWithLine, ...]

    @property
    def evidence(self) -> tuple[tuple[NamedLine, str, EvidenceLine], ...]:
        """Each document once, with the line and the action that it was supplied for."""
        found = {
            document.pk: (each.line, reference, document)
            for each in self.answers
            if each.line
            for reference, document in each.line.evidence
        }
        return tuple(found.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredBy:
    """A recommendation or an action, with every area and whether it answers it."""

    line: NamedLine
    kind: str
    areas: tuple[AreaAnswered, ...]

    @property
    def answered(self) -> tuple[AreaAnswered, ...]:
        """The areas that it answers."""
        return tuple(area for area in self.areas if area.answer)

    @property
    def others(self) -> tuple[AreaAnswered, ...]:
        """The areas that it does not answer."""
        return tuple(area for area in self.areas if not area.answer)


def build_area_page(slug: str, *, as_of: date, access: PlanAccess) -> AreaPage:
    """Return an area of judgement beside the plan. Raises NoArea."""
    area = build_judgement_area(slug, as_of=as_of)
    lines = named_lines(area.named(RECOMMENDATION), area.named(ACTION), as_of=as_of, access=access)
    return AreaPage(
        area=area,
        answers=tuple(
            AnswerWithLine(answer=row, line=lines.get((row.plan, row.reference)))
            for row in area.answers
            if row.plan not in access.hidden_slugs
        ),
    )


def build_answered_by(plan: str, reference: str, *, as_of: date, access: PlanAccess) -> AnsweredBy:
    """Return which judgements something of a plan answers. Raises NotNamed."""
    kind, plan, reference = what_is_named(plan, reference, as_of=as_of, access=access)
    if kind == INDICATOR:
        raise NotNamed(reference)
    line = _line(kind, plan, reference, as_of=as_of, access=access)
    areas = areas_answered(plan, kind, reference, as_of=as_of)
    if line is None:
        raise NotNamed(reference)
    return AnsweredBy(line=line, kind=kind, areas=areas)


def places(*, as_of: date, access: PlanAccess) -> list[tuple[str, str]]:
    """Return where something that answers a judgement may stand: the plans, the indicators."""
    plans = [(line.head.slug, line.head.title) for line in build_plans(as_of=as_of, access=access)]
    return [*plans, (INDICATORS, "Indicators")]


def what_is_named(
    plan: str, reference: str, *, as_of: date, access: PlanAccess
) -> tuple[str, str, str]:
    """Return the kind, the plan and the reference of what is named. Raises NotNamed."""
    if plan == INDICATORS:
        slug = indicator_named(reference, as_of=as_of)
        if not slug:
            raise NotNamed(f"No indicator is known as “{reference}”.")
        return INDICATOR, "", slug
    kind = RECOMMENDATION if reference.isdecimal() else ACTION
    if _line(kind, plan, reference, as_of=as_of, access=access) is None:
        raise NotNamed(f"The plan has no {kind} “{reference}”.")
    return kind, plan, reference


def _line(
    kind: str, plan: str, reference: str, *, as_of: date, access: PlanAccess
) -> NamedLine | None:
    names = [(plan, reference)]
    recommendations, actions = (names, []) if kind == RECOMMENDATION else ([], names)
    return named_lines(recommendations, actions, as_of=as_of, access=access).get((plan, reference))
