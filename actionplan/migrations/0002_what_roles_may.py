"""Gives each role what it may do with a plan; whose rows it may touch is in the querysets."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["read_plan", "export_plan"]
MAY = {
    "Officer": [*READ, "add_progressupdate", "add_actionbywhen"],
    "Partner": [*READ, "add_progressupdate", "add_actionbywhen"],
    "Performance officer": [*READ, "add_action", "change_doubt"],
    "Committee clerk": READ,
    "Director": [
        *READ,
        "add_action",
        "add_progressupdate",
        "add_actionbywhen",
        "add_moderation",
        "change_moderation",
        "change_doubt",
    ],
    "Member": READ,
    "Auditor": READ,
    "Administrator": [*READ, "change_doubt"],
}


def give(apps, schema_editor):
    config = apps.get_app_config("actionplan")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for role, codenames in MAY.items():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.add(
            *permissions.filter(content_type__app_label="actionplan", codename__in=codenames)
        )


def take_away(apps, schema_editor):
    for role in MAY:
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.remove(*group.permissions.filter(content_type__app_label="actionplan"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("actionplan", "0001_plan"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, take_away)]
