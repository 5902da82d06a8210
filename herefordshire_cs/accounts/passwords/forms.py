"""The shape of a change of password."""

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people.forms import ChoosePasswordForm
from herefordshire_cs.accounts.second_steps.forms import throttled


class ChangePasswordForm(ChoosePasswordForm, PasswordChangeForm):
    """The password that there is, under the throttle of the sign-in page, and a new one twice."""

    old_password = forms.CharField(
        label="Your password now",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Type the password that you have now"},
    )
    field_order = ["old_password", "new_password1", "new_password2"]

    def clean_old_password(self) -> str:
        """Return the password, if it is theirs."""
        return str(throttled(self.user, self.user.email, self.checked))

    def checked(self) -> str:
        """Return the password, if it is theirs. Raises ValidationError."""
        typed = str(self.cleaned_data["old_password"])
        if not self.user.check_password(typed):
            raise forms.ValidationError("The password is not right. Type it again.")
        return typed

    def clean(self) -> dict[str, Any]:
        """Refuse the password that there is already."""
        found = super().clean() or self.cleaned_data
        if found.get("old_password") and found.get("new_password1") == found["old_password"]:
            self.add_error("new_password1", "This is the password that you have now.")
        return found


class ForgottenForm(forms.Form):
    """The address of an account whose password is forgotten."""

    email = forms.EmailField(
        label="E-mail address",
        max_length=User._meta.get_field("email").max_length,
        error_messages={
            "required": "Type your e-mail address",
            "invalid": "Type an e-mail address like a.person@council.gov.uk",
        },
    )
