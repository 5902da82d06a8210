"""What is taken down of what was published, without being exempt: by whom, when and why."""

from collections.abc import Collection
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.models.meetings import Meeting
from governance.models.minutes import Minute
from governance.models.packs import Pack
from governance.models.reports import Report

# Without a pack and a report a take-down is of the minutes of its meeting.
OF_MINUTES = Q(pack=None, report=None)


class TakeDownQuerySet(models.QuerySet["TakeDown"]):
    """What can be asked of what is taken down."""

    def in_force(self) -> Self:
        """Those that nobody ended: at the address of each stands that it is taken down."""
        return self.filter(ended_at=None)

    def of_reports(self) -> models.QuerySet["TakeDown", Any]:
        """The keys of the reports that are taken down."""
        return self.filter(report__isnull=False).order_by().values("report")

    def of_minutes(self) -> models.QuerySet["TakeDown", Any]:
        """The keys of the meetings whose minutes are taken down."""
        return self.filter(OF_MINUTES).order_by().values("meeting")

    def of(self, meeting: Meeting, *, report: int | None) -> Self:
        """Those of a report, by its key, or without one of the minutes of a meeting."""
        if report is not None:
            return self.filter(report=report)
        return self.filter(OF_MINUTES, meeting=meeting)

    def of_papers(self, meeting: Meeting) -> Self:
        """Those of the reports and the minutes of a meeting."""
        return self.filter(meeting=meeting, pack=None)

    def showing_in(
        self, pack: Pack, *, reports: Collection[int], minutes: Collection[int]
    ) -> Self:
        """Those of a pack, or of reports and minutes, by key, that it shows."""
        meetings = Minute.objects.filter(pk__in=minutes).values("meeting")
        of_minutes = OF_MINUTES & Q(meeting__in=meetings)
        return self.filter(Q(pack=pack) | Q(report__in=reports) | of_minutes)

    def closing(self) -> Self:
        """Those for which copies issued before stay closed: all but those made by mistake."""
        return self.filter(is_mistake=False)


class TakeDown(models.Model):
    """That a pack’s public copy, a report or the minutes of a meeting are taken down.

    Without a pack and a report it is of the minutes. It is for data protection and the like, and
    marks nothing exempt. ``public_words`` stand where it was; ``reason`` is for those who run
    meetings. It is ended, never deleted: what is mended is read again where it stands, but the
    packs that were issued with it before stay closed unless it was taken down by mistake.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="take_downs")
    pack = models.ForeignKey(
        Pack, on_delete=models.PROTECT, null=True, blank=True, related_name="take_downs"
    )
    report = models.ForeignKey(
        Report, on_delete=models.PROTECT, null=True, blank=True, related_name="take_downs"
    )
    reason = models.TextField("why it is taken down")
    public_words = models.CharField("what the public is told", max_length=250)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.TextField("why it is put back", blank=True)
    is_mistake = models.BooleanField("it was taken down by mistake", default=False)

    objects = TakeDownQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pack=None) | Q(report=None), name="one_thing_is_taken_down"
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(public_words=""), name="a_take_down_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} is taken down"

    @property
    def is_of_minutes(self) -> bool:
        """Whether it is of the minutes of its meeting."""
        return self.pack_id is None and self.report_id is None

    @property
    def what(self) -> str:
        """What is taken down, for those who may read it."""
        return str(self.pack or self.report or f"Minutes of {self.meeting}")
