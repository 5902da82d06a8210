"""What of a history, an Action's or a Recommendation's, a reader may correct or take back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from actionplan.models import Action, ActionByWhen, ProgressUpdate
from actionplan.models.facts import reported_in_words
from actionplan.presenters.history import posted_in_words
from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectableLine:
    """An update or a by-when that stands in the record, and what may be done with it.

    ``kind`` is ``update`` or ``by-when``, as the names of its addresses begin.
    """

    kind: str
    pk: int
    when: str
    posted: str
    words: str
    author: str
    is_withdrawable: bool = True


def correctable_lines(
    action: Action, reader: User, *, is_director: bool, as_of: date
) -> tuple[CorrectableLine, ...]:
    """Return what stands in the record and is the reader's own, or a director's to correct."""
    updates = action.updates.known(as_of=as_of).select_related("author", "author_for")
    by_whens = (
        action.by_whens.known(as_of=as_of)
        .select_related("recorded_by")
        .order_by("holds_from", "order")
    )
    if not is_director:
        updates = updates.filter(author=reader)
    return (
        *(update_line(row) for row in reversed(updates)),
        *reversed(tuple(by_when_lines(by_whens, reader, is_director=is_director))),
    )


def correctable_reports(
    recommendation: int, reader: User, *, is_director: bool, as_of: date
) -> tuple[CorrectableLine, ...]:
    """Return what stands of the reports on a Recommendation, by its key, under the same rule."""
    rows = ProgressUpdate.objects.filter(recommendation=recommendation)
    rows = rows.known(as_of=as_of).select_related("author", "author_for")  # type: ignore[attr-defined]
    if not is_director:
        rows = rows.filter(author=reader)
    return tuple(update_line(row) for row in reversed(rows))


def update_line(row: ProgressUpdate) -> CorrectableLine:
    """Return an update."""
    return CorrectableLine(
        kind="update",
        pk=row.pk,
        when=reported_in_words(row.reported_on, row.date_precision) or "Undated",
        posted=posted_in_words(row, row.counts_from) if row.author else "",
        words=row.narrative,
        author=row.said_by or "The paper",
    )


def by_when_lines(
    rows: Iterable[ActionByWhen], reader: User, *, is_director: bool
) -> Iterable[CorrectableLine]:
    """Yield the by-whens; the first cannot be taken back, only put otherwise."""
    for place, row in enumerate(rows):
        if is_director or row.recorded_by_id == reader.pk:
            yield CorrectableLine(
                kind="by-when",
                pk=row.pk,
                when=day_in_words(row.holds_from),
                posted=posted_in_words(row, row.holds_from),
                words=f"By when: {row.understood or row.words or 'not stated'}",
                author=row.recorded_by.name if row.recorded_by else "The paper",
                is_withdrawable=place > 0,
            )
