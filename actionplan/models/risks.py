"""Risks: their registers, what was judged of each from day to day, and who signed that off."""

# Longer than most: one aggregate, whose rows are each of a kind of their own.

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse

from actionplan.models.actions import Action
from actionplan.models.corrections import RecordedRow
from actionplan.models.officers import Officer
from actionplan.models.plans import Plan, SourceDocument
from actionplan.risk_ratings import SCALE, Assessed, RiskScore
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.files.documents import StoredDocument

SCALE_CHOICES = [(number, str(number)) for number in SCALE]
IN_SCALE = (SCALE.start, SCALE.stop - 1)


class RiskScale(models.Model):
    """What likelihood and severity together are called in some registers."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    remark = models.TextField(blank=True)
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name


class RiskBand(models.Model):
    """One cell of a scale: a likelihood, a severity, and the word for both.

    ``level`` puts the words in order, 1 for the lowest. A cell that no paper shows is marked so.
    """

    scale = models.ForeignKey(RiskScale, on_delete=models.CASCADE, related_name="bands")
    likelihood = models.PositiveSmallIntegerField(choices=SCALE_CHOICES)
    severity = models.PositiveSmallIntegerField(choices=SCALE_CHOICES)
    word = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField()
    is_evidenced = models.BooleanField("evidenced in the paper", default=False)

    class Meta:
        ordering = ["scale", "likelihood", "severity"]
        constraints = [
            models.UniqueConstraint(
                fields=["scale", "likelihood", "severity"], name="a_cell_of_a_scale_has_one_band"
            ),
            models.CheckConstraint(
                condition=Q(likelihood__range=IN_SCALE, severity__range=IN_SCALE),
                name="a_band_is_within_its_scale",
            ),
            models.CheckConstraint(condition=~Q(word=""), name="a_band_has_a_word"),
        ]

    def __str__(self) -> str:
        return f"{self.likelihood} by {self.severity}: {self.word}"


class RiskRegister(models.Model):
    """The risks of a plan, of the projects under it or of the directorate, for a period.

    ``plan_slug`` names the plan that its paper belongs to, whether or not that plan is here;
    ``plan`` is that plan once it is.
    """

    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=200)
    period = models.CharField("the period, as its heading has it", max_length=40)
    period_elsewhere = models.CharField(
        "the period, as other words of the paper have it", max_length=40, blank=True
    )
    plan_slug = models.SlugField(blank=True)
    plan = models.ForeignKey(
        Plan, on_delete=models.SET_NULL, null=True, blank=True, related_name="risk_registers"
    )
    scale = models.ForeignKey(RiskScale, on_delete=models.PROTECT, related_name="registers")
    starts_on = models.DateField()
    review_days = models.PositiveSmallIntegerField(
        default=31, help_text="A risk that nobody reviewed for longer needs attention."
    )
    practice_as_written = models.TextField("how it is considered", blank=True)
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["-starts_on", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("risk-register", args=[self.slug])


class RiskQuerySet(models.QuerySet["Risk"]):
    """Risks, as a page as at a day asks for them."""

    def visible_to(self, access: PlanAccess) -> Self:
        """Leave out those of plans that are hidden from whoever asks."""
        return self.exclude(register__plan__in=access.hidden) if access.hidden else self

    def entered(self, *, as_of: date) -> Self:
        """Those that stood in their register by a day."""
        return self.filter(added_on__lte=as_of)

    def with_newest(self, *, as_of: date) -> Self:
        """Add the keys of the assessment in force on a day and of the one before it."""
        rows = (
            RiskAssessment.objects.known(as_of=as_of)
            .filter(risk=OuterRef("pk"))
            .order_by(*RiskAssessment.NEWEST_FIRST)
            .values("pk")
        )
        looked_at = rows.exclude(kind=RiskAssessment.Kind.CHANGED).values("assessed_on")
        return self.annotate(
            newest=Subquery(rows[:1]),
            before=Subquery(rows[1:2]),
            looked_at_on=Subquery(looked_at[:1]),
        )

    def owned_by(self, user: User, *, as_of: date) -> Self:
        """Those whose owner, by the assessment in force on a day, is the user's officer."""
        newest = self.with_newest(as_of=as_of)
        return newest.filter(assessments__pk=F("newest"), assessments__owner__user=user)


