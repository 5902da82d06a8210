"""Meetings, and which of them the public may read."""

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """What can be asked of meetings."""

    def upcoming(self, *, as_of: date) -> Self:
        """Those still to be held on a day, the next first."""
        return self.filter(held_on__gte=as_of).order_by("held_on", "begins_at")

    def open_to_public(self) -> Self:
        """Those of bodies that are open to the public."""
        return self.filter(committee__is_open_to_public=True)

    def past(self, *, as_of: date) -> Self:
        """Those held before a day, the last first."""
        return self.filter(held_on__lt=as_of).order_by("-held_on")


class Meeting(models.Model):
    """One meeting of a committee on a day."""

    class State(models.TextChoices):
        PLANNED = "planned", "Planned"
        PUBLISHED = "published", "Agenda published"
        HELD = "held", "Held"
        MINUTES_DRAFT = "minutes draft", "Minutes in draft"
        MINUTES_APPROVED = "minutes approved", "Minutes approved"

    slug = models.SlugField(unique=True, max_length=120)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    held_on = models.DateField("day")
    begins_at = models.TimeField("time", null=True, blank=True)
    ended_at = models.TimeField(null=True, blank=True)
    venue = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.PLANNED)
    chair_as_written = models.CharField(max_length=250, blank=True)
    contact = models.CharField("whom to ask", max_length=200, blank=True)
    date_as_printed = models.CharField(max_length=80, blank=True)
    day_reason = models.TextField("why it is held on a day that is no working day", blank=True)
    published_on = models.DateField("day the agenda was opened", null=True, blank=True)
    short_notice_reason = models.TextField("why the notice is short", blank=True)
    minutes_circulated_on = models.DateField(null=True, blank=True)
    approved_at = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_approved"
    )
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on"]
        permissions = [
            ("read_meetings", "Can read the meetings and their public papers"),
            ("read_exempt", "Can read exempt papers"),
            ("read_draft_minutes", "Can read minutes that are not approved"),
            ("run_meetings", "Can run meetings: agenda, packs, minutes"),
            ("export_meetings", "Can take the records of meetings out as a file"),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])
