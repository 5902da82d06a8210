"""Says of a live document of a plan which plan it is of."""

from django.db import migrations, models

# Until now all of them were of this one.
BEFORE = "jar-2005"
OF_A_PLAN = ("summary", "action-plan", "exceptions")


def name_the_plan(apps, schema_editor):
    rows = apps.get_model("governance", "Appendix").objects
    rows.filter(kind="live", document__in=OF_A_PLAN).update(plan=BEFORE)


class Migration(migrations.Migration):
    dependencies = [("governance", "0016_what_bodies_have")]
    operations = [
        migrations.AddField(
            model_name="appendix",
            name="plan",
            field=models.SlugField(blank=True, verbose_name="the plan that a live document is of"),
        ),
        migrations.RunPython(name_the_plan, migrations.RunPython.noop),
    ]
