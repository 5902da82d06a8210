"""Which rows a reader may be given: in lists, in choices, in a search and where none is found."""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, Q, QuerySet

from governance.exempt.reader import Reader
from governance.models import (
    AgendaItem,
    Appendix,
    CallIn,
    Committee,
    DecisionRecord,
    ExemptReading,
    ForwardPlanEntry,
    Meeting,
    Membership,
    Minute,
    Pack,
    ProgrammeItem,
    PublicSubmission,
    Report,
    ReportForm,
    Resolution,
    ScrutinyReview,
)
from governance.models.meetings import open_to_public


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


def open_report(path: str = "") -> Q:
    """State that a report, at a path such as ``report__``, may be read by anybody.

    One that stands behind an item which is exempt by itself is withheld with it.
    """
    of_exempt = AgendaItem.objects.exclude(exempt_paragraph=None).exclude(report=None)
    behind = Q(**{f"{path}pk__in": of_exempt.order_by().values("report")})
    return Q(**{f"{path}exempt_paragraph": None}) & ~behind


def open_record(path: str = "") -> Q:
    """State that the record of a decision may be read by anybody; none at the path is open."""
    return Q(**{f"{path}exempt_paragraph": None}) & open_item(f"{path}item__")


# What states of a row that anybody may read it.
OPEN: dict[type[Model], Callable[[], Q]] = {
    AgendaItem: open_item,
    Appendix: lambda: Q(exempt_paragraph=None) & open_report("report__"),
    CallIn: lambda: open_item("item__") & open_record("record__"),
    DecisionRecord: open_record,
    Minute: open_minute,
    ProgrammeItem: open_work,
    Report: open_report,
    Resolution: lambda: open_minute("minute__"),
}


# The way from a row to its meeting, and from one that is of no meeting to its body.
OF_MEETING: dict[type[Model], str] = {
    AgendaItem: "meeting",
    Appendix: "report__meeting",
    CallIn: "meeting",
    Meeting: "",
    Minute: "meeting",
    Pack: "meeting",
    Report: "meeting",
    Resolution: "minute__meeting",
}
OF_BODY: dict[type[Model], str] = {
    Committee: "",
    DecisionRecord: "committee",
    ExemptReading: "committee",
    ForwardPlanEntry: "committee",
    Membership: "committee",
    ProgrammeItem: "committee",
    PublicSubmission: "committee",
    ReportForm: "committee",
    ScrutinyReview: "committee",
}
# A second way from a row to its body, where the first may lead nowhere.
OF_BODY_TOO: dict[type[Model], str] = {CallIn: "record__committee"}


def _at(*parts: str) -> str:
    """Return the look-up of parts of a path, those that are blank left out."""
    return "__".join(filter(None, parts))


def known_body(path: str, reader: Reader) -> Q:
    """State that a body, at a path, is open to the public or one to which a reader belongs.

    What is of no body is there for all.
    """
    own = Q(**{_at(path, "pk" if not path else "", "in"): reader.bodies})
    is_open = own if reader.is_kept_to_own else own | Q(**{_at(path, "is_open_to_public"): True})
    return is_open | Q(**{_at(path, "isnull"): True}) if path else is_open


def known_meeting(path: str, reader: Reader) -> Q:
    """State that a meeting, at a path, is public or of a body to which a reader belongs."""
    own = Q(**{_at(path, "committee", "in"): reader.bodies})
    is_open = open_to_public(f"{path}__" if path else "")
    found = own if reader.is_kept_to_own else own | is_open
    return found | Q(**{_at(path, "isnull"): True}) if path else found


def visible[Rows: QuerySet[Any]](rows: Rows, reader: Reader) -> Rows:
    """Return those of some rows that a reader may know of: nothing of a private body of others.

    Raises KeyError for rows of which nothing is said here.
    """
    if rows.model in OF_MEETING:
        known = known_meeting(OF_MEETING[rows.model], reader)
        if rows.model in OF_BODY_TOO:
            known &= known_body(OF_BODY_TOO[rows.model], reader)
    else:
        known = known_body(OF_BODY[rows.model], reader)
    return rows if reader.reads_everything else rows.filter(known)


def body_of(model: type[Model]) -> str:
    """Return the look-up of the body of a kind of row."""
    return _at(OF_MEETING[model], "committee") if model in OF_MEETING else OF_BODY[model]


def readable[M: Model](rows: QuerySet[M], reader: Reader) -> QuerySet[M]:
    """Return those of some rows that a reader may be given.

    What is exempt is for the members and officers of its body, and an exempt report is its
    author's too. A report that is not cleared, and a record of a decision that is not published,
    are for those who work on drafts. Minutes in draft, and what was resolved in them, are for
    those who read drafts. Raises KeyError for rows of which nothing is said here.
    """
    found: Any = visible(rows, reader)
    if rows.model is Report and not reader.reads_draft_reports:
        found = found.filter(state__in=Report.SETTLED)
    if rows.model is DecisionRecord and not reader.reads_draft_reports:
        found = found.exclude(published_on=None)
    if rows.model in (Minute, Resolution):
        found = found.to_be_read(sees_drafts=reader.reads_draft_minutes)
    if reader.reads_everything:
        return found
    return found.filter(OPEN[rows.model]() | _own(rows.model, reader))


def _own(model: type[Model], reader: Reader) -> Q:
    """State that an exempt row is of a body of the reader's, or a report that they wrote."""
    own = Q(**{f"{body_of(model)}__in": reader.exempt_of})
    if model in OF_BODY_TOO:
        own |= Q(**{f"{OF_BODY_TOO[model]}__in": reader.exempt_of})
    if model is Report:
        own |= Q(author=reader.user) if reader.user else Q(pk__in=[])
        own |= Q(meeting=None) if reader.serves_no_body else Q(pk__in=[])
    return own


def known_readings(rows: QuerySet[ExemptReading], reader: Reader) -> QuerySet[ExemptReading]:
    """Return those of some readings whose papers a reader may read themselves: titles tell."""
    if reader.reads_everything:
        return rows
    of_no_body = Q(committee=None) if reader.serves_no_body else Q(pk__in=[])
    return rows.filter(Q(committee__in=reader.exempt_of) | of_no_body)
