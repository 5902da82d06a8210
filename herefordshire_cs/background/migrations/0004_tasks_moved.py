"""Names what still waits to be done by where its code stands now."""

from django.db import migrations

MOVED = {
    "actionplan.making.": "actionplan.tasks.",
    "indicators.making.": "indicators.tasks.",
    "governance.making.work.": "governance.tasks.packs.",
}


def to_where_they_stand(apps, schema_editor):
    rename(apps, schema_editor, MOVED)


def to_where_they_stood(apps, schema_editor):
    rename(apps, schema_editor, {now: before for before, now in MOVED.items()})


def rename(apps, schema_editor, prefixes):
    rows = apps.get_model("django_tasks_database", "DBTaskResult").objects
    rows = rows.using(schema_editor.connection.alias).filter(status__in=["READY", "RUNNING"])
    for before, now in prefixes.items():
        for row in rows.filter(task_path__startswith=before).only("pk", "task_path"):
            rows.filter(pk=row.pk).update(task_path=now + row.task_path.removeprefix(before))


class Migration(migrations.Migration):
    dependencies = [("background", "0003_queues")]
    operations = [migrations.RunPython(to_where_they_stand, to_where_they_stood)]
