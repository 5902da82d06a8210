"""The figures: Outturns, Targets and Comparators of a period; added, never edited."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from indicators.measures import NoValue, Reading
from indicators.models.indicators import ComparatorGroup, Indicator, Paper
from indicators.periods import PeriodKind, ReportingPeriod

KINDS = [(kind.value, kind.value) for kind in PeriodKind]
REASONS = [(reason.value, reason.words) for reason in NoValue]


class PeriodQuerySet(models.QuerySet["Period"]):
    """What can be asked of the periods."""

    def named(self, period: ReportingPeriod) -> "Period":
        """Return the row of a period, made where there is none yet."""
        row, _is_new = self.get_or_create(
            slug=period.slug,
            defaults={
                "kind": period.kind,
                "starts_on": period.starts_on,
                "ends_on": period.ends_on,
            },
        )
        return row


class Period(models.Model):
    """A span of days that a figure is for."""

    slug = models.SlugField(unique=True, max_length=40)
    kind = models.CharField(max_length=20, choices=KINDS)
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = PeriodQuerySet.as_manager()

    class Meta:
        ordering = ["starts_on", "ends_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "starts_on", "ends_on"], name="a_period_has_one_row"
            ),
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")),
                name="a_period_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.span.label

    @property
    def span(self) -> ReportingPeriod:
        """The period as a value."""
        return ReportingPeriod(
            starts_on=self.starts_on, ends_on=self.ends_on, kind=PeriodKind(self.kind)
        )


class FigureQuerySet(models.QuerySet[Any]):
    """What can be asked of figures."""

    def known(self, *, as_of: date) -> Self:
        """Those published by a day, the newest last."""
        return self.filter(published_on__lte=as_of).order_by("published_on", "pk")


class Figure(models.Model):
    """What one row of figures holds: a value, or the reason why there is none, as written.

    A later figure for the same indicator and period restates the earlier one, which stays.
    """

    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    no_value_reason = models.CharField(max_length=20, choices=REASONS, blank=True)
    as_written = models.CharField(max_length=200, blank=True)
    period_as_printed = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)
    published_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    objects = FigureQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["published_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=False, no_value_reason="")
                | (Q(value__isnull=True) & ~Q(no_value_reason="")),
                name="%(class)s_has_a_value_or_says_why_not",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.as_written or self.no_value_reason} for {self.period}"

    @property
    def reading(self) -> Reading:
        """The figure as a value."""
        return Reading(
            period=self.period.span.label,
            value=self.value,
            reason=NoValue(self.no_value_reason) if self.no_value_reason else None,
        )


class Outturn(Figure):
    """What an indicator came to in a period, as published on a day."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="outturns")
    numerator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    is_provisional = models.BooleanField(default=False)

    class Meta(Figure.Meta):
        indexes = [
            models.Index(fields=["indicator", "published_on"], name="outturns_of_an_indicator")
        ]
        constraints = [
            *Figure.Meta.constraints,
            models.CheckConstraint(
                condition=Q(denominator__isnull=True) | Q(denominator__gt=0),
                name="a_denominator_is_more_than_nothing",
            ),
        ]

    @property
    def reading(self) -> Reading:
        """The figure as a value, with the numbers behind it."""
        return Reading(
            period=self.period.span.label,
            value=self.value,
            numerator=self.numerator,
            denominator=self.denominator,
            reason=NoValue(self.no_value_reason) if self.no_value_reason else None,
        )


class Target(Figure):
    """What an indicator is meant to reach in a period, as set on a day."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")

    class Meta(Figure.Meta):
        pass


class Comparator(Figure):
    """What others came to in a period."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="comparators")
    group = models.ForeignKey(
        ComparatorGroup, on_delete=models.PROTECT, related_name="comparators"
    )

    class Meta(Figure.Meta):
        pass


class Commentary(models.Model):
    """What is said of an indicator's figure for a period; a new version is a new row."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="commentaries")
    period = models.ForeignKey(Period, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    written_by_name = models.CharField(max_length=200, blank=True)
    written_on = models.DateField()
    recorded_at = models.DateTimeField()
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_by_name = models.CharField(max_length=200, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["written_on", "pk"]
        verbose_name_plural = "commentaries"
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_commentary_says_something"),
        ]

    def __str__(self) -> str:
        return f"Commentary on {self.indicator}, {self.period}"
