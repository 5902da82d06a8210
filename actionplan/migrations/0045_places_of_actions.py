"""Lets the actions of a recommendation be put in another order, while earlier days keep theirs."""

from django.db import migrations, models

EARLIER = "The day until which it had another order, and which, one pair for each."


class Migration(migrations.Migration):

    dependencies = [
        ("actionplan", "0042_occasions_taken_back"),
    ]

    operations = [
        migrations.AddField(
            model_name="action",
            name="earlier_places",
            field=models.JSONField(blank=True, null=True, help_text=EARLIER),
        ),
        migrations.AddField(
            model_name="historicalaction",
            name="earlier_places",
            field=models.JSONField(blank=True, null=True, help_text=EARLIER),
        ),
    ]
