"""Risks as lines of a list: how each is rated on a day, how it moved, what it needs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from actionplan.models import (
    Risk,
    RiskAcceptance,
    RiskAssessment,
    RiskBand,
    RiskClosing,
    RiskLink,
    RiskQuerySet,
    RiskRegister,
    RiskSignOff,
)
from actionplan.models.plan_access import seen_with
from actionplan.risk_ratings import RiskScore, movement_in_words
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.calendar.years import Quarter, quarter
from herefordshire_cs.lib.text.words import day_in_words

NOT_EVIDENCED = "not evidenced in the paper"
UNNAMED = "No word"  # of a cell for which the scale has no band

type Bands = Mapping[tuple[int, int, int], RiskBand]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRating:
    """A likelihood and a severity, 1 to 4 each, their product and its word in the scale."""

    likelihood: int
    severity: int
    rating: int
    word: str
    level: int
    is_evidenced: bool

    @property
    def words(self) -> str:
        """The rating as ``12 HIGH``."""
        return f"{self.rating} {self.word}"

    @property
    def note(self) -> str:
        """That no paper shows this word for this cell, or nothing."""
        return "" if self.is_evidenced else NOT_EVIDENCED


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLine:
    """A risk as at a day. ``plan`` is the short name of the register's plan, here or not.

    ``attentions`` says what it needs, each in a sentence; a closed risk needs nothing.
    """

    pk: int
    register: str
    register_title: str
    plan: str
    reference: str
    belongs_to: str
    description: str
    mitigation: str
    owner: str
    owner_as_written: str
    inherent: RiskRating
    residual: RiskRating
    movement: str
    looked_at_on: date | None
    attentions: tuple[str, ...]
    accepted: str
    closed: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterLine:
    """A register and how it stands."""

    slug: str
    title: str
    period: str
    belongs_to: str
    open_count: int
    needing_count: int
    signed_off: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistersPage:
    """The registers that there were on a day."""

    as_of: date
    registers: tuple[RegisterLine, ...]


def build_registers_page(*, as_of: date, access: PlanAccess) -> RegistersPage:
    """Return every register begun by a day; the same number of queries for any number."""
    begun = seen_with(RiskRegister.objects.filter(starts_on__lte=as_of), access)
    registers = list(begun.select_related("plan"))
    risks = Risk.objects.filter(register__starts_on__lte=as_of)
    lines = risk_lines(risks.visible_to(access), as_of=as_of)
    signed: dict[int, RiskSignOff] = {
        row.register_id: row
        for row in RiskSignOff.objects.known(as_of=as_of)
        .select_related("author")
        .order_by("quarter_starts_on")
    }
    return RegistersPage(
        as_of=as_of,
        registers=tuple(
            register_line(
                row,
                [line for line in lines if line.register == row.slug and not line.closed],
                signed.get(row.pk),
            )
            for row in registers
        ),
    )


def register_line(
    register: RiskRegister, lines: list[RiskLine], signed: RiskSignOff | None
) -> RegisterLine:
    """Return a register with how many of its open risks need somebody."""
    return RegisterLine(
        slug=register.slug,
        title=register.title,
        period=register.period,
        belongs_to=register.plan.title if register.plan else "The directorate",
        open_count=len(lines),
        needing_count=sum(bool(line.attentions) for line in lines),
        signed_off=signed_off_in_words(signed),
    )


def risk_lines(risks: RiskQuerySet, *, as_of: date) -> tuple[RiskLine, ...]:
    """Return risks that had been entered by a day, in their order; five queries."""
    rows = list(
        risks.entered(as_of=as_of)
        .with_newest(as_of=as_of)
        .select_related("register")
        .prefetch_related(
            Prefetch(
                "acceptances",
                RiskAcceptance.objects.known(as_of=as_of).select_related("approver"),
            )
        )
        .prefetch_related(
            Prefetch("closings", RiskClosing.objects.known(as_of=as_of).select_related("author")),
        )
        .order_by("register", "order")
    )
    wanted = [key for row in rows for key in (row.newest, row.before) if key]
    found = RiskAssessment.objects.select_related("owner", "source").in_bulk(wanted)
    bands = bands_of({row.register.scale_id for row in rows})
    return tuple(
        risk_line(row, found[row.newest], found.get(row.before or 0), bands, as_of=as_of)
        for row in rows
        if row.newest
    )


def bands_of(scales: Iterable[int]) -> Bands:
    """Return the bands of some scales by scale, likelihood and severity."""
    rows = RiskBand.objects.filter(scale__in=set(scales))
    return {(row.scale_id, row.likelihood, row.severity): row for row in rows}


def risk_line(
    row: Risk, now: RiskAssessment, before: RiskAssessment | None, bands: Bands, *, as_of: date
) -> RiskLine:
    """Return one risk, fetched with its newest assessments, as at a day."""
    judged = now.assessed()
    closed = closed_in_words(list(row.closings.all()))
    accepted = list(row.acceptances.all())
    scale = row.register.scale_id
    return RiskLine(
        pk=row.pk,
        register=row.register.slug,
        register_title=row.register.title,
        plan=row.register.plan_slug,
        reference=row.reference,
        belongs_to=row.project or row.get_belongs_to_display(),
        description=now.description,
        mitigation=now.mitigation,
        owner=owner_in_words(now),
        owner_as_written=now.owner_as_written,
        inherent=rated(judged.inherent, bands, scale),
        residual=rated(judged.residual, bands, scale),
        movement=movement_in_words(judged, before.assessed() if before else None),
        looked_at_on=row.looked_at_on,
        attentions=() if closed else attentions_of(row, now, accepted, as_of=as_of),
        accepted=acceptance_in_words(accepted, as_of=as_of),
        closed=closed,
        source=f"{now.source}: {now.source_place}" if now.source else "",
    )


def rated(score: RiskScore, bands: Bands, scale: int) -> RiskRating:
    """Return a score with its word; one for which the scale has no band says so."""
    band = bands.get((scale, score.likelihood, score.severity))
    return RiskRating(
        likelihood=score.likelihood,
        severity=score.severity,
        rating=score.rating,
        word=band.word if band else UNNAMED,
        level=band.level if band else 0,
        is_evidenced=bool(band and band.is_evidenced),
    )


def owner_in_words(row: RiskAssessment) -> str:
    """Return the owner as understood, else as written."""
    if row.owner is not None:
        return row.owner.post or row.owner.full_label
    return row.owner_post or row.owner_as_written


def attentions_of(
    row: Risk, now: RiskAssessment, accepted: list[RiskAcceptance], *, as_of: date
) -> tuple[str, ...]:
    """Return what an open risk needs, in sentences."""
    judged = now.assessed()
    last = row.looked_at_on or row.added_on
    days = (as_of - last).days
    found = []
    if days > row.register.review_days:
        found.append(f"Not reviewed since {day_in_words(last)}, {days} days.")
    if judged.residual.rating > judged.inherent.rating:
        found.append("The residual rating is above the inherent one.")
    if accepted and accepted[-1].until < as_of:
        found.append(f"Its acceptance ended on {day_in_words(accepted[-1].until)}.")
    return tuple(found)


def acceptance_in_words(accepted: list[RiskAcceptance], *, as_of: date) -> str:
    """Return by whom a risk is accepted and until when, or nothing."""
    running = [row for row in accepted if row.until >= as_of]
    if not running:
        return ""
    row = running[-1]
    return f"Accepted until {day_in_words(row.until)} by {row.approver.name}: {row.reason}"


def closed_in_words(closings: list[RiskClosing]) -> str:
    """Return since when a risk is closed, by whom and why, or nothing."""
    if not closings:
        return ""
    row = closings[-1]
    return f"Closed on {day_in_words(row.recorded_on)} by {row.author.name}: {row.reason}"


def signed_off_in_words(row: RiskSignOff | None) -> str:
    """Return the quarter that was signed off, by whom and when."""
    if row is None:
        return "Not signed off yet"
    return (
        f"{quarter(row.quarter_starts_on)}, by {row.author.name}"
        f" on {day_in_words(row.recorded_on)}"
    )


def quarters_to_sign(register: RiskRegister, *, as_of: date) -> list[Quarter]:
    """Return the running quarter and the one before, as far as they are not signed off."""
    running = quarter(as_of)
    ended = quarter(running.starts_on - timedelta(days=1))
    signed = set(
        RiskSignOff.objects.known(as_of=as_of)
        .filter(register=register)
        .values_list("quarter_starts_on", flat=True)
    )
    return [
        each
        for each in (running, ended)
        if each.starts_on not in signed and each.ends_on >= register.starts_on
    ]


def risks_of_actions(action: int, *, as_of: date, access: PlanAccess) -> tuple[RiskLine, ...]:
    """Return the risks that name an Action on a day."""
    links = RiskLink.objects.known(as_of=as_of).filter(action=action)
    rows = Risk.objects.filter(pk__in=links.values("risk"))
    return risk_lines(rows.visible_to(access), as_of=as_of)


def risks_of_indicator(slug: str, *, as_of: date, access: PlanAccess) -> tuple[RiskLine, ...]:
    """Return the risks that name an indicator on a day."""
    keys = list(
        RiskLink.objects.known(as_of=as_of).filter(indicator=slug).values_list("risk", flat=True)
    )
    if not keys:
        return ()
    return risk_lines(Risk.objects.filter(pk__in=keys).visible_to(access), as_of=as_of)
