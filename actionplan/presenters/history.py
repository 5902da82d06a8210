"""What happened to an Action, newest first: updates in their own words, and events between."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from actionplan.models import (
    ActionByWhen,
    ByWhenRequest,
    CompletionClaim,
    Moderation,
    ProgressUpdate,
    Rewording,
    Standing,
)
from actionplan.models.corrections import RecordedRow
from actionplan.models.facts import reported_in_words
from actionplan.presenters.answers import answer_of
from actionplan.presenters.rewordings import from_and_to, what_happened
from actionplan.rag import Status
from herefordshire_cs.lib.rag import Level, Scale
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence

BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of history; an event is ours, an update is in the record's own words.

    ``posted`` is the day on which it was recorded, where it speaks of another; ``withdrawn`` says
    who took it back, when and why, and that another line stands in its place. ``is_for_board``: it
    is in no print, pack or file.
    """

    is_event: bool
    when: str
    when_as_written: str
    posted: str = ""
    withdrawn: str = ""
    needed: str = ""
    heading: str
    text: str
    rating: Level | None = None
    reading: str = ""
    doubt: str = ""
    author: str = ""
    is_for_board: bool = False


def history(
    updates: list[ProgressUpdate],
    by_whens: list[ActionByWhen],
    moderations: list[Moderation],
    requests: list[ByWhenRequest],
    claims: list[CompletionClaim],
    standing: Standing,
    rewordings: list[Rewording],
    scale: Scale,
    *,
    as_of: date,
    also: Iterable[tuple[tuple[date, datetime, int], HistoryEntry]] = (),
) -> tuple[HistoryEntry, ...]:
    """Return what happened, newest first; of one day, what was recorded last stands first.

    ``also`` are entries that another presenter made, with the keys by which they are put in order.
    """
    dated = [
        *(
            (
                (row.counts_from, row.recorded_at, row.sequence),
                update_entry(row, scale, as_of=as_of),
            )
            for row in updates
        ),
        *(
            ((row.holds_from, row.recorded_at, 0), by_when_entry(row, as_of=as_of))
            for row in by_whens
            if row.reason or row.is_withdrawn(on=as_of)
        ),
        *(
            ((row.made_on, row.recorded_at, 0), moderation_entry(row, scale))
            for row in moderations
        ),
        *(
            ((row.withdrawn_on, row.recorded_at, 1), withdrawal_entry(row))
            for row in moderations
            if row.withdrawn_on is not None and row.withdrawn_on <= as_of
        ),
        *(
            ((row.asked_on, row.asked_at, 0), request_entry(row, as_of=as_of))
            for row in requests
            if row.asked_on <= as_of
        ),
        *(
            ((row.asked_on, row.asked_at, 0), claim_entry(row, as_of=as_of))
            for row in claims
            if row.asked_on <= as_of
        ),
        *(
            ((row.recorded_on, row.recorded_at, row.pk), rewording_entry(row))
            for row in rewordings
            if row.recorded_on <= as_of
        ),
        *passed_entries(standing, updates, as_of=as_of),
        *also,
    ]
    return tuple(entry for _key, entry in sorted(dated, key=lambda pair: pair[0], reverse=True))


def passed_entries(
    standing: Standing, updates: list[ProgressUpdate], *, as_of: date
) -> list[tuple[tuple[date, datetime, int], HistoryEntry]]:
    """Return the day on which the by-when went by, where it went by uncompleted."""
    latest = standing.by_when_latest
    was_completed = (
        standing.completed_on is not None and latest and standing.completed_on <= latest
    )
    is_arrangement = standing.status == Status.IN_PLACE
    if latest is None or latest >= as_of or was_completed or is_arrangement:
        return []
    recorded = max((row.recorded_at for row in updates), default=BEGINNING)
    entry = HistoryEntry(
        is_event=True,
        when=day_in_words(latest),
        when_as_written="",
        heading="By-when passed",
        text="",
    )
    return [((latest, recorded, 999), entry)]


