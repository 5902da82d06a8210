"""Moves what still waits in the one queue of before to the queues that have workers."""

from django.db import migrations

OF_PACKS = "governance.making.work."


def to_their_queues(apps, schema_editor):
    rows = unfinished(apps, schema_editor).filter(queue_name="default")
    rows.filter(task_path__startswith=OF_PACKS).update(queue_name="packs")
    rows.filter(queue_name="default").update(queue_name="documents")


def to_the_one_queue(apps, schema_editor):
    unfinished(apps, schema_editor).update(queue_name="default")


def unfinished(apps, schema_editor):
    rows = apps.get_model("django_tasks_database", "DBTaskResult").objects
    return rows.using(schema_editor.connection.alias).filter(status__in=["READY", "RUNNING"])


class Migration(migrations.Migration):
    dependencies = [
        ("background", "0002_beats"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]
    operations = [migrations.RunPython(to_their_queues, to_the_one_queue)]
