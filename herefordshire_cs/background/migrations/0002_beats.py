"""Keeps when each worker last gave a sign of life."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("background", "0001_jobs")]
    operations = [
        migrations.CreateModel(
            name="Beat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("worker_id", models.CharField(max_length=64)),
                ("queue", models.CharField(max_length=32)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["queue", "worker_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("worker_id", "queue"), name="a_worker_has_one_beat_for_a_queue"
                    )
                ],
            },
        ),
    ]