def update_entry(row: ProgressUpdate, scale: Scale, *, as_of: date) -> HistoryEntry:
    """Return an update in the words of the record, also one that was withdrawn."""
    is_impossible = row.date_precision == ProgressUpdate.DatePrecision.IMPOSSIBLE
    when = reported_in_words(row.reported_on, row.date_precision)
    return HistoryEntry(
        is_event=False,
        when=when or ("Day not known" if row.date_as_written else "Undated"),
        when_as_written=row.date_as_written,
        heading="",
        text=row.narrative,
        rating=scale.of(row.rating) if row.rating else None,
        reading=reading_in_words(row),
        doubt="No such day." if is_impossible else "",
        author=row.said_by,
        posted=posted_in_words(row, row.counts_from) if row.author else "",
        withdrawn=withdrawal_in_words(row, as_of=as_of),
        needed=row.needed,
        is_for_board=row.is_for_board,
    )


def posted_in_words(row: RecordedRow, speaks_of: date) -> str:
    """Return the day on which a row was recorded, where it is not the day it speaks of."""
    return f"posted {day_in_words(row.recorded_on)}" if row.recorded_on != speaks_of else ""


def withdrawal_in_words(row: RecordedRow, *, as_of: date) -> str:
    """Return who withdrew a row by a day, when and why; nothing of one that stands."""
    if row.withdrawn_on is None or not row.is_withdrawn(on=as_of):
        return ""
    by = f" by {row.withdrawn_by.name}" if row.withdrawn_by else ""
    return f"Withdrawn {day_in_words(row.withdrawn_on)}{by}: {row.withdrawal_reason}"


def reading_in_words(row: ProgressUpdate) -> str:
    """Return how a completion was read from a note, or that its author said so."""
    if row.status != Status.COMPLETED:
        return ""
    if row.status_is_read:
        return f"Read as completed. {row.reading}".strip()
    return "Reported as completed."


def by_when_entry(row: ActionByWhen, *, as_of: date) -> HistoryEntry:
    """Return a move of the by-when with its reason and who agreed, or a correction of one."""
    done = "corrected" if row.corrects_id else "moved" if row.reason else "set"
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.holds_from),
        when_as_written="",
        heading=f"By-when {done} to {row.understood}",
        text=row.reason if row.corrects_id or not row.reason else with_who_agreed(row),
        author=row.recorded_by.name if row.recorded_by else "",
        posted=posted_in_words(row, row.holds_from),
        withdrawn=withdrawal_in_words(row, as_of=as_of),
    )


def with_who_agreed(row: ActionByWhen) -> str:
    """Return why a by-when was moved, and who agreed."""
    return f"{sentence(row.reason)} Agreed by {row.agreed_by}."


def sentence(words: str) -> str:
    """Return words with a full stop, where they have no end of their own."""
    return words if words.endswith((".", "!", "?")) else f"{words}."


def request_entry(row: ByWhenRequest, *, as_of: date) -> HistoryEntry:
    """Return that a new by-when was asked for, and what became of it."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.asked_on),
        when_as_written="",
        heading=f"New by-when asked for: {row.understood}",
        text=f"{sentence(row.reason)} {answer_of(row, as_of=as_of).in_words}.",
        author=row.asked_by.name,
    )


def claim_entry(row: CompletionClaim, *, as_of: date) -> HistoryEntry:
    """Return that an Action was claimed to be done, and what became of the claim."""
    answer = answer_of(row, as_of=as_of)
    said = f" {answer.words}" if answer.words else ""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.asked_on),
        when_as_written="",
        heading=f"Claimed to be completed on {day_in_words(row.reported_on)}",
        text=f"{sentence(row.narrative)} {answer.in_words}.{said}",
        author=row.asked_by.name,
    )


def moderation_entry(row: Moderation, scale: Scale) -> HistoryEntry:
    """Return a director's rating with its reason."""
    level = scale.of(row.rating)
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.made_on),
        when_as_written="",
        heading=f"Rated {mid_sentence(level.word)} by a director",
        text=row.reason,
        rating=level,
        author=row.author.name,
    )


def withdrawal_entry(row: Moderation) -> HistoryEntry:
    """Return the withdrawal of a director's rating."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.withdrawn_on) if row.withdrawn_on else "",
        when_as_written="",
        heading="Director’s rating withdrawn",
        text="",
    )


def rewording_entry(row: Rewording) -> HistoryEntry:
    """Return an edit: what was changed, from what to what, and who changed it."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.recorded_on),
        when_as_written="",
        heading=what_happened(row),
        text=from_and_to(row),
        author=row.recorded_by.name if row.recorded_by else "",
    )
