"""Gives each role what it may do with meetings and papers."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READ = ["read_meetings", "export_meetings"]
MAY = {
    "Officer": READ,
    "Partner": READ,
    "Performance officer": READ,
    "Committee clerk": [*READ, "read_exempt", "run_meetings", "issue_pack", "answer_resolution"],
    "Director": [*READ, "read_exempt", "answer_resolution"],
    "Member": [*READ, "read_exempt"],
    "Auditor": [*READ, "read_exempt"],
    "Administrator": [*READ, "read_exempt"],
}


def give(apps, schema_editor):
    config = apps.get_app_config("governance")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for role, codenames in MAY.items():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.add(
            *permissions.filter(content_type__app_label="governance", codename__in=codenames)
        )


def take_away(apps, schema_editor):
    for role in MAY:
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.remove(*group.permissions.filter(content_type__app_label="governance"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_roles"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("governance", "0002_meetings"),
    ]
    operations = [migrations.RunPython(give, take_away)]
