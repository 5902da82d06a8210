"""Bank holidays that no calendar could know beforehand."""

from datetime import date

from django.db import models


class OneOffHolidayQuerySet(models.QuerySet["OneOffHoliday"]):
    """One-off holidays, as the counting functions take them."""

    def days(self) -> frozenset[date]:
        """Return the days alone."""
        return frozenset(self.values_list("day", flat=True))


class OneOffHoliday(models.Model):
    """A bank holiday that no calendar could know beforehand, such as a coronation."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)

    objects = OneOffHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name
