"""The indicators themselves: what each measures, which way is good, and the sets of them."""

from datetime import date
from enum import StrEnum
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from indicators.measures import (
    MINIMUM_COHORT,
    Measure,
    Polarity,
    Tolerance,
    ToleranceKind,
    Unit,
)
from indicators.periods import Frequency, PeriodKind, YearType, is_reported_for


def choices(kinds: type[StrEnum]) -> list[tuple[str, str]]:
    """Return an enumeration as the choices of a field."""
    return [(kind.value, kind.value.capitalize()) for kind in kinds]


class Paper(models.Model):
    """A paper that indicators, figures or judgements were read from."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=250)
    published_on = models.DateField()
    published_note = models.TextField(blank=True)

    class Meta:
        ordering = ["published_on", "slug"]

    def __str__(self) -> str:
        return self.title


class IndicatorSet(models.Model):
    """A view of the indicators: a national set, an agreement, a report."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    basis = models.TextField("how membership is known", blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """What can be asked of the indicators."""

    def in_order(self) -> Self:
        """As the papers list them."""
        return self.order_by("order", "pk")

    def in_use(self, *, as_of: date) -> Self:
        """Those whose paper was published by a day."""
        return self.filter(paper__published_on__lte=as_of)

    def reported(self, *, as_of: date) -> Self:
        """Those in use on a day and not succeeded by another that is in use too."""
        return self.in_use(as_of=as_of).exclude(succeeded_by__paper__published_on__lte=as_of)

    def of_set(self, slug: str) -> Self:
        """Those that a set views."""
        return self.filter(sets__slug=slug)

    def reported_for(self, kind: PeriodKind) -> Self:
        """Those that give a figure for every period of a kind."""
        found = {
            PeriodKind.MONTH: Q(frequency=Frequency.MONTHLY),
            PeriodKind.QUARTER: Q(frequency__in=[Frequency.MONTHLY, Frequency.QUARTERLY]),
            PeriodKind.DAY: Q(year_type=YearType.SNAPSHOT),
            PeriodKind.FINANCIAL_YEAR: Q(year_type=YearType.FINANCIAL),
            PeriodKind.ACADEMIC_YEAR: Q(year_type=YearType.ACADEMIC),
            PeriodKind.CALENDAR_YEAR: Q(year_type=YearType.CALENDAR),
        }
        return self.filter(found[kind])


class Indicator(models.Model):
    """One measure, with one definition; a changed definition is another indicator, or a break."""

    slug = models.SlugField(unique=True, max_length=80)
    ref = models.CharField("reference", max_length=30, blank=True)
    definition = models.TextField()
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="indicators")
    place = models.CharField("place in the paper", max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    unit = models.CharField(max_length=20, choices=choices(Unit), default=Unit.PER_CENT)
    unit_per = models.CharField("rate per what", max_length=120, blank=True)
    decimals = models.PositiveSmallIntegerField(default=0)
    polarity = models.CharField(max_length=10, choices=choices(Polarity))
    polarity_basis = models.CharField("where the polarity comes from", max_length=300, blank=True)
    range_low = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    range_high = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    year_type = models.CharField(max_length=10, choices=choices(YearType))
    year_type_basis = models.CharField(max_length=300, blank=True)
    frequency = models.CharField(
        max_length=10, choices=choices(Frequency), default=Frequency.ANNUAL
    )
    frequency_basis = models.CharField(max_length=300, blank=True)
    is_cumulative = models.BooleanField("grows through the year", default=False)
    counts_children = models.BooleanField(default=False)
    is_small_cohort = models.BooleanField("known to have a very small cohort", default=False)
    cohort_basis = models.CharField(max_length=400, blank=True)
    minimum_cohort = models.PositiveSmallIntegerField(default=MINIMUM_COHORT)
    tolerance_kind = models.CharField(
        max_length=10, choices=choices(ToleranceKind), blank=True, default=""
    )
    tolerance = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    tolerance_basis = models.CharField(max_length=400, blank=True)
    owner = models.CharField(max_length=200, blank=True)
    supplier = models.CharField("data supplier", max_length=200, blank=True)
    succeeded_by = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="predecessors"
    )
    succeeded_basis = models.CharField(max_length=400, blank=True)
    sets = models.ManyToManyField(IndicatorSet, blank=True, related_name="indicators")

    objects = IndicatorQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "pk"]
        permissions = [
            ("read_indicators", "Can read the indicators"),
            ("export_indicators", "Can take the indicators out as a file"),
            ("load_outturns", "Can load outturns from a file and enter them"),
            ("issue_digest", "Can issue the Performance Digest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    polarity=Polarity.RANGE,
                    range_low__isnull=False,
                    range_high__isnull=False,
                    range_low__lte=models.F("range_high"),
                )
                | ~Q(polarity=Polarity.RANGE),
                name="a_good_range_has_both_ends",
            ),
            models.CheckConstraint(
                condition=Q(tolerance_kind="", tolerance=None)
                | (~Q(tolerance_kind="") & Q(tolerance__isnull=False)),
                name="a_tolerance_has_a_kind_and_a_size",
            ),
            models.UniqueConstraint(
                fields=["ref"], condition=~Q(ref=""), name="a_reference_names_one_indicator"
            ),
        ]

    def __str__(self) -> str:
        return self.ref or self.definition

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.slug])

    @property
    def measure(self) -> Measure:
        """What a rating needs to know."""
        return Measure(
            polarity=Polarity(self.polarity),
            unit=Unit(self.unit),
            unit_per=self.unit_per,
            tolerance=self._tolerance(),
            range_low=self.range_low,
            range_high=self.range_high,
            minimum_cohort=self.minimum_cohort,
            is_small_cohort=self.is_small_cohort,
            is_cumulative=self.is_cumulative,
        )

    def _tolerance(self) -> Tolerance | None:
        if not self.tolerance_kind or self.tolerance is None:
            return None
        return Tolerance(kind=ToleranceKind(self.tolerance_kind), size=self.tolerance)

    def takes(self, kind: PeriodKind) -> bool:
        """Say whether a figure for a period of a kind can be this indicator's."""
        return is_reported_for(kind, YearType(self.year_type), Frequency(self.frequency))


