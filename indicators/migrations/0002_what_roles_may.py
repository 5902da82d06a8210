"""Gives each role what it may do with the indicators."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["read_indicators", "export_indicators"]
MAY = {
    "Officer": [*READ, "add_commentary"],
    "Partner": [*READ, "add_commentary"],
    "Performance officer": [
        *READ,
        "load_outturns",
        "add_target",
        "add_commentary",
        "issue_digest",
    ],
    "Committee clerk": READ,
    "Director": [*READ, "add_commentary", "change_commentary"],
    "Member": READ,
    "Auditor": READ,
    "Administrator": READ,
}


def give(apps, schema_editor):
    config = apps.get_app_config("indicators")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for role, codenames in MAY.items():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.add(
            *permissions.filter(content_type__app_label="indicators", codename__in=codenames)
        )


def take_away(apps, schema_editor):
    for role in MAY:
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.remove(*group.permissions.filter(content_type__app_label="indicators"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("indicators", "0001_indicators"),
    ]
    operations = [migrations.RunPython(give, take_away)]
