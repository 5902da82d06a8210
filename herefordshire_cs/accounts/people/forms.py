"""The shape of what is said of people."""

from typing import Any

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.password_validation import password_validators_help_texts

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.people import services
from herefordshire_cs.accounts.people.presenters import in_order, role_names

NAME = User._meta.get_field("name").max_length
LONGEST_PERSON = 450  # a name and an address
SUGGESTED_PEOPLE = {"list": "people-to-choose", "autocomplete": "off"}
EMAIL = User._meta.get_field("email").max_length
# The field beside which a refusal of a verb is said, and its words.
REFUSED: dict[type[Exception], tuple[str, str]] = {
    services.AddressTaken: (
        "email",
        "Another account has this address. Look for it in the list of people.",
    ),
    services.OwnRights: (
        "roles",
        "Nobody changes their own roles or closes their own account. Ask another administrator.",
    ),
    services.LastAdministrator: (
        "roles",
        "This is the last administrator whose account is active. Make somebody else one first.",
    ),
}


def role_choices() -> list[tuple[str, str]]:
    return [(name, name) for name in role_names()]


class PersonForm(forms.Form):
    """Somebody's name, address and roles."""

    name = forms.CharField(
        label="Name", max_length=NAME, error_messages={"required": "Type the name"}
    )
    email = forms.EmailField(
        label="E-mail address",
        max_length=EMAIL,
        error_messages={
            "required": "Type the e-mail address",
            "invalid": "Type an e-mail address like a.person@council.gov.uk",
        },
    )
    roles = forms.MultipleChoiceField(
        label="Roles",
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Choose a role. Whoever should do nothing more has their account closed.",
            "invalid_choice": "“%(value)s” is no role. Choose from those below.",
        },
    )

    def clean_name(self) -> str:
        """Return the name on one line."""
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_email(self) -> str:
        """Return the address in small letters: it is one however its letters are written."""
        return str(self.cleaned_data["email"]).lower()

    def refuse(self, refused: Exception) -> None:
        """Say beside a field why a verb refused."""
        self.add_error(*REFUSED[type(refused)])


class ChangeForm(PersonForm):
    """Somebody as they are; whose own account it is changes neither its roles nor its end."""

    is_active = forms.BooleanField(label="Active: may sign in", required=False)

    def __init__(self, data: Any = None, *, person: User, is_own: bool) -> None:
        initial = {
            "name": person.name,
            "email": person.email,
            "roles": in_order(services.roles_of(person)),
            "is_active": person.is_active,
        }
        super().__init__(data, initial=initial)
        self.fields["roles"].required = False
        if is_own:
            self.fields["roles"].disabled = self.fields["is_active"].disabled = True

    def clean(self) -> None:
        """Ask for a role, but for an account that is closed."""
        found = self.cleaned_data
        if found.get("is_active") and found.get("roles") == []:
            self.add_error("roles", self.fields["roles"].error_messages["required"])

    def refuse(self, refused: Exception) -> None:
        """Say it beside the tick that would close the account, where that is what was refused."""
        field, words = REFUSED[type(refused)]
        is_closing = self.initial["is_active"] and not self.cleaned_data["is_active"]
        self.add_error("is_active" if field == "roles" and is_closing else field, words)


class PersonField(forms.CharField):
    """An open account by its address, by “Name <address>”, or by a name that one alone has."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=LONGEST_PERSON,
            widget=forms.TextInput(attrs=SUGGESTED_PEOPLE),
            **kwargs,
        )

    def clean(self, value: Any) -> User | None:  # type: ignore[override]
        """Return whose account is meant."""
        words = super().clean(value)
        return find_person(words) if words else None


def find_person(words: str) -> User:
    """Return whose open account words mean. Raises ValidationError."""
    rows = User.objects.filter(is_active=True, is_superuser=False)
    address = words.rpartition("<")[2].strip(" >").lower()
    found = list(rows.filter(email=address)) or list(rows.filter(name__iexact=words.strip())[:2])
    if not found:
        raise forms.ValidationError(
            f"Nobody whose account is open is called “{words[:60]}” or has that address"
        )
    if len(found) > 1:
        raise forms.ValidationError(f"Several are called “{words[:60]}”. Type the address")
    return found[0]


class ChoosePasswordForm(SetPasswordForm[User]):
    """A password, typed twice."""

    error_messages = {"password_mismatch": "The two passwords are not the same. Type both again."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first, second = self.fields["new_password1"], self.fields["new_password2"]
        first.label, second.label = "New password", "The same again"
        first.help_text, second.help_text = " ".join(password_validators_help_texts()), ""
        first.error_messages["required"] = "Type a password"
        second.error_messages["required"] = "Type the password again"
