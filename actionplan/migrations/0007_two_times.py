"""Gives what is recorded its second day, that of the recording, and lets it be withdrawn."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Greatest, TruncDate

from herefordshire_cs.lib.full_text import AddFullText, RemoveFullText


def date_rows(apps, schema_editor):
    """Date what was posted by its instant, and what came from a paper by what it speaks of.

    In a demonstration the instant is real and the record is not of its day: there a row stays on
    the day it speaks of, as its pages have shown it. Evidence came with an update.
    """
    Update = apps.get_model("actionplan", "ProgressUpdate")
    ByWhen = apps.get_model("actionplan", "ActionByWhen")
    Update.objects.update(recorded_on=F("counts_from"))
    ByWhen.objects.update(recorded_on=F("holds_from"))
    if settings.DEMONSTRATION_DATE is not None:
        return
    instant = TruncDate("recorded_at")
    posted = Update.objects.exclude(author=None)
    posted.update(recorded_on=Greatest(instant, F("counts_from")))
    moved = ByWhen.objects.exclude(recorded_by=None)
    moved.update(recorded_on=Greatest(instant, F("holds_from")))
    apps.get_model("actionplan", "Evidence").objects.update(
        supplied_on=Greatest(instant, F("supplied_on"))
    )


def forget_standings(apps, schema_editor):
    """Have the standings of every plan made again once the database is whole."""
    apps.get_model("actionplan", "Plan").objects.update(standings_mark="")


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0006_administrators_settle_no_doubts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # SQLite makes tables anew that are given a constraint, without the triggers of their index.
        RemoveFullText('ProgressUpdate', 'narrative'),
        migrations.RemoveIndex(
            model_name='standing',
            name='standings_of_a_plan_on_a_day',
        ),
        migrations.AddField(
            model_name='actionbywhen',
            name='corrects',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='actionplan.actionbywhen'),
        ),
        migrations.AddField(
            model_name='actionbywhen',
            name='recorded_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='actionbywhen',
            name='withdrawal_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='actionbywhen',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='actionbywhen',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='corrects',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='actionplan.progressupdate'),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='recorded_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='withdrawal_reason',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='withdrawn_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='progressupdate',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='standing',
            name='completion_known_on',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['plan', 'until_on', 'from_on', 'status', 'by_when_latest', 'last_reported_on', 'lead_rating', 'moderated_rating', 'recommendation', 'action', 'times_moved', 'completion_known_on', 'position'], name='standings_of_a_plan_on_a_day'),
        ),
        migrations.RunPython(date_rows, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='actionbywhen',
            name='recorded_on',
            field=models.DateField(),
        ),
        migrations.AlterField(
            model_name='progressupdate',
            name='recorded_on',
            field=models.DateField(),
        ),
        migrations.AddConstraint(
            model_name='actionbywhen',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('withdrawn_on__gte', models.F('recorded_on')), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='actionbywhen_is_withdrawn_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='actionbywhen',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('holds_from'))), name='a_by_when_was_agreed_on_no_day_to_come'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), models.Q(('withdrawn_on__gte', models.F('recorded_on')), models.Q(('withdrawal_reason', ''), _negated=True)), _connector='OR'), name='progressupdate_is_withdrawn_with_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='progressupdate',
            constraint=models.CheckConstraint(condition=models.Q(('recorded_on__gte', models.F('counts_from'))), name='progress_update_speaks_of_no_day_to_come'),
        ),
        AddFullText('ProgressUpdate', 'narrative'),
        migrations.RunPython(forget_standings, migrations.RunPython.noop),
    ]
