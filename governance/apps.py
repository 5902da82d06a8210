"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """Committees and all that they have before them."""

    name = "governance"
    verbose_name = "Governance"
