"""What a lead says of an action."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from actionplan.forms.evidence import check_evidence, media_type
from actionplan.forms.fields import NARRATIVE_LIMIT, RATING_ERRORS, NarrativeField, between
from actionplan.rag import Scheme, Status
from actionplan.services.updates import Attachment
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.web.fields import DayField


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

    def without_evidence(self) -> "ProgressUpdateForm":
        """Return the form as it is asked of a Recommendation, which has no evidence of its own."""
        del self.fields["evidence"]
        self.fields["narrative"].help_text = "Begin a line with a dash for an item of a list."
        return self

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
