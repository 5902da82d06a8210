"""Lets the council’s officers, and a plan’s own people, read what is for the board only."""

from django.db import migrations, models

from herefordshire_cs.accounts.granting import grant

READERS = (
    *("Officer", "Performance officer", "Committee clerk", "Director", "Auditor"),
    *("Plan owner", "Plan reader"),
)


def give(apps, schema_editor):
    grant(apps, "actionplan", dict.fromkeys(READERS, ["read_board_notes"]))


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0048_short_titles")]
    operations = [
        migrations.AlterModelOptions(
            name="progressupdate",
            options={
                "ordering": ["counts_from", "recorded_at", "sequence"],
                "permissions": [("read_board_notes", "Can read what is for the board only")],
            },
        ),
        migrations.AlterField(
            model_name="evidence",
            name="sensitivity",
            field=models.CharField(
                choices=[
                    ("open", "Open: whoever reads the plan"),
                    (
                        "board",
                        "For the board only: officers, directors, the plan’s readers; in no file",
                    ),
                    ("restricted", "Restricted: officers, directors, auditors"),
                    ("confidential", "Confidential: directors, and whose action it is for"),
                ],
                default="open",
                max_length=12,
            ),
        ),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
