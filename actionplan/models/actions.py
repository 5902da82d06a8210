"""Actions: what is to be done, who leads, by when, and how its success is told."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from actionplan.models.corrections import RecordedRow
from actionplan.models.implications import ProjectArea
from actionplan.models.officers import Officer, Organisation
from actionplan.models.people import officers_acted_for
from actionplan.models.plans import (
    PRECISION_CHOICES,
    Plan,
    Recommendation,
    SourceDocument,
    refuse_unless_earlier,
)
from actionplan.short_titles import LONGEST_TITLE, short_title
from herefordshire_cs.accounts.models import User


class ActionQuerySet(models.QuerySet["Action"]):
    """Actions, as an officer asks for them."""

    def led_by(self, user: User, *, on: date) -> Self:
        """Actions in which an officer has a part for whom the user may act on a day."""
        return self.filter(pk__in=keys_led_by(user, on=on))


class Action(models.Model):
    """Something to be done for a Recommendation. Its reference is kept for life."""

    class LeadReading(models.TextChoices):
        NAMED = "named", "named in the cell"
        DITTO = "ditto", "a ditto mark, read as the lead above"
        BLANK = "blank", "a blank cell, read as the lead above"
        TO_BE_CONFIRMED = "to be confirmed", "to be confirmed"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="actions")
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="actions"
    )
    project_area = models.ForeignKey(
        ProjectArea, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    order = models.PositiveIntegerField()
    earlier_places = models.JSONField(
        null=True,
        blank=True,
        help_text="The day until which it had another order, and which, one pair for each.",
    )
    reference = models.CharField(max_length=20)
    text = models.TextField()
    short_title = models.CharField(
        max_length=LONGEST_TITLE,
        blank=True,
        help_text="In lists; blank for the first clause of what is to be done.",
    )
    added_on = models.DateField()
    accountable_as_written = models.CharField(max_length=120, blank=True)
    lead_as_written = models.CharField(max_length=120, blank=True)
    lead_reading = models.CharField(max_length=16, choices=LeadReading, default=LeadReading.NAMED)
    lead_words = models.CharField("lead, as understood", max_length=120, blank=True)
    partners_as_written = models.TextField(blank=True)
    additional_capacity = models.TextField(blank=True)
    progress_as_written = models.TextField(blank=True)
    emendations = models.JSONField(
        default=list,
        blank=True,
        help_text="What its paper has otherwise than it is understood, each with its ground.",
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)

    predecessor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="successors",
        verbose_name="what it carries on of an earlier plan",
    )

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["recommendation__number", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "reference"], name="a_reference_is_never_used_twice"
            ),
            models.UniqueConstraint(
                fields=["recommendation", "order"], name="an_action_has_its_own_place"
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="an_action_says_what_is_to_be_done"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.text}"

    def get_absolute_url(self) -> str:
        return reverse("action", args=[self.plan.slug, self.reference])

    @property
    def title(self) -> str:
        """Return its short title: what somebody wrote, else its first clause."""
        return self.short_title or short_title(self.text)

    def clean(self) -> None:
        """Refuse a predecessor that is not of an earlier plan."""
        if self.predecessor is not None:
            refuse_unless_earlier(self.predecessor.plan, than=self.plan)


class ActionByWhen(RecordedRow):
    """A by-when that an Action was given: first by the plan, then by each move with its reason."""

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="by_whens")
    order = models.PositiveSmallIntegerField()
    holds_from = models.DateField()
    as_written = models.CharField(max_length=250, blank=True)
    words = models.CharField("as written, broken words mended", max_length=250, blank=True)
    understood = models.CharField(max_length=250, blank=True)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    precision = models.CharField(max_length=20, choices=PRECISION_CHOICES)
    is_open_ended = models.BooleanField(default=False)
    recurrence = models.CharField(max_length=80, blank=True)
    review_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    agreed_by = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["action", "order"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(recorded_on__gte=F("holds_from")),
                name="a_by_when_was_agreed_on_no_day_to_come",
            ),
            models.UniqueConstraint(
                fields=["action", "order"], name="by_whens_of_an_action_follow_one_another"
            ),
            models.CheckConstraint(
                condition=Q(order=1) | (~Q(reason="") & ~Q(agreed_by="")),
                name="a_moved_by_when_has_a_reason_and_who_agreed",
            ),
            models.CheckConstraint(
                condition=Q(earliest=None) | Q(latest=None) | Q(latest__gte=F("earliest")),
                name="a_by_when_does_not_end_before_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.understood or self.words


class ActionRole(models.Model):
    """The part that an officer or a body has in an Action."""

    class Part(models.TextChoices):
        ACCOUNTABLE = "accountable", "accountable"
        LEAD = "lead", "lead"
        SIGN_OFF = "sign-off", "signs off"
        SUPPORT = "support", "supports"

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="roles")
    part = models.CharField(max_length=12, choices=Part)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    person = models.CharField("a person named without initials", max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["action", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(officer__isnull=False, organisation=None, person="")
                | Q(officer=None, organisation__isnull=False, person="")
                | Q(officer=None, organisation=None) & ~Q(person=""),
                name="a_part_is_an_officers_a_bodys_or_a_named_persons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.get_part_display()}"

    @property
    def holder(self) -> str:
        """Who has this part, in the shortest words."""
        if self.officer is not None:
            return self.officer.short_label
        return self.organisation.name if self.organisation is not None else self.person


def keys_led_by(user: User, *, on: date) -> models.QuerySet[ActionRole, int]:
    """Ask for the keys of the Actions in which an officer has any part for whom a user may act.

    That is the officer for whom they stand, alone or with others, or somebody whose deputy they
    are on that day.
    """
    officers = officers_acted_for(user, on=on).order_by().values("pk")
    roles = ActionRole.objects.filter(officer__in=officers)
    return roles.values_list("action_id", flat=True)


class SuccessCriterion(models.Model):
    """How it will be known that a Recommendation is met; printed against one of its Actions."""

    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, related_name="success_criteria"
    )
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="success_criteria"
    )
    order = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["recommendation", "order"]
        verbose_name_plural = "success criteria"

    def __str__(self) -> str:
        return self.text


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Milestones, as a page as at a day asks for them."""

    def known(self, *, as_of: date) -> Self:
        """Those that stood in the plan on a day."""
        begun = Q(recorded_on=None) | Q(recorded_on__lte=as_of)
        return self.filter(begun, Q(withdrawn_on=None) | Q(withdrawn_on__gt=as_of))


class Milestone(models.Model):
    """One of several by-whens inside a single Action, such as its quarterly reviews.

    One that came with its Action has no day of recording. A changed one is withdrawn, and another
    ``replaces`` it, so that each day before reads as it did. ``of_month`` is annotated by the
    timeline: how many fall due in its month.
    """

    of_month: int

    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="milestones")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    by_when_as_written = models.CharField(max_length=120)
    earliest = models.DateField(null=True, blank=True)
    latest = models.DateField(null=True, blank=True)
    recorded_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawal_reason = models.TextField(blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["action", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | ~Q(withdrawal_reason=""),
                name="a_milestone_is_taken_out_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}, {self.by_when_as_written}"

    def is_known(self, *, on: date) -> bool:
        """Say whether it stood in the plan on a day."""
        begun = self.recorded_on is None or self.recorded_on <= on
        return begun and (self.withdrawn_on is None or self.withdrawn_on > on)
