"""What was recorded of bodies and meetings, for the log: that it was, never what it said."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import QuerySet

from governance.exempt.reader import Reader
from governance.exempt.rows import visible
from governance.models import Committee, Meeting, Membership
from governance.presenters.readings import reading_rows
from herefordshire_cs.lib.log import LogAsked, LogEntry, LogSource, newest
from herefordshire_cs.lib.text.words import day_in_words

DID = {"+": "added", "~": "changed", "-": "took away"}


def sources(reader: Reader) -> tuple[LogSource, ...]:
    """Return what a log tells to a reader: of the bodies that are there for them."""
    return tuple(partial(source, reader) for source in (_readings, _bodies, _members, _meetings))


def _readings(reader: Reader, asked: LogAsked) -> Iterator[LogEntry]:
    for row in newest(reading_rows(reader=reader), asked, at="read_at", who="user"):
        yield LogEntry(
            at=row.read_at,
            who=row.read_by,
            did="read an exempt paper",
            about=f"{row.committee.name}: {row.title}" if row.committee else row.title,
        )


def _bodies(reader: Reader, asked: LogAsked) -> Iterator[LogEntry]:
    rows = Committee.history.filter(id__in=_of(reader)).select_related("history_user")
    for row in newest(rows, asked, at="history_date", who="history_user"):
        yield _edit(row, "a body", row.name)


def _members(reader: Reader, asked: LogAsked) -> Iterator[LogEntry]:
    rows = Membership.history.filter(committee__in=_of(reader))
    along = rows.select_related("history_user", "committee")
    for row in newest(along, asked, at="history_date", who="history_user"):
        yield _edit(row, "a member", f"{row.committee}: {row.name}")


def _meetings(reader: Reader, asked: LogAsked) -> Iterator[LogEntry]:
    rows = Meeting.history.filter(committee__in=_of(reader))
    along = rows.select_related("history_user", "committee")
    for row in newest(along, asked, at="history_date", who="history_user"):
        yield _edit(row, "a meeting", f"{row.committee}, {day_in_words(row.held_on)}")


def _of(reader: Reader) -> QuerySet[Committee, Any]:
    return visible(Committee.objects.all(), reader).order_by().values("pk")


def _edit(row: Any, what: str, about: str) -> LogEntry:
    did = f"{DID[row.history_type]} {what}"
    return LogEntry(at=row.history_date, who=str(row.history_user), did=did, about=about)
