"""The work programme of a committee."""

from django.db import models
from simple_history.models import HistoricalRecords

from governance.models.agendas import AgendaItem
from governance.models.committees import Committee
from governance.models.meetings import Meeting
from governance.models.resolutions import Resolution
from herefordshire_cs.lib.recorded import Recorded


class ProgrammeItem(models.Model):
    """A piece of work that a committee means to do; on an agenda once a meeting is chosen."""

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="programme")
    title = models.TextField()
    purpose = models.TextField(blank=True)
    lead = models.CharField("who brings it", max_length=200, blank=True)
    wanted_for = models.CharField("when it is wanted", max_length=120, blank=True)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.SET_NULL, null=True, blank=True, related_name="programme"
    )
    agenda_item = models.OneToOneField(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="programme_item"
    )
    resolution = models.ForeignKey(
        Resolution, on_delete=models.SET_NULL, null=True, blank=True, related_name="programme"
    )
    is_done = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["committee", "order", "pk"]

    def __str__(self) -> str:
        return self.title
