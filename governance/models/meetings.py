"""Meetings, and which of them the public may read."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee
from herefordshire_cs.lib.recorded import Recorded


def open_to_public(path: str = "") -> Q:
    """State that the papers of a meeting, at a path such as ``meeting__``, are public.

    A meeting is as its body is, but for those that were there when the body became private or
    open: what becomes of them is said once, and kept with each.
    """
    as_body = Q(
        **{f"{path}is_public_by_itself": None, f"{path}committee__is_open_to_public": True}
    )
    return as_body | Q(**{f"{path}is_public_by_itself": True})


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """What can be asked of meetings."""

    def going_ahead(self) -> Self:
        """Those that were not called off: a meeting that is not to be held owes nothing."""
        return self.exclude(fate__in=Meeting.CALLED_OFF)

    def upcoming(self, *, as_of: date) -> Self:
        """Those still to be held on a day, the next first."""
        return self.filter(held_on__gte=as_of).order_by("held_on", "begins_at")

    def open_to_public(self) -> Self:
        """Those of bodies that are open to the public, unless a meeting says otherwise itself."""
        return self.filter(open_to_public())

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

    class Fate(models.TextChoices):
        """What became of a meeting that was not held as it was called, beside its state."""

        CANCELLED = "cancelled", "Cancelled"
        POSTPONED = "postponed", "Postponed"
        INQUORATE = "inquorate", "Inquorate"
        ADJOURNED = "adjourned", "Adjourned"

    CALLED_OFF = (Fate.CANCELLED, Fate.POSTPONED)

    class Mode(models.TextChoices):
        IN_PERSON = "in person", "In person"
        HYBRID = "hybrid", "In person and by video"
        REMOTE = "remote", "By video"

    slug = models.SlugField(unique=True, max_length=120)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    joint_with = models.ForeignKey(
        Committee, on_delete=models.PROTECT, null=True, blank=True, related_name="joint_meetings"
    )
    mode = models.CharField("how it is held", max_length=10, choices=Mode, default=Mode.IN_PERSON)
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
    is_public_by_itself = models.BooleanField(
        "its papers are public, or are not, whatever its body is", null=True, blank=True
    )
    are_additions_public = models.BooleanField(
        "what is added to it is public too, though its body is private", null=True, blank=True
    )
    approved_at = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_approved"
    )
    fate = models.CharField("what became of it", max_length=10, choices=Fate, blank=True)
    fate_reason = models.TextField("why", blank=True)
    fate_on = models.DateField("day on which that was recorded", null=True, blank=True)
    fate_by_name = models.CharField("who recorded it", max_length=200, blank=True)
    follows = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    decisions_issued_on = models.DateField("day of the decision sheet", null=True, blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["-held_on"]
        permissions = [
            ("read_meetings", "Can read the meetings and their public papers"),
            ("read_exempt", "Can read exempt papers"),
            ("read_draft_minutes", "Can read minutes that are not approved"),
            ("run_meetings", "Can run meetings: agenda, packs, minutes"),
            ("export_meetings", "Can take the records of meetings out as a file"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(fate="") | ~Q(fate_reason=""),
                name="what_became_of_a_meeting_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])

    @property
    def is_open_to_public(self) -> bool:
        """Whether its papers are public; the same rule for a row whose body came along."""
        by_itself = self.is_public_by_itself
        return self.committee.is_open_to_public if by_itself is None else by_itself

    @property
    def asks_about_additions(self) -> bool:
        """Whether it was kept public of a private body, and nobody said what of additions."""
        is_kept = bool(self.is_public_by_itself) and not self.committee.is_open_to_public
        return is_kept and not self.are_additions_public

    @property
    def is_called_off(self) -> bool:
        """Whether it is not to be held, so that nothing is due for it or can be taken down."""
        return self.fate in self.CALLED_OFF
