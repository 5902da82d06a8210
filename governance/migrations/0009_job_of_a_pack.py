"""Lets a pack name the job that builds it, so that one which nobody builds is found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("background", "0003_queues"), ("governance", "0008_items_and_minutes_exempt_by_themselves")]
    operations = [
        migrations.AddField(
            model_name="pack",
            name="job",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="background.job",
            ),
        ),
    ]
