"""Lets a rating be read from the words of a paper, which are kept beside it."""

from django.conf import settings
from django.db import migrations, models

from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0009_disputes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes tables anew that are given a constraint, without the triggers of their index.
        RemoveFullText('ProgressUpdate', 'narrative'),
        migrations.AddField(
            model_name='progressupdate',
            name='rating_read',
            field=models.CharField(blank=True, choices=[('red', 'Red'), ('amber', 'Amber'), ('green', 'Green')], max_length=5, verbose_name='rating read from the words of a paper'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='rating_words',
            field=models.TextField(blank=True, verbose_name='the words it is read from'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rating_read', ''), ('rating_words', '')), models.Q(models.Q(('rating_words', ''), _negated=True), models.Q(('rating_read', ''), _negated=True), ('recommendation__isnull', False)), _connector='OR'), name='a_rating_is_read_from_words_of_a_recommendation'),
        ),
        AddFullText('ProgressUpdate', 'narrative'),
    ]
