"""The screen on which a period's outturns are entered: a form for each indicator, checked as one.

The words typed are checked by the very rules of a file, so that one figure is refused for the same
reason wherever it comes from.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

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
        self,
        period: ReportingPeriod,
        data: QueryDict | None,
        *,
        as_of: date,
        only_missing: bool = False,
        set_slug: str = "",
    ) -> None:
        self.period = period
        self.data = data
        self.as_of = as_of
        self.page = build_entry_page(period, as_of=as_of)
        self.rows = [
            EntryRow(
                line=line,
                form=EntryForm(data, prefix=f"i{line.head.pk}", initial=initial_of(line)),
            )
            for line in self.page.lines
            if self._is_shown(line, data, only_missing=only_missing, set_slug=set_slug)
        ]
        self.checked: dict[int, CheckedRow] = {}

    @staticmethod
    def _is_shown(
        line: EntryLine, data: QueryDict | None, *, only_missing: bool, set_slug: str
    ) -> bool:
        """Say whether a line is on the screen; whatever was sent is, so that nothing is lost."""
        if data is not None:
            return f"i{line.head.pk}-value" in data
        return set_slug in ("", *line.head.sets) and (line.is_missing or not only_missing)

    @property
    def errors_count(self) -> int:
        """How many lines have an error."""
        return sum(bool(row.form.errors) for row in self.changed)

    @property
    def changed(self) -> list[EntryRow]:
        """The lines that were sent with something else in them than was shown."""
        return [row for row in self.rows if row.form.is_bound and row.form.is_changed()]

    def is_valid(self) -> bool:
        """Check every line that was changed; each fault goes to the cell that holds it."""
        for row in self.changed:
            if row.form.is_valid() and not self._was_changed_meanwhile(row):
                self._check(row)
        return not self.errors_count

    def _was_changed_meanwhile(self, row: EntryRow) -> bool:
        """Refuse to write over a figure that the writer has not seen."""
        now = row.form.initial["seen"]
        if row.form["seen"].data == now:
            return False
        shown = row.line.current_cell.words if row.line.current_cell else "Nothing"
        row.form.add_error(
            "value",
            f"Somebody changed this figure after the page was opened: it is {shown} now."
            " Save again to restate it.",
        )
        # What is shown next to the message is what is in force, so that saving again is informed.
        assert self.data is not None
        data = self.data.copy()
        data[row.form.add_prefix("seen")] = now
        row.form.data = data
        return True

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
