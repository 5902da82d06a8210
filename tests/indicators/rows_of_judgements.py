"""Judgements, what answers them, and self-assessments begun again, as several tests make them."""

from datetime import date
from typing import Any

from indicators.models import (
    AssessmentAnswer,
    Framework,
    FrameworkQuestion,
    Grade,
    Judgement,
    JudgementAnswer,
    JudgementArea,
    SelfAssessment,
)
from tests.factories import RECORDED_AT


def begin_again(assessed_on: date = date(2006, 5, 2), **fields: Any) -> SelfAssessment:
    """Begin to assess again by the framework of 2005, with an answer to its first question."""
    row = SelfAssessment.objects.create(
        framework=Framework.objects.get(slug="childrens-trust-2005"),
        slug=assessed_on.isoformat(),
        area="Herefordshire Council",
        assessed_on=assessed_on,
        begun_at=RECORDED_AT,
        **{"begun_on": assessed_on} | fields,
    )
    answer(row, "q1", "developing", on=row.begun_on)
    return row


def answer(
    row: SelfAssessment, question: str, level: str = "", *, on: date, comment: str = "So it is."
) -> AssessmentAnswer:
    """Answer a question of an assessment on a day."""
    return AssessmentAnswer.objects.create(
        assessment=row,
        question=FrameworkQuestion.objects.get(section__framework=row.framework, slug=question),
        level=row.framework.levels.get(slug=level) if level else None,
        comment=comment,
        author_name="A writer",
        recorded_on=on,
        recorded_at=RECORDED_AT,
    )


def make_judgement(area: str = "stay-safe", grade: str = "2", **fields: Any) -> Judgement:
    """Enter a judgement of the Annual Performance Assessment."""
    judged = JudgementArea.objects.get(slug=area)
    found = Grade.objects.get(scheme__slug="apa", code=grade)
    defaults: dict[str, Any] = {
        "period": "2005",
        "judged_on": date(2005, 12, 1),
        "made_by": "Inspectors",
        "recorded_by_name": "A writer",
        "recorded_on": date(2006, 5, 2),
        "recorded_at": RECORDED_AT,
    }
    return Judgement.objects.create(
        scheme=found.scheme,
        grade=found,
        area=judged.name,
        area_judged=judged,
        as_written=grade,
        **defaults | fields,
    )


def make_answer(reference: str = "5.6", **fields: Any) -> JudgementAnswer:
    """Say that an action of the plan of 2006 answers an area."""
    defaults: dict[str, Any] = {
        "kind": "action",
        "plan": "jar-2005",
        "recorded_by_name": "A writer",
        "recorded_on": date(2006, 5, 2),
        "recorded_at": RECORDED_AT,
    }
    return JudgementAnswer.objects.create(
        area=JudgementArea.objects.get(slug="stay-safe"),
        reference=reference,
        **defaults | fields,
    )
