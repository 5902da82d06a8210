"""Makes the table of the shared cache, so that nobody needs another command than ``migrate``.

It is made whatever cache is in use, since that is chosen from one start to the next.
"""

from django.core.management import call_command
from django.db import migrations

TABLE = "remembered"


def make_table(apps, schema_editor):
    call_command(
        "createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0
    )


def drop_table(apps, schema_editor):
    schema_editor.execute(f"DROP TABLE {schema_editor.quote_name(TABLE)}")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_roles")]
    operations = [migrations.RunPython(make_table, drop_table)]
