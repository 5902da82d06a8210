"""What is appended to a report, as it is read; papers that came as a PDF."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.core.files.storage import default_storage

from governance.exempt.marks import Exemption, exemption_of
from governance.exempt.titles import public_title_of_paper
from governance.models import (
    Appendix,
)
from governance.presenters.live_documents import LIVE
from governance.presenters.scoping import Scoping


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedPaper:
    """An uploaded PDF as it stands in a pack; where it is stored is nobody's to read.

    ``warnings`` are what was said of it when it was uploaded.
    """

    label: str
    title: str
    stored_as: str = field(repr=False)
    is_held: bool
    warnings: tuple[str, ...] = ()


def uploaded_paper(row: Appendix) -> UploadedPaper:
    """Return what a pack knows of an uploaded appendix."""
    stored_as = str(row.file)
    return UploadedPaper(
        label=row.label,
        title=row.title,
        stored_as=stored_as,
        is_held=bool(stored_as) and default_storage.exists(stored_as),
        warnings=tuple(row.warnings),
    )


def uploaded_bytes(paper: UploadedPaper) -> bytes:
    """Return the pages as they were stored. Raises OSError where the file is not held."""
    if not paper.is_held:
        raise FileNotFoundError(f"The file of {paper.label or 'an appendix'} is not held")
    with default_storage.open(paper.stored_as) as file:
        return bytes(file.read())


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixTable:
    """A table of an appendix; a column without a name heads its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppendixPaper:
    """What is appended, as it is printed."""

    FOR_PUBLIC: ClassVar[frozenset[str]] = frozenset(
        {
            "pk",
            "label",
            "public_title",
            "kind",
            "as_at",
            "is_abridged",
        }
    )

    pk: int
    label: str
    title: str
    public_title: str
    kind: str
    document: str
    as_at: date | None
    text: str
    tables: tuple[AppendixTable, ...]
    is_abridged: bool
    note: str
    exemption: Exemption | None
    review: Scoping | None = None

    @property
    def is_of(self) -> str:
        """What a live document is one of, in words: a plan, or the indicators."""
        found = LIVE.get(self.document)
        if found is None:
            return "A document"
        return "A document of a plan" if found.is_of_plan else "A document of the indicators"


def appendix_paper(row: Appendix) -> AppendixPaper:
    """Return what is appended."""
    return AppendixPaper(
        pk=row.pk,
        label=row.label,
        title=row.title,
        public_title=public_title_of_paper(row),
        kind=row.kind,
        document=row.document,
        as_at=row.as_at,
        text=row.text.replace("\n- ", "\n• "),  # a list, as narrative text is written here
        tables=tuple(_table(each) for each in row.tables),
        is_abridged=row.is_abridged,
        note=row.note,
        exemption=exemption_of(row),
    )


def _table(found: dict[str, Any]) -> AppendixTable:
    return AppendixTable(
        caption=found["caption"],
        columns=tuple(found["columns"]),
        rows=tuple(tuple(row) for row in found["rows"]),
    )
