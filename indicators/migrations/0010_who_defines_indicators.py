"""Lets those who keep the indicators define them in the product."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    may = ["add_indicator", "change_indicator"]
    grant(apps, "indicators", {"Performance officer": may, "Director": may})


class Migration(migrations.Migration):
    dependencies = [("indicators", "0009_grades_of_more_words")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
