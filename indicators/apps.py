"""The app's configuration."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """How well the council is doing."""

    name = "indicators"
    verbose_name = "Indicators"
