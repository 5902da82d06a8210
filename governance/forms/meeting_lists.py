"""The lists that all meetings share, and the form of a row of each."""

from collections.abc import Mapping
from typing import Any

from django import forms

from governance.models import AnnualCouncil, PublicNote
from herefordshire_cs.kept.forms import KeptForm, days
from herefordshire_cs.kept.lists import KeptList

MOST_POINTS = 40
LONGEST_POINT = 1_000  # characters
LONGEST_NOTE = 10_000  # characters


class PointsField(forms.CharField):
    """Points of a list, one to a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        """Show points one to a line."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Return the points. Raises ValidationError where there are too many, or one is long."""
        lines = [" ".join(line.split()) for line in str(super().clean(value)).split("\n")]
        points = [line for line in lines if line]
        if len(points) > MOST_POINTS:
            raise forms.ValidationError(f"{MOST_POINTS} points at most fit.")
        if long := next((point for point in points if len(point) > LONGEST_POINT), ""):
            raise forms.ValidationError(
                f"“{long[:40]}…” is longer than {LONGEST_POINT} characters."
            )
        return points

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Say whether other points were typed."""
        return super().has_changed(self.prepare_value(initial), data)


class PublicNoteForm(KeptForm):
    """What every agenda tells the public."""

    text = forms.CharField(
        label="Words", required=False, max_length=LONGEST_NOTE, widget=forms.Textarea
    )
    bullets = PointsField(
        label="Points, one to a line",
        required=False,
        max_length=MOST_POINTS * (LONGEST_POINT + len("\r\n")),
    )

    class Meta:
        model = PublicNote
        fields = ["section", "heading", "text", "bullets"]
        labels = {"section": "Chapter", "heading": "Heading"}


class AnnualCouncilForm(KeptForm):
    """An annual meeting of the council."""

    class Meta:
        model = AnnualCouncil
        fields = ["held_on", "note"]
        field_classes = days("held_on")
        labels = {"held_on": "Day", "note": "Note"}


MEETING_LISTS: Mapping[str, KeptList] = {
    kept.key: kept
    for kept in (
        KeptList(
            key="public-notes",
            title="Notes to the public",
            one="note",
            about="What every agenda tells the public: their rights, how to take part, where to"
            " come.",
            form=PublicNoteForm,
            shown=("section", "text"),
            given={"is_abridged": False},
        ),
        KeptList(
            key="annual-meetings",
            title="Annual meetings of the council",
            one="annual meeting",
            about="The days with which a municipal year begins, and the numbers of minutes anew.",
            form=AnnualCouncilForm,
            shown=("note",),
            place="",
        ),
    )
}
