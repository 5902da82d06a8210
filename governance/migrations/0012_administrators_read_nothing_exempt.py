"""Takes the reading of exempt papers and of draft minutes from administrators."""

from django.db import migrations

READING = ["read_exempt", "read_draft_minutes"]


def reading(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="governance", codename__in=READING
    )


def take_away(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.remove(*reading(apps))


def give_back(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.add(*reading(apps))


class Migration(migrations.Migration):
    dependencies = [("governance", "0011_who_reads_draft_minutes")]
    operations = [migrations.RunPython(take_away, give_back)]
