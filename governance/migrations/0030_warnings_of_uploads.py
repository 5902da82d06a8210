"""Keeps with an appendix what was warned of when it was uploaded."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0029_words_of_decisions_to_come'),
    ]

    operations = [
        migrations.AddField(
            model_name='appendix',
            name='warnings',
            field=models.JSONField(blank=True, default=list, verbose_name='what it was warned of'),
        ),
    ]
