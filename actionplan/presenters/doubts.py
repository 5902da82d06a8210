"""Doubts about the record, as they stood on a day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from actionplan.models import Doubt, DoubtQuerySet
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """Something not certain in the record, and how it was settled if it was."""

    pk: int
    about: str
    heading: str
    text: str
    settlement: str
    settled: str


def doubt_line(row: Doubt, *, as_of: date) -> DoubtLine:
    """Return a doubt, and who settled it when, if it was settled by that day."""
    settled = settlement = ""
    if row.settled_on is not None and not row.is_open(as_of=as_of):
        settlement = row.settlement
        by = f" by {row.settled_by.name}" if row.settled_by else ""
        settled = f"Settled {day_in_words(row.settled_on)}{by}"
    return DoubtLine(
        pk=row.pk,
        about=row.about.replace("_", " "),
        heading=row.heading,
        text=row.text,
        settlement=settlement,
        settled=settled,
    )


class DoubtKind(StrEnum):
    """What a doubt can be about, in the order in which doubts are listed."""

    PLAN = "The plan"
    RECOMMENDATION = "Recommendations"
    ACTION = "Actions"
    OFFICER = "Officers"
    ORGANISATION = "Bodies"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtAbout:
    """A doubt and what it is about."""

    line: DoubtLine
    kind: DoubtKind
    subject: str
    reference: str
    recommendation: int | None
    initials: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtsPage:
    """All the doubts of a plan, open ones first, together by what they are about."""

    plan: PlanHead
    as_of: date
    open: tuple[DoubtAbout, ...]
    settled: tuple[DoubtAbout, ...]


def build_doubts_page(
    plan: PlanHead, *, as_of: date, narrowed: DoubtQuerySet | None = None
) -> DoubtsPage:
    """Return the doubts of a plan: all, or those of them that a queryset finds; one query."""
    of_plan = Doubt.objects.filter(plan=plan.pk) if narrowed is None else narrowed
    rows = (
        of_plan.raised(as_of=as_of)
        .select_related("action", "recommendation", "officer", "organisation", "settled_by")
        .order_by(
            "recommendation__number",
            "action__recommendation__number",
            "action__order",
            "officer__initials",
            "organisation__name",
            "pk",
        )
    )
    kinds = list(DoubtKind)
    found = sorted(
        (doubt_about(row, plan, as_of=as_of) for row in rows),
        key=lambda doubt: kinds.index(doubt.kind),
    )
    return DoubtsPage(
        plan=plan,
        as_of=as_of,
        open=tuple(doubt for doubt in found if not doubt.line.settled),
        settled=tuple(doubt for doubt in found if doubt.line.settled),
    )


def doubt_about(row: Doubt, plan: PlanHead, *, as_of: date) -> DoubtAbout:
    """Return a doubt with what it is about, in words and as the parts of a link."""
    kind, subject = DoubtKind.PLAN, "The plan"
    if row.action is not None:
        kind, subject = DoubtKind.ACTION, f"Action {row.action.reference}"
    elif row.recommendation is not None:
        kind, subject = DoubtKind.RECOMMENDATION, f"Recommendation {row.recommendation.number}"
    elif row.officer is not None:
        officer = plan.past.put_back(row.officer)
        kind, subject = DoubtKind.OFFICER, f"Officer {officer.short_label}"
    elif row.organisation is not None:
        kind, subject = DoubtKind.ORGANISATION, plan.past.put_back(row.organisation).name
    return DoubtAbout(
        line=doubt_line(row, as_of=as_of),
        kind=kind,
        subject=subject,
        reference=row.action.reference if row.action else "",
        recommendation=row.recommendation.number if row.recommendation else None,
        initials=row.officer.initials if row.officer else "",
    )
