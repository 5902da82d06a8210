"""Lets a file of outturns keep what of it was not read, to be shown beside its lines."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0004_job_of_a_document")]
    operations = [
        migrations.AddField(
            model_name="outturnfile",
            name="notices",
            field=models.JSONField(default=list),
        ),
    ]
