"""The writing verbs: each one transaction, one author, one reason to fail."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from herefordshire_cs.accounts.models import User
from indicators.files import COLUMNS, FileRead
from indicators.ingest import CheckedRow, check
from indicators.measures import NoValue
from indicators.models import Commentary, Indicator, Outturn, OutturnFile, Period, Target
from indicators.periods import ReportingPeriod
from indicators.presenters.checking import in_rows, known_indicators, newest_outturns


class AlreadyApproved(Exception):
    """The commentary was approved already."""


class OwnCommentary(Exception):
    """Nobody approves what they wrote themselves."""


class FaultyFile(Exception):
    """The file has lines that cannot be loaded; nothing was."""


class FileLoaded(Exception):
    """The file was loaded already; it can be neither corrected nor loaded again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is said of an indicator's period: a value, or the reason why there is none."""

    indicator: int
    period: ReportingPeriod
    value: Decimal | None = None
    reason: NoValue | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    as_written: str = ""
    is_provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """How many figures were added, how many restate earlier ones, how many said nothing new."""

    added: int = 0
    restated: int = 0
    unchanged: int = 0

    @property
    def changed(self) -> int:
        """How many rows were written."""
        return self.added + self.restated


@transaction.atomic
def record_outturns(
    *, figures: Iterable[Figure], author: User, published_on: date, recorded_at: datetime
) -> Recorded:
    """Add each figure, or restate the one in force where it says something else.

    A figure that says what is in force already writes nothing, so the same file twice changes
    nothing. Writers wait for each other: the indicators are locked first, in one order.
    """
    wanted = list(figures)
    pks = sorted({figure.indicator for figure in wanted})
    list(Indicator.objects.select_for_update().filter(pk__in=pks).order_by("pk"))
    in_force = newest_outturns(pks, as_of=published_on)
    periods = {span: Period.objects.named(span) for span in {each.period for each in wanted}}
    new: list[Outturn] = []
    restated = 0
    for figure in wanted:
        before = in_force.get((figure.indicator, figure.period.slug))
        if before is not None and says_the_same(figure, before):
            continue
        restated += before is not None
        row = outturn(figure, periods[figure.period], author, published_on, recorded_at)
        # The database holds the constraints as it stores all rows at once; asked row by row, they
        # would cost a large file thousands of statements.
        row.full_clean(exclude=["indicator", "period", "recorded_by"], validate_constraints=False)
        new.append(row)
    Outturn.objects.bulk_create(new)
    return Recorded(added=len(new) - restated, restated=restated, unchanged=len(wanted) - len(new))


def says_the_same(figure: Figure, row: Outturn) -> bool:
    """Say whether a figure would only repeat a row; a note that is left out changes nothing."""
    return (
        figure.value == row.value
        and (figure.reason.value if figure.reason else "") == row.no_value_reason
        and figure.numerator == row.numerator
        and figure.denominator == row.denominator
        and figure.is_provisional == row.is_provisional
        and figure.note in ("", row.note)
    )


def outturn(
    figure: Figure,
    period: Period,
    author: User | None,
    published_on: date,
    recorded_at: datetime,
) -> Outturn:
    """Return a figure as a row, not yet saved."""
    return Outturn(
        indicator_id=figure.indicator,
        period=period,
        value=figure.value,
        no_value_reason=figure.reason.value if figure.reason else "",
        numerator=figure.numerator,
        denominator=figure.denominator,
        note=figure.note,
        as_written=figure.as_written,
        is_provisional=figure.is_provisional,
        published_on=published_on,
        recorded_at=recorded_at,
        recorded_by=author,
    )


@transaction.atomic
def receive_file(
    *,
    found: FileRead,
    filename: str,
    sha256: str,
    is_provisional: bool,
    sender: User,
    sent_at: datetime,
) -> OutturnFile:
    """Keep a file's lines as they were sent, to be checked, corrected and loaded."""
    return OutturnFile.objects.create(
        filename=filename[-200:],
        sha256=sha256,
        rows=[
            {"line": row.line} | {name: getattr(row, name) for name in COLUMNS}
            for row in found.rows
        ],
        notices=list(found.notices),
        is_provisional=is_provisional,
        sent_by=sender,
        sent_by_name=sender.name,
        sent_at=sent_at,
    )


