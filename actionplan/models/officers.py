"""Who leads and who helps: officers, posts and bodies."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Organisation(models.Model):
    """A body that leads or supports an Action: a partner, a board, a service.

    The register annotates how many Actions it has a part in.
    """

    actions: int

    class Kind(models.TextChoices):
        TEAM = "team", "Team or service of the council"
        DIRECTORATE = "directorate", "Directorate"
        PARTNER = "partner", "Partner organisation"
        BOARD = "board", "Board or partnership"

    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, choices=Kind, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="the same body, written once",
        help_text="Kept for the days before: it is nowhere to be chosen.",
    )

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class OfficerQuerySet(models.QuerySet["Officer"]):
    """Officers and posts, as a form, a list or a file's reader asks for them."""

    def known(self, *, on: date) -> Self:
        """Those who were there by a day: the posts of a plan that began later were not."""
        return self.filter(Q(active_from=None) | Q(active_from__lte=on))

    def to_choose(self, *, on: date) -> Self:
        """Those known by a day, as one looks for them: by initials, then posts by their titles."""
        shown = Case(When(is_post=True, then=F("post")), default=F("initials"))
        return self.known(on=on).order_by("is_post", shown)


class Officer(models.Model):
    """A person or a post that can lead; the name is blank where the paper gives only a post.

    The register annotates how many Actions it leads and supports, and its open doubts.
    """

    leads: int
    supports: int
    doubts_count: int

    initials = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=150, blank=True)
    post = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="officers"
    )
    is_indexed = models.BooleanField(
        "in the plan's index of initials", default=True, help_text="Used but not indexed: no."
    )
    is_post = models.BooleanField(
        "a post that its plan names by title",
        default=False,
        help_text="Its initials are an address only and are shown nowhere.",
    )
    as_written = models.CharField(max_length=300, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="officers",
    )

    objects = OfficerQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["initials"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(active_to__gte=models.F("active_from"))
                | models.Q(active_to=None)
                | models.Q(active_from=None),
                name="officer_leaves_after_starting",
            ),
        ]

    def __str__(self) -> str:
        return self.full_label

    def get_absolute_url(self) -> str:
        return reverse("officer", args=[self.initials])

    @property
    def full_label(self) -> str:
        """Initials, name and post, as far as they are known; a post by its title and holder."""
        if self.is_post:
            return f"{self.post} ({self.name})" if self.name else self.post
        return ", ".join(part for part in (self.initials, self.name, self.post) if part)

    @property
    def short_label(self) -> str:
        """What tells them apart in a list: the initials, or the title of a post."""
        return self.post if self.is_post else self.initials
