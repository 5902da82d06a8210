"""A private note on a paper: its words."""

from django import forms

WORDS_AT_MOST = 10_000


class NoteForm(forms.Form):
    """What somebody notes for themselves; blank takes it away."""

    text = forms.CharField(
        label="Your note",
        required=False,
        max_length=WORDS_AT_MOST,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
