"""Lets indicators be found by words of their reference and definition."""

from django.db import migrations

from herefordshire_cs.lib.full_text import AddFullText


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_what_roles_may")]
    operations = [AddFullText("Indicator", "ref", "definition")]
