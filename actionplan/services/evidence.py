"""Evidence: supplying it, saying what it is for, accepting it, asking for what has not come."""

# Longer than most: one verb for each step in the life of evidence, each in one transaction.

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from actionplan.models import (
    Action,
    Evidence,
    EvidenceAcceptance,
    EvidenceLink,
    EvidenceRequest,
    EvidenceVersion,
    Officer,
    Plan,
    ProgressUpdate,
    Recommendation,
    Risk,
)
from actionplan.models.corrections import Recording
from actionplan.models.evidence import acceptance_in_force, newest_version
from actionplan.services.notices import tell_evidence_asked
from actionplan.services.standings import keep_standings, lock, mark, save, withdraw
from herefordshire_cs.accounts.models import User


class EvidenceTakenBack(Exception):
    """Somebody took the evidence, what it is for, or what was asked for back before."""


class AttachedAlready(Exception):
    """The evidence is for that already."""


class SameFile(Exception):
    """The evidence has a version with the very same bytes."""


class OwnEvidence(Exception):
    """Nobody accepts evidence that they supplied themselves."""


class EvidenceAccepted(Exception):
    """The evidence is accepted as it is."""


class CameAlready(Exception):
    """What was asked for has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file, already checked: its words, its bytes and what they are."""

    title: str
    filename: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What evidence is; ``stands_for`` and all but the title, kind and sensitivity may be none."""

    title: str
    kind: str = Evidence.Kind.DOCUMENT
    stands_for: date | None = None
    held_by: str = ""
    reference: str = ""
    sensitivity: str = Evidence.Sensitivity.OPEN
    retention: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class For:
    """What evidence is for."""

    actions: tuple[Action, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    risks: tuple[Risk, ...] = ()

    def targets(self) -> Iterable[dict[str, Any]]:
        """Yield the columns of a link to each."""
        yield from ({"action": each} for each in self.actions)
        yield from ({"recommendation": each} for each in self.recommendations)
        yield from ({"risk": each} for each in self.risks)


def attach(
    action: Action,
    attachment: Attachment,
    *,
    author: User,
    supplied_on: date,
    recorded_at: datetime,
    update: ProgressUpdate | None = None,
) -> EvidenceLink:
    """Keep a file of a locked Action in the central record; it goes with its update, if any."""
    by = Recording(author=author, on=supplied_on, at=recorded_at)
    row = Evidence(plan_id=action.plan_id, title=attachment.title, **by.signed())
    save(row)
    _add_version(row, attachment, by)
    link = EvidenceLink(evidence=row, action=action, update=update, **by.signed())
    save(link)
    return link


@transaction.atomic
def supply(
    *,
    plan: int,
    described: Described,
    attachment: Attachment | None,
    is_for: For,
    by: Recording,
    asked: EvidenceRequest | None = None,
) -> Evidence:
    """Put evidence into the record of a plan, by its key; ``asked`` is what it answers.

    Raises ``CameAlready`` and ``EvidenceTakenBack`` of what was asked for.
    """
    mark(Plan.objects.filter(pk=plan))
    columns = {name: getattr(described, name) for name in described.__slots__}
    row = Evidence(plan_id=plan, **columns, **by.signed())
    save(row)
    if attachment is not None:
        _add_version(row, attachment, by)
    _attach(row, is_for, by)
    if asked is not None:
        _answer(asked, row, by)
    return row


@transaction.atomic
def add_version(*, evidence: Evidence, attachment: Attachment, by: Recording) -> EvidenceVersion:
    """Add a newer file; those before stay. Raises ``SameFile`` and ``EvidenceTakenBack``."""
    return _add_version(_standing(evidence), attachment, by)


@transaction.atomic
def attach_to(*, evidence: Evidence, is_for: For, by: Recording) -> None:
    """Say what else evidence is for. Raises ``AttachedAlready`` and ``EvidenceTakenBack``."""
    row = _standing(evidence)
    for target in is_for.targets():
        if row.links.filter(withdrawn_on=None, **target).exists():
            raise AttachedAlready
    _attach(row, is_for, by)


@transaction.atomic
def take_off(*, link: EvidenceLink, author: User, reason: str, withdrawn_on: date) -> None:
    """Take back that evidence is for something; the row stays, with the reason."""
    mark(Plan.objects.filter(pk=link.evidence.plan_id))
    row = EvidenceLink.objects.get(pk=link.pk)
    if row.withdrawn_on is not None:
        raise EvidenceTakenBack
    withdraw(row, author, reason, withdrawn_on)
    _keep([row])


@transaction.atomic
def take_back(*, evidence: Evidence, author: User, reason: str, withdrawn_on: date) -> None:
    """Take evidence back, from all that it was for; what it answered is wanted again."""
    row = _standing(evidence)
    withdraw(row, author, reason, withdrawn_on)
    links = list(row.links.filter(withdrawn_on=None))
    for link in links:
        withdraw(link, author, reason, withdrawn_on)
    _keep(links)


def handle(*, evidence: Evidence, held_by: str, sensitivity: str, retention: str) -> None:
    """Say who holds evidence, who may open it and how long it is kept; a row that is locked."""
    evidence.held_by = held_by
    evidence.sensitivity = sensitivity
    evidence.retention = retention
    save(evidence)
    mark(Plan.objects.filter(pk=evidence.plan_id))


@transaction.atomic
def accept(*, evidence: Evidence, by: Recording) -> EvidenceAcceptance:
    """Accept evidence as it is: its newest version, or what is held elsewhere.

    Raises ``OwnEvidence``, ``EvidenceAccepted`` and ``EvidenceTakenBack``.
    """
    row = _standing(evidence)
    version = newest_version(row.versions.all(), as_of=by.on)
    suppliers = {row.author_id, version.supplied_by_id if version else row.author_id}
    if by.author.pk in suppliers:
        raise OwnEvidence
    if acceptance_in_force(row.acceptances.all(), version, as_of=by.on):
        raise EvidenceAccepted
    acceptance = EvidenceAcceptance(evidence=row, version=version, **by.signed())
    save(acceptance)
    return acceptance


@transaction.atomic
def ask_for(
    *,
    action: Action,
    what: str,
    asked_of: str,
    officer: Officer | None,
    wanted_by: date | None,
    by: Recording,
) -> EvidenceRequest:
    """Ask for evidence of an Action."""
    mark(Plan.objects.filter(pk=action.plan_id))
    row = EvidenceRequest(
        plan_id=action.plan_id,
        action=action,
        what=what,
        asked_of=asked_of,
        officer=officer,
        wanted_by=wanted_by,
        **by.signed(),
    )
    save(row)
    tell_evidence_asked(row)
    return row


@transaction.atomic
def stop_asking(*, asked: EvidenceRequest, author: User, reason: str, withdrawn_on: date) -> None:
    """Say that evidence is not wanted any more. Raises ``CameAlready``, ``EvidenceTakenBack``."""
    withdraw(_wanted(asked), author, reason, withdrawn_on)


def _wanted(asked: EvidenceRequest) -> EvidenceRequest:
    """Hold the plan of a request against other writers; return it if it still waits."""
    mark(Plan.objects.filter(pk=asked.plan_id))
    row = EvidenceRequest.objects.select_related("evidence").get(pk=asked.pk)
    if row.withdrawn_on is not None:
        raise EvidenceTakenBack
    if row.evidence is not None and row.evidence.withdrawn_on is None:
        raise CameAlready
    return row


def _answer(asked: EvidenceRequest, evidence: Evidence, by: Recording) -> None:
    row = _wanted(asked)
    row.evidence, row.supplied_on = evidence, by.on
    save(row)


def _standing(evidence: Evidence) -> Evidence:
    """Hold the plan of evidence against other writers; return the evidence if it still stands."""
    mark(Plan.objects.filter(pk=evidence.plan_id))
    row = Evidence.objects.get(pk=evidence.pk)
    if row.withdrawn_on is not None:
        raise EvidenceTakenBack
    return row


def _add_version(evidence: Evidence, attachment: Attachment, by: Recording) -> EvidenceVersion:
    sha256 = hashlib.sha256(attachment.content).hexdigest()
    if evidence.versions.filter(sha256=sha256).exists():
        raise SameFile
    last = evidence.versions.aggregate(last=Max("number"))["last"] or 0
    row = EvidenceVersion(
        evidence=evidence,
        number=last + 1,
        filename=attachment.filename,
        media_type=attachment.media_type,
        size=len(attachment.content),
        sha256=sha256,
        supplied_by=by.author,
        supplied_on=by.on,
        recorded_at=by.at,
    )
    row.file.save("evidence", ContentFile(attachment.content), save=False)
    save(row)
    return row


def _attach(evidence: Evidence, is_for: For, by: Recording) -> None:
    links = [EvidenceLink(evidence=evidence, **by.signed(), **each) for each in is_for.targets()]
    for link in links:
        save(link)
    _keep(links)


def _keep(links: Iterable[EvidenceLink]) -> None:
    """Keep the standings of the Actions that links name."""
    keys = [link.action_id for link in links if link.action_id is not None]
    for action in Action.objects.select_related("recommendation").filter(pk__in=keys):
        keep_standings(lock(action))
