"""Lets people keep a list as they want it again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0011_roles_of_one_plan")]
    operations = [
        migrations.CreateModel(
            name="SavedView",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("path", models.CharField(db_index=True, max_length=200)),
                ("query", models.CharField(blank=True, max_length=2000)),
                (
                    "is_shared",
                    models.BooleanField(
                        default=False, verbose_name="shared with everybody who may open the list"
                    ),
                ),
                (
                    "is_start",
                    models.BooleanField(
                        default=False, verbose_name="where one starts after signing in"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="saved_views",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "path", "name"),
                        name="a_view_of_a_list_has_a_name_of_its_own",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("is_start", True)),
                        fields=("user",),
                        name="one_view_is_where_somebody_starts",
                    ),
                ],
            },
        ),
    ]
