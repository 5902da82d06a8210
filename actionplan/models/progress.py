"""What was said and decided of a plan since: dated rows, added and never edited."""

from datetime import date
from typing import Protocol, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from actionplan.models.actions import Action
from actionplan.models.corrections import RecordedRow
from actionplan.models.officers import Officer, Organisation
from actionplan.models.plans import Plan, Recommendation, SourceDocument
from actionplan.models.rating_schemes import LONGEST_KEY
from actionplan.rag import Status

STATUS_CHOICES = [
    (status.value, status.word)
    for status in (Status.IN_PROGRESS, Status.COMPLETED, Status.DROPPED)
]
# What an Action may be known as: an arrangement in place is not said by an update.
STANDING_CHOICES = [(status.value, status.word) for status in Status]


def about_one_of(action: str, recommendation: str) -> Q:
    """Return the condition that a row speaks of an Action or of a Recommendation, not of both."""
    return Q(**{f"{action}__isnull": False, f"{recommendation}__isnull": True}) | Q(
        **{f"{action}__isnull": True, f"{recommendation}__isnull": False}
    )


# The permission to read notes and evidence for the board only.
READ_BOARD_NOTES = "actionplan.read_board_notes"
# What stands where the words of a note told who somebody is.
TAKEN_OUT = "The words were taken out, since they told who somebody is."


class ProgressUpdate(RecordedRow):
    """What was said of an Action, or of a Recommendation as a whole, on a day.

    Written once; a correction is a new row. ``reported_on`` is the day it speaks of, or the first
    day of the month where only that is known; ``counts_from`` is the day that puts it in order
    among the others, never blank. It is known from ``recorded_on``. One for the board only is in
    no print, pack or file that is taken out.
    """

    class DatePrecision(models.TextChoices):
        DAY = "day", "a day"
        WEEK = "week", "a week"
        MONTH = "month", "a month"
        NONE = "none", "no day given"
        IMPOSSIBLE = "impossible", "no such day"

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="updates"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, blank=True, related_name="updates"
    )
    sequence = models.PositiveSmallIntegerField(
        default=0, help_text="Its place among the notes of one cell of the paper."
    )
    reported_on = models.DateField(null=True, blank=True)
    date_precision = models.CharField(
        max_length=10, choices=DatePrecision, default=DatePrecision.DAY
    )
    date_as_written = models.CharField(max_length=60, blank=True)
    counts_from = models.DateField()
    narrative = models.TextField()
    needed = models.TextField("what is needed for it to be done", blank=True)
    status = models.CharField(max_length=12, choices=STATUS_CHOICES, blank=True)
    status_is_read = models.BooleanField(
        "status read from the note", default=False, help_text="Not said by an officer in a form."
    )
    reading = models.CharField("how the status was read", max_length=400, blank=True)
    rating = models.CharField("the level given", max_length=LONGEST_KEY, blank=True)
    rating_read = models.CharField(
        "rating read from the words of a paper", max_length=LONGEST_KEY, blank=True
    )
    rating_words = models.TextField("the words it is read from", blank=True)
    impact = models.CharField(
        "the level of impact given",
        max_length=LONGEST_KEY,
        blank=True,
        help_text="In the plan's scheme of impact, where it has one.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    author_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="for whom its author stood in",
    )
    author_as_written = models.CharField(max_length=150, blank=True)
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)
    is_for_board = models.BooleanField("for the board only", default=False)
    kept_reason = models.TextField("why what may tell who a child is stands", blank=True)
    is_taken_out = models.BooleanField("its words were taken out when withdrawn", default=False)

    class Meta(RecordedRow.Meta):
        ordering = ["counts_from", "recorded_at", "sequence"]
        permissions = [("read_board_notes", "Can read what is for the board only")]
        indexes = [
            models.Index(fields=["action", "counts_from"], name="updates_of_an_action"),
        ]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("counts_from")),
                name="progress_update_speaks_of_no_day_to_come",
            ),
            models.CheckConstraint(
                condition=Q(rating_read="", rating_words="")
                | ~Q(rating_words="") & ~Q(rating_read="") & Q(recommendation__isnull=False),
                name="a_rating_is_read_from_words_of_a_recommendation",
            ),
            models.CheckConstraint(
                condition=~Q(narrative=""), name="progress_update_has_a_narrative"
            ),
            models.CheckConstraint(
                condition=about_one_of("action", "recommendation"),
                name="progress_update_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.counts_from}: {self.narrative[:60]}"

    @property
    def said_by(self) -> str:
        """Who said it, and for whom they stood in; of a paper as it names them."""
        if self.author is None:
            return self.author_as_written
        return (
            f"{self.author.name} for {self.author_for.name}"
            if self.author_for
            else self.author.name
        )


class Moderation(models.Model):
    """A director's rating with its reason; in force until withdrawn or overtaken by an update."""

    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="moderations"
    )
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="moderations",
    )
    rating = models.CharField("the level given", max_length=LONGEST_KEY)
    reason = models.TextField()
    made_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["made_on", "recorded_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="moderation_has_a_reason"),
            models.CheckConstraint(
                condition=about_one_of("action", "recommendation"),
                name="moderation_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.made_on}: {self.rating}"


class DoubtQuerySet(models.QuerySet["Doubt"]):
    """Doubts, as a page as at a day asks for them."""

    def raised(self, *, as_of: date) -> Self:
        """Raised by a day: nobody doubts a paper before it is written."""
        return self.filter(raised_on__lte=as_of)

    def open(self, *, as_of: date) -> Self:
        """Raised by a day and not settled by it."""
        return self.raised(as_of=as_of).filter(Q(settled_on=None) | Q(settled_on__gt=as_of))


class Doubt(models.Model):
    """Something in the record that is not certain, kept as written and shown until settled."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="doubts")
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    officer = models.ForeignKey(
        Officer, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    about = models.CharField("what it is about", max_length=40)
    heading = models.CharField(max_length=120)
    is_contradiction = models.BooleanField(
        default=False, help_text="Two parts of the record that cannot both be right, or one."
    )
    text = models.TextField()
    raised_on = models.DateField(help_text="The day of the paper that raises it.")
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    settlement = models.TextField(blank=True)

    objects = DoubtQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_on=None) | ~Q(settlement=""),
                name="a_settled_doubt_says_how",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} {self.text}"

    def is_open(self, *, as_of: date) -> bool:
        """Say whether it was not settled by a day."""
        return self.settled_on is None or self.settled_on > as_of


class HasHash(Protocol):
    """A row whose file has a hash."""

    sha256: str


def evidence_path(version: "HasHash", filename: str) -> str:
    """Store a file under its own hash, so that no name from outside reaches the disk."""
    return f"evidence/{version.sha256[:2]}/{version.sha256}"
