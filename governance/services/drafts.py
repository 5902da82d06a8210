"""Writing a report: every save is a version."""

from datetime import datetime

from django.db import transaction

from governance.models import Meeting, Report, ReportVersion
from governance.models.clearance import (
    fetched,
    is_held,
    may_write_on,
)
from governance.models.reports import newest_version
from governance.services.exempt import Marking, free_slug, mark_row
from governance.services.report_versions import ReportText, says_more, stored
from herefordshire_cs.accounts.models import User

HEAD = ("title", "report_by", "programme_area", "wards", "key_decision")
State = Report.State


class NotOpen(Exception):
    """The report is not in a state in which this can be done to it."""


class IssuedAlready(Exception):
    """A pack that was issued holds the report; it stays as it is."""


class SavedMeanwhile(Exception):
    """Another version was saved since; holds it."""

    def __init__(self, version: ReportVersion) -> None:
        super().__init__(f"Saved meanwhile: {version}")
        self.version = version


@transaction.atomic
def start(
    *,
    form: str,
    title: str,
    meeting: Meeting | None,
    author: User,
    marking: Marking | None = None,
) -> Report:
    """Begin a report, for a meeting or for none yet; it has no version until it is saved.

    One whose author asks for it is exempt from its first word, under an address of its public
    title, until a clerk says otherwise.
    """
    row = Report(form=form, title=title, meeting=meeting, author=author, state=State.DRAFT)
    if marking is not None:
        mark_row(row, marking)
    row.slug = free_slug(row.public_title or title, meeting)
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def save(
    *,
    report: Report,
    text: ReportText,
    meeting: Meeting | None,
    seen: int,
    author: User,
    at: datetime,
) -> ReportVersion | None:
    """Save what an author wrote as the next version; None where it says what the last one says.

    ``seen`` is the version that the author had before them. A report that was cleared is a draft
    again with its next version. Raises NotTheirs, SavedMeanwhile, NotOpen and IssuedAlready.
    """
    row = locked(report)
    if not may_write_on(row, author):
        raise NotTheirs
    _check_open(row, seen)
    is_moved = row.meeting != meeting
    row.meeting = meeting
    before = newest_version(row)
    number = before.number if before else 0
    values = stored(text, before)
    head = {name: text.head.get(name, getattr(row, name)) for name in HEAD}
    if not says_more(row, values, head):
        if is_moved:
            row.save()
        return None
    for name, words in head.items():
        setattr(row, name, words)
    row.state = State.DRAFT
    row.full_clean()
    row.save()
    version = ReportVersion(
        report=row, number=number + 1, head=head, saved_by=author, saved_at=at, **values
    )
    version.full_clean(exclude=["sections", "limbs", "background_papers", "head"])
    version.save()
    return version


def locked(report: Report) -> Report:
    """Lock a report and return it with its versions and what was said of them."""
    Report.objects.select_for_update().get(pk=report.pk)
    return fetched(Report.objects.filter(pk=report.pk)).get()


def _check_open(row: Report, seen: int) -> None:
    _check_seen(row, seen)
    if row.state not in (State.DRAFT, State.CLEARED):
        raise NotOpen
    if row.state == State.CLEARED and is_held(row):
        raise IssuedAlready


def _check_seen(row: Report, seen: int) -> None:
    version = newest_version(row)
    if version is not None and version.number != seen:
        raise SavedMeanwhile(version)


class NotTheirs(Exception):
    """Another wrote the report, and writes on it."""
