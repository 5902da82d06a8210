"""Notices as a Django app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Messages to people, sent by the worker and read in their inbox."""

    name = "herefordshire_cs.notices"
    label = "notices"
    verbose_name = "Notices"
