"""Minutes: what was said of an item, and whether the public may read it."""

from typing import Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.agendas import AgendaItem
from governance.models.exempt import Exemptible
from governance.models.meetings import Meeting
from herefordshire_cs.lib.recorded import Recorded


class MinuteQuerySet(models.QuerySet["Minute"]):
    """What can be asked of minutes."""

    def to_be_read(self, *, sees_drafts: bool) -> Self:
        """Those that a reader may read: of minutes in draft only where they see drafts."""
        approved = Q(meeting__state=Meeting.State.MINUTES_APPROVED)
        return self if sees_drafts else self.filter(approved)


class Minute(Exemptible):
    """One minute; its number runs on through the municipal year and is no identifier by itself.

    It is exempt by itself, or with its item where any part of that is, until somebody says that
    it is not: what was said of an exempt appendix tells of it.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="minutes")
    # An item that is exempt keeps its minute from the public, so it stays with it.
    item = models.ForeignKey(
        AgendaItem, on_delete=models.RESTRICT, null=True, blank=True, related_name="minutes"
    )
    number = models.PositiveSmallIntegerField()
    title = models.TextField()
    text = models.TextField(blank=True)
    points = models.JSONField(default=list, blank=True)
    point_groups = models.JSONField(
        default=list,
        blank=True,
        help_text="Objects with lead_in, from, to.",
    )
    text_after = models.TextField("text after the points", blank=True)
    is_abridged = models.BooleanField(default=False)
    is_open = models.BooleanField(
        "the public may read it although a part of its item is exempt", default=False
    )
    # Section 100C(2) of the Local Government Act 1972: a fair record where minutes are withheld.
    public_summary = models.TextField("summary that the public may read", blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=250, blank=True)

    objects = MinuteQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="a_minute_of_a_meeting_has_one_number"
            ),
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | ~Q(exempt_reason=""),
                name="an_exempt_minute_says_why",
            ),
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | Q(is_open=False),
                name="an_exempt_minute_is_not_open",
            ),
        ]

    def __str__(self) -> str:
        return f"Minute {self.number}: {self.title}"

    @property
    def withheld_with(self) -> Exemptible | None:
        """What of its item is exempt: the item, its report or an appendix; None where nothing is.

        The caller has fetched the item's report and its appendices along.
        """
        if self.item is None:
            return None
        appendices = self.item.report.appendices.all() if self.item.report else []
        return self.item.withheld_as or next((row for row in appendices if row.is_exempt), None)

    @property
    def withheld_as(self) -> Exemptible | None:
        """What keeps it from the public: itself or a part of its item; None where nothing does."""
        if self.is_exempt:
            return self
        return None if self.is_open else self.withheld_with
