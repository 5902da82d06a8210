"""A doubt about the record, as it stood on a day."""

from dataclasses import dataclass
from datetime import date

from actionplan.models import Doubt
from herefordshire_cs.lib.text.words import day_in_words


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtLine:
    """Something not certain in the record, and how it was settled if it was."""

    pk: int
    about: str
    heading: str
    text: str
    settlement: str
    settled: str


def doubt_line(row: Doubt, *, as_of: date) -> DoubtLine:
    """Return a doubt, and who settled it when, if it was settled by that day."""
    settled = settlement = ""
    if row.settled_on is not None and not row.is_open(as_of=as_of):
        settlement = row.settlement
        by = f" by {row.settled_by.name}" if row.settled_by else ""
        settled = f"Settled {day_in_words(row.settled_on)}{by}"
    return DoubtLine(
        pk=row.pk,
        about=row.about.replace("_", " "),
        heading=row.heading,
        text=row.text,
        settlement=settlement,
        settled=settled,
    )