@transaction.atomic
def correct_file(*, file: OutturnFile, cells: dict[tuple[int, str], str]) -> OutturnFile:
    """Change cells of a file, by line and column; each change is noted with what was there.

    Raises FileLoaded once the file was loaded.
    """
    row = OutturnFile.objects.select_for_update().get(pk=file.pk)
    if row.loaded_on is not None:
        raise FileLoaded
    for line in row.rows:
        for column in COLUMNS:
            words = cells.get((line["line"], column))
            if words is not None and words != line[column]:
                row.corrections.append(
                    {
                        "line": line["line"],
                        "column": column,
                        "before": line[column],
                        "after": words,
                    }
                )
                line[column] = words
    row.save(update_fields=["rows", "corrections"])
    return row


@transaction.atomic
def load_file(
    *, file: OutturnFile, author: User, loaded_on: date, recorded_at: datetime
) -> OutturnFile:
    """Load a file's figures: all of them or none.

    Raises FileLoaded where that was done already, FaultyFile where a line is at fault.
    """
    row = OutturnFile.objects.select_for_update().get(pk=file.pk)
    if row.loaded_on is not None:
        raise FileLoaded
    checked = check(in_rows(row), known_indicators(as_of=loaded_on), as_of=loaded_on)
    if checked.faults:
        raise FaultyFile
    recorded = record_outturns(
        figures=[figure_of(each, is_provisional=row.is_provisional) for each in checked.rows],
        author=author,
        published_on=loaded_on,
        recorded_at=recorded_at,
    )
    row.loaded_on = loaded_on
    row.loaded_by_name = author.name
    row.added, row.restated = recorded.added, recorded.restated
    row.unchanged = recorded.unchanged
    row.save()
    return row


def figure_of(row: CheckedRow, *, is_provisional: bool) -> Figure:
    """Return a checked line as what is said of an indicator's period."""
    return Figure(
        indicator=row.indicator,
        period=row.period,
        value=row.value,
        reason=row.reason,
        numerator=row.numerator,
        denominator=row.denominator,
        note=row.note,
        as_written=row.as_written,
        is_provisional=is_provisional,
    )


@transaction.atomic
def set_target(
    *,
    indicator: Indicator,
    period: ReportingPeriod,
    value: Decimal,
    note: str,
    author: User,
    set_on: date,
    recorded_at: datetime,
) -> Target:
    """Set what an indicator is meant to reach in a period; an earlier target stays on record."""
    target = Target(
        indicator=indicator,
        period=Period.objects.named(period),
        value=value,
        note=note,
        published_on=set_on,
        recorded_at=recorded_at,
        recorded_by=author,
    )
    target.full_clean()
    target.save()
    return target


@transaction.atomic
def write_commentary(
    *,
    indicator: Indicator,
    period: ReportingPeriod,
    text: str,
    author: User,
    written_on: date,
    recorded_at: datetime,
) -> Commentary:
    """Write what there is to say of a figure; an earlier version stays on record."""
    commentary = Commentary(
        indicator=indicator,
        period=Period.objects.named(period),
        text=text,
        written_by=author,
        written_by_name=author.name,
        written_on=written_on,
        recorded_at=recorded_at,
    )
    commentary.full_clean()
    commentary.save()
    return commentary


@transaction.atomic
def approve_commentary(*, commentary: Commentary, approver: User, approved_on: date) -> Commentary:
    """Approve a commentary for the Digest.

    Raises AlreadyApproved where it was, OwnCommentary where the approver wrote it.
    """
    row = Commentary.objects.select_for_update().get(pk=commentary.pk)
    if row.approved_on is not None:
        raise AlreadyApproved(row.approved_by_name)
    if row.written_by_id == approver.pk:
        raise OwnCommentary
    row.approved_by = approver
    row.approved_by_name = approver.name
    row.approved_on = approved_on
    row.save(update_fields=["approved_by", "approved_by_name", "approved_on"])
    return row
