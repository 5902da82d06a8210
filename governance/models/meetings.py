"""Meetings, their agendas, who came, and what was minuted and resolved."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee, Membership
from governance.models.exempt import Exemptible
from herefordshire_cs.lib.text.words import mid_sentence


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """What can be asked of meetings."""

    def upcoming(self, *, as_of: date) -> Self:
        """Those still to be held on a day, the next first."""
        return self.filter(held_on__gte=as_of).order_by("held_on", "begins_at")

    def open_to_public(self) -> Self:
        """Those of bodies that are open to the public."""
        return self.filter(committee__is_open_to_public=True)

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

    slug = models.SlugField(unique=True, max_length=120)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
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
    short_notice_reason = models.TextField("why fewer than five clear days", blank=True)
    minutes_circulated_on = models.DateField(null=True, blank=True)
    approved_at = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="minutes_approved"
    )
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-held_on"]
        permissions = [
            ("read_meetings", "Can read the meetings and their public papers"),
            ("read_exempt", "Can read exempt papers"),
            ("read_draft_minutes", "Can read minutes that are not approved"),
            ("run_meetings", "Can run meetings: agenda, packs, minutes"),
            ("export_meetings", "Can take the records of meetings out as a file"),
        ]

    def __str__(self) -> str:
        return f"{self.committee}, {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])


class AgendaItem(Exemptible):
    """One item of an agenda, in its order; ``number`` is that printed, where one is.

    One that has no report may be exempt by itself.
    """

    class Kind(models.TextChoices):
        APOLOGIES = "apologies", "Apologies"
        SUBSTITUTES = "substitutes", "Named substitutes"
        DECLARATIONS = "declarations", "Declarations of interest"
        MINUTES = "minutes", "Minutes"
        SUGGESTIONS = "public suggestions", "Suggestions from the public"
        REPORT = "report", "Report"
        RESOLUTIONS = "resolutions", "What was resolved and is still open"
        PROGRAMME = "work programme", "Work programme"
        OTHER = "other", "Other"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    title = models.TextField()
    purpose = models.TextField(blank=True)
    kind = models.CharField(max_length=20, choices=Kind)
    report = models.ForeignKey(
        "governance.Report", on_delete=models.PROTECT, null=True, blank=True, related_name="items"
    )
    minutes_of = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    late_reason = models.TextField("the chairman's reason for urgency", blank=True)
    is_education = models.BooleanField(
        "an education matter, on which church and parent governor members vote", default=False
    )
    paper_page_from = models.PositiveSmallIntegerField(null=True, blank=True)
    paper_page_to = models.PositiveSmallIntegerField(null=True, blank=True)
    as_written = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["meeting", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | ~Q(exempt_reason=""),
                name="an_exempt_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number or self.order}. {self.title}"

    @property
    def withheld_as(self) -> Exemptible | None:
        """The item itself or its report, whichever is exempt; None where neither is."""
        if self.is_exempt:
            return self
        return self.report if self.report is not None and self.report.is_exempt else None


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
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=250, blank=True)

    objects = MinuteQuerySet.as_manager()
    history = HistoricalRecords()

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


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    """What can be asked of the limbs of resolutions."""

    def to_be_read(self, *, sees_drafts: bool) -> Self:
        """Those that a reader may read: each is read with the minute that holds it."""
        minutes = Minute.objects.to_be_read(sees_drafts=False)
        return self if sees_drafts else self.filter(minute__in=minutes)


class Resolution(models.Model):
    """One lettered limb of what a committee resolved, and what became of it."""

    class State(models.TextChoices):
        NOTED = "noted", "Nothing asked for"
        OPEN = "open", "Open"
        REPLIED = "replied", "Replied"
        CLOSED = "closed", "Closed"

    minute = models.ForeignKey(Minute, on_delete=models.CASCADE, related_name="resolutions")
    lead_in = models.CharField(max_length=60, blank=True)
    letter = models.CharField(max_length=3, blank=True)
    text = models.TextField()
    requested_of = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True, blank=True)
    due_words = models.CharField(max_length=120, blank=True)
    due_basis = models.CharField(max_length=250, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.NOTED)
    reply = models.TextField(blank=True)
    replied_on = models.DateField(null=True, blank=True)
    action_plan = models.SlugField("the plan of the action it became", blank=True)
    action_reference = models.CharField(max_length=20, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = ResolutionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["minute", "order"]
        permissions = [("answer_resolution", "Can answer what a committee asked for")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="replied") | ~Q(reply=""), name="a_reply_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minute.number}{self.letter and f' ({self.letter})'}: {self.text}"
