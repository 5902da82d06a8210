"""The shape of what officers and directors send in."""

import unicodedata
from datetime import date
from math import ceil
from typing import Any

import filetype
from django import forms
from django.core.files.uploadedfile import UploadedFile

from actionplan.models import Officer
from actionplan.rag import Scheme, Status
from actionplan.services import Attachment
from herefordshire_cs.lib.bywhen import ByWhen, Precision, parse_by_when
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.text.words import day_in_words
from herefordshire_cs.lib.web.fields import DayField

NARRATIVE_LIMIT = 10_000  # characters: about three pages, longer than any note of the papers
REASON_LIMIT = 2_000
MEGABYTE = 1024 * 1024
EVIDENCE_LIMIT = 20 * MEGABYTE  # a scanned report; larger files belong in the archive
RATING_ERRORS = {
    "required": "Choose a rating",
    "invalid_choice": "Choose one of the ratings shown",
}
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


class NarrativeField(forms.CharField):
    """Words as typed or pasted: line ends made one kind, invisible characters left out."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the words; curly quotes, tabs and line breaks stay."""
        words = super().to_python(value) or ""
        words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n")
        return "".join(
            character
            for character in words
            if character in "\n\t" or unicodedata.category(character) not in {"Cc", "Cf"}
        ).strip()

    def validate(self, value: str) -> None:
        """Say how long the words are where they are too long."""
        super().validate(value)
        if self.limit and len(value) > self.limit:
            raise forms.ValidationError(
                f"This has {len(value):,} characters; write at most {self.limit:,}. "
                "Attach a long text as evidence instead.",
                code="too_long",
            )

    def __init__(self, *, limit: int, **kwargs: Any) -> None:
        super().__init__(strip=True, **kwargs)
        self.limit = limit


class ProgressUpdateForm(forms.Form):
    """What happened, how it is going, and what shows it."""

    narrative = NarrativeField(
        limit=NARRATIVE_LIMIT,
        label="What has happened?",
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": "Say what has happened, even if it is only that nothing has"},
    )
    reported_on = DayField(
        label="Day it speaks of", error_messages={"required": "Type the day it speaks of"}
    )
    rating = forms.ChoiceField(
        label="How is it going?",
        widget=forms.RadioSelect,
        error_messages=RATING_ERRORS,
    )
    is_completed = forms.BooleanField(label="All of it is done", required=False)
    evidence = forms.FileField(
        label="Evidence",
        required=False,
        max_length=200,
        help_text="A document for the central record: PDF, Word, Excel, PowerPoint or a picture.",
        error_messages={
            "empty": "The file is empty. Choose another.",
            "max_length": "The file’s name has %(length)d characters. Shorten it to %(max)d.",
        },
    )
    seen_update = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, scheme: Scheme, starts_on: date, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.scheme = scheme
        self.starts_on = starts_on
        self.today = today
        if scheme.green_means_completed:
            del self.fields["is_completed"]  # the rating says it
        rating: forms.ChoiceField = self.fields["rating"]  # type: ignore[assignment]
        rating.choices = [
            (rag.value, scheme.meanings[rag][:1].upper() + scheme.meanings[rag][1:])
            for rag in (Rag.RED, Rag.AMBER, Rag.GREEN)
        ]

    def clean_reported_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        day: date = self.cleaned_data["reported_on"]
        return between(day, earliest=self.starts_on, latest=self.today)

    def clean_evidence(self) -> UploadedFile | None:
        """Refuse a file that is too large, or is not what its name says."""
        found: UploadedFile | None = self.cleaned_data["evidence"]
        if found is not None:
            check_evidence(found)
        return found

    def clean(self) -> dict[str, Any]:
        """Say in so many words that a completion needs a note."""
        cleaned = super().clean() or self.cleaned_data
        says_completed = cleaned.get("rating") == Rag.GREEN and self.scheme.green_means_completed
        if says_completed and self.has_error("narrative", "required"):
            del self.errors["narrative"]
            self.add_error("narrative", "Say what was done: a completion needs a note")
        return cleaned

    @property
    def status(self) -> Status:
        """Where the Action is: completed by its rating, or by the box where green says less."""
        is_green = self.cleaned_data["rating"] == Rag.GREEN
        says_so = self.cleaned_data.get("is_completed", False)
        if says_so or (is_green and self.scheme.green_means_completed):
            return Status.COMPLETED
        return Status.IN_PROGRESS

    @property
    def attachment(self) -> Attachment | None:
        """The evidence as the service takes it."""
        found: UploadedFile | None = self.cleaned_data["evidence"]
        if found is None:
            return None
        name = str(found.name)
        return Attachment(
            title=name.rpartition(".")[0] or name,
            filename=name,
            media_type=media_type(found),
            content=found.read(),
        )


