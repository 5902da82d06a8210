"""What is appended to a report, as it is sent."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from governance.forms.exempt import ExemptForm
from herefordshire_cs.lib.pdf.receiving import receive_pdf, too_large


class AppendixForm(ExemptForm):
    """A PDF to be appended to a report, and whether it is exempt."""

    label = forms.CharField(label="Label", required=False, max_length=40)
    title = forms.CharField(
        label="Title", max_length=250, error_messages={"required": "Give it a title."}
    )
    file = forms.FileField(
        label="PDF",
        error_messages={
            "required": "Choose a PDF.",
            "empty": "The file is empty. Choose another.",
        },
    )
    field_order = ["label", "title", "file"]
    warnings: tuple[str, ...] = ()

    def clean_file(self) -> bytes:
        """Return the pages of a PDF as a pack takes them, and keep what to warn of."""
        file: UploadedFile = self.cleaned_data["file"]
        name = str(file.name)
        if refusal := too_large(file.size or 0, name):
            raise forms.ValidationError(refusal)
        inspected, pages = receive_pdf(file.read(), name)
        if inspected.refusals:
            raise forms.ValidationError(list(inspected.refusals))
        self.warnings = inspected.warnings
        return pages

    def read_by_all(self) -> list[str]:
        """Return the fields that the public reads of an exempt paper: its label too."""
        return ["public_title", "label"]

    def hidden_titles(self, found: dict[str, Any]) -> list[str]:
        """Return the titles that the public must not read, its own among them."""
        return [*self.titles, found.get("title", "")]
