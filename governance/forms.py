"""The shape of what comes in."""

from django import forms

from herefordshire_cs.lib.fields import DayField


class SinceForm(forms.Form):
    """The day after which a completion counts as news."""

    since = DayField(label="Completed since", required=False)


class ReplyForm(forms.Form):
    """The reply to what a committee asked for."""

    reply = forms.CharField(
        label="Reply",
        max_length=5_000,
        widget=forms.Textarea,
        error_messages={"required": "Write the reply."},
    )
    action_plan = forms.SlugField(
        label="Plan of the action that it became", required=False, max_length=50
    )
    action_reference = forms.CharField(
        label="Reference of the action", required=False, max_length=20
    )
    is_closed = forms.BooleanField(label="Nothing more is to be done", required=False)
