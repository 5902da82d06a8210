"""Files of outturns as they were sent, and what a check of one asks of the record."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from indicators.measures import Unit
from indicators.models.figures import Comparator, Outturn
from indicators.models.indicators import ComparatorGroup, Indicator
from indicators.outturn_columns import InRow
from indicators.outturn_rows import Known, key_of
from indicators.periods import Frequency, YearType


class OutturnFile(models.Model):
    """A file of Outturns as it was sent: its lines, corrected until they could be loaded.

    ``rows`` is a list of objects, one a line: line, reference, period, value, numerator,
    denominator and note, each as the words that were there. ``corrections`` lists the cells that
    were changed on the page: line, column, before and after. ``notices`` say in sentences what of
    the file was not read.
    """

    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    rows = models.JSONField()
    corrections = models.JSONField(default=list)
    notices = models.JSONField(default=list)
    is_provisional = models.BooleanField(default=False)
    group = models.ForeignKey(
        ComparatorGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="files",
        verbose_name="whose figures they are, where not the council’s own",
    )
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sent_by_name = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField()
    loaded_on = models.DateField(null=True, blank=True)
    loaded_by_name = models.CharField(max_length=200, blank=True)
    added = models.PositiveIntegerField(default=0)
    restated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-sent_at"]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("outturn-file", args=[self.pk])


def in_rows(file: OutturnFile) -> list[InRow]:
    """Return the lines of a file as they stand."""
    return [InRow(**row) for row in file.rows]


def known_indicators(*, as_of: date) -> Mapping[str, Known]:
    """Return the indicators in use on a day, by reference; by definition where there is none.

    What is the reference of one is never taken for the address of another.
    """
    rows = [(row, known_as(row)) for row in Indicator.objects.in_use(as_of=as_of)]
    found: dict[str, Known] = {}
    for column in ("ref", "slug", "definition"):
        for row, known in rows:
            if name := getattr(row, column):
                found.setdefault(key_of(name), known)
    return found


def newest_figures(
    indicators: Iterable[int], *, as_of: date, group: int | None
) -> dict[tuple[int, str], Outturn | Comparator]:
    """Return the newest figure of each indicator and period, by both.

    The council's own outturns; of a group of others, theirs.
    """
    wanted = list(indicators)
    rows: Any = Outturn.objects.filter(indicator__in=wanted)
    if group is not None:
        rows = Comparator.objects.filter(indicator__in=wanted, group=group)
    found = rows.known(as_of=as_of).select_related("period", "indicator")
    return {(row.indicator_id, row.period.slug): row for row in found}


def known_as(row: Indicator) -> Known:
    """Return what the check needs to know of an indicator."""
    return Known(
        pk=row.pk,
        name=str(row),
        unit=Unit(row.unit),
        year_type=YearType(row.year_type),
        frequency=Frequency(row.frequency),
    )
