"""Reporting rounds, what was said in them, and who opens one and accepts."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from herefordshire_cs.accounts.granting import grant

OPENS = ["add_reportinground"]
ACCEPTS = [*OPENS, "accept_statement"]
MAY = {"Performance officer": OPENS, "Director": ACCEPTS, "Plan owner": ACCEPTS}


def give(apps, schema_editor):
    grant(apps, "actionplan", MAY)


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0053_who_reads_board_notes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReportingRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=80, verbose_name='what it is called')),
                ('opens_on', models.DateField(verbose_name='opens on')),
                ('closes_on', models.DateField(help_text='The last day that is not late.', verbose_name='closes on')),
                ('recorded_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('locked_on', models.DateField(blank=True, null=True)),
                ('lock_reason', models.TextField(blank=True, verbose_name='why it is locked without all of them')),
                ('called_off_on', models.DateField(blank=True, null=True)),
                ('call_off_reason', models.TextField(blank=True)),
                ('called_off_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('locked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='actionplan.plan')),
            ],
            options={
                'ordering': ['-opens_on', '-pk'],
                'permissions': [('accept_statement', 'Can accept statements of a round, and lock it')],
            },
        ),
        migrations.CreateModel(
            name='RoundChase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chased_on', models.DateField()),
                ('chased_at', models.DateTimeField()),
                ('missing', models.PositiveIntegerField(verbose_name='how many statements were missing')),
                ('told', models.PositiveIntegerField(verbose_name='how many people were told')),
                ('chased_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chases', to='actionplan.reportinground')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='RoundStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('submitted_on', models.DateField()),
                ('submitted_at', models.DateTimeField()),
                ('answer', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('returned', 'Returned')], max_length=8)),
                ('note', models.TextField(blank=True, verbose_name='what is to be said otherwise')),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='round_statements', to='actionplan.action')),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actionplan.completionclaim')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='statements', to='actionplan.reportinground')),
                ('submitted_by', models.ForeignKey(blank=True, help_text='None where a partner without an account answered by a link.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('update', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actionplan.progressupdate')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.UniqueConstraint(condition=models.Q(('called_off_on', None), ('locked_on', None)), fields=('plan',), name='a_plan_has_one_round_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='a_round_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('locked_by', None), ('locked_on', None)), models.Q(('called_off_on', None), ('locked_by__isnull', False), ('locked_on__isnull', False)), _connector='OR'), name='a_locked_round_says_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('called_off_by', None), ('called_off_on', None)), models.Q(('called_off_by__isnull', False), ('called_off_on__isnull', False), models.Q(('call_off_reason', ''), _negated=True)), _connector='OR'), name='a_round_is_called_off_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='roundstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('claim__isnull', True), ('update__isnull', False)), models.Q(('claim__isnull', False), ('update__isnull', True)), _connector='OR'), name='a_statement_is_an_update_or_a_claim'),
        ),
        migrations.AddConstraint(
            model_name='roundstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_by', None), ('answered_on', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_by__isnull', False), ('answered_on__gte', models.F('submitted_on')), models.Q(('answered_by', models.F('submitted_by')), _negated=True)), _connector='OR'), name='a_statement_is_answered_by_another'),
        ),
        migrations.AddConstraint(
            model_name='roundstatement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'returned'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='a_statement_is_returned_with_a_note'),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
