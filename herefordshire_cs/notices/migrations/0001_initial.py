"""Messages, and what each reader chose of how they are told."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OtherAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254)),
                ('key', models.CharField(max_length=43, unique=True)),
                ('asked_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='other_address', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'other addresses',
            },
        ),
        migrations.CreateModel(
            name='Choice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('digest', 'The weekly digest'), ('due', 'Actions of yours that fall due or are late'), ('update asked', 'An update that you are asked for'), ('update posted', 'An update that you asked for, once it is posted'), ('raised', 'A request for an update that nobody answered'), ('by-when asked', 'A new by-when that you are asked to agree to'), ('by-when answered', 'The answer to a new by-when that you asked for'), ('completion asked', 'A completion that you are asked to agree to'), ('completion answered', 'The answer to a completion that you claimed'), ('challenged', 'A director’s rating of an action of yours'), ('evidence asked', 'Evidence that you are asked for'), ('commentary', 'A commentary that waits for approval'), ('clearance asked', 'A report that waits for your clearance'), ('clearance given', 'What became of a report that you sent for clearance'), ('resolution', 'What a committee asks for'), ('pack', 'The summons to a meeting of yours, with its papers'), ('address', 'Whether messages may go to another address'), ('test', 'A test of the mail server')], max_length=20)),
                ('when', models.CharField(choices=[('at once', 'At once'), ('digest', 'In the weekly digest'), ('not', 'Not by e-mail')], max_length=8)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notice_choices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['person', 'kind'],
                'constraints': [models.UniqueConstraint(fields=('person', 'kind'), name='a_person_chooses_once_for_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.EmailField(max_length=254, verbose_name='e-mail address that it goes to')),
                ('kind', models.CharField(choices=[('digest', 'The weekly digest'), ('due', 'Actions of yours that fall due or are late'), ('update asked', 'An update that you are asked for'), ('update posted', 'An update that you asked for, once it is posted'), ('raised', 'A request for an update that nobody answered'), ('by-when asked', 'A new by-when that you are asked to agree to'), ('by-when answered', 'The answer to a new by-when that you asked for'), ('completion asked', 'A completion that you are asked to agree to'), ('completion answered', 'The answer to a completion that you claimed'), ('challenged', 'A director’s rating of an action of yours'), ('evidence asked', 'Evidence that you are asked for'), ('commentary', 'A commentary that waits for approval'), ('clearance asked', 'A report that waits for your clearance'), ('clearance given', 'What became of a report that you sent for clearance'), ('resolution', 'What a committee asks for'), ('pack', 'The summons to a meeting of yours, with its papers'), ('address', 'Whether messages may go to another address'), ('test', 'A test of the mail server')], max_length=20)),
                ('about', models.CharField(blank=True, max_length=2000, verbose_name='path of the page that it leads to')),
                ('subject', models.CharField(max_length=200)),
                ('lines', models.JSONField(default=list)),
                ('once', models.CharField(max_length=150, unique=True)),
                ('state', models.CharField(choices=[('waiting', 'Waiting to be sent'), ('sending', 'Being sent'), ('sent', 'Sent'), ('failed', 'Given up'), ('bounced', 'Refused by the server of its address'), ('held', 'Held for the weekly digest'), ('kept', 'In the inbox alone'), ('shown', 'Shown here; in a demonstration nothing is sent')], max_length=8)),
                ('made_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('next_try_at', models.DateTimeField(blank=True, null=True)),
                ('taken_at', models.DateTimeField(blank=True, null=True, verbose_name='when a worker took it')),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, max_length=500, verbose_name='what the mail server said')),
                ('message_id', models.CharField(blank=True, max_length=255)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='messages', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'next_try_at'], name='messages_to_be_sent'), models.Index(fields=['person', '-made_at'], name='messages_of_a_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('next_try_at__isnull', False), _connector='OR'), name='a_waiting_message_has_its_next_try')],
            },
        ),
        migrations.CreateModel(
            name='Quiet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.TimeField(blank=True, null=True)),
                ('until', models.TimeField(blank=True, null=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='quiet', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('since', None), ('until', None)), models.Q(('since__isnull', False), ('until__isnull', False), models.Q(('since', models.F('until')), _negated=True)), _connector='OR'), name='quiet_hours_begin_and_end')],
            },
        ),
    ]
