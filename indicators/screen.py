"""The screen on which a period's outturns are entered: a form for each indicator, checked as one.

The words typed are checked by the very rules of a file, so that one figure is refused for the same
reason wherever it comes from.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from indicators.forms import EntryForm, initial_of
from indicators.ingest import CheckedRow, InRow, Known, check, key_of
from indicators.measures import NoValue
from indicators.periods import ReportingPeriod
from indicators.reports.entry import EntryLine, build_entry_page
from indicators.services import Figure, figure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One indicator's line of the screen and its form."""

    line: EntryLine
    form: EntryForm


class EntryScreen:
    """The forms of a period, bound to what was typed or showing what is in force."""

    def __init__(
        self, period: ReportingPeriod, data: Mapping[str, Any] | None, *, as_of: date
    ) -> None:
        self.period = period
        self.as_of = as_of
        self.page = build_entry_page(period, as_of=as_of)
        self.rows = [
            EntryRow(
                line=line,
                form=EntryForm(data, prefix=f"i{line.head.pk}", initial=initial_of(line)),
            )
            for line in self.page.lines
        ]
        self.checked: dict[int, CheckedRow] = {}

    @property
    def errors_count(self) -> int:
        """How many lines have an error."""
        return sum(row.form.is_bound and bool(row.form.errors) for row in self.rows)

    @property
    def changed(self) -> list[EntryRow]:
        """The lines on which something was typed."""
        return [row for row in self.rows if row.form.has_changed()]

    def is_valid(self) -> bool:
        """Check every line that was changed; each fault goes to the cell that holds it."""
        for row in self.changed:
            if row.form.is_valid():
                self._check(row)
        return not self.errors_count

    def _check(self, row: EntryRow) -> None:
        if not is_a_figure(row.form):
            self._check_without_value(row)
            return
        head = row.line.head
        known = Known(
            pk=head.pk,
            name=head.name,
            unit=head.measure.unit,
            year_type=head.year_type,
            frequency=head.frequency,
        )
        found = check([in_row(row, self.period)], {key_of(head.slug): known}, as_of=self.as_of)
        for fault in found.faults:
            name = fault.column if fault.column in row.form.fields else None
            row.form.add_error(name, fault.reason)
        for checked in found.rows:
            self.checked[head.pk] = checked

    def _check_without_value(self, row: EntryRow) -> None:
        """Refuse numbers or words beside neither value nor reason, and an emptied figure."""
        if not row.form.cleaned_data["reason"]:
            row.form.add_error("value", "Give a value, or a reason for none.")

    def figures(self) -> Iterator[Figure]:
        """Yield what was typed, once it is valid."""
        for row in self.changed:
            found = row.form.cleaned_data
            if checked := self.checked.get(row.line.head.pk):
                yield figure_of(checked, is_provisional=found["is_provisional"])
            else:
                yield Figure(
                    indicator=row.line.head.pk,
                    period=self.period,
                    reason=NoValue(found["reason"]),
                    note=found["note"],
                    is_provisional=found["is_provisional"],
                )


def is_a_figure(form: EntryForm) -> bool:
    """Say whether a value was typed."""
    return bool(form.cleaned_data["value"])


def in_row(row: EntryRow, period: ReportingPeriod) -> InRow:
    """Return what was typed as a line of a file."""
    found = row.form.cleaned_data
    return InRow(
        line=1,
        reference=row.line.head.slug,
        period=period.slug,
        value=found["value"],
        numerator=found["numerator"],
        denominator=found["denominator"],
        note=found["note"],
    )
