"""Lets administrators make and edit rating schemes."""

from django.db import migrations

from herefordshire_cs.accounts.granting import grant

MAY = {"Administrator": ["add_ratingscheme", "change_ratingscheme"]}


def give(apps, schema_editor):
    grant(apps, "actionplan", MAY)


def take_away(apps, schema_editor):
    permissions = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="actionplan", codename__in=MAY["Administrator"]
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=MAY):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):

    dependencies = [
        ('actionplan', '0033_a_level_has_a_word'),
    ]

    operations = [
        migrations.RunPython(give, take_away),
    ]
