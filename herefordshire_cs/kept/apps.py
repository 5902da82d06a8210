"""Kept lists as a Django app."""

from django.apps import AppConfig


class KeptConfig(AppConfig):
    """The lists that a council keeps, and the edits of them."""

    name = "herefordshire_cs.kept"
    label = "kept"
    verbose_name = "Kept lists"
