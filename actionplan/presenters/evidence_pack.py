"""The evidence of one recommendation, as an inspector takes it away: action by action."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actionplan.models import EvidenceLink, EvidenceQuerySet, Standing
from actionplan.presenters.actions import ActionLine, action_lines
from actionplan.presenters.evidence import (
    EvidenceRow,
    WantedLine,
    evidence_rows,
    rows_of,
    wanted_lines,
)
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.files.archives import safe_name


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedEvidence:
    """Evidence in a pack; ``path`` is where its newest file stands, blank if it is not here."""

    row: EvidenceRow
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedAction:
    """An Action with what shows that it was done, and what was asked for and has not come."""

    line: ActionLine
    evidence: tuple[PackedEvidence, ...]
    wanted: tuple[WantedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidencePack:
    """All evidence of a Recommendation that its reader may open; ``withheld`` counts the rest."""

    plan: PlanHead
    as_of: date
    number: int
    actions: tuple[PackedAction, ...]
    whole: tuple[PackedEvidence, ...]
    withheld: int

    @property
    def every(self) -> tuple[PackedEvidence, ...]:
        """Each piece of evidence once, in the order of the pack."""
        found = [*self.whole, *(each for action in self.actions for each in action.evidence)]
        return tuple({each.row.pk: each for each in found}.values())

    @property
    def size(self) -> int:
        """The bytes of its files."""
        return sum(each.row.newest.size for each in self.every if each.row.newest)


def build_evidence_pack(
    plan: PlanHead, number: int, may_open: EvidenceQuerySet, *, as_of: date
) -> EvidencePack:
    """Return the pack of a Recommendation for a reader, who may open these."""
    standings = Standing.objects.filter(plan=plan.pk, recommendation__number=number).on(as_of)
    ordered = standings.select_related("action__plan").order_by("position")
    lines = list(action_lines(ordered, plan, as_of=as_of))
    links = EvidenceLink.objects.known(as_of=as_of).filter(
        Q(action__recommendation__number=number) | Q(recommendation__number=number),
        evidence__plan=plan.pk,
    )
    keys = set(links.values_list("evidence", flat=True))
    own = set(may_open.filter(pk__in=keys).values_list("pk", flat=True))
    readable = rows_of(plan, as_of=as_of).filter(pk__in=own)
    packed = [packed_evidence(row) for row in evidence_rows(readable, as_of=as_of)]
    wanted = [line for line in wanted_lines(plan, as_of=as_of) if line.is_waiting]
    return EvidencePack(
        plan=plan,
        as_of=as_of,
        number=number,
        actions=tuple(
            PackedAction(
                line=line,
                evidence=tuple(each for each in packed if shows(each, "action", line.reference)),
                wanted=tuple(each for each in wanted if each.reference == line.reference),
            )
            for line in lines
        ),
        whole=tuple(each for each in packed if shows(each, "recommendation", str(number))),
        withheld=len(keys) - len(packed),
    )


def packed_evidence(row: EvidenceRow) -> PackedEvidence:
    """Return evidence with the place of its newest file in the pack."""
    newest = row.newest
    path = f"files/{row.pk}-{newest.number} {safe_name(newest.filename)}" if newest else ""
    return PackedEvidence(row=row, path=path)


def shows(packed: PackedEvidence, kind: str, reference: str) -> bool:
    """Say whether evidence is for something."""
    return any(each.kind == kind and each.reference == reference for each in packed.row.shows)
