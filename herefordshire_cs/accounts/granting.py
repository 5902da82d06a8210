"""What a role may do, given to its group by a migration.

Migrations import this by its path, so it stays where it is.
"""

from collections.abc import Iterable, Mapping

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions


def grant(apps: Apps, app_label: str, may: Mapping[str, Iterable[str]]) -> None:
    """Give each group, by its name, permissions of an app by their code names.

    A group that is not there is made. ``apps`` are those of the migration.
    """
    config = apps.get_app_config(app_label)
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True  # type: ignore[assignment]
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for name, codenames in may.items():
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        group.permissions.add(
            *permissions.filter(content_type__app_label=app_label, codename__in=list(codenames))
        )
