"""Beginning a self-assessment, answering it, saying who agreed it, and issuing it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from herefordshire_cs.accounts.models import User
from indicators.models import (
    AssessmentAgreement,
    AssessmentAnswer,
    AssessmentContributor,
    Framework,
    FrameworkLevel,
    FrameworkQuestion,
    SelfAssessment,
)


class BegunAlready(Exception):
    """There is an assessment of the framework for that day."""


class IssuedAlready(Exception):
    """The assessment was issued, so that what it says stays as it is."""


class NotAnswered(Exception):
    """Nothing is answered yet, so that there is nothing to issue."""


class NamedAlready(Exception):
    """The contributor, or the body that agreed, is named already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerWords:
    """What somebody answers to a question."""

    level: FrameworkLevel | None
    figure: str
    comment: str
    evidence: str


@transaction.atomic
def begin_assessment(
    *, framework: Framework, area: str, assessed_on: date, author: User, on: date, at: datetime
) -> SelfAssessment:
    """Begin to assess again by a framework. Raises BegunAlready."""
    Framework.objects.select_for_update().get(pk=framework.pk)
    slug = assessed_on.isoformat()
    if framework.assessments.filter(slug=slug).exists():
        raise BegunAlready
    row = SelfAssessment(
        framework=framework,
        slug=slug,
        area=area,
        assessed_on=assessed_on,
        begun_by=author,
        begun_on=on,
        begun_at=at,
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def answer_question(
    *,
    assessment: SelfAssessment,
    question: FrameworkQuestion,
    words: AnswerWords,
    author: User,
    on: date,
    at: datetime,
) -> AssessmentAnswer:
    """Record an answer; an earlier one to the same question stays on record.

    Raises IssuedAlready.
    """
    _open(assessment)
    row = AssessmentAnswer(
        assessment=assessment,
        question=question,
        level=words.level,
        figure=words.figure,
        comment=words.comment,
        evidence=words.evidence,
        author=author,
        author_name=author.name,
        recorded_on=on,
        recorded_at=at,
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def name_contributor(
    *, assessment: SelfAssessment, name: str, role: str, organisation: str, on: date
) -> AssessmentContributor:
    """Name somebody who contributed. Raises IssuedAlready, NamedAlready."""
    _open(assessment)
    if assessment.contributors.filter(name=name, organisation=organisation).exists():
        raise NamedAlready
    row = AssessmentContributor(
        assessment=assessment, name=name, role=role, organisation=organisation, recorded_on=on
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def record_agreement(
    *, assessment: SelfAssessment, body: str, agreed_on: date, on: date
) -> AssessmentAgreement:
    """Record that a body agreed. Raises IssuedAlready, NamedAlready."""
    _open(assessment)
    if assessment.agreements.filter(body=body).exists():
        raise NamedAlready
    row = AssessmentAgreement(
        assessment=assessment, body=body, agreed_on=agreed_on, recorded_on=on
    )
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def issue_assessment(*, assessment: SelfAssessment, issued_by: User, on: date) -> SelfAssessment:
    """Issue an assessment: what it says stays as it is. Raises IssuedAlready, NotAnswered."""
    row = _open(assessment)
    if not row.answers.exists():
        raise NotAnswered
    row.issued_on = on
    row.issued_by_name = issued_by.name
    row.save(update_fields=["issued_on", "issued_by_name"])
    return row


def _open(assessment: SelfAssessment) -> SelfAssessment:
    """Lock an assessment that takes answers. Raises IssuedAlready."""
    row = SelfAssessment.objects.select_for_update().get(pk=assessment.pk)
    if row.issued_on is not None:
        raise IssuedAlready
    return row
