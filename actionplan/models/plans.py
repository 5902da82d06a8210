"""A plan as it was agreed: its scheme, its parts, its words and where each was read."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actionplan.models.rating_schemes import RatingScheme, scale_from
from actionplan.periodic_kinds import PeriodicKind
from actionplan.rag import Scheme
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.bywhen import Precision

PERIODIC_KIND_CHOICES = [(kind.value, kind.called) for kind in PeriodicKind]
PRECISION_CHOICES = [(precision.value, precision.value) for precision in Precision]


class SourceDocument(models.Model):
    """A paper that rows were read from."""

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=250)
    body = models.CharField("put before", max_length=200, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    agenda_item = models.CharField(max_length=20, blank=True)
    pages = models.CharField(max_length=40, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    dated_note = models.TextField(blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.title


class PlanQuerySet(models.QuerySet["Plan"]):
    """Plans, as an officer asks for them."""

    def with_scheme(self) -> Self:
        """Bring the rating scheme and its levels along."""
        return self.select_related("scheme").prefetch_related("scheme__levels")

    def visible_to(self, access: PlanAccess) -> Self:
        """Leave out those that are hidden from whoever asks."""
        return self.exclude(pk__in=access.hidden) if access.hidden else self


class Plan(models.Model):
    """A plan that answers an inspection or a priority: recommendations, and actions for each."""

    class Completion(models.TextChoices):
        NOTE = "note", "a note"
        EVIDENCE = "note and evidence", "a note and evidence"
        SECOND_PERSON = "second person", "a second person"

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    full_title = models.CharField(max_length=300, blank=True)
    level_name = models.CharField("what the middle level is called", max_length=40)
    level_name_plural = models.CharField(max_length=40)
    group_name = models.CharField("what groups it", max_length=60, blank=True)
    group_explanation = models.TextField(blank=True)
    area_name = models.CharField(
        "what stands between it and the actions", max_length=40, blank=True
    )
    accountable_name = models.CharField(
        "what who answers for an action is called beside its lead", max_length=40, blank=True
    )
    scheme = models.ForeignKey(RatingScheme, on_delete=models.PROTECT, related_name="plans")
    impact_scheme = models.ForeignKey(
        RatingScheme,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans_of_impact",
        verbose_name="the scheme in which impact is rated",
        help_text="Impact is rated apart from delivery, where this is said.",
    )
    starts_on = models.DateField()
    reporting_cycle_days = models.PositiveSmallIntegerField(
        help_text="Silence for longer than this lapses a lead's rating."
    )
    cycle_reason = models.TextField(blank=True)
    first_report_due_on = models.DateField(
        null=True,
        blank=True,
        help_text="Until this day has gone, silence on an action is not red, by-when past or not.",
    )
    earlier_by_whens_are_red = models.BooleanField(
        "a by-when before the plan began makes red", default=True
    )
    red_remark = models.TextField("why red is so limited", blank=True)
    completion = models.CharField(
        "what a completion needs",
        max_length=17,
        choices=Completion,
        default=Completion.NOTE,
        help_text="From the day of the change on; completions recorded before it stand.",
    )
    is_private = models.BooleanField(
        "is there for its own people alone",
        default=False,
        help_text="Those who have a role in it, or are named in it.",
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Another with each change of the plan's record; what was worked out of it is kept under it.
    standings_mark = models.CharField(max_length=32, blank=True, editable=False)
    # Where this is not after the day of a page, the page need not ask what was said before.
    reworded_on = models.DateField(
        "the last day on which its words were edited", null=True, blank=True, editable=False
    )

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["is_private", "standings_mark", "reworded_on"])

    class Meta:
        ordering = ["-starts_on"]
        permissions = [
            ("read_plan", "Can read plans and their documents"),
            ("export_plan", "Can take the records out as files"),
            ("own_plan", "Owns a plan: its people, its scheme, its by-whens"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.slug])

    def clean(self) -> None:
        """Refuse another scheme once anything was rated: its days are read in the present one."""
        stored = Plan.objects.filter(pk=self.pk).values_list("scheme", flat=True).first()
        if stored is not None and stored != self.scheme_id and self.is_rated():
            words = "Ratings were given under the present scheme, so it stays. Edit its levels."
            raise ValidationError({"scheme": words})

    def is_rated(self) -> bool:
        """Say whether anybody rated anything of it; two queries at most."""
        given = Q(updates__rating__gt="") | Q(updates__rating_read__gt="")
        given |= Q(moderations__isnull=False)
        rated = self.actions.filter(given | Q(completion_claims__isnull=False))
        return rated.exists() or self.recommendations.filter(given).exists()

    def has_impact(self) -> bool:
        """Say whether the impact of any of its actions was ever rated; one query."""
        return self.actions.filter(updates__impact__gt="").exists()

    def rating_scheme(self) -> Scheme:
        """Return the scheme as the rating rule takes it; reads the prefetched levels."""
        levels = self.scheme.levels.all()
        return Scheme.of_definitions(
            {row.key: row.definition for row in levels},
            scale=scale_from(vars(row) for row in levels),
            lapses_after_days=self.reporting_cycle_days,
            silence_red_after=self.first_report_due_on,
            early_before=None if self.earlier_by_whens_are_red else self.starts_on,
        )


class PlanSection(models.Model):
    """A paragraph of the plan's introduction, abridged where it says so."""

    class Kind(models.TextChoices):
        INTRODUCTION = "introduction", "Introduction"
        TASK = "task", "Primary task"
        ENABLER = "enabler", "What enables the primary tasks"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=12, choices=Kind)
    order = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    is_abridged = models.BooleanField(default=True)

    class Meta:
        ordering = ["kind", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "order"], name="a_section_has_its_own_place"
            ),
        ]

    def __str__(self) -> str:
        return self.heading or f"{self.get_kind_display()} {self.order}"


