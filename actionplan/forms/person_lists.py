"""A list of people as it is sent, and as it comes back from the page that shows each row."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict

from actionplan.person_rows import (
    IN_ORDER,
    MOST_COLUMNS,
    MOST_PEOPLE,
    PersonColumn,
    PersonRow,
    SentTable,
    as_table,
    edited,
    read_rows,
    suggested,
)
from actionplan.plan_opening import FileKind, Opened
from herefordshire_cs.accounts.people.forms import role_choices
from herefordshire_cs.lib.web.integers import read_integer

MOST_BYTES = 2 * 1024 * 1024
LONGEST_PASTE = 200_000
LONGEST_STATE = 1_000_000
LONGEST_CELL = 300
HOLDS_CHOICES = [
    ("", "Not read"),
    (PersonColumn.NAME, "Name"),
    (PersonColumn.FORENAME, "First name"),
    (PersonColumn.SURNAME, "Surname"),
    (PersonColumn.EMAIL, "E-mail address"),
    (PersonColumn.POST, "Post or job title"),
    (PersonColumn.ORGANISATION, "Organisation or team"),
    (PersonColumn.ROLES, "Roles"),
]
HOLDS = {value for value, _label in HOLDS_CHOICES}


class NotAList(Exception):
    """What was sent holds nobody, or too many; the message says so to its sender."""


class UsualRoleForm(forms.Form):
    """The role of those for whom the list names none."""

    usual_role = forms.ChoiceField(
        label="Role of those for whom the list names none", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: forms.ChoiceField = self.fields["usual_role"]  # type: ignore[assignment]
        field.choices = [("", "None: ask me"), *role_choices()]


class PersonListForm(UsualRoleForm):
    """A file or pasted rows."""

    file = forms.FileField(
        label="File", required=False, error_messages={"empty": "The file is empty."}
    )
    words = forms.CharField(
        label="Or paste the rows",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order = ["file", "words", "usual_role"]

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large to be a list of people."""
        file: UploadedFile | None = self.cleaned_data["file"]
        if file is not None and file.size is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(f"“{file.name}” is over 2 MB. Save its table by itself.")
        return file

    def clean_words(self) -> str:
        """Refuse what is too long to be a list of people."""
        words: str = self.cleaned_data["words"]
        if len(words) > LONGEST_PASTE:
            raise forms.ValidationError(f"Paste {LONGEST_PASTE:,} characters at most")
        return words

    def clean(self) -> dict[str, Any]:
        """Hold to one of file and rows."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        has_file, has_words = said.get("file") is not None, bool(said.get("words", "").strip())
        if has_file and has_words:
            self.add_error("words", "Send a file or paste the rows, not both")
        elif not (has_file or has_words or {"file", "words"} & set(self.errors)):
            self.add_error("file", "Choose a file, or paste the rows below")
        return said


def table_of(opened: Opened) -> SentTable:
    """Return the list that a file holds. Raises NotAList."""
    if opened.kind is FileKind.DOCUMENT:
        raise NotAList("Send a workbook or a CSV file, or copy the table and paste it below.")
    if opened.kind is FileKind.WORKBOOK:
        rows = [(row["number"], row["cells"]) for row in opened.found["rows"]]
    else:
        rows = list(enumerate(cells_of(opened.found["words"]), 1))
    return within_bounds(as_table([(number, shortened(cells)) for number, cells in rows]))


def shortened(cells: Sequence[str]) -> list[str]:
    """Return cells no longer than any that can be right."""
    return [cell[:LONGEST_CELL] for cell in cells[:MOST_COLUMNS]]


def within_bounds(table: SentTable) -> SentTable:
    """Return a list that has somebody in it, and not too many. Raises NotAList."""
    if not table.rows:
        raise NotAList("It names nobody: there is no row below the heads of its columns.")
    if len(table.rows) > MOST_PEOPLE:
        raise NotAList(
            f"It has {len(table.rows):,} rows. Send {MOST_PEOPLE} people at a time at most."
        )
    return table


def cells_of(words: str) -> list[list[str]]:
    """Return the cells of rows that are parted by tabs, semicolons or commas."""
    first = next((line for line in words.splitlines() if line.strip()), "")
    parting = next((mark for mark in ("\t", ";", ",") if mark in first), ",")
    clean = words.replace("\0", " ").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return list(csv.reader(io.StringIO(clean), delimiter=parting))
    except csv.Error as error:
        raise NotAList("It cannot be read as rows and columns.") from error


class ReviewedList:
    """A list as its page sends it back: its rows, what its columns hold, what was decided.

    ``left_out`` are the numbers of rows, ``giving`` those of rows whose roles are given to the
    account that is there. It is made of a list just sent, or of what the page says. Raises
    NotAList where that is no list.
    """

    def __init__(self, table: SentTable, holds: Sequence[str], *, usual_role: str) -> None:
        self.table = table
        self.holds = [what if what in HOLDS else "" for what in holds]
        self.rows: list[PersonRow] = read_rows(table, self.holds)
        self.usual_role = usual_role
        self.left_out: frozenset[int] = frozenset()
        self.giving: frozenset[int] = frozenset()

    @classmethod
    def sent(cls, table: SentTable, *, usual_role: str) -> "ReviewedList":
        """Return a list as it was just sent."""
        return cls(table, suggested(table), usual_role=usual_role)

    @classmethod
    def returned(cls, data: QueryDict, *, usual_role: str) -> "ReviewedList":
        """Return a list as its page sends it back, with what was typed in its rows."""
        table = read_state(data.get("list", ""))
        holds = [data.get(f"holds-{place}", "") for place in range(table.width)]
        found = cls(table, holds, usual_role=usual_role)
        shown = cls(table, data.get("shown_as", "").split(","), usual_role=usual_role).rows
        typed = [typed_in(data, row) for row in shown]
        if any(typed):
            rows = [edited(row, words) for row, words in zip(found.rows, typed, strict=True)]
            found = cls.of_rows(rows, usual_role=usual_role)
        found.left_out = numbers_in(data, "leave_out")
        found.giving = numbers_in(data, "give")
        return found

    @classmethod
    def of_rows(cls, rows: Sequence[PersonRow], *, usual_role: str) -> "ReviewedList":
        """Return a list whose columns stand in their order, once somebody typed in it."""
        table = SentTable(
            heads=tuple(dict(HOLDS_CHOICES)[each] for each in IN_ORDER),
            rows=tuple(
                (row.number, tuple(getattr(row, each.value) for each in IN_ORDER)) for row in rows
            ),
        )
        return cls(table, list(IN_ORDER), usual_role=usual_role)

    @property
    def words(self) -> str:
        """The list as it would be pasted."""
        lines = [self.table.heads, *(cells for _number, cells in self.table.rows)]
        return "\n".join("\t".join(cells) for cells in lines if cells)

    @property
    def shown_as(self) -> str:
        """What its columns hold, as its page shows them."""
        return ",".join(self.holds)

    @property
    def state(self) -> str:
        """The list as its page carries it."""
        said = {"heads": self.table.heads, "rows": self.table.rows}
        return json.dumps(said, ensure_ascii=False)


def whole(cell: object) -> str:
    """Return a cell as text. Raises ValueError of what no database keeps."""
    words = str(cell)[:LONGEST_CELL]
    words.encode()
    if "\x00" in words:
        raise ValueError
    return words


def read_state(words: str) -> SentTable:
    """Return the list that a page carried. Raises NotAList."""
    try:
        said = json.loads(words[:LONGEST_STATE])
        rows = tuple(
            (int(number), tuple(whole(cell) for cell in cells[:MOST_COLUMNS]))
            for number, cells in said["rows"]
        )
        heads = tuple(whole(head) for head in said["heads"][:MOST_COLUMNS])
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise NotAList("The list did not come back whole. Send it again.") from error
    return within_bounds(SentTable(heads=heads, rows=rows))


def typed_in(data: QueryDict, shown: PersonRow) -> Mapping[str, str]:
    """Return what was typed in the fields of a row in place of what they showed, by their names.

    What they showed may stand in other columns by now, and is no answer to anything.
    """
    names = {each.value: f"r{shown.number}-{each.value}" for each in IN_ORDER}
    said = {
        field: data.get(name, "")[:LONGEST_CELL] for field, name in names.items() if name in data
    }
    return {field: words for field, words in said.items() if words != getattr(shown, field)}


def numbers_in(data: QueryDict, name: str) -> frozenset[int]:
    """Return the numbers of the rows that are ticked."""
    found = (read_integer(said) for said in data.getlist(name))
    return frozenset(number for number in found if number is not None)
