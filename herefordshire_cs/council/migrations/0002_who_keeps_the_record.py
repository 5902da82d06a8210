"""Gives administrators the council's record to keep."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    may = ["view_council", "change_council", "add_backupseen"]
    grant(apps, "council", {"Administrator": may})


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0001_initial"),
        ("accounts", "0009_forms_not_sent_yet"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
