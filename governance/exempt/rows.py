"""Which rows a reader may be given: in lists, in choices, in a search and where none is found."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from governance.exempt.reader import Reader
from governance.models import (
    AgendaItem,
    Appendix,
    CallIn,
    Minute,
    ProgrammeItem,
    Report,
    Resolution,
)


def open_item(path: str = "") -> Q:
    """State that an item, at a path such as ``item__``, may be read by anybody."""
    return Q(
        **{f"{path}exempt_paragraph": None, f"{path}report__exempt_paragraph": None},
    )


def open_minute(path: str = "") -> Q:
    """State that a minute, at a path such as ``minute__``, may be read by anybody.

    States the rule of ``Minute.withheld_as`` once more, for the database.
    """
    exempt_appendix = Q(**{f"{path}item__report__appendices__exempt_paragraph__isnull": False})
    is_decided = Q(**{f"{path}is_open": True})
    return Q(**{f"{path}exempt_paragraph": None}) & (
        is_decided | (open_item(f"{path}item__") & ~exempt_appendix)
    )


def open_work() -> Q:
    """State that a piece of work may be read by anybody: it is of nothing that is withheld."""
    of_item = Q(agenda_item=None) | open_item("agenda_item__")
    return of_item & (Q(resolution=None) | open_minute("resolution__minute__"))


# What states of a row that anybody may read it.
OPEN: dict[type[Model], Callable[[], Q]] = {
    AgendaItem: open_item,
    Appendix: lambda: Q(exempt_paragraph=None),
    CallIn: lambda: open_item("item__"),
    Minute: open_minute,
    ProgrammeItem: open_work,
    Resolution: lambda: open_minute("minute__"),
}


def readable[M: Model](rows: QuerySet[M], reader: Reader) -> QuerySet[M]:
    """Return those of some rows that a reader may be given.

    An exempt report is its author's too; one that is not cleared is for those who work on drafts.
    Minutes in draft, and what was resolved in them, are for those who read drafts. Raises KeyError
    for rows of which nothing is said here.
    """
    found: Any = rows
    if rows.model is Report:
        if not reader.reads_draft_reports:
            found = found.filter(state__in=Report.SETTLED)
        own = Q(author=reader.user) if reader.user else Q(pk__in=[])
        return found if reader.reads_exempt else found.filter(Q(exempt_paragraph=None) | own)
    if rows.model in (Minute, Resolution):
        found = found.to_be_read(sees_drafts=reader.reads_draft_minutes)
    is_open = OPEN[rows.model]
    return found if reader.reads_exempt else found.filter(is_open())
