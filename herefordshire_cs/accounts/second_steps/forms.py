"""The forms of a second step and of proving who somebody is, under the one throttle."""

from collections.abc import Callable
from typing import Any

from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

from herefordshire_cs.accounts.forms import locked_in_words
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.signing_in import SignInLocked, begin, settle
from herefordshire_cs.lib import clock

# Wrong codes count apart: whoever knows the password would forget them with it otherwise.
CODES = "{} (code)"


def throttled(user: User, account: str, check: Callable[[], Any]) -> Any:
    """Return what a check returns, looked at while there were not too many wrong ones."""
    try:
        attempt = begin(context.request, account, at=clock.now())
    except SignInLocked as locked:
        raise forms.ValidationError(locked_in_words(locked), code="locked") from locked
    try:
        found = check()
    except forms.ValidationError:
        settle(attempt, None)
        raise
    settle(attempt, user)
    return found


class CodeForm(AuthenticateForm):
    """The code of an authenticator, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self.fields["code"])

    def clean_code(self) -> Any:
        return throttled(self.user, CODES.format(self.user.email), super().clean_code)


class CodeAgainForm(ReauthenticateByCodeForm):
    """The same, to prove again who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self.fields["code"])

    def clean_code(self) -> Any:
        return throttled(self.user, CODES.format(self.user.email), super().clean_code)


class PasswordAgainForm(ReauthenticateForm):
    """The password, to prove again who is signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"] = forms.CharField(
            label="Password",
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
            error_messages={"required": "Type your password"},
        )

    def clean_password(self) -> str:
        return str(throttled(self.user, self.user.email, self.checked))

    def checked(self) -> str:
        """Return the password, if it is theirs."""
        password = str(self.cleaned_data["password"])
        if not self.user.check_password(password):
            raise forms.ValidationError("The password is not right. Type it again.")
        return password


class ActivateForm(ActivateTOTPForm):
    """The first code of an authenticator."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_code(self.fields["code"])


class CredentialField(forms.JSONField):
    """What a browser made with a passkey."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": "The browser made nothing. Try again, or use an authenticator.",
        "invalid": "The browser made something that cannot be read. Try again.",
    }

    def to_python(self, value: Any) -> Any:
        """Return what was made; a number of thousands of digits is refused like other nonsense."""
        try:
            return super().to_python(value)
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"]) from error


class PasskeyForm(AuthenticateWebAuthnForm):
    """A passkey as the second step."""

    credential = CredentialField()


class PasskeyAgainForm(ReauthenticateWebAuthnForm):
    """A passkey, to prove again who is signed in."""

    credential = CredentialField()


class PasskeyAloneForm(LoginWebAuthnForm):
    """A passkey in the place of a password."""

    credential = CredentialField()


class AddPasskeyForm(AddWebAuthnForm):
    """What a passkey is called, and what the browser made; each may sign in by itself."""

    credential = CredentialField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.label, name.help_text = "What you call it", "Such as Work laptop or Phone."
        name.max_length = 100
        self.fields["passwordless"].widget = forms.HiddenInput()
        self.fields["passwordless"].initial = True


def say_code(field: forms.Field) -> None:
    """Speak plainly of a code."""
    field.label = "Code"
    field.widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "size": 10}
    )
    field.error_messages["required"] = "Type the code"
