"""Loads the registers of risks from their fixtures: as the paper has them, safe to repeat.

A register may stand without its plan. Once that plan is here, loading ties the register to it, and
the owners to the plan's posts where one post alone has the name that is understood.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import transaction

from actionplan.loading.rows import Entry, keep
from actionplan.models import (
    Officer,
    Plan,
    Risk,
    RiskAssessment,
    RiskBand,
    RiskDoubt,
    RiskRegister,
    RiskScale,
    SourceDocument,
)
from actionplan.services.standings import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskLoading:
    """One run of one fixture: its paper, the day of that, and the instant of recording."""

    document: SourceDocument
    day: date
    recorded_at: datetime


@transaction.atomic
def load_risks(folder: Path, *, recorded_at: datetime) -> None:
    """Load every register of a folder, each with its scale, risks and doubts."""
    for path in sorted(folder.glob("*.json")):
        entry: Entry = json.loads(path.read_text(encoding="utf-8"))
        load_register(entry, recorded_at=recorded_at)


def load_register(entry: Entry, *, recorded_at: datetime) -> RiskRegister:
    """Load one register."""
    loading = RiskLoading(
        document=paper_of(entry["document"]),
        day=date.fromisoformat(entry["register"]["starts_on"]),
        recorded_at=recorded_at,
    )
    said = entry["register"]
    register = keep(
        RiskRegister,
        key={"slug": said["slug"]},
        title=said["title"],
        period=said["period"],
        period_elsewhere=said["period_elsewhere"],
        plan_slug=said["plan"],
        plan=Plan.objects.filter(slug=said["plan"]).first(),
        scale=load_scale(entry["scale"], loading),
        starts_on=loading.day,
        review_days=said["review_days"],
        practice_as_written=said["practice_as_written"],
        source=loading.document,
        source_place=said["source_place"],
    )
    mark(Plan.objects.filter(risk_registers=register))  # its page names its registers
    load_doubts(register, None, entry["doubts"], loading)
    for order, each in enumerate(entry["risks"], start=1):
        load_risk(register, order, each, loading)
    return register


def paper_of(entry: Entry) -> SourceDocument:
    """Return the paper; where its plan brought it before, it stays as that has it."""
    document, _is_new = SourceDocument.objects.get_or_create(
        slug=entry["slug"],
        defaults={
            "title": entry["title"],
            "dated_on": date.fromisoformat(entry["dated_on"]),
            "dated_note": entry["dated_note"],
        },
    )
    return document


def load_scale(entry: Entry, loading: RiskLoading) -> RiskScale:
    """Load what the products are called; a band that the council decided since stays."""
    scale = keep(
        RiskScale,
        key={"slug": entry["slug"]},
        name=entry["name"],
        remark=entry["remark"],
        source=loading.document,
        source_place=entry["source_place"],
    )
    for band in entry["bands"]:
        for likelihood, severity in band["cells"]:
            RiskBand.objects.get_or_create(
                scale=scale,
                likelihood=likelihood,
                severity=severity,
                defaults={name: band[name] for name in ("word", "level", "is_evidenced")},
            )
    return scale


def load_risk(register: RiskRegister, order: int, entry: Entry, loading: RiskLoading) -> None:
    """Load one row of the table, its owner as written and as understood."""
    risk = keep(
        Risk,
        key={"register": register, "reference": entry["reference"]},
        order=order,
        belongs_to=Risk.BelongsTo.DIRECTORATE,
        added_on=loading.day,
    )
    key = {"risk": risk, "source": loading.document}
    row = RiskAssessment.objects.filter(**key).first()
    as_printed = (
        *("description", "likelihood", "severity", "rating_as_written", "mitigation"),
        *("owner_as_written", "owner_post"),
        *("residual_likelihood", "residual_severity", "residual_rating_as_written"),
    )
    keep(
        RiskAssessment,
        key=key,
        kind=RiskAssessment.Kind.ENTERED,
        assessed_on=loading.day,
        recorded_on=loading.day,
        recorded_at=row.recorded_at if row else loading.recorded_at,
        owner=holder_of(entry["owner_post"], register),
        source_place=f"Appendix 2, row {risk.reference}",
        **{name: entry[name] for name in as_printed},
    )
    load_doubts(register, risk, entry.get("doubts", []), loading)


def holder_of(post: str, register: RiskRegister) -> Officer | None:
    """Return the officer of a post where the plan of the register has one alone of that name.

    Without the plan nobody is: the same title may have been somebody else's in an earlier one.
    """
    if register.plan is None:
        return None
    named = Officer.objects.filter(post=post, roles__action__plan=register.plan).distinct()[:2]
    return named[0] if len(named) == 1 else None


def load_doubts(
    register: RiskRegister, risk: Risk | None, entries: list[Entry], loading: RiskLoading
) -> None:
    """Load what is not certain."""
    for entry in entries:
        keep(
            RiskDoubt,
            key={"register": register, "heading": entry["heading"]},
            risk=risk,
            text=entry["text"],
            raised_on=loading.day,
        )
