"""Several paragraphs, confidential papers, a summary of withheld minutes, the public excluded."""

from django.db import migrations, models

from herefordshire_cs.lib.full_text import AddFullText, JsonStrings, RemoveFullText

ITEM = ("AgendaItem", "title", "purpose")
REPORT = ("Report", "title")
MINUTE = ("Minute", "title", "text", JsonStrings("points"), "text_after")


class Migration(migrations.Migration):

    dependencies = [
        ("governance", "0018_before_anything_goes_out"),
    ]

    operations = [
        # SQLite makes a table anew that is given a column, without the triggers of its index.
        RemoveFullText(*ITEM),
        RemoveFullText(*REPORT),
        RemoveFullText(*MINUTE),
        migrations.AddField(
            model_name='agendaitem',
            name='exempt_also',
            field=models.JSONField(blank=True, default=list, verbose_name='further paragraphs'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='public_title_reason',
            field=models.TextField(blank=True, verbose_name='why the public title repeats a word of the exempt one'),
        ),
        migrations.AddField(
            model_name='appendix',
            name='exempt_also',
            field=models.JSONField(blank=True, default=list, verbose_name='further paragraphs'),
        ),
        migrations.AddField(
            model_name='appendix',
            name='public_title_reason',
            field=models.TextField(blank=True, verbose_name='why the public title repeats a word of the exempt one'),
        ),
        migrations.AddField(
            model_name='historicalminute',
            name='exempt_also',
            field=models.JSONField(blank=True, default=list, verbose_name='further paragraphs'),
        ),
        migrations.AddField(
            model_name='historicalminute',
            name='public_summary',
            field=models.TextField(blank=True, verbose_name='summary that the public may read'),
        ),
        migrations.AddField(
            model_name='historicalminute',
            name='public_title_reason',
            field=models.TextField(blank=True, verbose_name='why the public title repeats a word of the exempt one'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='exempt_also',
            field=models.JSONField(blank=True, default=list, verbose_name='further paragraphs'),
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='public_title_reason',
            field=models.TextField(blank=True, verbose_name='why the public title repeats a word of the exempt one'),
        ),
        migrations.AddField(
            model_name='minute',
            name='exempt_also',
            field=models.JSONField(blank=True, default=list, verbose_name='further paragraphs'),
        ),
        migrations.AddField(
            model_name='minute',
            name='public_summary',
            field=models.TextField(blank=True, verbose_name='summary that the public may read'),
        ),
        migrations.AddField(
            model_name='minute',
            name='public_title_reason',
            field=models.TextField(blank=True, verbose_name='why the public title repeats a word of the exempt one'),
        ),
        migrations.AddField(
            model_name='report',
            name='exempt_also',
            field=models.JSONField(blank=True, default=list, verbose_name='further paragraphs'),
        ),
        migrations.AddField(
            model_name='report',
            name='public_title_reason',
            field=models.TextField(blank=True, verbose_name='why the public title repeats a word of the exempt one'),
        ),
        migrations.AlterField(
            model_name='agendaitem',
            name='exempt_paragraph',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: information relating to any individual'), (2, '2: information likely to reveal the identity of an individual'), (3, '3: the financial or business affairs of any particular person'), (4, '4: consultations or negotiations on labour relations'), (5, '5: legal professional privilege'), (6, '6: notices, orders or directions proposed under an enactment'), (7, '7: the prevention, investigation or prosecution of crime'), (100, 'confidential: its disclosure is forbidden, or it was given on such terms')], null=True),
        ),
        migrations.AlterField(
            model_name='agendaitem',
            name='kind',
            field=models.CharField(choices=[('apologies', 'Apologies'), ('substitutes', 'Named substitutes'), ('declarations', 'Declarations of interest'), ('minutes', 'Minutes'), ('public suggestions', 'Suggestions from the public'), ('exclusion', 'Exclusion of the public'), ('report', 'Report'), ('resolutions', 'What was resolved and is still open'), ('work programme', 'Work programme'), ('other', 'Other')], max_length=20),
        ),
        migrations.AlterField(
            model_name='appendix',
            name='exempt_paragraph',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: information relating to any individual'), (2, '2: information likely to reveal the identity of an individual'), (3, '3: the financial or business affairs of any particular person'), (4, '4: consultations or negotiations on labour relations'), (5, '5: legal professional privilege'), (6, '6: notices, orders or directions proposed under an enactment'), (7, '7: the prevention, investigation or prosecution of crime'), (100, 'confidential: its disclosure is forbidden, or it was given on such terms')], null=True),
        ),
        migrations.AlterField(
            model_name='historicalminute',
            name='exempt_paragraph',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: information relating to any individual'), (2, '2: information likely to reveal the identity of an individual'), (3, '3: the financial or business affairs of any particular person'), (4, '4: consultations or negotiations on labour relations'), (5, '5: legal professional privilege'), (6, '6: notices, orders or directions proposed under an enactment'), (7, '7: the prevention, investigation or prosecution of crime'), (100, 'confidential: its disclosure is forbidden, or it was given on such terms')], null=True),
        ),
        migrations.AlterField(
            model_name='historicalreport',
            name='exempt_paragraph',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: information relating to any individual'), (2, '2: information likely to reveal the identity of an individual'), (3, '3: the financial or business affairs of any particular person'), (4, '4: consultations or negotiations on labour relations'), (5, '5: legal professional privilege'), (6, '6: notices, orders or directions proposed under an enactment'), (7, '7: the prevention, investigation or prosecution of crime'), (100, 'confidential: its disclosure is forbidden, or it was given on such terms')], null=True),
        ),
        migrations.AlterField(
            model_name='minute',
            name='exempt_paragraph',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: information relating to any individual'), (2, '2: information likely to reveal the identity of an individual'), (3, '3: the financial or business affairs of any particular person'), (4, '4: consultations or negotiations on labour relations'), (5, '5: legal professional privilege'), (6, '6: notices, orders or directions proposed under an enactment'), (7, '7: the prevention, investigation or prosecution of crime'), (100, 'confidential: its disclosure is forbidden, or it was given on such terms')], null=True),
        ),
        migrations.AlterField(
            model_name='report',
            name='exempt_paragraph',
            field=models.PositiveSmallIntegerField(blank=True, choices=[(1, '1: information relating to any individual'), (2, '2: information likely to reveal the identity of an individual'), (3, '3: the financial or business affairs of any particular person'), (4, '4: consultations or negotiations on labour relations'), (5, '5: legal professional privilege'), (6, '6: notices, orders or directions proposed under an enactment'), (7, '7: the prevention, investigation or prosecution of crime'), (100, 'confidential: its disclosure is forbidden, or it was given on such terms')], null=True),
        ),
        AddFullText(*ITEM),
        AddFullText(*REPORT),
        AddFullText(*MINUTE),
    ]
