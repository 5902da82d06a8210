"""Which plan a command speaks of where it names none."""

from django.core.management.base import CommandError

from actionplan.models import Plan

FIRST_BEGUN = "the plan that began first"


def first_begun() -> str:
    """Return the short name of the plan that began first. Raises CommandError where none is."""
    slug = Plan.objects.order_by("starts_on", "pk").values_list("slug", flat=True).first()
    if slug is None:
        raise CommandError("There is no plan; bring one in first.")
    return slug
