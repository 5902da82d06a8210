"""What inspectors and others judged: always a scheme and a label, never a bare number."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from indicators.models.indicators import Indicator, Paper


class JudgementScheme(models.Model):
    """A scale of grades. Two schemes may point opposite ways and never share an axis."""

    class Best(models.TextChoices):
        HIGHEST = "highest", "The highest number is best"
        LOWEST = "lowest", "The lowest number is best"
        WORDS = "words", "Words, best first"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    best = models.CharField(max_length=8, choices=Best)
    key_as_printed = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Grade(models.Model):
    """One grade of a scheme: its code as printed and its label; ``order`` 1 is the best."""

    scheme = models.ForeignKey(JudgementScheme, on_delete=models.CASCADE, related_name="grades")
    code = models.CharField(max_length=60)
    label = models.CharField(max_length=120)
    basis = models.TextField(
        "what it rests on, where the scheme’s own words do not hold", blank=True
    )
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["scheme", "order"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="a_grade_has_one_code"),
        ]

    def __str__(self) -> str:
        return self.label if self.label.startswith(self.code) else f"{self.code}: {self.label}"


class JudgementArea(models.Model):
    """What is judged again and again, under whatever scheme and in whatever words.

    ``outcome`` is the Every Child Matters outcome by which indicators' priorities name it.
    """

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=150)
    outcome = models.CharField(max_length=120, blank=True)
    basis = models.TextField("why papers’ words are taken for this area", blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("judgement-area", args=[self.slug])


class JudgementQuerySet(models.QuerySet["Judgement"]):
    """What can be asked of judgements."""

    def known(self, *, as_of: date) -> Self:
        """Those in papers published by a day, and those entered by then and not withdrawn."""
        return self.filter(
            Q(paper__published_on__lte=as_of)
            | Q(paper=None, recorded_on__lte=as_of)
            & (Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_of))
        )


class Judgement(models.Model):
    """One judgement of one area: as a paper prints it, or as an officer entered it.

    One that was entered has no paper but a day of recording; a mistake is withdrawn or corrected
    by another row. ``judged_on`` is the day on which it was published or made.
    """

    scheme = models.ForeignKey(
        JudgementScheme, on_delete=models.PROTECT, related_name="judgements"
    )
    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="judgements")
    area = models.TextField()
    area_judged = models.ForeignKey(
        JudgementArea,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="judgements",
    )
    outcome = models.CharField(max_length=120, blank=True)
    period = models.CharField(max_length=40)
    period_as_printed = models.CharField(max_length=80, blank=True)
    as_written = models.CharField(max_length=120)
    made_by = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="judgements"
    )
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    judged_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_by_name = models.CharField(max_length=200, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)
    withdrawal_reason = models.TextField(blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="correction"
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["scheme", "order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | Q(recorded_on__isnull=False),
                name="a_judgement_is_of_a_paper_or_recorded",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(withdrawn_on__gte=F("recorded_on")) & ~Q(withdrawal_reason=""),
                name="a_judgement_is_withdrawn_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.period}: {self.grade}"

    @property
    def source(self) -> str:
        """Where it stands: the paper and the place in it, or who recorded it."""
        if self.paper is None:
            return f"Entered by {self.recorded_by_name}"
        return f"{self.paper.title}, {self.place}"


class JudgementPoint(models.Model):
    """A strength, or an area for improvement, that a judgement names."""

    class Kind(models.TextChoices):
        STRENGTH = "strength", "Strength"
        IMPROVEMENT = "improvement", "Area for improvement"

    judgement = models.ForeignKey(Judgement, on_delete=models.CASCADE, related_name="points")
    kind = models.CharField(max_length=12, choices=Kind)
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["judgement", "kind", "order"]

    def __str__(self) -> str:
        return self.text


class JudgementAnswer(models.Model):
    """That a recommendation or an action of a plan, or an indicator, speaks to an area judged.

    A plan and what is in it are named by their words, because plans are another app's. ``plan``
    is empty for an indicator, whose ``reference`` is its slug.
    """

    class Kind(models.TextChoices):
        RECOMMENDATION = "recommendation", "Recommendation"
        ACTION = "action", "Action"
        INDICATOR = "indicator", "Indicator"

    area = models.ForeignKey(JudgementArea, on_delete=models.CASCADE, related_name="answers")
    kind = models.CharField(max_length=14, choices=Kind)
    plan = models.SlugField(blank=True)
    reference = models.CharField(max_length=80)
    note = models.CharField(max_length=300, blank=True)
    recorded_by_name = models.CharField(max_length=200)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["area", "recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "kind", "plan", "reference"],
                condition=Q(withdrawn_on=None),
                name="a_judgement_is_answered_once_by_the_same",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.kind} {self.reference}"


class GradeCount(models.Model):
    """How many schools or settings of a kind held a grade on a day."""

    grade = models.ForeignKey(Grade, on_delete=models.PROTECT, related_name="counts")
    area = models.CharField(max_length=200)
    as_at = models.CharField(max_length=40)
    count = models.PositiveIntegerField()
    as_written = models.CharField(max_length=40)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "grade__order"]

    def __str__(self) -> str:
        return f"{self.area}: {self.count} {self.grade}"


class LimitingRule(models.Model):
    """A rule of 2005 that bars a grade, in the words of the paper."""

    slug = models.SlugField(unique=True, max_length=80)
    as_written = models.TextField()
    is_proposal = models.BooleanField("proposed, not yet in force", default=False)
    note = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.as_written


class KeyThreshold(models.Model):
    """A level of an indicator below which the social care judgement cannot be the best grade."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="thresholds")
    level = models.DecimalField(max_digits=14, decimal_places=4)
    wording = models.CharField(max_length=300, blank=True)
    in_force_from = models.DateField()

    class Meta:
        ordering = ["indicator"]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.level}"


class Statement(models.Model):
    """What a paper says of performance in prose, as written."""

    slug = models.SlugField(unique=True, max_length=80)
    text = models.TextField()
    note = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="statements")
    place = models.CharField(max_length=200, blank=True)
    indicators = models.ManyToManyField(Indicator, blank=True, related_name="statements")
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.text


class BenchmarkTable(models.Model):
    """A table of figures that are no series of an indicator: told once, for comparison."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=200)
    period_as_printed = models.CharField(max_length=40, blank=True)
    note = models.TextField(blank=True)
    nearness = models.TextField("why the nearest indicator's series is not joined", blank=True)
    indicator = models.ForeignKey(
        Indicator, on_delete=models.SET_NULL, null=True, blank=True, related_name="benchmarks"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.title


class BenchmarkFigure(models.Model):
    """One cell of such a table."""

    table = models.ForeignKey(BenchmarkTable, on_delete=models.CASCADE, related_name="figures")
    area = models.CharField(max_length=120)
    row = models.CharField(max_length=200)
    unit = models.CharField(max_length=60, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    as_written = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["table", "order"]

    def __str__(self) -> str:
        return f"{self.area}, {self.row}: {self.as_written}"
