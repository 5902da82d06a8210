"""Lets a plan be closed and opened again, and its actions be carried on in another."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    may = ["add_planclosing", "add_carriedon"]
    grant(apps, "actionplan", {"Performance officer": may, "Director": may})


class Migration(migrations.Migration):

    dependencies = [
        ("actionplan", "0040_milestones_changed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CarriedOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried_to', to='actionplan.action')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='carried_from', to='actionplan.action')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'carried on',
                'ordering': ['recorded_on', 'recorded_at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('earlier', 'later'), name='an_action_is_carried_on_by_another_once'), models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='no_action_carries_itself_on')],
            },
        ),
        migrations.CreateModel(
            name='PlanClosing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_on', models.DateField()),
                ('reason', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('reopened_on', models.DateField(blank=True, null=True)),
                ('reopening_reason', models.TextField(blank=True)),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closings', to='actionplan.plan')),
                ('reopened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['closed_on', 'recorded_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_closing_has_a_reason'), models.CheckConstraint(condition=models.Q(models.Q(('reopened_by', None), ('reopened_on', None)), models.Q(('reopened_by__isnull', False), ('reopened_on__gte', models.F('closed_on')), models.Q(('reopening_reason', ''), _negated=True)), _connector='OR'), name='a_plan_is_opened_again_after_its_closing_with_a_reason'), models.UniqueConstraint(condition=models.Q(('reopened_on', None)), fields=('plan',), name='a_plan_is_closed_once_at_a_time')],
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
