"""Lets administrators read the messages to everybody, test the mail server and try again."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    grant(apps, "notices", {"Administrator": ["view_message", "change_message"]})


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0001_initial"),
        ("accounts", "0009_forms_not_sent_yet"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
