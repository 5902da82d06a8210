"""Gives an action a short title, for lists."""

from django.db import migrations, models

from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText

HELP = "In lists; blank for the first clause of what is to be done."


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0046_owners_keep_risks")]
    operations = [
        # SQLite makes a table anew that is given a column, without the triggers of its index.
        RemoveFullText("Action", "reference", "text"),
        migrations.AddField(
            model_name="action",
            name="short_title",
            field=models.CharField(blank=True, help_text=HELP, max_length=55, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="short_title",
            field=models.CharField(blank=True, help_text=HELP, max_length=55, default=""),
            preserve_default=False,
        ),
        AddFullText("Action", "reference", "short_title", "text"),
    ]
