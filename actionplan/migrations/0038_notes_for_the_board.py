"""Lets a note be for the board only, and its words be taken out; keeps why some must stand."""

from django.db import migrations, models

from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0037_access_and_impact")]
    operations = [
        # SQLite makes a table anew that is given a column, without the triggers of its index.
        RemoveFullText("ProgressUpdate", "narrative"),
        migrations.AddField(
            model_name="progressupdate",
            name="is_for_board",
            field=models.BooleanField(default=False, verbose_name="for the board only"),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="is_taken_out",
            field=models.BooleanField(
                default=False, verbose_name="its words were taken out when withdrawn"
            ),
        ),
        migrations.AddField(
            model_name="progressupdate",
            name="kept_reason",
            field=models.TextField(
                blank=True, verbose_name="why what may tell who a child is stands"
            ),
        ),
        AddFullText("ProgressUpdate", "narrative"),
    ]
