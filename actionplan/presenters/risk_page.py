"""One risk as at a day: how it is rated, what it is tied to, and all that was said of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from actionplan.models import (
    AssuranceLink,
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskClosing,
    RiskLink,
    RiskSignOff,
)
from actionplan.models.corrections import RecordedRow
from actionplan.models.plan_access import seen_with
from actionplan.presenters.assurance import AssuranceMention, mentions
from actionplan.presenters.evidence import EvidenceLine, evidence_of
from actionplan.presenters.risk_register import RiskDoubtLine, doubt_lines
from actionplan.presenters.risks import RiskLine, risk_lines, signed_off_in_words
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskEntry:
    """One row of the history of a risk; ``kind`` is what its address begins with.

    ``ratings`` is blank where it says nothing of them; ``withdrawn`` why it was taken back.
    """

    kind: str
    pk: int
    on: date
    at: datetime = field(compare=False)
    heading: str
    ratings: str
    words: tuple[str, ...]
    by: str
    withdrawn: str
    may_withdraw: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedAction:
    """An Action that treats a risk."""

    pk: int
    plan: str
    reference: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedIndicator:
    """An indicator that shows a risk, by its short name."""

    pk: int
    slug: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPage:
    """Everything that is known of a risk as at a day; ``owner_user`` is the owner's own user.

    ``newest`` is the key of the assessment recorded last, so that a form can tell whether one came
    since.
    """

    line: RiskLine
    as_of: date
    has_plan: bool
    ratings_as_written: tuple[str, str]
    reason: str
    owner_user: int | None
    newest: int = field(compare=False)  # of today, not of the day shown
    signed_off: str
    is_changed_since: bool
    actions: tuple[LinkedAction, ...]
    indicators: tuple[LinkedIndicator, ...]
    assurance: tuple[AssuranceMention, ...]
    evidence: tuple[EvidenceLine, ...]
    history: tuple[RiskEntry, ...]
    doubts: tuple[RiskDoubtLine, ...]


def build_risk_page(slug: str, reference: str, *, as_of: date, access: PlanAccess) -> RiskPage:
    """Return one risk of a register. Raises ``Risk.DoesNotExist``."""
    wanted = Risk.objects.filter(
        register__slug=slug, register__starts_on__lte=as_of, reference=reference
    )
    lines = risk_lines(wanted, as_of=as_of)
    if not lines:
        raise Risk.DoesNotExist
    risk = wanted.select_related("register").get()
    every = list(risk.assessments.select_related("author", "withdrawn_by", "owner", "source"))
    said = [row for row in every if row.recorded_on <= as_of]
    now = max(
        (row for row in said if row.is_known(on=as_of)),
        key=lambda row: (row.recorded_on, row.recorded_at, row.pk),
    )
    signed = (
        RiskSignOff.objects.known(as_of=as_of)
        .filter(register=risk.register)
        .select_related("author")
        .order_by("recorded_at")
        .last()
    )
    links = list(
        seen_with(RiskLink.objects.known(as_of=as_of), access, plan="action__plan")
        .filter(risk=risk)
        .select_related("action__plan")
        .order_by("recorded_at")
    )
    return RiskPage(
        line=lines[0],
        as_of=as_of,
        has_plan=risk.register.plan_id is not None,
        ratings_as_written=(now.rating_as_written, now.residual_rating_as_written),
        reason=now.reason,
        owner_user=now.owner.user_id if now.owner else None,
        newest=max(row.pk for row in every),
        signed_off=signed_off_in_words(signed),
        is_changed_since=signed is not None and now.recorded_at > signed.recorded_at,
        actions=tuple(
            LinkedAction(
                pk=row.pk,
                plan=row.action.plan.slug,
                reference=row.action.reference,
                text=row.action.text,
            )
            for row in links
            if row.action is not None
        ),
        indicators=tuple(
            LinkedIndicator(pk=row.pk, slug=row.indicator) for row in links if row.indicator
        ),
        assurance=mentions(
            seen_with(
                AssuranceLink.objects.filter(risk=risk), access, plan="entry__plan"
            ).select_related("entry__plan"),
            as_of=as_of,
        ),
        evidence=evidence_of(
            seen_with(risk.evidence.all(), access, plan="evidence__plan"), as_of=as_of
        ),
        history=history_of(risk, said, as_of=as_of),
        doubts=tuple(doubt_lines(risk.doubts.filter(raised_on__lte=as_of).select_related("risk"))),
    )


def history_of(
    risk: Risk, said: Iterable[RiskAssessment], *, as_of: date
) -> tuple[RiskEntry, ...]:
    """Return all that was recorded of a risk by a day, the newest first; two queries."""
    assessments = list(said)
    standing = [row for row in assessments if not row.is_withdrawn(on=as_of)]
    borne = risk.acceptances.filter(recorded_on__lte=as_of)
    closed = risk.closings.filter(recorded_on__lte=as_of)
    entries = [
        *(assessment_entry(row, as_of=as_of, is_only=len(standing) == 1) for row in assessments),
        *(
            acceptance_entry(row, as_of=as_of)
            for row in borne.select_related("approver", "withdrawn_by")
        ),
        *(
            closing_entry(row, as_of=as_of)
            for row in closed.select_related("author", "withdrawn_by")
        ),
    ]
    return tuple(sorted(entries, key=lambda entry: (entry.on, entry.at), reverse=True))


def assessment_entry(row: RiskAssessment, *, as_of: date, is_only: bool) -> RiskEntry:
    """Return an assessment: what was judged and said."""
    judged = row.assessed()
    day = row.assessed_on
    recorded = f" (recorded {day_in_words(row.recorded_on)})" if row.recorded_on != day else ""
    return RiskEntry(
        kind="assessment",
        pk=row.pk,
        on=row.recorded_on,
        at=row.recorded_at,
        heading=f"{row.get_kind_display()}, {day_in_words(day)}{recorded}",
        ratings=f"Inherent {judged.inherent.rating}, residual {judged.residual.rating}",
        words=tuple(
            part
            for part in (
                row.said,
                f"Mitigation: {row.mitigation}" if row.mitigation else "",
                f"Owner: {row.owner_as_written}",
                f"Why: {row.reason}" if row.reason else "",
            )
            if part
        ),
        by=row.author.name if row.author else "The paper",
        withdrawn=withdrawn_in_words(row, as_of=as_of),
        may_withdraw=not is_only and row.withdrawn_on is None,
    )


def acceptance_entry(row: RiskAcceptance, *, as_of: date) -> RiskEntry:
    """Return an acceptance."""
    return RiskEntry(
        kind="acceptance",
        pk=row.pk,
        on=row.recorded_on,
        at=row.recorded_at,
        heading=f"Accepted until {day_in_words(row.until)}",
        ratings="",
        words=(row.reason,),
        by=row.approver.name,
        withdrawn=withdrawn_in_words(row, as_of=as_of),
        may_withdraw=row.withdrawn_on is None,
    )


def closing_entry(row: RiskClosing, *, as_of: date) -> RiskEntry:
    """Return a closing, or that the risk was opened again."""
    return RiskEntry(
        kind="closing",
        pk=row.pk,
        on=row.recorded_on,
        at=row.recorded_at,
        heading="Closed",
        ratings="",
        words=(row.reason,),
        by=row.author.name,
        withdrawn=withdrawn_in_words(row, as_of=as_of),
        may_withdraw=row.withdrawn_on is None,
    )


def withdrawn_in_words(row: RecordedRow, *, as_of: date) -> str:
    """Return who took a row back by a day, when and why, or nothing."""
    if not row.is_withdrawn(on=as_of) or row.withdrawn_on is None:
        return ""
    by = row.withdrawn_by.name if row.withdrawn_by else "Somebody"
    return f"Withdrawn by {by} on {day_in_words(row.withdrawn_on)}: {row.withdrawal_reason}"
