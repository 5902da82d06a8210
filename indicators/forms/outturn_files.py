"""A file of outturns as it is sent."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from indicators.models import ComparatorGroup

MOST_BYTES = 2 * 1024 * 1024


class OutturnFileForm(forms.Form):
    """A file of outturns."""

    file = forms.FileField(
        label="File of outturns",
        error_messages={
            "required": "Choose a CSV file or an Excel workbook.",
            "empty": "The file is empty.",
        },
    )
    group = forms.ModelChoiceField(
        ComparatorGroup.objects.all(),
        label="Whose figures they are",
        required=False,
        empty_label="The council’s own",
        error_messages={"invalid_choice": "Choose one of those shown"},
    )
    is_provisional = forms.BooleanField(label="The figures are provisional", required=False)

    def clean_file(self) -> UploadedFile:
        """Refuse what no quarter's figures can need."""
        file: UploadedFile = self.cleaned_data["file"]
        if file.size is not None and file.size > MOST_BYTES:
            size = f"{file.size / 1024 / 1024:.1f} MB"
            raise forms.ValidationError(f"“{file.name}” is {size}; 2 MB is the most.")
        return file
