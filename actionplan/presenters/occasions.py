"""Who was told of a plan on which day, with which pages, and when each body last saw it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from actionplan.models import ReportingOccasion
from actionplan.presenters.plans import PlanHead


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTold:
    """A paper of an issued pack that a body had before it; ``pack`` is the key of the pack."""

    what: str
    pack: str
    first: int
    last: int

    @property
    def pages(self) -> str:
        """Its pages in words, as ``pages 11 to 53``."""
        if self.first == self.last:
            return f"page {self.first}"
        return f"pages {self.first} to {self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """A day on which the plan was put before a body, with the papers of packs if there are any.

    ``recorded_by`` is blank where it was read from a paper or taken from a pack; else ``recorded``
    is its key, by which it may be taken back.
    """

    occurred_on: date
    body: str
    what: str
    remark: str
    source: str
    is_progress_report: bool
    papers: tuple[PaperTold, ...] = ()
    recorded_by: str = ""
    recorded: int | None = None

    @property
    def query(self) -> str:
        """The day as the address of a report takes it to be compared with."""
        return f"since={self.occurred_on.isoformat()}"


def occasions(plan: PlanHead, *, as_of: date) -> tuple[Occasion, ...]:
    """Return the days on which the plan was put before somebody, as on record by a day.

    One query. What several papers say of one body on one day is one occasion.
    """
    rows = ReportingOccasion.objects.filter(plan=plan.pk).recorded(as_of=as_of)
    found: dict[tuple[date, str], Occasion] = {}
    for row in rows.select_related("source", "recorded_by"):
        key = (row.occurred_on, row.body.casefold())
        found[key] = _with(found.get(key), occasion_line(row))
    return tuple(found.values())


def _with(before: Occasion | None, line: Occasion) -> Occasion:
    """Add to an occasion what another row says; the words of a paper or a person go first."""
    if before is None:
        return line
    told, other = (line, before) if before.papers and not line.papers else (before, line)
    return replace(
        told,
        papers=(*before.papers, *line.papers),
        is_progress_report=told.is_progress_report or other.is_progress_report,
    )


def occasion_line(row: ReportingOccasion) -> Occasion:
    """Return one occasion in words."""
    source = f"{row.source}, {row.source_place}" if row.source else ""
    papers: tuple[PaperTold, ...] = ()
    if row.pack and row.first_page and row.last_page:
        paper = PaperTold(
            what=row.what, pack=str(row.pack), first=row.first_page, last=row.last_page
        )
        papers = (paper,)
    return Occasion(
        occurred_on=row.occurred_on,
        body=row.body,
        what=row.what,
        remark=row.remark,
        source=source,
        is_progress_report=row.is_progress_report,
        papers=papers,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        recorded=row.pk if row.recorded_by else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenBack:
    """An occasion that was recorded by mistake, and who took it back and why."""

    occasion: Occasion
    withdrawn_on: date
    withdrawn_by: str
    reason: str


def taken_back(plan: PlanHead, *, as_of: date) -> tuple[TakenBack, ...]:
    """Return the occasions that were taken back by a day; one query."""
    rows = ReportingOccasion.objects.filter(plan=plan.pk, withdrawn_on__lte=as_of)
    return tuple(
        TakenBack(
            occasion=occasion_line(row),
            withdrawn_on=row.withdrawn_on,  # type: ignore[arg-type]  # as asked for above
            withdrawn_by=str(row.withdrawn_by),
            reason=row.withdrawal_reason,
        )
        for row in rows.select_related("source", "recorded_by", "withdrawn_by")
    )


def told_by(plan: PlanHead, *, since: date, as_of: date) -> tuple[Occasion, ...]:
    """Return who was told of a plan between two days, the newest first; one query."""
    found = occasions(plan, as_of=as_of)
    told = (each for each in found if since <= each.occurred_on <= as_of and each.body)
    return tuple(reversed(tuple(told)))


def bodies_of(found: Iterable[Occasion]) -> tuple[str, ...]:
    """Return the bodies that were told or are to be, by name."""
    return tuple(sorted({each.body for each in found if each.body}))


def last_seen_by_body(as_of: date, found: Iterable[Occasion]) -> tuple[Occasion, ...]:
    """Return the last time that each body was told of progress before a day, the newest first."""
    last: dict[str, Occasion] = {}
    for each in found:
        if each.is_progress_report and each.body and each.occurred_on < as_of:
            last[each.body.casefold()] = each
    return tuple(sorted(last.values(), key=lambda each: each.occurred_on, reverse=True))


def last_report_before(
    as_of: date, found: Iterable[Occasion], *, body: str = ""
) -> Occasion | None:
    """Return the last time a body was told of progress before a day: the day to compare with.

    ``body`` asks of one body; without it, of any. One that was never told has no day.
    """
    told = last_seen_by_body(as_of, found)
    of_body = (each for each in told if not body or each.body.casefold() == body.casefold())
    return next(of_body, None)


def next_report_after(as_of: date, found: Iterable[Occasion]) -> Occasion | None:
    """Return the next time a body is to be told of progress: what an update is read for."""
    return next((each for each in found if each.body and each.occurred_on > as_of), None)
