"""What is due before a meeting by its body's own days, and who is late with it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from governance.bodies import CLEARED, DRAFTS
from governance.exempt.reader import Reader
from governance.exempt.rows import readable
from governance.models import AgendaItem, Meeting, OneOffHoliday, Report
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence

State = Report.State
# The states of a report that is not there yet, by what is due.
NOT_YET = {DRAFTS: (State.DRAFT,), CLEARED: (State.DRAFT, State.CLEARANCE)}


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """A day before a meeting: what is due, how far it is, and who is late once it has gone."""

    name: str
    day: date
    when: str
    is_past: bool
    late: tuple[str, ...]
    still_out: int


def countdown_of(
    row: Meeting, items: Iterable[AgendaItem], *, as_of: date, reader: Reader
) -> tuple[DueLine, ...]:
    """Return what is due before a meeting, the earliest first; none where it is not ahead.

    ``items`` are those of its agenda, in their order.

    Reports are named to those who read drafts, and exempt ones to those who read them.
    """
    if row.is_called_off or row.state != Meeting.State.PLANNED:
        return ()
    calendar = OneOffHoliday.objects.working_calendar()
    reports = list(
        readable(Report.objects.filter(meeting=row), reader).select_related("author")
        if reader.reads_draft_reports
        else []
    )
    lines = []
    for due in row.committee.counted_back:
        day = calendar.working_days_before(row.held_on, due.days).day
        out = tuple(_out(due.key, items, reports))
        lines.append(
            DueLine(
                name=due.name,
                day=day,
                when=_when(day, as_of),
                is_past=day < as_of,
                late=out if day < as_of else (),
                still_out=len(out),
            )
        )
    return tuple(lines)


def _when(day: date, as_of: date) -> str:
    days = (day - as_of).days
    if not days:
        return "Today"
    words = count_in_words(abs(days), "day")
    return f"In {words}" if days > 0 else f"{words} ago"


def _out(key: str, items: Iterable[AgendaItem], reports: list[Report]) -> Iterator[str]:
    """Yield what is not there of what is due, each with who is to bring it."""
    if key == DRAFTS:
        missing = (
            item for item in items if item.kind == AgendaItem.Kind.REPORT and item.report is None
        )
        yield from (f"{item.title}: no report yet" for item in missing if item.withheld_as is None)
    for report in reports:
        if report.state in NOT_YET.get(key, ()):
            who = report.author.name if report.author else report.report_by or "nobody named"
            state = mid_sentence(report.get_state_display())
            yield f"{report.title} ({who}): {state}"
