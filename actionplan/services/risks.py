"""Entering risks, reviewing them, signing a register off; whatever was recorded stays."""

# Longer than most: one verb for each step in the life of a risk, each in one transaction.

from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import transaction
from django.db.models import Max

from actionplan.models import (
    Action,
    Officer,
    Plan,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskClosing,
    RiskLink,
    RiskRegister,
    RiskScale,
    RiskSignOff,
)
from actionplan.models.corrections import RecordedRow, Recording
from actionplan.models.risks import in_force
from actionplan.services.standings import mark
from herefordshire_cs.lib.calendar.years import Quarter


class ReferenceTaken(Exception):
    """Another risk of the register has the reference, or another register the title."""


class ReviewedMeanwhile(Exception):
    """Somebody assessed the risk after the form was opened; holds that assessment."""

    def __init__(self, row: RiskAssessment) -> None:
        super().__init__(f"Assessed meanwhile: {row}")
        self.row = row


class ClosedRisk(Exception):
    """The risk is closed, so nothing is to be said of it until it is opened again."""


class TakenBackAlready(Exception):
    """Somebody took the row back before."""


class OnlyAssessment(Exception):
    """The only assessment of a risk can be corrected; withdrawn it would leave none."""


class SignedOffAlready(Exception):
    """The quarter is signed off."""


class AcceptedAlready(Exception):
    """An acceptance of the risk runs."""


class OwnRisk(Exception):
    """Nobody accepts a risk that is their own."""


class LinkedAlready(Exception):
    """The risk names the action or the indicator already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What somebody judges of a risk: the scores are 1 to 4, ``reason`` where it is asked."""

    assessed_on: date
    description: str
    likelihood: int
    severity: int
    mitigation: str
    owner: Officer | None
    owner_as_written: str
    residual_likelihood: int
    residual_severity: int
    said: str = ""
    reason: str = ""

    def columns(self, before: RiskAssessment | None) -> dict[str, object]:
        """Return the columns of an assessment.

        What was understood by an owner's words before is understood by the same words again.
        """
        post = self.owner_as_written
        if self.owner is not None and self.owner.post:
            post = self.owner.post
        elif before is not None and before.owner_as_written == self.owner_as_written:
            post = before.owner_post
        return {name: getattr(self, name) for name in self.__slots__} | {"owner_post": post}


@transaction.atomic
def open_register(
    *, slug: str, title: str, period: str, plan: Plan | None, scale: RiskScale, by: Recording
) -> RiskRegister:
    """Open a register, of a plan or of the directorate. Raises ``ReferenceTaken``."""
    if RiskRegister.objects.filter(slug=slug).exists():
        raise ReferenceTaken
    if plan is not None:
        mark(Plan.objects.filter(pk=plan.pk))  # its page names its registers
    return RiskRegister.objects.create(
        slug=slug,
        title=title,
        period=period,
        plan=plan,
        plan_slug=plan.slug if plan else "",
        scale=scale,
        starts_on=by.on,
    )


@transaction.atomic
def enter_risk(
    *,
    register: RiskRegister,
    reference: str,
    belongs_to: str,
    project: str,
    judged: Judgement,
    by: Recording,
) -> Risk:
    """Enter a risk with its first assessment. Raises ``ReferenceTaken``."""
    RiskRegister.objects.select_for_update().get(pk=register.pk)
    if register.risks.filter(reference__iexact=reference).exists():
        raise ReferenceTaken
    last = register.risks.aggregate(last=Max("order"))["last"] or 0
    risk = Risk.objects.create(
        register=register,
        order=last + 1,
        reference=reference,
        belongs_to=belongs_to,
        project=project,
        added_on=by.on,
    )
    _assess(risk, RiskAssessment.Kind.ENTERED, judged, by)
    return risk


@transaction.atomic
def assess_risk(
    *,
    risk: Risk,
    judged: Judgement,
    is_review: bool,
    seen: int | None,
    by: Recording,
) -> RiskAssessment:
    """Review a risk, or change what is said of it between reviews.

    ``seen`` is the newest assessment that the author had seen. Raises ``ReviewedMeanwhile`` and
    ``ClosedRisk``.
    """
    _lock_open(risk)
    _refuse_unseen(risk, seen)
    kind = RiskAssessment.Kind.REVIEWED if is_review else RiskAssessment.Kind.CHANGED
    return _assess(risk, kind, judged, by)


