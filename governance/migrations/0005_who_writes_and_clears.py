"""Gives the roles their part in writing reports, and locks those of meetings already published."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

WRITE = ["write_report", "work_on_drafts"]
MAY = {
    "Officer": WRITE,
    "Performance officer": WRITE,
    "Committee clerk": WRITE,
    "Director": [*WRITE, "clear_director"],
}
# Duties that come on top of a role.
DUTIES = {
    "Finance clearance": ["work_on_drafts", "clear_finance", "read_exempt"],
    "Legal clearance": ["work_on_drafts", "clear_legal", "read_exempt"],
}


def give(apps, schema_editor):
    config = apps.get_app_config("governance")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    groups = apps.get_model("auth", "Group").objects
    for name in DUTIES:
        groups.get_or_create(name=name)
    for name, codenames in (MAY | DUTIES).items():
        groups.get(name=name).permissions.add(
            *permissions.filter(content_type__app_label="governance", codename__in=codenames)
        )


def take_away(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects
    groups.filter(name__in=DUTIES).delete()
    for name, codenames in MAY.items():
        group = groups.get(name=name)
        group.permissions.remove(
            *group.permissions.filter(
                content_type__app_label="governance", codename__in=codenames
            )
        )


def lock(apps, schema_editor):
    reports = apps.get_model("governance", "Report").objects
    reports.filter(state="cleared").exclude(meeting__state="planned").update(state="locked")


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_writing_and_programme")]
    operations = [
        migrations.RunPython(give, take_away),
        migrations.RunPython(lock, migrations.RunPython.noop),
    ]
