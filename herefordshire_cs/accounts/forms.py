"""The sign-in form."""

from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import MaxLengthValidator

from herefordshire_cs.accounts.models import User


class SignInForm(AuthenticationForm):
    """E-mail address and password; one message for both, so that neither is confirmed."""

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
