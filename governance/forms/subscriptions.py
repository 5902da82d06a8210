"""Asking for the papers of a body by e-mail, as a person."""

from datetime import datetime
from typing import Any

from django import forms
from django.core import signing

from governance.forms.public_questions import SALT, PublicQuestionForm


class SubscriptionForm(PublicQuestionForm):
    """The address to which papers are announced, and what tells a person from a robot.

    That is as with a question of the public, of which nothing else is asked here.
    """

    about = None  # type: ignore[assignment]
    text = None  # type: ignore[assignment]
    asked_by = None  # type: ignore[assignment]
    contact = None  # type: ignore[assignment]
    address = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Type your e-mail address"},
    )
    field_order = ("address", "word", "website", "opened")

    def __init__(self, data: Any = None, *, now: datetime) -> None:
        stamp = signing.dumps(now.isoformat(), salt=SALT)
        forms.Form.__init__(self, data, initial={"opened": stamp})
        self.now = now
