"""Administrators and auditors read the record of security."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant

MAY = {
    "Administrator": ["view_securityevent"],
    "Auditor": ["view_securityevent"],
}


def give(apps, schema_editor):
    grant(apps, "accounts", MAY)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0015_the_record_of_security")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop)]
