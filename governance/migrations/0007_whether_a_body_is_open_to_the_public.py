"""Lets a body say whether it is open to the public; boards are not, the council's own are."""

from django.db import migrations, models


def open_the_councils_own(apps, schema_editor):
    committees = apps.get_model("governance", "Committee").objects
    committees.exclude(kind="board").update(is_open_to_public=True)


class Migration(migrations.Migration):
    dependencies = [("governance", "0006_full_text")]

    operations = [
        migrations.AddField(
            model_name="committee",
            name="is_open_to_public",
            field=models.BooleanField(
                "its meetings and papers are open to the public",
                default=False,
                help_text="The Local Government Act 1972 opens the council’s own committees, not"
                " boards that it sits on with others. What is not open is in no public register"
                " and no feed.",
            ),
        ),
        migrations.RunPython(open_the_councils_own, migrations.RunPython.noop),
    ]
