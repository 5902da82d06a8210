"""Packs as they were issued: two copies of one source, kept byte for byte, never made again."""

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.models.meetings import Meeting, open_to_public
from herefordshire_cs.background.models import Job

# A worker gives a sign of life at each part. Without one for so long its work may be changed under
# it: its pack waits again, and should it come back, it finds so and builds it of what stands then.
SIGN_OF_LIFE = timedelta(minutes=1)
GIVEN_UP = "Its building stopped half way, and it was asked for again. Nothing of it was issued."


class PackQuerySet(models.QuerySet["Pack"]):
    """What can be asked of packs."""

    def issued(self) -> Self:
        """Those that were issued, the newest first, without their copies, which are heavy."""
        bodies = ("members_pdf", "members_html", "public_pdf", "public_html")
        return self.filter(state=Pack.State.READY).defer(*bodies).order_by("-version")

    def open_to_public(self) -> Self:
        """Those whose public copy anybody may read."""
        is_open = open_to_public("meeting__")
        return self.filter(is_open, state=Pack.State.READY, withdrawn_on=None)

    def unfinished(self) -> Self:
        """Those that are waiting or being built, be their worker there or gone."""
        return self.filter(state__in=Pack.UNFINISHED)

    def being_made(self) -> Self:
        """Those that a worker has in hand."""
        return self.filter(state=Pack.State.MAKING)

    def in_hand(self, pack: "Pack") -> Self:
        """The pack, if it is still being built by whoever began it this time."""
        return self.being_made().filter(pk=pack.pk, begun=pack.begun)

    def give_up(self) -> int:
        """Say of those that are unfinished that nobody builds them; their workers then stop."""
        return self.unfinished().update(state=Pack.State.FAILED, failure=GIVEN_UP)

    def put_back(self) -> int:
        """Let those that are being built wait again; their workers then build them anew."""
        return self.being_made().update(state=Pack.State.QUEUED, parts_done=0)

    def under_way(self, *, at: datetime) -> Self:
        """Those of whose building there is a sign of life."""
        since = at - SIGN_OF_LIFE
        is_begun = Q(alive_at=None, asked_at__gt=since)
        return self.being_made().filter(is_begun | Q(alive_at__gt=since))

    def wanted(self, *, at: datetime) -> Self:
        """Those that wait or are being built, and will be built whatever becomes of a worker."""
        jobs = Job.objects.wanted(at=at).order_by().values("pk")
        is_new = Q(job=None, alive_at=None, asked_at__gt=at - SIGN_OF_LIFE)
        is_alive = Q(state=Pack.State.MAKING, alive_at__gt=at - SIGN_OF_LIFE)
        return self.unfinished().filter(is_new | is_alive | Q(job__in=jobs))


class Pack(models.Model):
    """The papers of a meeting as issued on a day: the members' copy and the public's.

    ``contents`` lists the items that it holds, as their pages were counted: the item's key,
    number, title, public title, first and last page, the report's key, the keys of what was
    appended, under which paragraph the public copy withholds the report or an appendix, and the
    keys of the reports whose minutes it shows. Those issued before items were known by key have
    their order in its place. ``withdrawn_on`` is when its public copy was closed, since a paper
    that it shows became exempt.
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
    reason = models.TextField("why it was issued with what was asked about", blank=True)
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
    begun = models.PositiveSmallIntegerField("how often its building was begun", default=0)
    alive_at = models.DateTimeField("last sign of life of its worker", null=True, blank=True)
    job = models.ForeignKey(
        Job, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
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
    withdrawn_on = models.DateField("day its public copy was closed", null=True, blank=True)
    withdrawn_reason = models.TextField("why its public copy is closed", blank=True)

    objects = PackQuerySet.as_manager()

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

    @property
    def name(self) -> str:
        """What it is called on the pages that list it."""
        return f"{self.get_kind_display()}, version {self.version}"


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
