"""Says who keeps registers of risks: whose risks one may review is in the querysets."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

MAY = {
    "Officer": ["add_riskassessment"],
    "Partner": ["add_riskassessment"],
    "Performance officer": ["add_riskregister", "add_risk", "add_riskassessment"],
    "Director": ["add_riskregister", "add_risk", "add_riskassessment", "add_risksignoff"],
}


def give(apps, schema_editor):
    config = apps.get_app_config("actionplan")
    # Permissions are otherwise made only after all migrations; the roles need them now.
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    permissions = apps.get_model("auth", "Permission").objects
    for role, codenames in MAY.items():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.add(
            *permissions.filter(content_type__app_label="actionplan", codename__in=codenames)
        )


def take_away(apps, schema_editor):
    for role, codenames in MAY.items():
        group = apps.get_model("auth", "Group").objects.get(name=role)
        group.permissions.remove(
            *group.permissions.filter(
                content_type__app_label="actionplan", codename__in=codenames
            )
        )


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0017_risks"), ("accounts", "0002_roles")]
    operations = [migrations.RunPython(give, take_away)]
