"""Lets what a person recorded of who was told be taken back, with its words."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("actionplan", "0041_closings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='reportingoccasion',
            name='withdrawal_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='reportingoccasion',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reportingoccasion',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='reportingoccasion',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('recorded_by__isnull', False), ('withdrawn_on__gte', models.F('recorded_on')), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='what_a_person_recorded_is_taken_back_with_a_reason'),
        ),
    ]
