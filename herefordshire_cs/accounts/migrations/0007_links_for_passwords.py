"""Adds when a link was made with which a person chooses their password."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_no_tables_of_axes")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="link_made_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="when the link was made with which they choose a password",
            ),
        )
    ]
