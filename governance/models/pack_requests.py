"""What waits for a second person before a pack is issued."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.models.meetings import Meeting
from governance.models.packs import Pack


class PackRequestQuerySet(models.QuerySet["PackRequest"]):
    """What can be asked of requests."""

    def waiting(self) -> Self:
        """Those that nobody has answered."""
        return self.filter(answer="").select_related("asked_by")


class PackRequest(models.Model):
    """That somebody checked a pack and asks another person to issue it.

    ``checked`` is a hash of what the pack held when it was asked for: whoever issues it is told
    where it holds something else since.
    """

    class Answer(models.TextChoices):
        ISSUED = "issued", "Issued"
        REFUSED = "refused", "Not issued"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="pack_requests")
    kind = models.CharField(max_length=10, choices=Pack.Kind)
    only_items = models.JSONField("the items that a supplement holds, by key", default=list)
    corrects = models.TextField("what it corrects or adds", blank=True)
    reason = models.TextField("why it goes out all the same", blank=True)
    checked = models.CharField(max_length=64)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    answer = models.CharField(max_length=8, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_reason = models.TextField("why it is not issued", blank=True)

    objects = PackRequestQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(answer=""),
                name="one_request_of_a_meeting_waits",
            ),
            models.CheckConstraint(
                condition=~Q(answer="issued") | ~Q(answered_by=models.F("asked_by")),
                name="a_second_person_issues_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} of {self.meeting}"
