"""The standing arrangement that an action is, how often it is to be kept, and when it was."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from actionplan.arrangements import Frequency
from actionplan.models import Arrangement, Keeping
from actionplan.presenters.history import HistoryEntry, posted_in_words, withdrawal_in_words
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingLine:
    """A day on which an arrangement was kept; ``author`` is the key of who recorded it."""

    pk: int
    when: str
    words: str
    author: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangementLine:
    """A standing arrangement as at a day, with the days that show it kept, the newest first."""

    words: str
    often: str
    in_place_since: str
    remark: str
    source: str
    keepings: tuple[KeepingLine, ...]


def arrangement_line(
    rows: Iterable[Arrangement], keepings: Iterable[Keeping], *, as_of: date
) -> ArrangementLine | None:
    """Return the arrangement that an Action is on a day, or none."""
    held = [row for row in rows if row.is_known(on=as_of)]
    if not held:
        return None
    row = held[-1]
    known = [each for each in keepings if each.is_known(on=as_of)]
    return ArrangementLine(
        words=row.words,
        often=Frequency(row.every).words if row.every else "no frequency given",
        in_place_since=day_in_words(row.in_place_on),
        remark=row.remark,
        source=f"{row.source}, {row.source_place}" if row.source else "",
        keepings=tuple(
            KeepingLine(
                pk=each.pk,
                when=day_in_words(each.kept_on),
                words=each.words,
                author=each.author_id,
            )
            for each in sorted(known, key=lambda each: each.kept_on, reverse=True)
        ),
    )


def arrangement_entries(
    rows: Iterable[Arrangement], keepings: Iterable[Keeping], *, as_of: date
) -> list[tuple[tuple[date, datetime, int], HistoryEntry]]:
    """Return what happened to an arrangement by a day.

    What papers say of it stands in notes, and what the assurance log says in its own entries.
    """
    found: list[tuple[tuple[date, datetime, int], HistoryEntry]] = []
    for row in rows:
        if row.recorded_on <= as_of:
            found.append(((row.in_place_on, row.recorded_at, 0), begun_entry(row)))
        if row.withdrawn_on is not None and row.is_withdrawn(on=as_of):
            ended = ended_entry(row, row.withdrawn_on)
            found.append(((row.withdrawn_on, row.recorded_at, 1), ended))
    for each in keepings:
        is_own = each.author is not None and each.assurance_id is None
        if is_own and each.recorded_on <= as_of:
            kept = keeping_entry(each, as_of=as_of)
            found.append(((each.kept_on, each.recorded_at, 0), kept))
    return found


def begun_entry(row: Arrangement) -> HistoryEntry:
    """Return that an Action is a standing arrangement from a day."""
    often = Frequency(row.every).words if row.every else "no frequency given"
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.in_place_on),
        when_as_written="",
        heading=f"Standing arrangement, {often}",
        text=row.words,
        author=row.author.name if row.author else "",
        posted=posted_in_words(row, row.in_place_on),
    )


def ended_entry(row: Arrangement, ended_on: date) -> HistoryEntry:
    """Return that an Action is no standing arrangement any more, and why."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(ended_on),
        when_as_written="",
        heading="No standing arrangement any more",
        text=row.withdrawal_reason,
        author=row.withdrawn_by.name if row.withdrawn_by else "",
    )


def keeping_entry(row: Keeping, *, as_of: date) -> HistoryEntry:
    """Return a day on which an arrangement was kept, also one that was taken back."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.kept_on),
        when_as_written="",
        heading="Arrangement kept",
        text=row.words,
        author=row.author.name if row.author else "",
        posted=posted_in_words(row, row.kept_on),
        withdrawn=withdrawal_in_words(row, as_of=as_of),
    )
