"""Who leads and who helps: officers, posts and bodies."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords


class Organisation(models.Model):
    """A body that leads or supports an Action: a partner, a board, a service.

    The register annotates how many Actions it has a part in.
    """

    actions: int

    code = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


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
    as_written = models.CharField(max_length=300, blank=True)
    active_from = models.DateField(null=True, blank=True)
    active_to = models.DateField(null=True, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="officer",
    )

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
        """Initials, name and post, as far as they are known."""
        return ", ".join(part for part in (self.initials, self.name, self.post) if part)
