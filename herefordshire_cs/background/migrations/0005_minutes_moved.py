"""Names the minutes that still wait to be printed by where their code stands now.

A database that has them by that name already stays as it is.
"""

from importlib import import_module

from django.db import migrations

rename = import_module("herefordshire_cs.background.migrations.0004_tasks_moved").rename
MOVED = {"governance.documents.": "governance.tasks.minutes."}


def to_where_they_stand(apps, schema_editor):
    rename(apps, schema_editor, MOVED)


def to_where_they_stood(apps, schema_editor):
    rename(apps, schema_editor, {now: before for before, now in MOVED.items()})


class Migration(migrations.Migration):
    dependencies = [("background", "0004_tasks_moved")]
    operations = [migrations.RunPython(to_where_they_stand, to_where_they_stood)]
