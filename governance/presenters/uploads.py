"""Papers that came as a PDF: what a pack knows of one, and its bytes."""

from dataclasses import dataclass, field

from django.core.files.storage import default_storage

from governance.models import Appendix


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadedPaper:
    """An uploaded PDF as it stands in a pack; where it is stored is nobody's to read."""

    label: str
    title: str
    stored_as: str = field(repr=False)
    is_held: bool


def uploaded_paper(row: Appendix) -> UploadedPaper:
    """Return what a pack knows of an uploaded appendix."""
    stored_as = str(row.file)
    return UploadedPaper(
        label=row.label,
        title=row.title,
        stored_as=stored_as,
        is_held=bool(stored_as) and default_storage.exists(stored_as),
    )


def uploaded_bytes(paper: UploadedPaper) -> bytes:
    """Return the pages as they were stored. Raises OSError where the file is not held."""
    if not paper.is_held:
        raise FileNotFoundError(f"The file of {paper.label or 'an appendix'} is not held")
    with default_storage.open(paper.stored_as) as file:
        return bytes(file.read())
