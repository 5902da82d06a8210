"""Who came to a meeting, and which interests they declared."""

from django.db import models

from governance.models.agendas import AgendaItem
from governance.models.committees import Membership
from governance.models.meetings import Meeting
from herefordshire_cs.lib.text.words import mid_sentence


class Attendance(models.Model):
    """Who came to a meeting, sent apologies or was in attendance, in which capacity."""

    class Presence(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"
        SUBSTITUTE = "substitute", "Substitute"
        IN_ATTENDANCE = "in attendance", "In attendance"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20, choices=Membership.Capacity, blank=True)
    represents = models.CharField(max_length=150, blank=True)
    office = models.CharField(max_length=15, choices=Membership.Office, blank=True)
    presence = models.CharField(max_length=15, choices=Presence)
    in_place_of = models.CharField(max_length=120, blank=True)
    as_written = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return f"{self.name}, {mid_sentence(self.get_presence_display())}"


class Declaration(models.Model):
    """An interest that somebody declared in an item, in the words of the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="declarations")
    name = models.CharField(max_length=120)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="declarations"
    )
    interest = models.TextField("nature of the interest")
    has_left = models.BooleanField("left the room for the item", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return f"{self.name}: {self.interest}"
