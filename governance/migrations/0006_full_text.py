"""Lets agenda items, reports, minutes and resolutions be found by words."""

from django.db import migrations

from herefordshire_cs.lib.full_text import AddFullText, JsonStrings


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_who_writes_and_clears")]
    operations = [
        AddFullText("AgendaItem", "title", "purpose"),
        AddFullText("Report", "title"),
        AddFullText("ReportVersion", JsonStrings("sections", markup="html")),
        AddFullText("Minute", "title", "text", JsonStrings("points"), "text_after"),
        AddFullText("Resolution", "text"),
    ]