@transaction.atomic
def correct_assessment(
    *, row: RiskAssessment, judged: Judgement, why_corrected: str, by: Recording
) -> RiskAssessment:
    """Put an assessment in the place of one that was mistaken. Raises ``TakenBackAlready``."""
    _lock(row.risk)
    mistaken = _standing(row)
    _withdraw(mistaken, why_corrected, by)
    return _assess(row.risk, row.kind, judged, by, corrects=mistaken)


@transaction.atomic
def withdraw_assessment(*, row: RiskAssessment, reason: str, by: Recording) -> None:
    """Take an assessment back: the one before holds again.

    Raises ``TakenBackAlready`` and ``OnlyAssessment``.
    """
    _lock(row.risk)
    standing = _standing(row)
    if row.risk.assessments.filter(withdrawn_on=None).count() == 1:
        raise OnlyAssessment
    _withdraw(standing, reason, by)


@transaction.atomic
def sign_off(
    *, register: RiskRegister, of_quarter: Quarter, words: str, by: Recording
) -> RiskSignOff:
    """Sign a register off for a quarter, as it stands. Raises ``SignedOffAlready``."""
    RiskRegister.objects.select_for_update().get(pk=register.pk)
    starts_on = of_quarter.starts_on
    if register.sign_offs.filter(quarter_starts_on=starts_on, withdrawn_on=None).exists():
        raise SignedOffAlready
    return RiskSignOff.objects.create(
        register=register,
        quarter_starts_on=starts_on,
        words=words,
        author=by.author,
        **by.stamps(),
    )


@transaction.atomic
def accept_risk(*, risk: Risk, until: date, reason: str, by: Recording) -> RiskAcceptance:
    """Bear a risk as it is until a day.

    Raises ``AcceptedAlready``, ``OwnRisk`` and ``ClosedRisk``.
    """
    _lock_open(risk)
    running = risk.acceptances.filter(withdrawn_on=None, until__gte=by.on)
    if running.exists():
        raise AcceptedAlready
    now = in_force(risk, as_of=by.on)
    if now is not None and now.owner is not None and now.owner.user_id == by.author.pk:
        raise OwnRisk
    return RiskAcceptance.objects.create(
        risk=risk, until=until, reason=reason, approver=by.author, **by.stamps()
    )


@transaction.atomic
def close_risk(*, risk: Risk, reason: str, by: Recording) -> RiskClosing:
    """Close a risk, with the reason. Raises ``ClosedRisk`` where it is closed."""
    _lock_open(risk)
    return RiskClosing.objects.create(risk=risk, reason=reason, author=by.author, **by.stamps())


@transaction.atomic
def take_back(
    *, row: RiskSignOff | RiskAcceptance | RiskClosing | RiskLink, reason: str, by: Recording
) -> None:
    """Take a row back: it stays, with who took it back and why. Raises ``TakenBackAlready``."""
    _withdraw(_standing(row), reason, by)


@transaction.atomic
def link(
    *, risk: Risk, action: Action | None = None, indicator: str = "", by: Recording
) -> RiskLink:
    """Tie a risk to an Action that treats it or to an indicator. Raises ``LinkedAlready``."""
    _lock(risk)
    if risk.links.filter(action=action, indicator=indicator, withdrawn_on=None).exists():
        raise LinkedAlready
    return RiskLink.objects.create(
        risk=risk, action=action, indicator=indicator, author=by.author, **by.stamps()
    )


def _lock(risk: Risk) -> None:
    Risk.objects.select_for_update().get(pk=risk.pk)


def _lock_open(risk: Risk) -> None:
    _lock(risk)
    if risk.closings.filter(withdrawn_on=None).exists():
        raise ClosedRisk


def _refuse_unseen(risk: Risk, seen: int | None) -> None:
    newest = risk.assessments.select_related("author").order_by("-pk").first()
    if newest is not None and newest.pk != seen:
        raise ReviewedMeanwhile(newest)


def _assess(
    risk: Risk,
    kind: str,
    judged: Judgement,
    by: Recording,
    corrects: RiskAssessment | None = None,
) -> RiskAssessment:
    return RiskAssessment.objects.create(
        risk=risk,
        kind=kind,
        author=by.author,
        corrects=corrects,
        **judged.columns(corrects or risk.assessments.order_by("pk").last()),
        **by.stamps(),
    )


def _standing[Row: RecordedRow](row: Row) -> Row:
    found = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if found.withdrawn_on is not None:
        raise TakenBackAlready
    return cast("Row", found)


def _withdraw(row: RecordedRow, reason: str, by: Recording) -> None:
    row.withdrawn_on = by.on
    row.withdrawn_by = by.author
    row.withdrawal_reason = reason
    row.save(update_fields=["withdrawn_on", "withdrawn_by", "withdrawal_reason"])
