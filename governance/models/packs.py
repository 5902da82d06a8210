"""Packs as they were issued: two copies of one source, kept byte for byte, never made again."""

import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse

from governance.models.meetings import Meeting


class Pack(models.Model):
    """The papers of a meeting as issued on a day: the members' copy and the public's.

    ``contents`` lists what it holds, as its pages were counted: title, public title, number, first
    and last page, and the paragraph under which the public copy withholds it.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting to be built"
        MAKING = "making", "Being built"
        READY = "ready", "Ready"
        FAILED = "failed", "Could not be built"

    class Kind(models.TextChoices):
        PACK = "pack", "Pack"
        SUPPLEMENT = "supplement", "Supplement"
        CORRECTION = "correction", "Correction"

    UNFINISHED = (State.QUEUED, State.MAKING)

    pk_uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="packs")
    version = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PACK)
    first_page = models.PositiveIntegerField(default=1)
    only_items = models.JSONField("the items that a supplement holds, by key", default=list)
    corrects = models.TextField("what it corrects or adds", blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.QUEUED)
    failure = models.TextField(blank=True)
    parts_done = models.PositiveSmallIntegerField(default=0)
    parts_total = models.PositiveSmallIntegerField(default=0)
    as_of = models.DateField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    issued_by_name = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    contents = models.JSONField(default=list)
    members_pdf = models.BinaryField(null=True, blank=True)
    members_sha256 = models.CharField(max_length=64, blank=True)
    members_html = models.TextField(blank=True)
    public_pdf = models.BinaryField(null=True, blank=True)
    public_sha256 = models.CharField(max_length=64, blank=True)
    public_html = models.TextField(blank=True)
    untagged = models.JSONField("parts that are not tagged", default=list)

    class Meta:
        ordering = ["meeting", "-version"]
        permissions = [("issue_pack", "Can build and issue a pack")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "version"], name="a_pack_of_a_meeting_has_one_version"
            ),
        ]

    def __str__(self) -> str:
        return f"Pack of {self.meeting}, version {self.version}"

    def get_absolute_url(self) -> str:
        return reverse("pack", args=[self.pk_uuid])


class PackPart(models.Model):
    """A part that was printed, found again by the hash of what it says and how it looks."""

    contents_hash = models.CharField(max_length=64, unique=True)
    title = models.CharField(max_length=250)
    pdf = models.BinaryField()
    pages = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.title}, {self.pages} pages"
