"""Gives administrators the accounts of people to look after."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ADMINISTER = ["view_user", "add_user", "change_user"]


def administering(apps):
    config = apps.get_app_config("accounts")
    # Permissions are otherwise made only after all migrations; the role needs them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="accounts", codename__in=ADMINISTER
    )


def give(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.add(*administering(apps))


def take_away(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.remove(*administering(apps))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_links_for_passwords"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, take_away)]
