"""Removes what django-axes kept of wrong passwords: addresses of people and of their machines.

An older release that is put back makes its tables anew, since its migrations are forgotten too.
"""

from django.db import migrations
from django.db.migrations.recorder import MigrationRecorder

# The first refers to the second.
TABLES = (
    "axes_accessattemptexpiration",
    "axes_accessattempt",
    "axes_accessfailurelog",
    "axes_accesslog",
)


def remove(apps, schema_editor):
    for table in TABLES:
        schema_editor.execute(f"DROP TABLE IF EXISTS {schema_editor.quote_name(table)}")
    apps.get_model("contenttypes", "ContentType").objects.filter(app_label="axes").delete()
    MigrationRecorder(schema_editor.connection).migration_qs.filter(app="axes").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_sign_in_failures"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(remove, migrations.RunPython.noop)]
