"""Gives every role but the partners' the reading of minutes that are not approved."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READERS = [
    *("Officer", "Performance officer", "Committee clerk", "Director"),
    *("Member", "Auditor", "Administrator"),
]


def give(apps, schema_editor):
    config = apps.get_app_config("governance")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    reading = apps.get_model("auth", "Permission").objects.get(
        content_type__app_label="governance", codename="read_draft_minutes"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=READERS):
        group.permissions.add(reading)


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_begun_packs")]
    operations = [
        migrations.AlterModelOptions(
            name="meeting",
            options={
                "ordering": ["-held_on"],
                "permissions": [
                    ("read_meetings", "Can read the meetings and their public papers"),
                    ("read_exempt", "Can read exempt papers"),
                    ("read_draft_minutes", "Can read minutes that are not approved"),
                    ("run_meetings", "Can run meetings: agenda, packs, minutes"),
                    ("export_meetings", "Can take the records of meetings out as a file"),
                ],
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
