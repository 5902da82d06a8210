"""A commentary as it is written."""

from django import forms

from indicators.forms.fields import AboutIndicatorForm

LONGEST_COMMENTARY = 3_000


class CommentaryForm(AboutIndicatorForm):
    """What there is to say of a figure."""

    text = forms.CharField(
        label="Commentary",
        max_length=LONGEST_COMMENTARY,
        widget=forms.Textarea,
        error_messages={"required": "Write the commentary."},
    )
