"""The one council that a database is of, as pages and papers name it."""

import hashlib

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from herefordshire_cs.lib.council import DEFAULT_ACCENT, EVERY_BODY, OWN_BODIES

THE_COUNCIL = 1  # its key: there is one
DAYS = [MinValueValidator(1), MaxValueValidator(30)]


class Council(models.Model):
    """The council's record; a blank field is said by no page."""

    class Government(models.TextChoices):
        LEADER = "leader", "Leader and cabinet"
        MAYOR = "mayor", "Directly elected mayor and cabinet"
        COMMITTEES = "committees", "Committee system"

    class Serving(models.TextChoices):
        EVERY = EVERY_BODY, "Every body that is open to the public"
        OWN = OWN_BODIES, "Those for which they are named; others only while no clerk is named"

    id = models.PositiveSmallIntegerField(primary_key=True, default=THE_COUNCIL, editable=False)
    name = models.CharField(max_length=150)
    area = models.CharField("its area, as its figures are called", max_length=80, blank=True)
    service = models.CharField("the service that keeps the plans", max_length=150, blank=True)
    application_name = models.CharField(
        "what this application is called",
        max_length=100,
        default="Children’s services improvement",
    )
    government = models.CharField(
        "form of government", max_length=10, choices=Government, default=Government.LEADER
    )
    executive = models.CharField("what its executive is called", max_length=80, blank=True)
    chair = models.CharField("what who chairs a committee is called", max_length=40)
    address = models.TextField(max_length=500, blank=True)
    papers_contact = models.CharField("whom to ask about papers", max_length=250, blank=True)
    accessibility_contact = models.CharField(
        "whom to ask for another format", max_length=250, blank=True
    )
    footer = models.CharField("what stands at the foot of pages", max_length=250, blank=True)
    accent_colour = models.CharField(
        max_length=7,
        default=DEFAULT_ACCENT,
        validators=[RegexValidator(r"\A#[0-9a-f]{6}\Z", "Write a colour like #14323a.")],
    )
    question_days = models.PositiveSmallIntegerField(
        "working days before a meeting for questions", default=2, validators=DAYS
    )
    question_source = models.CharField("where that is written", max_length=200, blank=True)
    call_in_days = models.PositiveSmallIntegerField(
        "working days for call-in", default=5, validators=DAYS
    )
    call_in_source = models.CharField("where that is written", max_length=200, blank=True)
    decisions_days = models.PositiveSmallIntegerField(
        "working days until decisions are published", default=2, validators=DAYS
    )
    decisions_source = models.CharField("where that is written", max_length=200, blank=True)
    clerks_serve = models.CharField(
        "the open bodies that a clerk serves",
        max_length=5,
        choices=Serving,
        default=Serving.EVERY,
    )
    asks_second_step = models.BooleanField(
        "a second step is asked of who reads exempt papers or administers", default=True
    )
    is_demonstration = models.BooleanField(
        "loaded with the demonstration", default=False, editable=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "the council"
        constraints = [
            models.CheckConstraint(condition=Q(id=THE_COUNCIL), name="there_is_one_council"),
        ]

    def __str__(self) -> str:
        return self.name


class CouncilLogo(models.Model):
    """The council's crest or logo, as bytes that were looked at before they were kept."""

    class MediaType(models.TextChoices):
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"

    council = models.OneToOneField(Council, on_delete=models.CASCADE, related_name="logo")
    content = models.BinaryField()
    media_type = models.CharField(max_length=10, choices=MediaType)
    width = models.PositiveIntegerField("width in pixels")
    height = models.PositiveIntegerField("height in pixels")
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"Logo of {self.council}"

    def save(self, *args: object, **options: object) -> None:
        """Keep the hash with the bytes."""
        self.sha256 = hashlib.sha256(bytes(self.content)).hexdigest()
        super().save(*args, **options)  # type: ignore[arg-type]


class BackupSeen(models.Model):
    """That somebody saw a backup put back and looked into it; never changed, only added to."""

    seen_on = models.DateField()
    words = models.CharField("what was seen", max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-seen_on", "-pk"]
        verbose_name_plural = "backups seen"

    def __str__(self) -> str:
        return f"{self.seen_on}: {self.words}"


class LoadedRow(models.Model):
    """A row that the demonstration loaded, so that it can be taken out again."""

    model = models.CharField("its model, as app.name", max_length=100)
    row = models.BigIntegerField("its key")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["model", "row"], name="a_row_is_loaded_once"),
        ]

    def __str__(self) -> str:
        return f"{self.model} {self.row}"


class SchoolTerm(models.Model):
    """A term as the council published it; by-whens such as “spring term 2027” are read by it."""

    class Name(models.TextChoices):
        AUTUMN = "autumn", "Autumn"
        SPRING = "spring", "Spring"
        SUMMER = "summer", "Summer"

    name = models.CharField(max_length=6, choices=Name)
    starts_on = models.DateField()
    half_term_from = models.DateField(null=True, blank=True)
    half_term_to = models.DateField(null=True, blank=True)
    ends_on = models.DateField()

    history = HistoricalRecords()

    class Meta:
        ordering = ["starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lt=models.F("ends_on")), name="a_term_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(half_term_from=None, half_term_to=None)
                | Q(
                    half_term_from__gt=models.F("starts_on"),
                    half_term_to__gte=models.F("half_term_from"),
                    half_term_to__lt=models.F("ends_on"),
                ),
                name="a_half_term_is_within_its_term",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_name_display()} term {self.starts_on.year}"
