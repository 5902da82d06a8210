"""Keeps beside a text what its paper has otherwise than it is understood."""

from django.db import migrations, models

from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0020_what_a_completion_needs'),
    ]

    operations = [
        # SQLite makes these tables anew, without the triggers of their index.
        RemoveFullText('Action', 'reference', 'text'),
        RemoveFullText('Recommendation', 'text'),
        migrations.AddField(
            model_name='action',
            name='emendations',
            field=models.JSONField(blank=True, default=list, help_text='What its paper has otherwise than it is understood, each with its ground.'),
        ),
        migrations.AddField(
            model_name='historicalaction',
            name='emendations',
            field=models.JSONField(blank=True, default=list, help_text='What its paper has otherwise than it is understood, each with its ground.'),
        ),
        migrations.AddField(
            model_name='historicalrecommendation',
            name='emendations',
            field=models.JSONField(blank=True, default=list, help_text='What its paper has otherwise than it is understood, each with its ground.'),
        ),
        migrations.AddField(
            model_name='recommendation',
            name='emendations',
            field=models.JSONField(blank=True, default=list, help_text='What its paper has otherwise than it is understood, each with its ground.'),
        ),
        AddFullText('Action', 'reference', 'text'),
        AddFullText('Recommendation', 'text'),
    ]
