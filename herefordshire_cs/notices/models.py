"""Messages to people, and what each person chose of how they are told."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from herefordshire_cs.accounts.models import User
from herefordshire_cs.notices.kinds import Kind, When


class MessageQuerySet(models.QuerySet["Message"]):
    """Messages, as the worker and their readers ask for them."""

    def due(self, *, at: datetime) -> Self:
        """Those that are to be sent now, the longest waiting first."""
        waiting = self.filter(state=Message.State.WAITING, next_try_at__lte=at)
        return waiting.order_by("next_try_at", "pk")

    def unread(self) -> Self:
        """Those that their readers have not marked as read."""
        return self.filter(read_at=None)


class Message(models.Model):
    """Something that somebody is told: public titles and links, never the words of a record.

    ``lines`` are pairs of words and the path of a page, which may be blank. ``once`` is the same
    for what is to be told one person once. ``made_on`` is the day of the demonstration in one.
    It has no person where it goes to the address of somebody who has no account.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting to be sent"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Given up"
        BOUNCED = "bounced", "Refused by the server of its address"
        HELD = "held", "Held for the weekly digest"
        KEPT = "kept", "In the inbox alone"
        SHOWN = "shown", "Shown here; in a demonstration nothing is sent"

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
    )
    address = models.EmailField("e-mail address that it goes to")
    kind = models.CharField(max_length=20, choices=Kind)
    about = models.CharField("path of the page that it leads to", max_length=2_000, blank=True)
    subject = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    once = models.CharField(max_length=150, unique=True)
    state = models.CharField(max_length=8, choices=State)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField("when a worker took it", null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField("what the mail server said", max_length=500, blank=True)
    message_id = models.CharField(max_length=255, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_try_at"], name="messages_to_be_sent"),
            models.Index(fields=["person", "-made_at"], name="messages_of_a_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(next_try_at__isnull=False),
                name="a_waiting_message_has_its_next_try",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} to {self.person or self.address}"


class Choice(models.Model):
    """When a person has messages of one kind e-mailed; without a row, as ``kinds`` says."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_choices"
    )
    kind = models.CharField(max_length=20, choices=Kind)
    when = models.CharField(max_length=8, choices=When)

    class Meta:
        ordering = ["person", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="a_person_chooses_once_for_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.kind}: {self.when}"


class Quiet(models.Model):
    """The hours in which somebody gets no e-mail, by the council's clock.

    ``since`` is over midnight.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="quiet"
    )
    since = models.TimeField(null=True, blank=True)
    until = models.TimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None, until=None)
                | Q(since__isnull=False, until__isnull=False) & ~Q(since=F("until")),
                name="quiet_hours_begin_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.since} to {self.until}"


class OtherAddress(models.Model):
    """Another address to which somebody has their messages sent, once it is confirmed.

    ``key`` stands in the link that was sent there; it ends with the next address.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="other_address"
    )
    address = models.EmailField()
    key = models.CharField(max_length=43, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "other addresses"

    def __str__(self) -> str:
        return f"{self.person}, {self.address}"


def inbox_of(user: User) -> MessageQuerySet:
    """Ask for the messages of a person, the newest first."""
    return Message.objects.filter(person=user)


class CalendarAddress(models.Model):
    """The secret address under which somebody's calendar reads their own due days.

    ``key`` stands in it; it ends with the next address, or when its person ends it.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address"
    )
    key = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "calendar addresses"

    def __str__(self) -> str:
        return f"{self.person}, since {self.made_at:%d %B %Y}"
