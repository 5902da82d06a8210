"""Who came to a meeting, and which interests they declared."""

from django.db import models
from simple_history.models import HistoricalRecords

from governance.models.agendas import AgendaItem
from governance.models.committees import Membership
from governance.models.meetings import Meeting
from herefordshire_cs.lib.recorded import Recorded
from herefordshire_cs.lib.text.words import mid_sentence


class Attendance(models.Model):
    """Who came to a meeting, sent apologies or was in attendance, in which capacity.

    What the capacity and the office were called is kept as it was then: a body that gives its
    chair another name later changes nothing in minutes that were approved.
    """

    class Presence(models.TextChoices):
        PRESENT = "present", "Present"
        APOLOGIES = "apologies", "Apologies"
        ABSENT = "absent", "Absent"
        SUBSTITUTE = "substitute", "Substitute"
        IN_ATTENDANCE = "in attendance", "In attendance"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20, blank=True)
    capacity_as_called = models.CharField(max_length=80, blank=True)
    represents = models.CharField(max_length=150, blank=True)
    office = models.CharField(max_length=15, blank=True)
    office_as_called = models.CharField(max_length=80, blank=True)
    presence = models.CharField(max_length=15, choices=Presence)
    in_place_of = models.CharField(max_length=120, blank=True)
    as_written = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return f"{self.name}, {mid_sentence(self.get_presence_display())}"

    @property
    def capacity_words(self) -> str:
        """What the capacity was called; of what was read from the papers, as they call it."""
        return self.capacity_as_called or dict(Membership.Capacity.choices).get(self.capacity, "")

    @property
    def office_words(self) -> str:
        """What the office was called, in the same way."""
        return self.office_as_called or dict(Membership.Office.choices).get(self.office, "")


class Movement(models.Model):
    """Somebody who came late, left or came back: at a time, at an item, or both."""

    class Way(models.TextChoices):
        CAME = "came", "Arrived"
        LEFT = "left", "Left"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="movements")
    name = models.CharField(max_length=120)
    way = models.CharField("arrived or left", max_length=4, choices=Way)
    at = models.TimeField("time", null=True, blank=True)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="movements"
    )
    order = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return f"{self.name} {mid_sentence(self.get_way_display())}"


class Declaration(models.Model):
    """An interest that somebody declared in an item, in the words of the minutes.

    ``kind`` is what the code of conduct calls it; the codes of before July 2012 had other kinds.
    """

    class Kind(models.TextChoices):
        PECUNIARY = "pecuniary", "Disclosable pecuniary interest"
        REGISTRABLE = "registrable", "Other registrable interest"
        NON_REGISTRABLE = "non-registrable", "Non-registrable interest"
        PERSONAL = "personal", "Personal interest (before July 2012)"
        PREJUDICIAL = "prejudicial", "Personal and prejudicial interest (before July 2012)"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="declarations")
    name = models.CharField(max_length=120)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="declarations"
    )
    kind = models.CharField("type of interest", max_length=15, choices=Kind, blank=True)
    interest = models.TextField("nature of the interest")
    has_left = models.BooleanField("left the room for the item", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["meeting", "order"]

    def __str__(self) -> str:
        return f"{self.name}: {self.interest}"
