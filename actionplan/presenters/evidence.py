"""Evidence as at a day: what it is, what it is for, who accepted it; and what has not come."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from actionplan.models import (
    Evidence,
    EvidenceAcceptance,
    EvidenceLink,
    EvidenceLinkQuerySet,
    EvidenceQuerySet,
    EvidenceRequest,
    EvidenceVersion,
)
from actionplan.models.evidence import acceptance_in_force, newest_version
from actionplan.presenters.history import withdrawal_in_words
from actionplan.presenters.plans import PlanHead
from herefordshire_cs.lib.text.words import count_in_words, day_in_words

WITHHELD = {
    Evidence.Sensitivity.BOARD: "Evidence for the board only",
    Evidence.Sensitivity.RESTRICTED: "Restricted evidence",
    Evidence.Sensitivity.CONFIDENTIAL: "Confidential evidence",
}
# What a line of evidence needs of its rows, from the evidence itself and from a link to it.
BESIDE = ("plan", "author")
OF_LINKS = ("update", "evidence__plan", "evidence__author")
FILES = ("evidence__versions", "evidence__acceptances__author")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """Evidence as others name it; the title of what is not open to all is withheld.

    ``size`` is that of the newest file in bytes, none where it is held elsewhere.
    """

    pk: int
    plan: str
    title: str
    filename: str
    size: int | None
    reference: str
    supplied_by: str
    supplied_on: date
    accepted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One file of evidence, as it was supplied."""

    pk: int
    number: int
    filename: str
    size: int
    sha256: str
    supplied_by: str
    supplied_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownThing:
    """What evidence is for: ``kind`` is action, recommendation or risk."""

    link: int
    kind: str
    reference: str
    register: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRow:
    """Evidence in the list of whoever may open it, and on its own page."""

    pk: int
    title: str
    kind: str
    stands_for: date | None
    held_by: str
    reference: str
    sensitivity: str
    opens: str
    retention: str
    supplied_by: str
    supplied_on: date
    versions: tuple[VersionLine, ...]
    accepted_by: str
    accepted_on: date | None
    shows: tuple[ShownThing, ...]
    withdrawn: str

    @property
    def newest(self) -> VersionLine | None:
        """The file supplied last."""
        return self.versions[-1] if self.versions else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLine:
    """Evidence that was asked for; ``state`` says that it has not come, came, or is not wanted."""

    pk: int
    reference: str
    what: str
    words: str
    asked_of: str
    asked_by: str
    asked_on: date
    wanted_by: date | None
    is_late: bool
    is_waiting: bool
    state: str
    evidence: int | None
    source: str
    remark: str


def rows_of(plan: PlanHead, *, as_of: date) -> EvidenceQuerySet:
    """Return the evidence of a plan that stood in its record on a day, the newest first."""
    return with_beside(Evidence.objects.known(as_of=as_of).filter(plan=plan.pk), as_of=as_of)


def with_beside(rows: EvidenceQuerySet, *, as_of: date) -> EvidenceQuerySet:
    """Bring along versions, acceptances and what it is for; as many queries however many rows."""
    links = EvidenceLink.objects.known(as_of=as_of).select_related(
        "action", "recommendation", "risk__register"
    )
    return rows.select_related(*BESIDE, "withdrawn_by").prefetch_related(
        Prefetch("links", links.order_by("pk")),
        Prefetch("versions", EvidenceVersion.objects.select_related("supplied_by")),
        Prefetch("acceptances", EvidenceAcceptance.objects.select_related("author")),
    )


def evidence_rows(rows: Iterable[Evidence], *, as_of: date) -> tuple[EvidenceRow, ...]:
    """Return evidence that was fetched with what stands beside it."""
    return tuple(evidence_row(row, as_of=as_of) for row in rows)


def evidence_row(row: Evidence, *, as_of: date) -> EvidenceRow:
    """Return one piece of evidence."""
    versions = [each for each in row.versions.all() if each.supplied_on <= as_of]
    accepted = accepted_of(row, as_of=as_of)
    return EvidenceRow(
        pk=row.pk,
        title=row.title,
        kind=row.get_kind_display(),
        stands_for=row.stands_for,
        held_by=row.held_by,
        reference=row.reference,
        sensitivity=row.sensitivity,
        opens=row.get_sensitivity_display(),
        retention=row.retention,
        supplied_by=row.author.name,
        supplied_on=row.recorded_on,
        versions=tuple(
            VersionLine(
                pk=each.pk,
                number=each.number,
                filename=each.filename,
                size=each.size,
                sha256=each.sha256,
                supplied_by=each.supplied_by.name,
                supplied_on=each.supplied_on,
            )
            for each in versions
        ),
        accepted_by=accepted.author.name if accepted else "",
        accepted_on=accepted.recorded_on if accepted else None,
        shows=tuple(shown_thing(link) for link in row.links.all()),
        withdrawn=withdrawal_in_words(row, as_of=as_of),
    )


