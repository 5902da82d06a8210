"""The front door as a Django app: it has no rows, only the commands that speak of every app."""

from django.apps import AppConfig


class HerefordshireConfig(AppConfig):
    """The commands."""

    name = "herefordshire_cs"
    verbose_name = "Children’s services"