class ByWhenForm(forms.Form):
    """A new by-when, why, and who agreed."""

    by_when = forms.CharField(
        label="New by-when",
        max_length=120,
        help_text="A day, a month or a season, such as 30 June 2006, July 2006 or autumn 2006.",
        error_messages={"required": "Type the new by-when"},
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why it has to move",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why the by-when has to move"},
    )
    agreed_by = forms.CharField(
        label="Who agreed",
        max_length=200,
        help_text="A person, a post or a body, such as Director of Children’s Services.",
        error_messages={"required": "Say who agreed to the move"},
    )
    agreed_on = DayField(
        label="Day it was agreed", error_messages={"required": "Type the day it was agreed"}
    )

    def __init__(
        self,
        *args: Any,
        starts_on: date,
        today: date,
        present: date | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.starts_on = starts_on
        self.today = today
        self.present = present

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no day, a day before the plan, and the by-when it has already."""
        typed = self.cleaned_data["by_when"]
        found = readable_by_when(typed)
        if found.latest is not None and found.latest < self.starts_on:
            raise forms.ValidationError(
                f"“{typed}” is before the plan began on {day_in_words(self.starts_on)}."
            )
        if found.latest is not None and found.latest == self.present:
            raise forms.ValidationError(f"It is due by {day_in_words(found.latest)} already.")
        return found

    def clean_agreed_on(self) -> date:
        """Refuse a day before the plan began and a day that has not come."""
        return between(self.cleaned_data["agreed_on"], earliest=self.starts_on, latest=self.today)


class ActionForm(forms.Form):
    """A new Action: what is to be done, who leads, by when."""

    text = NarrativeField(
        limit=REASON_LIMIT,
        label="What is to be done",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what is to be done"},
    )
    lead = forms.ModelChoiceField(
        Officer.objects.all(),
        label="Lead",
        empty_label="Choose who leads",
        error_messages={"required": "Choose who leads"},
    )
    by_when = forms.CharField(
        label="By when",
        max_length=120,
        help_text="A day, a month or a season, such as 30 June 2006, July 2006 or autumn 2006.",
        error_messages={"required": "Type the by-when"},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_by_when(self) -> ByWhen:
        """Refuse words that name no day, and a by-when that has gone already."""
        found = readable_by_when(self.cleaned_data["by_when"])
        if found.latest is not None and found.latest < self.today:
            raise forms.ValidationError(f"{day_in_words(found.latest)} has gone already.")
        return found


class ModerationForm(forms.Form):
    """A director's rating and the reason for it."""

    rating = forms.ChoiceField(
        label="What should the rating be?",
        widget=forms.RadioSelect,
        error_messages=RATING_ERRORS,
    )
    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        help_text="Everybody who reads the rating will read this.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why: a rating is not changed without a reason"},
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rating: forms.ChoiceField = self.fields["rating"]  # type: ignore[assignment]
        rating.choices = [
            (rag.value, scheme.meanings[rag][:1].upper() + scheme.meanings[rag][1:]) for rag in Rag
        ]


class ReasonForm(forms.Form):
    """A reason, for a decision that needs one."""

    reason = NarrativeField(
        limit=REASON_LIMIT,
        label="Why",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say why"},
    )


class SinceForm(forms.Form):
    """The day of the report to compare with; before the day that the page speaks of."""

    since = DayField(label="Compare with the report of", required=False)

    def __init__(self, *args: Any, as_of: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.as_of = as_of

    def clean_since(self) -> date | None:
        """Refuse a day that is not before the one shown: nothing can have changed since."""
        day: date | None = self.cleaned_data["since"]
        if day is not None and day >= self.as_of:
            raise forms.ValidationError(
                f"{day_in_words(day)} is not before {day_in_words(self.as_of)}, the day shown."
            )
        return day


def readable_by_when(typed: str) -> ByWhen:
    """Return a by-when that names an end, or refuse the words."""
    found = parse_by_when(typed)
    if found.precision is Precision.UNKNOWN or found.latest is None:
        raise forms.ValidationError(
            f"“{typed}” could not be read as a time with an end. "
            "Type one like 30 June 2006 or July 2006."
        )
    return found


def between(day: date, *, earliest: date, latest: date) -> date:
    """Return the day, or refuse one before the plan or one that has not come."""
    if day < earliest:
        raise forms.ValidationError(
            f"{day_in_words(day)} is before the plan began on {day_in_words(earliest)}."
        )
    if day > latest:
        raise forms.ValidationError(
            f"{day_in_words(day)} has not come yet. Today is {day_in_words(latest)}."
        )
    return day


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
