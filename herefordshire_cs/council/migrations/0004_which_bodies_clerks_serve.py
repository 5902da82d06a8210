"""Lets a council keep its clerks to the bodies for which they are named."""

from django.db import migrations, models

SERVING = [
    ("every", "Every body that is open to the public"),
    ("own", "Those for which they are named; others only while no clerk is named"),
]


def field():
    return models.CharField(
        "the open bodies that a clerk serves", max_length=5, choices=SERVING, default="every"
    )


class Migration(migrations.Migration):

    dependencies = [
        ("council", "0003_school_terms"),
    ]

    operations = [
        migrations.AddField(model_name="council", name="clerks_serve", field=field()),
        migrations.AddField(model_name="historicalcouncil", name="clerks_serve", field=field()),
    ]
