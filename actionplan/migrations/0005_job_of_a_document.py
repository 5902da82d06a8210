"""Lets a document name the job that makes it, so that one which nobody makes is found."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("background", "0003_queues"), ("actionplan", "0004_standings_of_an_action")]
    operations = [
        migrations.AddField(
            model_name="document",
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
