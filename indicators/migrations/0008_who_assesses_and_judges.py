"""Lets performance officers and directors assess themselves and enter what others judged."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ROLES = ["Performance officer", "Director"]
CODENAMES = ["answer_selfassessment", "add_judgement"]


def of_apps(apps):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=ROLES)
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="indicators", codename__in=CODENAMES
    )
    return groups, permissions


def give(apps, schema_editor):
    config = apps.get_app_config("indicators")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    groups, permissions = of_apps(apps)
    for group in groups:
        group.permissions.add(*permissions)


def take_away(apps, schema_editor):
    groups, permissions = of_apps(apps)
    for group in groups:
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("indicators", "0007_self_assessment_and_judgements")]
    operations = [migrations.RunPython(give, take_away)]
