"""Keeps why a decision to come may be told in words that are asked about."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0026_recorded_on_a_day'),
    ]

    operations = [
        migrations.AddField(
            model_name='forwardplanentry',
            name='kept_reason',
            field=models.TextField(blank=True, verbose_name='why words of an exempt paper, or that may tell of a child, stand'),
        ),
        migrations.AddField(
            model_name='historicalforwardplanentry',
            name='kept_reason',
            field=models.TextField(blank=True, verbose_name='why words of an exempt paper, or that may tell of a child, stand'),
        ),
    ]
