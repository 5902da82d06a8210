"""Decisions as anybody may read them: what approved minutes resolved, and what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from governance.exempt.reader import PUBLIC
from governance.exempt.rows import readable
from governance.models import Meeting, Minute, Resolution, TakeDown
from governance.presenters.resolutions import LimbLine, limb_lines, limb_rows
from herefordshire_cs.lib.full_text import Says


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """All that one minute resolved, limb by limb."""

    committee: str
    meeting: str
    held_on: date
    minute: int
    title: str
    limbs: tuple[LimbLine, ...]


def decided_minutes(words: str, *, committee: str, as_of: date) -> QuerySet[Minute]:
    """Ask for the approved minutes that resolved something and hold the words, the newest first.

    A decision is found by its subject: by its title, by what was said of it or by what was
    resolved. What is exempt is not found.
    """
    rows = readable(_deciding(Minute.objects.all()), PUBLIC)
    rows = rows.filter(meeting__held_on__lte=as_of)
    if committee:
        rows = rows.filter(meeting__committee__slug=committee)
    if words:
        resolved = Resolution.objects.filter(Says(words))
        rows = rows.filter(Q(Says(words)) | Q(pk__in=resolved.values("minute")))
    return rows.order_by("-meeting__held_on", "order", "pk")


def _deciding(rows: QuerySet[Minute]) -> QuerySet[Minute]:
    """Return those of some minutes that resolved something and that nobody took down."""
    resolved = Exists(Resolution.objects.filter(minute=OuterRef("pk")))
    return rows.filter(resolved).exclude(meeting__in=TakeDown.objects.in_force().of_minutes())


def build_decisions(minutes: Iterable[Minute], *, as_of: date) -> tuple[Decision, ...]:
    """Return what minutes resolved, in their order."""
    keys = [row.pk for row in minutes]
    found: dict[int, list[LimbLine]] = {key: [] for key in keys}
    rows = readable(limb_rows(reader=PUBLIC).filter(minute__in=keys), PUBLIC)
    for line in limb_lines(rows, as_of=as_of):
        found[line.minute_pk].append(line)
    return tuple(_decision(limbs) for limbs in found.values() if limbs)


def _decision(limbs: list[LimbLine]) -> Decision:
    first = limbs[0]
    return Decision(
        committee=first.committee,
        meeting=first.meeting,
        held_on=first.held_on,
        minute=first.minute,
        title=first.title,
        limbs=tuple(limbs),
    )


def decisions_of(meeting: Meeting, *, as_of: date) -> tuple[Decision, ...]:
    """Return what a meeting decided; nothing before its minutes are approved."""
    rows = readable(_deciding(meeting.minutes.all()), PUBLIC)
    return build_decisions(rows.order_by("order", "pk"), as_of=as_of)


def newest_decisions(*, as_of: date, at_most: int) -> tuple[Decision, ...]:
    """Return what was decided last."""
    rows = decided_minutes("", committee="", as_of=as_of)[:at_most]
    return build_decisions(rows, as_of=as_of)
