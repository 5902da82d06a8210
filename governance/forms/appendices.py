"""What is appended to a report, as it is sent."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from governance.forms.agendas import will_correct_field
from governance.forms.exempt import ExemptForm
from herefordshire_cs.lib.pdf.receiving import receive_pdf, too_large

CALLED = "the PDF"  # in what is kept of a warning, in the place of the name of its file


class PdfForm(forms.Form):
    """A PDF as a pack takes it."""

    file = forms.FileField(
        label="PDF",
        error_messages={
            "required": "Choose a PDF.",
            "empty": "The file is empty. Choose another.",
        },
    )
    warnings: tuple[str, ...] = ()
    kept_warnings: tuple[str, ...] = ()

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
        self.kept_warnings = tuple(each.replace(name, CALLED) for each in inspected.warnings)
        return pages


class AppendixForm(PdfForm, ExemptForm):
    """A PDF to be appended to a report, and whether it is exempt."""

    label = forms.CharField(label="Label", required=False, max_length=40)
    title = forms.CharField(
        label="Title", max_length=250, error_messages={"required": "Give it a title."}
    )
    field_order = ["label", "title", "file"]

    def read_by_all(self) -> list[str]:
        """Return the fields that the public reads of an exempt paper: its label too."""
        return ["public_title", "label"]

    def hidden_titles(self, found: dict[str, Any]) -> list[str]:
        """Return the titles that the public must not read, its own among them."""
        return [*self.titles, found.get("title", "")]


class ReplacementForm(PdfForm):
    """A PDF in the place of an appendix; of a published agenda, that a corrected pack follows."""

    will_correct = will_correct_field()

    def __init__(self, *args: Any, is_published: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.correction_follows = is_published
        if not is_published:
            del self.fields["will_correct"]