class Priority(models.Model):
    """A priority of a plan, under which its indicators stand."""

    plan = models.SlugField(help_text="The plan's short name, as directorate-2009.")
    number = models.PositiveSmallIntegerField()
    wording = models.TextField()
    agreement = models.TextField("Local Area Agreement", blank=True)
    plan_priorities = models.TextField("Children and Young People's Plan", blank=True)
    outcomes = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="a_priority_has_one_number"),
        ]

    def __str__(self) -> str:
        return f"Priority {self.number}: {self.wording}"


class Purpose(models.Model):
    """What an indicator is meant to show working, named by reference.

    Plans belong to another app, so a purpose holds the plan's short name and the number of the
    recommendation or priority, and the words of the paper that says so.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="purposes")
    plan = models.SlugField()
    number = models.PositiveSmallIntegerField()
    wording = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["plan", "number", "indicator"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "plan", "number"], name="a_purpose_is_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} for {self.plan} {self.number}"


class DefinitionChange(models.Model):
    """A day from which an indicator counts something else: no series is joined across it."""

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="definition_changes"
    )
    changed_on = models.DateField()
    words = models.TextField("what changed")

    class Meta:
        ordering = ["indicator", "changed_on"]

    def __str__(self) -> str:
        return f"{self.indicator} changed on {self.changed_on}"


class ComparatorGroup(models.Model):
    """Whom the council is compared with: a country, a region, a named group of a vintage."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    vintage = models.CharField(max_length=20, blank=True)
    source = models.TextField(blank=True)
    average = models.TextField("how its figure is arrived at", blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return f"{self.name} {self.vintage}".strip()


class Neighbour(models.Model):
    """One authority of a comparator group."""

    group = models.ForeignKey(ComparatorGroup, on_delete=models.CASCADE, related_name="members")
    name = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["group", "order"]
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="a_neighbour_is_named_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Doubt(models.Model):
    """What is doubtful in the record of the indicators: kept as written, never guessed away."""

    slug = models.SlugField(unique=True, max_length=80)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    words = models.TextField()
    as_written = models.TextField(blank=True)
    understood = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.words
