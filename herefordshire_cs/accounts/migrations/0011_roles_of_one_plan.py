"""Makes the two roles that there are in a plan alone."""

from django.db import migrations

ROLES = ["Plan owner", "Plan reader"]


def make_roles(apps, schema_editor):
    for name in ROLES:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


def remove_roles(apps, schema_editor):
    apps.get_model("accounts", "RoleInPlan").objects.filter(group__name__in=ROLES).delete()
    apps.get_model("auth", "Group").objects.filter(name__in=ROLES).delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0010_roles_in_plans")]
    operations = [migrations.RunPython(make_roles, remove_roles)]
