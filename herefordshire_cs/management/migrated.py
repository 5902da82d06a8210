"""Which migrations this release does not know, and which models are its own."""

from collections.abc import Iterable, Iterator

from django.apps import AppConfig, apps
from django.conf import settings
from django.db import models
from django.db.migrations.loader import MigrationLoader


def unknown(applied: Iterable[str]) -> list[str]:
    """Return those migrations of this project, as ``app.name``, that this release does not know.

    An app that an earlier release had and this one has not is no sign of a newer release.
    """
    loader = MigrationLoader(None, ignore_no_migrations=True)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    known = {".".join(key) for key in {*loader.disk_migrations, *replaced}}
    labels = {app.label for app in apps_of_this_project()}
    return sorted(name for name in set(applied) - known if name.partition(".")[0] in labels)


def apps_of_this_project() -> Iterator[AppConfig]:
    """Yield the apps whose tables are this project's own."""
    for app in apps.get_app_configs():
        if app.name.partition(".")[0] in settings.PACKAGES:
            yield app


def models_of_this_project() -> Iterator[type[models.Model]]:
    """Yield the models that have a table, those of histories and of many to many too."""
    for app in apps_of_this_project():
        for model in app.get_models(include_auto_created=True):
            if model._meta.managed and not model._meta.proxy:
                yield model
