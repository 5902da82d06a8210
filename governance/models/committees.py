"""Whom the council answers to: committees, their members and the capacities in which they sit."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse


class Committee(models.Model):
    """A body that meets: the Cabinet, a scrutiny committee, a board."""

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "Executive"
        SCRUTINY = "scrutiny", "Scrutiny committee"
        BOARD = "board", "Board"

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=Kind)
    is_open_to_public = models.BooleanField(
        "its meetings and papers are open to the public",
        default=False,
        help_text="The Local Government Act 1972 opens the council’s own committees, not boards"
        " that it sits on with others. What is not open is in no public register and no feed.",
    )
    remit = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("committee", args=[self.slug])


class MembershipQuerySet(models.QuerySet["Membership"]):
    """What can be asked of memberships."""

    def on(self, day: date) -> Self:
        """Those that held on a day; a day that the papers do not tell leaves an end open."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """A person's seat on a committee, in one capacity, from a day to a day."""

    class Capacity(models.TextChoices):
        COUNCILLOR = "councillor", "Councillor"
        CHURCH = "church", "Church member"
        PARENT_GOVERNOR = "parent governor", "Parent governor member"
        TEACHER = "teacher", "Teacher representative"
        HEADTEACHER = "headteacher", "Headteacher representative"

    class Office(models.TextChoices):
        CHAIRMAN = "chairman", "Chairman"
        VICE_CHAIRMAN = "vice-chairman", "Vice-Chairman"

    class Voting(models.TextChoices):
        ALL = "all", "On every item"
        EDUCATION = "education matters", "On education matters"
        NONE = "none", "None"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="memberships")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20, choices=Capacity)
    office = models.CharField(max_length=15, choices=Office, blank=True)
    represents = models.CharField(max_length=150, blank=True)
    voting = models.CharField(max_length=20, choices=Voting)
    voting_basis = models.TextField(blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    days_basis = models.TextField("how the days are known", blank=True)
    as_written = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(starts_on__lte=models.F("ends_on")),
                name="a_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.name}"

    @property
    def title(self) -> str:
        """What the name is led by, as on an agenda."""
        return "Councillor " if self.capacity == self.Capacity.COUNCILLOR else ""


class AnnualCouncil(models.Model):
    """The annual meeting of the council, with which a municipal year begins."""

    held_on = models.DateField(unique=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["held_on"]
        verbose_name_plural = "annual meetings of the council"

    def __str__(self) -> str:
        return f"Annual Council of {self.held_on}"
