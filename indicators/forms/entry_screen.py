"""The screen on which a period's outturns are entered, checked by the very rules of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms.utils import ErrorList
from django.http import QueryDict

from indicators.forms.entry import EntryForm, initial_of, is_changed, typed_cells
from indicators.measures import NoValue
from indicators.outturn_columns import InRow
from indicators.outturn_rows import CheckedRow, Known, check, key_of
from indicators.periods import ReportingPeriod
from indicators.presenters.entry import EntryLine, build_entry_page
from indicators.presenters.indicator_heads import IndicatorHead
from indicators.services.outturn_files import figure_of
from indicators.services.outturns import NewFigure

NO_FAULTS: dict[str, ErrorList | None] = dict.fromkeys(EntryForm.base_fields)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One indicator's line of the screen: what stands in its cells, by the names of the form.

    Only a line that was changed has a form, since a hundred of them cost more than all else.
    """

    line: EntryLine
    prefix: str
    cells: dict[str, Any]
    form: EntryForm | None = None

    @property
    def is_faulty(self) -> bool:
        """Whether anything in it was refused."""
        return self.form is not None and bool(self.form.errors)

    @property
    def faults(self) -> Mapping[str, ErrorList | None]:
        """What is wrong in each cell."""
        if self.form is None or not self.form.errors:
            return NO_FAULTS
        return NO_FAULTS | self.form.errors


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
            self._row(line, data)
            for line in self.page.lines
            if self._is_shown(line, data, only_missing=only_missing, set_slug=set_slug)
        ]
        self.checked: dict[int, CheckedRow] = {}

    @staticmethod
    def _row(line: EntryLine, data: QueryDict | None) -> EntryRow:
        """Return a line with what was typed in it, else with what is in force."""
        prefix, initial = prefix_of(line), initial_of(line)
        if data is None:
            return EntryRow(line=line, prefix=prefix, cells=initial)
        cells = typed_cells(data, prefix)
        form = EntryForm(data, prefix=prefix, initial=initial) if is_changed(cells) else None
        return EntryRow(line=line, prefix=prefix, cells=cells, form=form)

    @staticmethod
    def _is_shown(
        line: EntryLine, data: QueryDict | None, *, only_missing: bool, set_slug: str
    ) -> bool:
        """Say whether a line is on the screen; whatever was sent is, so that nothing is lost."""
        if data is not None:
            return f"{prefix_of(line)}-value" in data
        return set_slug in ("", *line.head.sets) and (line.is_missing or not only_missing)

    @property
    def errors_count(self) -> int:
        """How many lines have an error."""
        return sum(bool(form.errors) for _row, form in self.changed)

    @property
    def changed(self) -> list[tuple[EntryRow, EntryForm]]:
        """The lines that were sent with something else in them than was shown, and their forms."""
        return [(row, row.form) for row in self.rows if row.form is not None]

    def is_valid(self) -> bool:
        """Check every line that was changed; each fault goes to the cell that holds it."""
        for row, form in self.changed:
            if form.is_valid() and not self._was_changed_meanwhile(row, form):
                self._check(row, form)
        return not self.errors_count

    @staticmethod
    def _was_changed_meanwhile(row: EntryRow, form: EntryForm) -> bool:
        """Refuse to write over a figure that the writer has not seen."""
        now = form.initial["seen"]
        if row.cells["seen"] == now:
            return False
        shown = row.line.current_cell.words if row.line.current_cell else "Nothing"
        form.add_error(
            "value",
            f"Somebody changed this figure after the page was opened: it is {shown} now."
            " Save again to restate it.",
        )
        # What is shown next to the message is what is in force, so that saving again is informed.
        row.cells["seen"] = now
        return True

    def _check(self, row: EntryRow, form: EntryForm) -> None:
        if not form.cleaned_data["value"]:
            check_without_value(form)
            return
        head = row.line.head
        known = Known(
            pk=head.pk,
            name=head.name,
            unit=head.measure.unit,
            year_type=head.year_type,
            frequency=head.frequency,
        )
        typed = in_row(head, form, self.period)
        found = check([typed], {key_of(head.slug): known}, as_of=self.as_of, is_typed=True)
        for fault in found.faults:
            name = fault.column if fault.column in form.fields else None
            form.add_error(name, fault.reason)
        for checked in found.rows:
            self.checked[head.pk] = checked

    def figures(self) -> Iterator[NewFigure]:
        """Yield what was typed, once it is valid."""
        for row, form in self.changed:
            found = form.cleaned_data
            if checked := self.checked.get(row.line.head.pk):
                yield figure_of(checked, is_provisional=found["is_provisional"])
            else:
                yield NewFigure(
                    indicator=row.line.head.pk,
                    period=self.period,
                    reason=NoValue(found["reason"]),
                    note=found["note"],
                    is_provisional=found["is_provisional"],
                )


def prefix_of(line: EntryLine) -> str:
    """Return what the names of a line's cells begin with."""
    return f"i{line.head.pk}"


def check_without_value(form: EntryForm) -> None:
    """Refuse numbers or words beside neither value nor reason, and an emptied figure."""
    if not form.cleaned_data["reason"]:
        form.add_error("value", "Give a value, or a reason for none.")


def in_row(head: IndicatorHead, form: EntryForm, period: ReportingPeriod) -> InRow:
    """Return what was typed as a line of a file."""
    found = form.cleaned_data
    return InRow(
        line=1,
        reference=head.slug,
        period=period.slug,
        value=found["value"],
        numerator=found["numerator"],
        denominator=found["denominator"],
        note=found["note"],
    )
