"""Background work as a Django app."""

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """What was asked for, and the signs of life of the workers."""

    name = "herefordshire_cs.background"
    label = "background"
    verbose_name = "Background work"
