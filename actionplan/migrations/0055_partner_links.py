"""Links by which partners without an account answer once, and who sends one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from herefordshire_cs.accounts.granting import grant

SENDS = ["add_partnerlink"]
MAY = {"Performance officer": SENDS, "Director": SENDS, "Plan owner": SENDS}


def give(apps, schema_editor):
    grant(apps, "actionplan", MAY)


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0054_reporting_rounds'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('post', models.CharField(max_length=80, verbose_name='post that answers')),
                ('address', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('words', models.TextField(blank=True, verbose_name='what is asked')),
                ('asked_on', models.DateField()),
                ('asked_at', models.DateTimeField()),
                ('ends_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('action', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partner_links', to='actionplan.action')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='actionplan.organisation')),
                ('update', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='actionplan.progressupdate')),
            ],
            options={
                'ordering': ['-asked_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('asked_on'))), name='a_partners_link_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('update', None)), models.Q(('answered_on__isnull', False), ('update__isnull', False)), _connector='OR'), name='a_partners_link_is_answered_by_an_update'), models.CheckConstraint(condition=models.Q(models.Q(('ended_by', None), ('ended_on', None)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='a_partners_link_is_ended_by_somebody')],
            },
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
