"""One register as at a day: as a page and as a document, its risks also as two matrices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from actionplan.models import Risk, RiskDoubt, RiskRegister, RiskSignOff
from actionplan.presenters.risks import (
    Bands,
    RiskLine,
    RiskRating,
    bands_of,
    rated,
    risk_lines,
    signed_off_in_words,
)
from actionplan.risk_ratings import SCALE, RiskScore
from herefordshire_cs.lib.calendar.years import quarter
from herefordshire_cs.lib.text.words import count_in_words, list_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixCell:
    """A likelihood and a severity, and the references of the risks that stand there."""

    rating: RiskRating
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """Risks by likelihood and severity; rows from the highest likelihood to the lowest."""

    key: str
    title: str
    rows: tuple[tuple[MatrixCell, ...], ...]

    @property
    def words(self) -> str:
        """The whole of it in words, for those who do not see it."""
        said = [
            f"{list_in_words(cell.references)} at {cell.rating.words}, likelihood"
            f" {cell.rating.likelihood} and severity {cell.rating.severity}"
            for row in self.rows
            for cell in row
            if cell.references
        ]
        return f"{'; '.join(said)}." if said else "No open risk."


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskDoubtLine:
    """What is not certain in a register; ``reference`` is blank where it is of no one risk."""

    reference: str
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffLine:
    """A quarter that was signed off; ``withdrawn`` says that it was taken back, and why."""

    pk: int
    quarter: str
    signed_on: date
    author: str
    words: str
    withdrawn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRegisterReport:
    """A register as at a day."""

    template_name: ClassVar[str] = "actionplan/risks/register_body.html"
    kind: ClassVar[str] = "risk-register"

    pk: int
    slug: str
    title: str
    period: str
    period_elsewhere: str
    plan: str
    plan_title: str
    as_of: date
    practice_as_written: str
    review_days: int
    scale_remark: str
    source: str
    open: tuple[RiskLine, ...]
    closed: tuple[RiskLine, ...]
    inherent: Matrix
    residual: Matrix
    signed_off: str
    quarter_needed: str
    sign_offs: tuple[SignOffLine, ...]
    doubts: tuple[RiskDoubtLine, ...]

    @property
    def needing(self) -> tuple[RiskLine, ...]:
        """The open risks that need somebody."""
        return tuple(line for line in self.open if line.attentions)

    @property
    def matrices(self) -> tuple[Matrix, Matrix]:
        """Where the open risks stand before mitigation and after it."""
        return self.inherent, self.residual

    @property
    def covers(self) -> str:
        """What the document covers, as ``5 risks``."""
        return count_in_words(len(self.open), "open risk")


def build_risk_register(slug: str, *, as_of: date) -> RiskRegisterReport:
    """Return one register; ten queries. Raises ``RiskRegister.DoesNotExist``."""
    register = RiskRegister.objects.select_related("plan", "source", "scale").get(
        slug=slug, starts_on__lte=as_of
    )
    lines = risk_lines(Risk.objects.filter(register=register), as_of=as_of)
    still_open = tuple(line for line in lines if not line.closed)
    bands = bands_of({register.scale_id})
    signed = list(
        RiskSignOff.objects.filter(register=register, recorded_on__lte=as_of)
        .select_related("author", "withdrawn_by")
        .order_by("-quarter_starts_on", "-recorded_at")
    )
    in_force = [row for row in signed if row.is_known(on=as_of)]
    doubts = RiskDoubt.objects.filter(register=register, raised_on__lte=as_of)
    return RiskRegisterReport(
        pk=register.pk,
        slug=register.slug,
        title=register.title,
        period=register.period,
        period_elsewhere=register.period_elsewhere,
        plan=register.plan.slug if register.plan else "",
        plan_title=register.plan.title if register.plan else "",
        as_of=as_of,
        practice_as_written=register.practice_as_written,
        review_days=register.review_days,
        scale_remark=register.scale.remark,
        source=f"{register.source}, {register.source_place}" if register.source else "",
        open=still_open,
        closed=tuple(line for line in lines if line.closed),
        inherent=matrix("inherent", "Before mitigation", still_open, bands, register.scale_id),
        residual=matrix("residual", "After mitigation", still_open, bands, register.scale_id),
        signed_off=signed_off_in_words(in_force[0] if in_force else None),
        quarter_needed=quarter_needed(register, in_force, as_of=as_of),
        sign_offs=tuple(sign_off_line(row, as_of=as_of) for row in signed),
        doubts=tuple(doubt_lines(doubts.select_related("risk"))),
    )


def matrix(key: str, title: str, lines: Iterable[RiskLine], bands: Bands, scale: int) -> Matrix:
    """Return risks by where their inherent or residual rating stands."""
    found: dict[tuple[int, int], list[str]] = {}
    for line in lines:
        rating: RiskRating = getattr(line, key)
        found.setdefault((rating.likelihood, rating.severity), []).append(line.reference)
    return Matrix(
        key=key,
        title=title,
        rows=tuple(
            tuple(
                MatrixCell(
                    rating=rated(
                        RiskScore(likelihood=likelihood, severity=severity), bands, scale
                    ),
                    references=tuple(found.get((likelihood, severity), ())),
                )
                for severity in SCALE
            )
            for likelihood in reversed(SCALE)
        ),
    )


def quarter_needed(register: RiskRegister, signed: Iterable[RiskSignOff], *, as_of: date) -> str:
    """Return the quarter that ended last, if nobody signed it off, or nothing."""
    ended = quarter(quarter(as_of).starts_on - timedelta(days=1))
    if ended.ends_on < register.starts_on:
        return ""
    is_signed = any(row.quarter_starts_on >= ended.starts_on for row in signed)
    return "" if is_signed else str(ended)


def sign_off_line(row: RiskSignOff, *, as_of: date) -> SignOffLine:
    """Return one sign-off, as it stood on a day."""
    withdrawn = ""
    if row.is_withdrawn(on=as_of) and row.withdrawn_by:
        withdrawn = f"Taken back by {row.withdrawn_by.name}: {row.withdrawal_reason}"
    return SignOffLine(
        pk=row.pk,
        quarter=str(quarter(row.quarter_starts_on)),
        signed_on=row.recorded_on,
        author=row.author.name,
        words=row.words,
        withdrawn=withdrawn,
    )


def doubt_lines(rows: Iterable[RiskDoubt]) -> Iterable[RiskDoubtLine]:
    """Yield what is not certain."""
    for row in rows:
        yield RiskDoubtLine(
            reference=row.risk.reference if row.risk else "", heading=row.heading, text=row.text
        )
