"""A file of evidence, checked as it comes in; what evidence is, and what it shows."""

from datetime import date
from math import ceil
from typing import Any

import filetype
from django import forms
from django.core.files.uploadedfile import UploadedFile

from actionplan.forms.fields import (
    ReferencesField,
    actions_named,
    refuse_missing,
)
from actionplan.models import Action, Evidence, Recommendation, Risk
from actionplan.services.evidence import Attachment, Described, For
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

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
    "text/csv": "CSV",
    "text/plain": "text",
}
TEXT_TYPES = {"csv": "text/csv", "txt": "text/plain"}  # by the ending: their bytes have no mark
KINDS = "PDF, Word, Excel, PowerPoint, CSV or text, or a picture (JPEG or PNG)"
# What people have and the record does not take, and what they do instead.
INSTEAD = {
    "msg": "is a message of Outlook. Print it to PDF in Outlook, and add what was attached to it"
    " as files of their own.",
    "eml": "is an e-mail. Print it to PDF, and add what was attached to it as files of their own.",
    "heic": "is a picture that most computers cannot show. Save or share it as JPEG.",
    "heif": "is a picture that most computers cannot show. Save or share it as JPEG.",
    "zip": "is an archive. Add the files in it one by one.",
}
CONTROLS = bytes(range(9)) + bytes(range(14, 32))  # no text has them; tabs and line ends it has


class EvidenceField(forms.FileField):
    """A file for the central record, known by its bytes."""

    def __init__(self, **kwargs: Any) -> None:
        errors = {
            "empty": "The file is empty. Choose another.",
            "max_length": "The file’s name has %(length)d characters. Shorten it to %(max)d.",
            **kwargs.pop("error_messages", {}),
        }
        given = {"help_text": f"A document for the central record: {KINDS}.", **kwargs}
        super().__init__(max_length=200, error_messages=errors, **given)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse a file that is too large, or is not what its name says."""
        found: UploadedFile | None = super().clean(data, initial)
        if found is not None:
            check_evidence(found)
        return found


def check_evidence(found: UploadedFile) -> None:
    """Refuse a file that is too large, or whose bytes are of no kind that the record takes."""
    size = found.size or 0
    if size > EVIDENCE_LIMIT:
        raise forms.ValidationError(
            f"{found.name} has {ceil(size / MEGABYTE)} MB; the most is "
            f"{EVIDENCE_LIMIT // MEGABYTE} MB."
        )
    ending = ending_of(found)
    if ending in INSTEAD:
        raise forms.ValidationError(f"{found.name} {INSTEAD[ending]}")
    kind = media_type(found)
    if kind in {"image/heic", "image/heif"}:
        raise forms.ValidationError(f"{found.name} {INSTEAD['heic']}")
    if kind not in EVIDENCE_TYPES:
        raise forms.ValidationError(
            f"{found.name} is not a PDF, Word, Excel, PowerPoint, CSV or text file or a picture."
        )


def ending_of(found: UploadedFile) -> str:
    """Return what the name of a file ends with, in small letters; blank where it has no dot."""
    return str(found.name).rpartition(".")[2].casefold() if "." in str(found.name) else ""


def media_type(found: UploadedFile) -> str:
    """Return what a file is by its bytes, never by its name alone; blank if unknown."""
    found.seek(0)
    begin = found.read(8192)
    found.seek(0)
    kind = filetype.guess(begin)
    if kind is not None:
        return str(kind.mime)
    is_text = bool(begin) and begin.translate(None, CONTROLS) == begin
    return TEXT_TYPES.get(ending_of(found), "") if is_text else ""


def attachment_of(found: UploadedFile) -> Attachment:
    """Return a file that was checked as the services take it, titled by its name."""
    name = str(found.name)
    return Attachment(
        title=name.rpartition(".")[0] or name,
        filename=name,
        media_type=media_type(found),
        content=found.read(),
    )


class ForForm(forms.Form):
    """What evidence is for."""

    actions = ReferencesField(
        label="Actions it shows", required=False, help_text="References, such as 3.1, 8.1."
    )
    recommendations = ReferencesField(
        label="Recommendations it shows", required=False, help_text="Numbers, such as 3."
    )
    risks = ReferencesField(
        label="Risks it is about",
        required=False,
        help_text="References in the plan’s registers of risks.",
    )
    none_named = "Type the reference of an action, a recommendation or a risk"

    def __init__(self, *args: Any, plan: int, own: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.own = own

    def clean_actions(self) -> tuple[Action, ...]:
        """Refuse what is not in the plan, and what is not the reader's where that is asked."""
        of_plan = Action.objects.filter(plan=self.plan)
        return actions_named(self.cleaned_data["actions"], of_plan, own=self.own)

    def clean_recommendations(self) -> tuple[Recommendation, ...]:
        """Refuse what is not in the plan."""
        numbers: tuple[str, ...] = self.cleaned_data["recommendations"]
        typed = [int(each) for each in numbers if each.isdecimal() and len(each) < 6]
        rows = Recommendation.objects.filter(plan=self.plan, number__in=typed)
        found = {str(row.number): row for row in rows}
        refuse_missing(numbers, found, "not in the plan")
        return tuple(found[each] for each in numbers)

    def clean_risks(self) -> tuple[Risk, ...]:
        """Refuse what is in no register of the plan."""
        references: tuple[str, ...] = self.cleaned_data["risks"]
        rows = Risk.objects.filter(register__plan=self.plan, reference__in=references)
        found = {row.reference: row for row in rows.select_related("register")}
        refuse_missing(references, found, "in no register of this plan")
        return tuple(found[each] for each in references)

    def clean(self) -> dict[str, Any]:
        """Ask for one at least; who may add to their own Actions alone names only these."""
        cleaned = super().clean() or self.cleaned_data
        named = [name for name in ("actions", "recommendations", "risks") if cleaned.get(name)]
        if not named and not self.errors:
            self.add_error("actions", self.none_named)
        if self.own is not None:
            for name in named:
                if name != "actions":
                    self.add_error(name, "Ask the performance officer or a director to name it.")
        return cleaned

    def is_for(self) -> For:
        """Return what it names."""
        return For(
            actions=self.cleaned_data["actions"],
            recommendations=self.cleaned_data["recommendations"],
            risks=self.cleaned_data["risks"],
        )


