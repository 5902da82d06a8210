"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    """The overview now; committees, meetings and papers join it."""

    name = "governance"
    verbose_name = "Governance"
