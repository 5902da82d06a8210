"""Lets those who keep a plan edit what it and its recommendations say."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    may = ["change_plan", "change_recommendation"]
    grant(apps, "actionplan", {"Performance officer": may, "Director": may})


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0035_people")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
