"""Bank holidays that no calendar could know beforehand."""

from django.db import models

from herefordshire_cs.lib.calendar.working_days import WorkingCalendar


class OneOffHolidayQuerySet(models.QuerySet["OneOffHoliday"]):
    """One-off holidays."""

    def working_calendar(self) -> WorkingCalendar:
        """Return the calendar by which working days are counted, these days left out."""
        return WorkingCalendar(frozenset(self.values_list("day", flat=True)))


class OneOffHoliday(models.Model):
    """A bank holiday that no calendar could know beforehand, such as a coronation."""

    day = models.DateField(unique=True)
    name = models.CharField(max_length=120)

    objects = OneOffHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return self.name
