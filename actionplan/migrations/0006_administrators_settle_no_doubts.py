"""Takes the settling of doubts from administrators, who write nothing of a plan."""

from django.db import migrations


def settling(apps):
    return apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="actionplan", codename="change_doubt"
    )


def take_away(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.remove(*settling(apps))


def give_back(apps, schema_editor):
    administrators = apps.get_model("auth", "Group").objects.get(name="Administrator")
    administrators.permissions.add(*settling(apps))


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0005_job_of_a_document")]
    operations = [migrations.RunPython(take_away, give_back)]
