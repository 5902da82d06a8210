"""The interface for other tools as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other tools may read, and the tokens with which they do."""

    name = "herefordshire_cs.api"
    label = "api"
    verbose_name = "Interface for other tools"
