"""Makes of each file of evidence its first version, and of its action the first thing it is for."""

from django.db import migrations


def part(apps, schema_editor):
    """The bytes stay where they are; the row of the evidence keeps its key."""
    Evidence = apps.get_model("actionplan", "Evidence")
    Version = apps.get_model("actionplan", "EvidenceVersion")
    Link = apps.get_model("actionplan", "EvidenceLink")
    for row in Evidence.objects.select_related("action").order_by("pk").iterator(chunk_size=500):
        Version.objects.create(
            evidence=row,
            number=1,
            filename=row.filename,
            media_type=row.media_type,
            size=row.size,
            sha256=row.sha256,
            file=row.file.name,
            supplied_by_id=row.author_id,
            supplied_on=row.recorded_on,
            recorded_at=row.recorded_at,
        )
        Link.objects.create(
            evidence=row,
            action_id=row.action_id,
            update_id=row.update_id,
            author_id=row.author_id,
            recorded_on=row.recorded_on,
            recorded_at=row.recorded_at,
        )
        Evidence.objects.filter(pk=row.pk).update(plan=row.action.plan_id)


class Migration(migrations.Migration):
    dependencies = [("actionplan", "0024_evidence")]
    # Back again is not possible: evidence may be of several actions, or of none.
    operations = [migrations.RunPython(part)]
