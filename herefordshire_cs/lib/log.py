"""One log of many kinds of row: who recorded what, when, about which day, from what to what."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from heapq import merge
from itertools import islice

from django.db.models import Model, QuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """Something that somebody recorded at an instant.

    ``did`` is what was done, as ``posted an update``; ``about`` names the row and ``url`` leads to
    it. ``speaks_of`` is the day that it is about, where that is another than the day on which it
    was recorded. ``was`` and ``now`` are blank where nothing stood before, or nothing is told.
    """

    at: datetime
    who: str
    did: str
    about: str
    url: str = ""
    speaks_of: date | None = None
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogAsked:
    """Which entries of a log are wanted: those before an instant, between two days, of a person.

    ``most`` is how many entries at the most, None for all.
    """

    before: datetime | None = None
    first: date | None = None
    last: date | None = None
    who: int | None = None
    most: int | None = None


LONGEST = 160  # characters of what was said


def short(words: object) -> str:
    """Return the beginning of what was said, on one line."""
    text = " ".join(str(words if words is not None else "").split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


type LogSource = Callable[[LogAsked], Iterator[LogEntry]]


def newest[M: Model](
    rows: QuerySet[M], asked: LogAsked, *, at: str = "recorded_at", who: str = "author"
) -> Iterable[M]:
    """Return the rows that a log wants, the newest first; ``at`` and ``who`` name its columns.

    What was loaded, which nobody recorded, is left out.
    """
    wanted = {
        f"{at}__lt": asked.before,
        f"{at}__date__gte": asked.first,
        f"{at}__date__lte": asked.last,
        who: asked.who,
    }
    given = {name: value for name, value in wanted.items() if value is not None}
    found = rows.filter(**{f"{who}__isnull": False}, **given).order_by(f"-{at}", "-pk")
    return found[: asked.most] if asked.most is not None else found.iterator(chunk_size=500)


def merged(sources: Iterable[LogSource], asked: LogAsked) -> Iterator[LogEntry]:
    """Yield the entries of all sources, the newest first; a statement for each source or two."""
    streams = [source(asked) for source in sources]
    entries = merge(*streams, key=lambda entry: entry.at, reverse=True)
    return islice(entries, asked.most) if asked.most is not None else entries