def accepted_of(row: Evidence, *, as_of: date) -> EvidenceAcceptance | None:
    """Return who accepted evidence as it was on a day; its versions are fetched."""
    version = newest_version(row.versions.all(), as_of=as_of)
    return acceptance_in_force(row.acceptances.all(), version, as_of=as_of)


def shown_thing(link: EvidenceLink) -> ShownThing:
    """Return what a link names."""
    if link.action is not None:
        return ShownThing(link=link.pk, kind="action", reference=link.action.reference)
    if link.recommendation is not None:
        number = str(link.recommendation.number)
        return ShownThing(link=link.pk, kind="recommendation", reference=number)
    assert link.risk is not None
    return ShownThing(
        link=link.pk,
        kind="risk",
        reference=link.risk.reference,
        register=link.risk.register.slug,
    )


def evidence_lines(links: Iterable[EvidenceLink], *, as_of: date) -> tuple[EvidenceLine, ...]:
    """Return the evidence that links name as at a day, fetched with ``OF_LINKS`` and ``FILES``."""
    return tuple(
        evidence_line(link.evidence, as_of=as_of)
        for link in links
        if link.is_known(on=as_of)
        and not (link.update is not None and link.update.is_withdrawn(on=as_of))
    )


def evidence_of(links: EvidenceLinkQuerySet, *, as_of: date) -> tuple[EvidenceLine, ...]:
    """Return the evidence that some links name as at a day; one query where there is none."""
    beside = links.select_related(*OF_LINKS).prefetch_related(*FILES)
    return evidence_lines(beside, as_of=as_of)


def evidence_line(row: Evidence, *, as_of: date) -> EvidenceLine:
    """Return evidence as others name it: what is not open to all shows neither title nor file."""
    version = newest_version(row.versions.all(), as_of=as_of)
    accepted = accepted_of(row, as_of=as_of)
    withheld = WITHHELD.get(Evidence.Sensitivity(row.sensitivity), "")
    return EvidenceLine(
        pk=row.pk,
        plan=row.plan.slug,
        title=withheld or row.title,
        filename=version.filename if version and not withheld else "",
        size=version.size if version else None,
        reference="" if withheld else row.reference,
        supplied_by=row.author.name,
        supplied_on=row.recorded_on,
        accepted=(
            f"accepted by {accepted.author.name} on {day_in_words(accepted.recorded_on)}"
            if accepted
            else ""
        ),
    )


def wanted_lines(plan: PlanHead, *, as_of: date) -> tuple[WantedLine, ...]:
    """Return what was asked for by a day, what has not come first; two queries."""
    rows = EvidenceRequest.objects.filter(plan=plan.pk, recorded_on__lte=as_of)
    beside = rows.select_related(
        "action", "author", "source", "withdrawn_by", "evidence", "officer"
    )
    lines = [wanted_line(row, as_of=as_of) for row in beside]
    return tuple(sorted(lines, key=lambda line: not line.is_waiting))


def wanted_line(row: EvidenceRequest, *, as_of: date) -> WantedLine:
    """Return one request as at a day; evidence that was taken back has not come."""
    came = (
        row.evidence is not None
        and row.supplied_on is not None
        and row.supplied_on <= as_of
        and not row.evidence.is_withdrawn(on=as_of)
    )
    withdrawn = withdrawal_in_words(row, as_of=as_of)
    is_waiting = not came and not withdrawn
    is_late = is_waiting and row.wanted_by is not None and row.wanted_by < as_of
    return WantedLine(
        pk=row.pk,
        reference=row.action.reference,
        what=row.what,
        words=row.words,
        asked_of=row.asked_of,
        asked_by=row.author.name if row.author else "",
        asked_on=row.recorded_on,
        wanted_by=row.wanted_by,
        is_late=is_late,
        is_waiting=is_waiting,
        state=withdrawn or (came_in_words(row) if came else waiting_in_words(row, as_of=as_of)),
        evidence=row.evidence_id if came else None,
        source=f"{row.source}, {row.source_place}" if row.source else "",
        remark=row.remark,
    )


def came_in_words(row: EvidenceRequest) -> str:
    """Return on which day it came."""
    return f"Came on {day_in_words(row.supplied_on)}" if row.supplied_on else ""


def waiting_in_words(row: EvidenceRequest, *, as_of: date) -> str:
    """Return that it has not come, and how late it is."""
    if row.wanted_by is None:
        return "Has not come; no day is set"
    late = (as_of - row.wanted_by).days
    return f"Has not come, {count_in_words(late, 'day')} late" if late > 0 else "Has not come yet"
