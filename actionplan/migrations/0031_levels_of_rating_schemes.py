"""A colour's definition becomes a level of its scheme; ratings are kept under keys of levels."""

import django.db.models.deletion
from django.db import migrations, models

from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText

COLOURS = ['red', 'orange', 'amber', 'yellow', 'green', 'dark-green', 'blue', 'purple', 'grey', 'black', 'none']


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0030_periodic_reports'),
    ]

    operations = [
        migrations.RemoveConstraint('rewording', 'a_rewording_is_of_one_thing'),
        migrations.RemoveConstraint('ratingdefinition', 'a_colour_is_defined_once_in_a_scheme'),
        migrations.RenameModel('RatingDefinition', 'RatingLevel'),
        migrations.RenameField('rewording', 'ratingdefinition', 'ratinglevel'),
        migrations.RenameField('ratinglevel', 'rag', 'key'),
        migrations.AlterField(
            'ratinglevel', 'key', models.SlugField(max_length=20),
        ),
        migrations.AlterField(
            'ratinglevel',
            'scheme',
            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='levels', to='actionplan.ratingscheme'),
        ),
        migrations.AlterField(
            'ratinglevel', 'definition', models.CharField(blank=True, max_length=250),
        ),
        migrations.AddField(
            'ratinglevel', 'order', models.PositiveSmallIntegerField(default=0), preserve_default=False,
        ),
        migrations.AddField(
            'ratinglevel', 'word', models.CharField(default='', max_length=40), preserve_default=False,
        ),
        migrations.AddField(
            'ratinglevel', 'colour', models.CharField(default='none', max_length=10), preserve_default=False,
        ),
        migrations.AddField(
            'ratinglevel', 'shape', models.CharField(default='ring', max_length=10), preserve_default=False,
        ),
        migrations.AddField(
            'ratinglevel', 'role', models.CharField(default='not rated', max_length=21), preserve_default=False,
        ),
        migrations.AddField(
            'ratinglevel', 'in_use', models.BooleanField(default=True),
        ),
        # SQLite makes tables anew whose columns change, without the triggers of their index.
        RemoveFullText('ProgressUpdate', 'narrative'),
        migrations.AlterField(
            'progressupdate', 'rating', models.CharField(blank=True, max_length=20, verbose_name='the level given'),
        ),
        migrations.AlterField(
            'progressupdate',
            'rating_read',
            models.CharField(blank=True, max_length=20, verbose_name='rating read from the words of a paper'),
        ),
        AddFullText('ProgressUpdate', 'narrative'),
        migrations.AlterField(
            'moderation', 'rating', models.CharField(max_length=20, verbose_name='the level given'),
        ),
        migrations.AlterField(
            'completionclaim', 'rating', models.CharField(blank=True, max_length=20, verbose_name='the level claimed'),
        ),
        migrations.AlterField(
            'standing', 'lead_rating', models.CharField(default='none', max_length=20),
        ),
        migrations.AlterField(
            'standing', 'moderated_rating', models.CharField(blank=True, max_length=20),
        ),
        migrations.AlterField(
            'standing', 'is_unexplained', models.BooleanField(default=False, verbose_name='rated without a reason'),
        ),
    ]
