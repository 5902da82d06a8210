"""A file of evidence, checked as it comes in."""

from math import ceil

import filetype
from django import forms
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024


EVIDENCE_LIMIT = 20 * MEGABYTE  # a scanned report; larger files belong in the archive


EVIDENCE_TYPES = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "image/jpeg": "picture",
    "image/png": "picture",
}


def check_evidence(found: UploadedFile) -> None:
    """Refuse a file that is too large, or whose bytes are of no kind that the record takes."""
    size = found.size or 0
    if size > EVIDENCE_LIMIT:
        raise forms.ValidationError(
            f"{found.name} has {ceil(size / MEGABYTE)} MB; the most is "
            f"{EVIDENCE_LIMIT // MEGABYTE} MB."
        )
    if media_type(found) not in EVIDENCE_TYPES:
        raise forms.ValidationError(
            f"{found.name} is not a PDF, Word, Excel or PowerPoint file or a picture."
        )


def media_type(found: UploadedFile) -> str:
    """Return what a file is by its first bytes, never by its name; blank if unknown."""
    found.seek(0)
    kind = filetype.guess(found.read(8192))
    found.seek(0)
    return kind.mime if kind else ""
