"""A kept list as its page shows it, and its edits in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model

from herefordshire_cs.kept.forms import KeptForm
from herefordshire_cs.kept.lists import KeptList
from herefordshire_cs.kept.models import ListEdit, kind_of
from herefordshire_cs.lib.edits import columns_of
from herefordshire_cs.lib.text.words import day_in_words

MOST_EDITS = 50
LONGEST_SAID = 160  # characters of what was said before or after


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLine:
    """One row: what it is called, what stands in each column, and what it stands under."""

    pk: int
    name: str
    under: str
    cells: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EditLine:
    """One edit in words."""

    on: date
    by: str
    words: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """A kept list with its edits, the newest first."""

    kept: KeptList
    heads: tuple[str, ...]
    rows: tuple[RowLine, ...]
    edits: tuple[EditLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One list among others: its key, what it is and how long."""

    key: str
    title: str
    about: str
    count: int


def build_lists(lists: Iterable[KeptList], of: int = 0) -> tuple[ListLine, ...]:
    """Return some lists with their lengths; a query for each."""
    return tuple(
        ListLine(key=kept.key, title=kept.title, about=kept.about, count=kept.rows(of).count())
        for kept in lists
    )


def build_list_page(kept: KeptList, of: int) -> ListPage:
    """Return a list as it is now; two queries."""
    labels = labels_of(kept.form)
    return ListPage(
        kept=kept,
        heads=tuple(labels[name] for name in kept.shown),
        rows=tuple(_line(kept, row, labels) for row in kept.rows(of)),
        edits=edits_of(kept, of),
    )


def labels_of(form: type[KeptForm]) -> dict[str, str]:
    """Return the labels of a form's fields by the names of the columns that they are of."""
    return {name: str(field.label) for name, field in form.base_fields.items()}


def _line(kept: KeptList, row: Any, labels: Mapping[str, str]) -> RowLine:
    under = [
        words_of(row, name) for name in kept.within if not (kept.is_owned and name == kept.of)
    ]
    return RowLine(
        pk=row.pk,
        name=kept.name_of(row),
        under=", ".join(under),
        cells=tuple((labels[name], words_of(row, name)) for name in kept.shown),
    )


def words_of(row: Model, name: str) -> str:
    """Return what a column of a row says, as a reader says it."""
    display = getattr(row, f"get_{name}_display", None)
    return _in_words(display() if display else getattr(row, name))


def _in_words(value: Any) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return str(value)


def edits_of(kept: KeptList, of: int, row: int | None = None) -> tuple[EditLine, ...]:
    """Return the edits of a list, or of one row of it, the newest first; one query."""
    rows = ListEdit.objects.filter(kind=kind_of(kept.model), of=of, is_shift=False)
    if row is not None:
        rows = rows.filter(row=row)
    elif kept.hidden_plans and kept.names_plan:
        rows = rows.filter(row__in=kept.rows(of).order_by().values("pk"))
    newest = rows.select_related("recorded_by").order_by("-pk")[:MOST_EDITS]
    return tuple(_edit_line(kept, each) for each in newest)


def _edit_line(kept: KeptList, edit: ListEdit) -> EditLine:
    if edit.before is None:
        words = f"“{edit.named}” was added."
    elif edit.after is None:
        words = f"“{edit.named}” was taken out."
    else:
        words = f"“{edit.named}”: {'; '.join(_changes(kept, edit.before, edit.after))}."
    return EditLine(on=edit.recorded_on, by=edit.recorded_by.name, words=words, reason=edit.reason)


def _changes(kept: KeptList, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterable[str]:
    labels = {
        kept.model._meta.get_field(name).attname: label  # type: ignore[union-attr]
        for name, label in labels_of(kept.form).items()
        if name not in ("place", "reason")
    }
    labels |= {kept.place: "Place in the list"} if kept.place else {}
    columns = columns_of(kept.model)
    for name, was in before.items():
        if name in labels and name in columns:
            column, now = columns[name], after[name]
            yield f"{labels[name]}: {_said(column, was)}, now {_said(column, now)}"


def _said(column: Any, value: Any) -> str:
    """Return one value as it was kept, as a reader says it."""
    read = column.to_python(value)
    if column.remote_field is not None and read is not None:
        named = column.remote_field.model._base_manager.filter(pk=read).first()
        words = str(named) if named else "one that was taken out"
    else:
        words = str(dict(column.flatchoices).get(read, "")) or _in_words(read)
    if len(words) > LONGEST_SAID:
        words = f"{words[:LONGEST_SAID].rstrip()}…"
    return f"“{words}”" if words else "nothing"
