"""Accounts as a Django app."""

from django.apps import AppConfig

from herefordshire_cs.lib.web.limits import say_limits_plainly


class AccountsConfig(AppConfig):
    """The user, who signs in by e-mail, and the roles."""

    name = "herefordshire_cs.accounts"
    label = "accounts"
    verbose_name = "Accounts and roles"

    def ready(self) -> None:
        """Let every form speak plainly of what is too long, from the first request on."""
        say_limits_plainly()
