"""Entering what others judged, correcting and withdrawing it, and saying what answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from herefordshire_cs.accounts.models import User
from indicators.models import Grade, Judgement, JudgementAnswer, JudgementArea, JudgementPoint


class WithdrawnAlready(Exception):
    """The judgement was withdrawn or corrected already."""


class AnsweredAlready(Exception):
    """The same recommendation, action or indicator answers the area already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgementWords:
    """What is entered of a judgement; the points one string each, in their order."""

    area: JudgementArea
    grade: Grade
    period: str
    judged_on: date
    made_by: str
    note: str
    strengths: tuple[str, ...]
    improvements: tuple[str, ...]


@transaction.atomic
def enter_judgement(
    *,
    words: JudgementWords,
    author: User,
    on: date,
    at: datetime,
    corrects: Judgement | None = None,
) -> Judgement:
    """Enter a judgement, or put one in the place of another that was entered wrongly.

    Raises WithdrawnAlready where the other one no longer stands.
    """
    if corrects is not None:
        _withdraw(corrects, author=author, reason="Corrected by another entry.", on=on)
    row = Judgement(
        scheme=words.grade.scheme,
        grade=words.grade,
        area=words.area.name,
        area_judged=words.area,
        period=words.period,
        as_written=words.grade.code,
        judged_on=words.judged_on,
        made_by=words.made_by,
        note=words.note,
        recorded_by=author,
        recorded_by_name=author.name,
        recorded_on=on,
        recorded_at=at,
        corrects=corrects,
    )
    row.full_clean()
    row.save()
    _keep_points(row, JudgementPoint.Kind.STRENGTH, words.strengths)
    _keep_points(row, JudgementPoint.Kind.IMPROVEMENT, words.improvements)
    return row


@transaction.atomic
def withdraw_judgement(*, judgement: Judgement, author: User, reason: str, on: date) -> None:
    """Take back a judgement that was entered by mistake. Raises WithdrawnAlready."""
    _withdraw(judgement, author=author, reason=reason, on=on)


@transaction.atomic
def add_answer(
    *,
    area: str,
    kind: str,
    plan: str,
    reference: str,
    note: str,
    author: User,
    on: date,
    at: datetime,
) -> JudgementAnswer:
    """Say that something of a plan, or an indicator, answers an area, each by its name.

    Raises AnsweredAlready.
    """
    judged = JudgementArea.objects.select_for_update().get(slug=area)
    same = judged.answers.filter(kind=kind, plan=plan, reference=reference, withdrawn_on=None)
    if same.exists():
        raise AnsweredAlready
    row = JudgementAnswer(
        area=judged,
        kind=kind,
        plan=plan,
        reference=reference,
        note=note,
        recorded_by_name=author.name,
        recorded_on=on,
        recorded_at=at,
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def withdraw_answer(*, answer: JudgementAnswer, author: User, on: date) -> None:
    """Say that it answers the area no longer. Raises WithdrawnAlready."""
    row = JudgementAnswer.objects.select_for_update().get(pk=answer.pk)
    if row.withdrawn_on is not None:
        raise WithdrawnAlready
    row.withdrawn_on = on
    row.withdrawn_by_name = author.name
    row.save(update_fields=["withdrawn_on", "withdrawn_by_name"])


def _withdraw(judgement: Judgement, *, author: User, reason: str, on: date) -> None:
    row = Judgement.objects.select_for_update().get(pk=judgement.pk)
    if row.withdrawn_on is not None:
        raise WithdrawnAlready
    row.withdrawn_on = on
    row.withdrawn_by_name = author.name
    row.withdrawal_reason = reason
    row.save(update_fields=["withdrawn_on", "withdrawn_by_name", "withdrawal_reason"])


def _keep_points(row: Judgement, kind: JudgementPoint.Kind, texts: Iterable[str]) -> None:
    for order, text in enumerate(texts, start=1):
        JudgementPoint.objects.create(judgement=row, kind=kind, order=order, text=text)
