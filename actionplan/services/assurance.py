"""The assurance log: recording who looked at what, putting it right, saying what follows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from actionplan.models import Action, AssuranceEntry, AssuranceLink, Keeping, Plan, Risk
from actionplan.rag import CLOSED_STATUSES
from actionplan.services.standings import keep_standings, lock, mark, save, withdraw
from herefordshire_cs.accounts.models import User

Part = AssuranceLink.Part


class LoggedAlready(Exception):
    """The same look at the work by the same people on that day stands in the log."""


class AssuranceTakenBack(Exception):
    """Somebody took the entry, or what follows from it, back before."""


class NamedAlready(Exception):
    """The entry says already that this follows from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """A look at the work; ``shows_kept`` where it keeps the standing arrangements it covers."""

    took_place_on: date
    kind: str
    who: str
    scope: str
    findings: str
    actions: tuple[Action, ...]
    shows_kept: bool


@transaction.atomic
def record_assurance(
    *, plan: int, looked: Looked, author: User, recorded_on: date, recorded_at: datetime
) -> AssuranceEntry:
    """Enter a look at the work in the log of a plan, by its key. Raises ``LoggedAlready``.

    Arrangements that it keeps are kept on its day, but where that is recorded already.
    """
    mark(Plan.objects.filter(pk=plan))
    _refuse_twin(plan, looked)
    row = _entry(plan, looked, author, recorded_on, recorded_at)
    save(row)
    _cover(row, looked)
    return row


@transaction.atomic
def correct_assurance(
    *,
    entry: AssuranceEntry,
    looked: Looked,
    author: User,
    reason: str,
    recorded_on: date,
    recorded_at: datetime,
) -> AssuranceEntry:
    """Put an entry in the place of one that was mistaken; what follows goes over to it."""
    mistaken = _standing_entry(entry)
    _refuse_twin(mistaken.plan_id, looked, but=mistaken.pk)
    _take_back(mistaken, author, reason, recorded_on)
    row = _entry(mistaken.plan_id, looked, author, recorded_on, recorded_at)
    row.corrects = mistaken
    save(row)
    _cover(row, looked)
    for link in mistaken.links.filter(part=Part.FOLLOWS, withdrawn_on=None):
        _link(row, Part.FOLLOWS, action=link.action, risk=link.risk)
    return row


@transaction.atomic
def withdraw_assurance(
    *, entry: AssuranceEntry, author: User, reason: str, withdrawn_on: date
) -> None:
    """Take an entry back, and with it that arrangements were kept; the rows stay."""
    _take_back(_standing_entry(entry), author, reason, withdrawn_on)


@transaction.atomic
def say_what_follows(
    *,
    entry: AssuranceEntry,
    actions: Iterable[Action],
    risks: Iterable[Risk],
    author: User,
    recorded_on: date,
    recorded_at: datetime,
) -> None:
    """Say which Actions and risks follow from an entry. Raises ``NamedAlready``."""
    row = _standing_entry(entry)
    stands = row.links.filter(part=Part.FOLLOWS, withdrawn_on=None)
    asked: list[dict[str, Any]] = [{"action": each} for each in actions]
    asked += [{"risk": each} for each in risks]
    for named in asked:
        if stands.filter(**named).exists():
            raise NamedAlready
        link = AssuranceLink(
            entry=row,
            part=Part.FOLLOWS,
            author=author,
            recorded_on=recorded_on,
            recorded_at=recorded_at,
            **named,
        )
        save(link)


@transaction.atomic
def take_back_what_follows(
    *, link: AssuranceLink, author: User, reason: str, withdrawn_on: date
) -> None:
    """Take back that something follows from an entry; the row stays, with the reason."""
    _standing_entry(link.entry)
    row = AssuranceLink.objects.get(pk=link.pk)
    if row.withdrawn_on is not None:
        raise AssuranceTakenBack
    withdraw(row, author, reason, withdrawn_on)


def _standing_entry(entry: AssuranceEntry) -> AssuranceEntry:
    """Hold the plan of an entry against other writers; return the entry if it still stands."""
    mark(Plan.objects.filter(pk=entry.plan_id))
    row = AssuranceEntry.objects.get(pk=entry.pk)
    if row.withdrawn_on is not None:
        raise AssuranceTakenBack
    return row


def _refuse_twin(plan: int, looked: Looked, *, but: int | None = None) -> None:
    twins = AssuranceEntry.objects.filter(
        plan=plan,
        took_place_on=looked.took_place_on,
        kind=looked.kind,
        who__iexact=looked.who,
        scope__iexact=looked.scope,
        withdrawn_on=None,
    )
    if any(pk != but for pk in twins.values_list("pk", flat=True)):
        raise LoggedAlready


def _entry(
    plan: int, looked: Looked, author: User, recorded_on: date, recorded_at: datetime
) -> AssuranceEntry:
    return AssuranceEntry(
        plan_id=plan,
        took_place_on=looked.took_place_on,
        kind=looked.kind,
        who=looked.who,
        scope=looked.scope,
        findings=looked.findings,
        author=author,
        recorded_on=recorded_on,
        recorded_at=recorded_at,
    )


def _cover(entry: AssuranceEntry, looked: Looked) -> None:
    """Say which Actions an entry covers, and keep those that are standing arrangements."""
    for action in looked.actions:
        _link(entry, Part.COVERS, action=action)
        if looked.shows_kept:
            _keep(entry, action)


def _link(
    entry: AssuranceEntry, part: str, *, action: Action | None = None, risk: Risk | None = None
) -> None:
    row = AssuranceLink(
        entry=entry,
        part=part,
        action=action,
        risk=risk,
        author=entry.author,
        recorded_on=entry.recorded_on,
        recorded_at=entry.recorded_at,
    )
    save(row)


def _keep(entry: AssuranceEntry, action: Action) -> None:
    """Record that an arrangement was kept, where the Action is one and that is not recorded."""
    record = lock(action)
    is_arranged = any(row.withdrawn_on is None for row in record.arrangements)
    is_closed = record.status_on(entry.recorded_on) in CLOSED_STATUSES
    is_kept = any(
        row.withdrawn_on is None and row.kept_on == entry.took_place_on for row in record.keepings
    )
    if is_closed or is_kept or not is_arranged:
        return
    keeping = Keeping(
        action=action,
        assurance=entry,
        author=entry.author,
        kept_on=entry.took_place_on,
        words=f"{entry.get_kind_display()}, {entry.who}: {entry.scope}",
        recorded_on=entry.recorded_on,
        recorded_at=entry.recorded_at,
    )
    save(keeping)
    keep_standings(lock(action))


def _take_back(entry: AssuranceEntry, author: User, reason: str, on: date) -> None:
    withdraw(entry, author, reason, on)
    for keeping in entry.keepings.filter(withdrawn_on=None).select_related(
        "action__recommendation"
    ):
        withdraw(keeping, author, reason, on)
        keep_standings(lock(keeping.action))
