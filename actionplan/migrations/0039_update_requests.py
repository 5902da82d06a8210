"""Requests for updates, and to whom those that nobody answers are raised."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from herefordshire_cs.accounts.granting import grant


def give(apps, schema_editor):
    may = ["add_updaterequest", "set_escalation"]
    grant(apps, "actionplan", {"Performance officer": may, "Director": may})


class Migration(migrations.Migration):

    dependencies = [
        ("actionplan", "0038_notes_for_the_board"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='UpdateRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('words', models.TextField(blank=True)),
                ('wanted_by', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='update_requests', to='actionplan.action')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['asked_on', 'pk'],
                'permissions': [('set_escalation', 'Can say to whom unanswered requests are raised')],
            },
        ),
        migrations.CreateModel(
            name='Escalation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raised_on', models.DateField()),
                ('raised_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalations', to='actionplan.updaterequest')),
            ],
            options={
                'ordering': ['raised_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EscalationStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('after_days', models.PositiveSmallIntegerField(verbose_name='days without an answer')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='escalation_steps', to='actionplan.plan')),
            ],
            options={
                'ordering': ['after_days', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('plan', 'person'), name='a_plan_raises_to_a_person_once'), models.CheckConstraint(condition=models.Q(('after_days__gte', 1)), name='nothing_is_raised_on_its_own_day')],
            },
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_on', None)), fields=('action',), name='an_action_has_one_open_request_for_an_update'),
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_by', None), ('answered_on', None)), models.Q(('answered_by__isnull', False), ('answered_on__gte', models.F('asked_on'))), _connector='OR'), name='an_answered_request_for_an_update_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='updaterequest',
            constraint=models.CheckConstraint(condition=models.Q(('wanted_by', None), ('wanted_by__gte', models.F('asked_on')), _connector='OR'), name='an_update_is_wanted_no_earlier_than_asked'),
        ),
        migrations.AddConstraint(
            model_name='escalation',
            constraint=models.UniqueConstraint(fields=('request', 'person'), name='a_request_is_raised_to_a_person_once'),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
