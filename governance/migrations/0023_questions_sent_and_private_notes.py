"""Keeps what the public sends online once, with how to answer, and a reader's private notes."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0020_what_becomes_of_meetings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpublicsubmission',
            name='contact',
            field=models.CharField(blank=True, max_length=200, verbose_name='how to answer'),
        ),
        migrations.AddField(
            model_name='historicalpublicsubmission',
            name='sent_as',
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=64, null=True),
        ),
        migrations.AddField(
            model_name='publicsubmission',
            name='contact',
            field=models.CharField(blank=True, max_length=200, verbose_name='how to answer'),
        ),
        migrations.AddField(
            model_name='publicsubmission',
            name='sent_as',
            field=models.CharField(blank=True, editable=False, max_length=64, null=True, unique=True),
        ),
        migrations.CreateModel(
            name='PaperNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='private_notes', to='governance.agendaitem')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_notes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['item'],
                'constraints': [models.UniqueConstraint(fields=('user', 'item'), name='somebody_has_one_note_on_an_item')],
            },
        ),
    ]