class ReportingLine(models.Model):
    """Who the plan promises to report to, and how often."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="reporting_lines")
    order = models.PositiveSmallIntegerField()
    reports = models.CharField("who reports", max_length=200)
    reports_to = models.CharField(max_length=250)
    frequency = models.CharField(max_length=120)
    what = models.CharField(max_length=300)
    as_written = models.TextField(blank=True)
    remark = models.TextField(blank=True)
    report_kind = models.CharField(
        "the report that keeps it", max_length=9, choices=PERIODIC_KIND_CHOICES, blank=True
    )
    action_reference = models.CharField(
        "the action whose notes speak of it", max_length=20, blank=True
    )

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return f"{self.reports} to {self.reports_to}, {self.frequency}"


class GlossaryTerm(models.Model):
    """An abbreviation that the papers explain."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="glossary")
    term = models.CharField(max_length=40)
    meaning = models.CharField(max_length=250)
    remark = models.TextField(blank=True)
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "term"], name="a_term_is_explained_once"),
        ]

    def __str__(self) -> str:
        return f"{self.term}: {self.meaning}"


class UrgencyGroup(models.Model):
    """The optional grouping above recommendations: in 2006, the JAR's timescale."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="urgency_groups")
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    name_as_written = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    remark = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.name


class Recommendation(models.Model):
    """What the inspectors asked for; the middle level of a plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    also_worded = models.TextField("worded otherwise elsewhere in the paper", blank=True)
    also_worded_in = models.CharField(max_length=120, blank=True)
    links_remark = models.CharField("remark on its links", max_length=250, blank=True)
    predecessor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name="what it carries on of an earlier plan",
    )
    emendations = models.JSONField(
        default=list,
        blank=True,
        help_text="What its paper has otherwise than it is understood, each with its ground.",
    )
    urgency_group = models.ForeignKey(
        UrgencyGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="recommendations",
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who reports on it beside the directors",
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="who agrees to new by-whens and completions beside the directors",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="a_recommendation_has_its_own_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.plan.slug, self.number])

    def clean(self) -> None:
        """Refuse a predecessor that is not of an earlier plan."""
        if self.predecessor is not None:
            refuse_unless_earlier(self.predecessor.plan, than=self.plan)


def refuse_unless_earlier(plan: Plan, *, than: Plan) -> None:
    """Raise ``ValidationError`` where what is carried on is not of an earlier plan."""
    if plan.starts_on >= than.starts_on:
        words = f"It is of {plan}, which did not begin before {than}."
        raise ValidationError({"predecessor": words})
