"""Counts how often the building of a pack was begun, so that whoever had it before finds so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0009_job_of_a_pack")]
    operations = [
        migrations.AddField(
            model_name="pack",
            name="begun",
            field=models.PositiveSmallIntegerField(
                default=0, verbose_name="how often its building was begun"
            ),
        ),
    ]