class Risk(models.Model):
    """One risk of a register; what is judged of it stands in its assessments."""

    class BelongsTo(models.TextChoices):
        DIRECTORATE = "directorate", "The directorate"
        PLAN = "plan", "The plan"
        PROJECT = "project", "A project"

    newest: int | None
    before: int | None
    looked_at_on: date | None

    register = models.ForeignKey(RiskRegister, on_delete=models.CASCADE, related_name="risks")
    order = models.PositiveIntegerField()
    reference = models.CharField(max_length=20)
    belongs_to = models.CharField(max_length=11, choices=BelongsTo)
    project = models.CharField(max_length=200, blank=True)
    added_on = models.DateField()

    objects = RiskQuerySet.as_manager()

    class Meta:
        ordering = ["register", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "reference"], name="a_risk_has_its_own_reference"
            ),
            models.UniqueConstraint(fields=["register", "order"], name="a_risk_has_its_own_place"),
            models.CheckConstraint(
                condition=Q(belongs_to="project") & ~Q(project="")
                | ~Q(belongs_to="project") & Q(project=""),
                name="a_risk_of_a_project_names_it",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("risk", args=[self.register.slug, self.reference])


class RiskAssessment(RecordedRow):
    """All that was judged of a risk on a day: a whole row each time, never edited.

    ``owner_as_written`` is the owner in the words of whoever wrote it; ``owner_post`` the post
    that is understood by them, ``owner`` the officer, where that is safe.
    """

    NEWEST_FIRST = ("-recorded_on", "-recorded_at", "-pk")

    class Kind(models.TextChoices):
        ENTERED = "entered", "Entered"
        REVIEWED = "reviewed", "Reviewed"
        CHANGED = "changed", "Changed between reviews"

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="assessments")
    kind = models.CharField(max_length=8, choices=Kind)
    assessed_on = models.DateField()
    description = models.TextField()
    likelihood = models.PositiveSmallIntegerField(choices=SCALE_CHOICES)
    severity = models.PositiveSmallIntegerField(choices=SCALE_CHOICES)
    rating_as_written = models.CharField(max_length=40, blank=True)
    mitigation = models.TextField(blank=True)
    owner_as_written = models.CharField(max_length=200)
    owner_post = models.CharField("the owner, as understood", max_length=200, blank=True)
    owner = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_risks"
    )
    residual_likelihood = models.PositiveSmallIntegerField(choices=SCALE_CHOICES)
    residual_severity = models.PositiveSmallIntegerField(choices=SCALE_CHOICES)
    residual_rating_as_written = models.CharField(max_length=40, blank=True)
    said = models.TextField("what was said of it", blank=True)
    reason = models.TextField("why, where that is asked", blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    class Meta(RecordedRow.Meta):
        ordering = ["risk", "recorded_on", "recorded_at"]
        indexes = [models.Index(fields=["risk", "recorded_on"], name="assessments_of_a_risk")]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("assessed_on")),
                name="a_risk_is_assessed_on_no_day_to_come",
            ),
            models.CheckConstraint(condition=~Q(description=""), name="a_risk_says_what_it_is"),
            models.CheckConstraint(condition=~Q(owner_as_written=""), name="a_risk_has_an_owner"),
            models.CheckConstraint(
                condition=Q(likelihood__range=IN_SCALE, severity__range=IN_SCALE)
                & Q(residual_likelihood__range=IN_SCALE, residual_severity__range=IN_SCALE),
                name="a_risk_is_assessed_within_the_scale",
            ),
            models.CheckConstraint(
                condition=~Q(reason="")
                | Q(
                    LessThanOrEqual(
                        F("residual_likelihood") * F("residual_severity"),
                        F("likelihood") * F("severity"),
                    )
                ),
                name="a_residual_above_the_inherent_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk_id}: {self.assessed_on}"

    def assessed(self) -> Assessed:
        """Return what was judged, as the rules take it."""
        return Assessed(
            inherent=RiskScore(likelihood=self.likelihood, severity=self.severity),
            residual=RiskScore(
                likelihood=self.residual_likelihood, severity=self.residual_severity
            ),
            mitigation=self.mitigation,
        )


class RiskSignOff(RecordedRow):
    """That a director signed a register off for a quarter, as it stood on that day."""

    register = models.ForeignKey(RiskRegister, on_delete=models.CASCADE, related_name="sign_offs")
    quarter_starts_on = models.DateField()
    words = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_on", "recorded_at"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["register", "quarter_starts_on"],
                condition=Q(withdrawn_on=None),
                name="a_quarter_of_a_register_is_signed_off_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register_id}: {self.quarter_starts_on}"


class RiskAcceptance(RecordedRow):
    """That a risk is borne as it is, by whose word and until when."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="acceptances")
    reason = models.TextField()
    until = models.DateField()
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_on", "recorded_at"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="an_acceptance_says_why"),
            models.CheckConstraint(
                condition=Q(until__gt=F("recorded_on")), name="an_acceptance_has_an_end_to_come"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk_id} until {self.until}"


class RiskClosing(RecordedRow):
    """That a risk is no more; withdrawn, the risk is open again."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="closings")
    reason = models.TextField()
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_on", "recorded_at"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(reason=""), name="a_closed_risk_says_why"),
            models.UniqueConstraint(
                fields=["risk"], condition=Q(withdrawn_on=None), name="a_risk_is_closed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk_id} closed {self.recorded_on}"


class RiskLink(RecordedRow):
    """That an Action treats a risk, or an indicator shows it; an indicator by its short name."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="links")
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="risk_links"
    )
    indicator = models.SlugField("the indicator’s short name", blank=True, max_length=80)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_on", "recorded_at"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(action__isnull=False, indicator="")
                | Q(action=None) & ~Q(indicator=""),
                name="a_risk_is_linked_to_an_action_or_an_indicator",
            ),
            models.UniqueConstraint(
                fields=["risk", "action"],
                condition=Q(withdrawn_on=None, action__isnull=False),
                name="a_risk_names_an_action_once",
            ),
            models.UniqueConstraint(
                fields=["risk", "indicator"],
                condition=Q(withdrawn_on=None) & ~Q(indicator=""),
                name="a_risk_names_an_indicator_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk_id}: {self.action_id or self.indicator}"


class RiskDoubt(models.Model):
    """Something in a register that is not certain, kept as written and said beside it."""

    register = models.ForeignKey(RiskRegister, on_delete=models.CASCADE, related_name="doubts")
    risk = models.ForeignKey(
        Risk, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    heading = models.CharField(max_length=120)
    text = models.TextField()
    raised_on = models.DateField(help_text="The day of the paper that raises it.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["register", "heading"], name="a_doubt_of_a_register_is_said_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} {self.text}"


class RegisterDocument(StoredDocument):
    """A PDF of a register as at a day."""

    register = models.ForeignKey(RiskRegister, on_delete=models.CASCADE, related_name="documents")

    class Meta(StoredDocument.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["register", "kind", "as_of", "contents_hash"],
                name="a_register_document_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} as at {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("register-document", args=[self.pk_uuid])


def in_force(risk: Risk, *, as_of: date) -> RiskAssessment | None:
    """Return the assessment of a risk that holds on a day, with its owner."""
    rows = risk.assessments.known(as_of=as_of).order_by(*RiskAssessment.NEWEST_FIRST)
    return rows.select_related("owner", "author", "source").first()
