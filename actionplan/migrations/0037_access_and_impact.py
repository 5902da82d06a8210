"""A plan may be kept to its own people, and may rate impact apart from delivery."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from herefordshire_cs.accounts.granting import grant
from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText

READ = ['read_plan', 'export_plan']
MAY = {
    'Plan owner': [
        *READ,
        *('own_plan', 'change_plan', 'change_recommendation', 'add_action', 'change_action'),
        *('add_actionbywhen', 'add_reportingoccasion', 'change_doubt'),
    ],
    'Plan reader': READ,
}


def give(apps, schema_editor):
    grant(apps, 'actionplan', MAY)


class Migration(migrations.Migration):

    dependencies = [
        ("actionplan", "0036_owners_edit_plans"),
        ('accounts', '0011_roles_of_one_plan'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='plan',
            options={'ordering': ['-starts_on'], 'permissions': [('read_plan', 'Can read plans and their documents'), ('export_plan', 'Can take the records out as files'), ('own_plan', 'Owns a plan: its people, its scheme, its by-whens')]},
        ),
        migrations.AddField(
            model_name='plan',
            name='is_private',
            field=models.BooleanField(default=False, help_text='Those who have a role in it, or are named in it.', verbose_name='is there for its own people alone'),
        ),
        migrations.AddField(
            model_name='ratingscheme',
            name='added_on',
            field=models.DateField(blank=True, help_text='Blank: it was there from the beginning.', null=True, verbose_name='made on'),
        ),
        migrations.CreateModel(
            name='PlanAccessChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('private', 'Private: for its own people alone'), ('opened', 'Opened to everybody who signs in'), ('given', 'Given'), ('taken', 'Taken away')], max_length=7)),
                ('role', models.CharField(blank=True, max_length=40)),
                ('reason', models.TextField(blank=True)),
                ('recorded_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='access_changes', to='actionplan.plan')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['private', 'opened']), ('person', None), ('role', '')), models.Q(('kind__in', ['given', 'taken']), ('person__isnull', False), models.Q(('role', ''), _negated=True)), _connector='OR'), name='a_role_in_a_plan_is_somebodys')],
            },
        ),
        migrations.AddField(
            model_name='historicalplan',
            name='impact_scheme',
            field=models.ForeignKey(blank=True, db_constraint=False, help_text='Impact is rated apart from delivery, where this is said.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='actionplan.ratingscheme', verbose_name='the scheme in which impact is rated'),
        ),
        migrations.AddField(
            model_name='plan',
            name='impact_scheme',
            field=models.ForeignKey(blank=True, help_text='Impact is rated apart from delivery, where this is said.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plans_of_impact', to='actionplan.ratingscheme', verbose_name='the scheme in which impact is rated'),
        ),
        # SQLite makes a table anew whose columns change, without the triggers of its index.
        RemoveFullText('ProgressUpdate', 'narrative'),
        migrations.AddField(
            model_name='progressupdate',
            name='impact',
            field=models.CharField(blank=True, help_text="In the plan's scheme of impact, where it has one.", max_length=20, verbose_name='the level of impact given'),
        ),
        AddFullText('ProgressUpdate', 'narrative'),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
