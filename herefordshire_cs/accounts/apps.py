"""Accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The user, who signs in by e-mail, and the roles."""

    name = "herefordshire_cs.accounts"
    label = "accounts"
    verbose_name = "Accounts and roles"
