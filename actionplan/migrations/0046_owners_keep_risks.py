"""Lets the owner of a plan keep the risks of its registers, where it is private."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    grant(apps, "actionplan", {"Plan owner": ["add_risk", "add_riskassessment"]})


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0045_places_of_actions"), ("accounts", "0011_roles_of_one_plan")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