class HandlingForm(forms.Form):
    """Who holds evidence, who may open it, how long it is kept."""

    held_by = forms.CharField(label="Who holds it", max_length=200, required=False)
    sensitivity = forms.ChoiceField(
        label="Who may open it",
        widget=forms.RadioSelect,
        choices=Evidence.Sensitivity.choices,
        error_messages={
            "required": "Choose who may open it",
            "invalid_choice": "Choose one of those shown",
        },
    )
    retention = forms.CharField(
        label="How long it is kept",
        max_length=200,
        required=False,
        help_text="Such as: six years after the plan ends.",
    )


class EvidenceForm(HandlingForm, ForForm):
    """Evidence as it is supplied: a file, or where it is held; what it is and what it shows."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Type what it is called"}
    )
    kind = forms.ChoiceField(
        label="Kind",
        choices=Evidence.Kind.choices,
        error_messages={
            "required": "Choose its kind",
            "invalid_choice": "Choose one of the kinds shown",
        },
    )
    stands_for = DayField(
        label="Day it stands for",
        required=False,
        help_text="The day of the meeting, the letter, the audit.",
    )
    file = EvidenceField(label="File", required=False)
    reference = forms.CharField(
        label="Where it is, if not here",
        max_length=300,
        required=False,
        help_text="A shelf mark, a system and number, or an address.",
    )
    field_order = ("title", "kind", "stands_for", "file", "reference", "actions")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_stands_for(self) -> date | None:
        """Refuse a day that has not come."""
        day: date | None = self.cleaned_data["stands_for"]
        if day is not None and day > self.today:
            raise forms.ValidationError(f"{day_in_words(day)} has not come yet.")
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for a file or where it is held."""
        cleaned = super().clean()
        has_file = cleaned.get("file") is not None or "file" in self.errors
        if not has_file and not cleaned.get("reference") and "reference" not in self.errors:
            self.add_error("file", "Choose a file, or say below where it is held")
        return cleaned

    @property
    def attachment(self) -> Attachment | None:
        """The file as the service takes it."""
        found: UploadedFile | None = self.cleaned_data["file"]
        return attachment_of(found) if found else None

    def described(self) -> Described:
        """Return what is said of it."""
        return Described(**{name: self.cleaned_data[name] for name in Described.__slots__})


class VersionForm(forms.Form):
    """A newer file of evidence."""

    file = EvidenceField(label="File", error_messages={"required": "Choose a file"})
