"""What happened to an Action, newest first: updates in their own words, and events between."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from actionplan.models import ActionByWhen, Moderation, ProgressUpdate, Standing
from actionplan.models.facts import reported_in_words
from actionplan.rag import Status
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.text.words import day_in_words, mid_sentence

BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """One line of history; an event is ours, an update is in the record's own words."""

    is_event: bool
    when: str
    when_as_written: str
    heading: str
    text: str
    rating: Rag | None = None
    reading: str = ""
    doubt: str = ""
    author: str = ""


def history(
    updates: list[ProgressUpdate],
    by_whens: list[ActionByWhen],
    moderations: list[Moderation],
    standing: Standing,
    *,
    as_of: date,
) -> tuple[HistoryEntry, ...]:
    """Return what happened, newest first; of one day, what was recorded last stands first."""
    dated = [
        *(
            ((row.counts_from, row.recorded_at, row.sequence), update_entry(row))
            for row in updates
        ),
        *(((row.holds_from, row.recorded_at, 0), moved_entry(row)) for row in by_whens[1:]),
        *(((row.made_on, row.recorded_at, 0), moderation_entry(row)) for row in moderations),
        *(
            ((row.withdrawn_on, row.recorded_at, 1), withdrawal_entry(row))
            for row in moderations
            if row.withdrawn_on is not None and row.withdrawn_on <= as_of
        ),
        *passed_entries(standing, updates, as_of=as_of),
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
    if latest is None or latest >= as_of or was_completed:
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


def update_entry(row: ProgressUpdate) -> HistoryEntry:
    """Return an update in the words of the record."""
    is_impossible = row.date_precision == ProgressUpdate.DatePrecision.IMPOSSIBLE
    when = reported_in_words(row.reported_on, row.date_precision)
    return HistoryEntry(
        is_event=False,
        when=when or ("Day not known" if row.date_as_written else "Undated"),
        when_as_written=row.date_as_written,
        heading="",
        text=row.narrative,
        rating=Rag(row.rating) if row.rating else None,
        reading=reading_in_words(row),
        doubt="No such day." if is_impossible else "",
        author=row.author.name if row.author else row.author_as_written,
    )


def reading_in_words(row: ProgressUpdate) -> str:
    """Return how a completion was read from a note, or that its author said so."""
    if row.status != Status.COMPLETED:
        return ""
    if row.status_is_read:
        return f"Read as completed. {row.reading}".strip()
    return "Reported as completed."


def moved_entry(row: ActionByWhen) -> HistoryEntry:
    """Return a move of the by-when, with its reason and who agreed."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.holds_from),
        when_as_written="",
        heading=f"By-when moved to {row.understood}",
        text=f"{row.reason} Agreed by {row.agreed_by}.",
        author=row.recorded_by.name if row.recorded_by else "",
    )


def moderation_entry(row: Moderation) -> HistoryEntry:
    """Return a director's rating with its reason."""
    return HistoryEntry(
        is_event=True,
        when=day_in_words(row.made_on),
        when_as_written="",
        heading=f"Rated {mid_sentence(Rag(row.rating).word)} by a director",
        text=row.reason,
        rating=Rag(row.rating),
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
