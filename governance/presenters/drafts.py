"""Reports while they are written and cleared: where each stands, and what it still needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from governance.exempt.marks import exemption_of
from governance.exempt.reader import Reader, reader_of
from governance.exempt.rows import readable
from governance.models import Clearance, Report, ReportVersion
from governance.models.clearance import (
    asked_of,
    awaiting,
    cleared_otherwise,
    clears,
    is_held,
    is_own,
    latest_verdicts,
    may_write_on,
    missing,
)
from governance.models.reports import form_of, newest_version
from governance.presenters.appendices import AppendixPaper, appendix_paper
from governance.presenters.public_reports import public_appendix
from herefordshire_cs.accounts.models import User

State = Report.State


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A report in a list: where it goes, where it stands, whom it waits for."""

    slug: str
    title: str
    form: str
    committee: str
    held_on: date | None
    state: str
    state_words: str
    author: str
    version: int
    saved_at: datetime | None
    awaiting: tuple[str, ...]
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The reports in hand, as one reader sees them."""

    mine: tuple[DraftLine, ...]
    for_me: tuple[DraftLine, ...]
    others: tuple[DraftLine, ...]
    cleared: tuple[DraftLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """What was said of a version: by whom, when, and why."""

    kind: str
    verdict: str
    note: str
    given_by: str
    given_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version by its number, who saved it and when."""

    number: int
    saved_by: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One clearance that a report needs, and whether the version in hand has it."""

    kind: str
    words: str
    given: VerdictLine | None

    @property
    def is_given(self) -> bool:
        """Whether the version in hand is cleared for it."""
        return self.given is not None and self.given.verdict == Clearance.Verdict.CLEARED


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A meeting that has the report on its agenda, under its number or its order."""

    meeting: str
    committee: str
    held_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPage:
    """A report being written, with all that was said of it, and what its reader may do."""

    line: DraftLine
    form_name: str
    meeting: str
    standings: tuple[Standing, ...]
    verdicts: tuple[VerdictLine, ...]
    versions: tuple[VersionLine, ...]
    places: tuple[Place, ...]
    appendices: tuple[AppendixPaper, ...]
    missing: tuple[str, ...]
    paragraph: int | None
    ground: str
    note: str
    may: frozenset[str]
    may_clear: tuple[str, ...]
    is_own: bool


def build_drafts(user: User, *, as_of: date) -> Drafts:
    """Return the reports in hand; those locked for a meeting that is over are not among them."""
    light = ReportVersion.objects.defer("sections", "limbs", "background_papers")
    rows = readable(Report.objects.all(), reader_of(user)).exclude(
        state=State.LOCKED, meeting__held_on__lt=as_of
    )
    found = rows.select_related("meeting__committee", "author").prefetch_related(
        Prefetch("versions", light.order_by("number")),
        Prefetch("clearances", Clearance.objects.order_by("given_at", "pk")),
    )
    kinds = set(clears(user))
    lists: dict[str, list[DraftLine]] = {"mine": [], "for_me": [], "others": [], "cleared": []}
    for row in found.order_by("meeting__held_on", "slug"):
        is_settled = row.state in Report.SETTLED
        if row.author_id == user.pk and not is_settled:
            lists["mine"].append(draft_line(row))
        elif not is_own(row, user) and kinds.intersection(awaiting(row)):
            lists["for_me"].append(draft_line(row))
        else:
            lists["cleared" if is_settled else "others"].append(draft_line(row))
    return Drafts(**{name: tuple(lines) for name, lines in lists.items()})


def draft_line(row: Report) -> DraftLine:
    """Return a report in a list."""
    version, exemption = newest_version(row), exemption_of(row)
    called = dict(asked_of(row))
    return DraftLine(
        slug=row.slug,
        title=row.title,
        form=row.form,
        committee=row.meeting.committee.name if row.meeting else "",
        held_on=row.meeting.held_on if row.meeting else None,
        state=row.state,
        state_words=row.get_state_display(),
        author=row.author.name if row.author else "",
        version=version.number if version else 0,
        saved_at=version.saved_at if version else None,
        awaiting=tuple(called[kind] for kind in awaiting(row)),
        paragraph=exemption.paragraph if exemption else None,
    )


def build_draft_page(row: Report, user: User) -> DraftPage:
    """Return a report being written; its row came from ``fetched``."""
    given = latest_verdicts(row)
    is_author = is_own(row, user)
    own = reader_of(user).of(row.meeting.committee_id if row.meeting else None)
    waits = awaiting(row)
    line = draft_line(row)
    exemption = exemption_of(row)
    return DraftPage(
        line=line,
        form_name=form_of(row).name,
        meeting=row.meeting.slug if row.meeting else "",
        standings=tuple(
            Standing(
                kind=kind,
                words=called,
                given=_verdict_line(given[kind]) if kind in given else None,
            )
            for kind, called in asked_of(row)
        ),
        verdicts=tuple(_verdict_line(each) for each in reversed(row.clearances.all())),
        versions=tuple(_version_lines(row)),
        places=tuple(_places(row)),
        appendices=tuple(_appendices(row, reader=own)),
        missing=missing(row),
        paragraph=line.paragraph,
        ground=exemption.short if exemption else "",
        note=row.note,
        may=frozenset(_may(row, user)),
        may_clear=()
        if is_author
        else tuple(
            kind
            for kind in clears(user)
            if kind in waits and not cleared_otherwise(row, user, kind)
        ),
        is_own=is_author and bool(set(clears(user)) & set(waits)),
    )


def _may(row: Report, user: User) -> Iterator[str]:
    """Yield what a user may do with a report as it stands."""
    is_writer = user.has_perm("governance.write_report") and may_write_on(row, user)
    is_clerk = user.has_perm("governance.run_meetings")
    may_rewrite = row.state == State.DRAFT or (row.state == State.CLEARED and not is_held(row))
    if is_writer and may_rewrite:
        yield "edit"
    if is_writer and row.state == State.DRAFT:
        yield "send"
    if is_writer and row.state == State.CLEARANCE:
        yield "withdraw"
    if is_clerk and row.state == State.CLEARED:
        yield "lock"
    if is_clerk and row.state == State.LOCKED and not is_held(row):
        yield "unlock"


def _verdict_line(row: Clearance) -> VerdictLine:
    return VerdictLine(
        kind=row.get_kind_display(),
        verdict=row.verdict,
        note=row.note,
        given_by=row.given_by_name,
        given_at=row.given_at,
        version=row.version.number,
    )


def _version_lines(row: Report) -> Iterable[VersionLine]:
    for version in reversed(row.versions.all()):
        yield VersionLine(
            number=version.number,
            saved_by=version.saved_by.name if version.saved_by else "",
            saved_at=version.saved_at,
        )


def _places(row: Report) -> Iterable[Place]:
    items = row.items.select_related("meeting__committee").order_by("meeting__held_on")
    for item in items:
        yield Place(
            meeting=item.meeting.slug,
            committee=item.meeting.committee.name,
            held_on=item.meeting.held_on,
        )


def _appendices(row: Report, *, reader: Reader) -> Iterable[AppendixPaper]:
    for appendix in row.appendices.all():
        paper = appendix_paper(appendix)
        yield public_appendix(paper, reader=reader)
