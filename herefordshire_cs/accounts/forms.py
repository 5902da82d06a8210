"""The sign-in form, and the button that unlocks."""

from datetime import timedelta
from math import ceil
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import MaxLengthValidator

from herefordshire_cs.accounts.limits import CountedBy
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.signing_in import SignInLocked

LOCKED = {
    CountedBy.ACCOUNT: "Too many wrong passwords were typed for this e-mail address.",
    CountedBy.NETWORK: "Too many wrong passwords were typed where you are.",
    CountedBy.EVERYBODY: "Too many wrong passwords were typed for many addresses.",
}


class SignInForm(AuthenticationForm):
    """E-mail address and password; one message for both, so that neither is confirmed.

    ``locked`` says why the password was not looked at.
    """

    locked: SignInLocked | None = None
    error_messages = {
        "invalid_login": "The e-mail address or the password is not right. Check both.",
        "inactive": "This account is closed. Ask the system administrator.",
    }

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["username"].label = "E-mail address"
        longest = User._meta.get_field("email").max_length
        assert longest is not None
        self.fields["username"].validators.append(
            MaxLengthValidator(longest, f"No e-mail address has over {longest} characters.")
        )
        self.fields["username"].error_messages["required"] = "Type your e-mail address"
        self.fields["password"].error_messages["required"] = "Type your password"

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except SignInLocked as locked:
            self.locked = locked
            raise forms.ValidationError(locked_in_words(locked), code="locked") from locked


def locked_in_words(locked: SignInLocked) -> str:
    """Return why nothing that is typed is looked at now, and for how long."""
    wait = minutes_in_words(locked.wait)
    where = LOCKED.get(locked.lock.counted_by, "Too many wrong passwords were typed here.")
    return f"{where} Wait {wait}, then try again."


def minutes_in_words(wait: timedelta) -> str:
    """Return a wait in whole minutes, none of them too few."""
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


class UnlockForm(forms.Form):
    """What is to be unlocked, as the page of what is locked names it."""

    counted_by = forms.ChoiceField(choices=[(each, each) for each in LOCKED])
    name = forms.CharField(required=False)
