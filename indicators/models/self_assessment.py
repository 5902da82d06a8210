"""Self-assessments: frameworks of questions as data, and what was answered and when.

Everything answered is a dated row. A later answer to the same question stands beside the earlier
one, so that a page as at a day shows what was recorded by that day.
"""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from herefordshire_cs.lib.files.documents import StoredDocument
from indicators.models.indicators import Paper


class Framework(models.Model):
    """A self-assessment as a form: sections, questions and a scale of levels."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    introduction = models.TextField(blank=True)
    level_label = models.CharField(max_length=60, default="Level")
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="frameworks"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FrameworkLevel(models.Model):
    """One level of a framework's scale, or a pair that lies between two; ``order`` 1 is lowest."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="levels")
    slug = models.SlugField()
    label = models.CharField(max_length=60)
    basis = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["framework", "order"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="a_level_has_one_slug"),
        ]

    def __str__(self) -> str:
        return self.label


class FrameworkSection(models.Model):
    """A section of a framework; ``title_basis`` says why, where the title is not printed."""

    framework = models.ForeignKey(Framework, on_delete=models.CASCADE, related_name="sections")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    title_basis = models.TextField(blank=True)
    introduction = models.TextField(blank=True)

    class Meta:
        ordering = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "number"], name="a_section_has_one_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class FrameworkQuestion(models.Model):
    """Something that a framework asks; ``prompts`` are kept one on a line, in their order."""

    class Kind(models.TextChoices):
        QUESTION = "question", "Question"
        PART = "part", "Part of a question"
        SUMMARY = "summary", "Summary"
        ISSUES = "issues", "Top issues"
        SUPPORT = "support", "Support needed"

    section = models.ForeignKey(
        FrameworkSection, on_delete=models.CASCADE, related_name="questions"
    )
    reference = models.CharField(max_length=30)
    slug = models.SlugField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    part_of = models.ForeignKey(
        "self", on_delete=models.CASCADE, null=True, blank=True, related_name="parts"
    )
    heading = models.CharField(max_length=200, blank=True)
    introduction = models.TextField(blank=True)
    text = models.TextField()
    prompts = models.TextField(blank=True)
    has_level = models.BooleanField(default=False)
    figure_label = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section", "order"]
        constraints = [
            models.UniqueConstraint(fields=["section", "slug"], name="a_question_has_one_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"

    @property
    def is_numbered(self) -> bool:
        """Whether it is a question or a part of one, not a box of a summary."""
        return self.kind in (self.Kind.QUESTION, self.Kind.PART)


class SelfAssessmentQuerySet(models.QuerySet["SelfAssessment"]):
    """What can be asked of self-assessments."""

    def known(self, *, as_of: date) -> Self:
        """Those that were begun by a day."""
        return self.filter(begun_on__lte=as_of)

    def issued(self, *, as_of: date) -> Self:
        """Those that were issued by a day."""
        return self.filter(issued_on__lte=as_of)


class SelfAssessment(models.Model):
    """A framework answered once for an area; issued, it takes no further answers.

    ``assessed_on`` is the day that it stands for. One of a paper was issued on the paper's day.
    """

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="assessments")
    slug = models.SlugField()
    area = models.CharField(max_length=200)
    assessed_on = models.DateField()
    date_as_written = models.CharField(max_length=80, blank=True)
    status_as_written = models.CharField(max_length=80, blank=True)
    adviser_label = models.CharField(max_length=80, blank=True)
    adviser = models.CharField(max_length=120, blank=True)
    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments"
    )
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    begun_on = models.DateField()
    begun_at = models.DateTimeField()
    issued_by_name = models.CharField(max_length=200, blank=True)
    issued_on = models.DateField(null=True, blank=True)

    objects = SelfAssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["-assessed_on", "-pk"]
        permissions = [("answer_selfassessment", "Can begin, answer and issue a self-assessment")]
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "slug"], name="an_assessment_has_one_slug"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(issued_on__gte=F("begun_on")),
                name="an_assessment_is_issued_after_it_is_begun",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework}, {self.assessed_on}"

    def get_absolute_url(self) -> str:
        return reverse("self-assessment", args=[self.framework.slug, self.slug])


class AssessmentAnswer(models.Model):
    """What was answered to one question, at one time; the newest known on a day counts."""

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="answers"
    )
    question = models.ForeignKey(
        FrameworkQuestion, on_delete=models.PROTECT, related_name="answers"
    )
    level = models.ForeignKey(
        FrameworkLevel, on_delete=models.PROTECT, null=True, blank=True, related_name="answers"
    )
    figure = models.CharField(max_length=120, blank=True)
    comment = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    author_name = models.CharField(max_length=200, blank=True)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["assessment", "question", "recorded_at", "pk"]

    def __str__(self) -> str:
        return f"{self.question.reference}: {self.level or 'no level'}"


class AssessmentContributor(models.Model):
    """Who contributed to an assessment, in what role, of what organisation."""

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="contributors"
    )
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    recorded_on = models.DateField()

    class Meta:
        ordering = ["assessment", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "name", "organisation"],
                name="a_contributor_is_named_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssessmentAgreement(models.Model):
    """That a named body agreed an assessment; a paper may name no day."""

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.CASCADE, related_name="agreements"
    )
    body = models.CharField(max_length=200)
    agreed_on = models.DateField(null=True, blank=True)
    as_written = models.TextField(blank=True)
    recorded_on = models.DateField()

    class Meta:
        ordering = ["assessment", "agreed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "body"], name="a_body_agrees_an_assessment_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_on=None) | Q(recorded_on__gte=F("agreed_on")),
                name="an_assessment_was_agreed_on_no_day_to_come",
            ),
        ]

    def __str__(self) -> str:
        return self.body


class AssessmentDoubt(models.Model):
    """Something doubtful in a paper's answers: what it prints, and what is understood."""

    assessment = models.ForeignKey(SelfAssessment, on_delete=models.CASCADE, related_name="doubts")
    question = models.ForeignKey(
        FrameworkQuestion, on_delete=models.CASCADE, related_name="doubts"
    )
    words = models.TextField()
    as_written = models.TextField(blank=True)
    understood = models.TextField(blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["assessment", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "order"], name="a_doubt_of_an_assessment_has_one_place"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class AssessmentDocument(StoredDocument):
    """A PDF of an assessment as at a day, found again by the hash of what it says."""

    assessment = models.ForeignKey(
        SelfAssessment, on_delete=models.PROTECT, related_name="documents"
    )

    class Meta(StoredDocument.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "kind", "as_of", "contents_hash"],
                name="an_assessment_document_is_made_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} as at {self.as_of}"

    def get_absolute_url(self) -> str:
        return reverse("assessment-document", args=[self.pk_uuid])
