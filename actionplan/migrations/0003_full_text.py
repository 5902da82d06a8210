"""Lets actions, their notes, recommendations, officers and abbreviations be found by words."""

from django.db import migrations

from herefordshire_cs.lib.full_text import AddFullText


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0002_what_roles_may")]
    operations = [
        AddFullText("Action", "reference", "text"),
        AddFullText("ProgressUpdate", "narrative"),
        AddFullText("Recommendation", "text"),
        AddFullText("Officer", "initials", "name", "post"),
        AddFullText("GlossaryTerm", "term", "meaning"),
    ]
