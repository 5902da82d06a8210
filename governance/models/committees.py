"""Whom the council answers to: bodies, their members and officers, and who belongs to which."""

from collections.abc import Sequence
from datetime import date
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from governance.bodies import (
    CHAIR,
    FORM_OF_KIND,
    FORM_OF_OTHERS,
    OWN,
    VICE_CHAIR,
    Capacity,
    ClearanceAsked,
    DueBefore,
    Office,
    Own,
    RegularItem,
    named,
    read,
    ready_made,
    written,
)
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from herefordshire_cs.lib.council import OWN_BODIES, council_words
from herefordshire_cs.lib.recorded import Recorded

SERVES_OPEN_BODIES = "governance.serve_open_bodies"
RUNS_MEETINGS = "governance.run_meetings"


def is_kept_to_own_bodies(user: User | AnonymousUser) -> bool:
    """Say whether somebody is a clerk where clerks serve the bodies that they are named for.

    An open body for which no clerk is named is served by all of them, so that none is lost.
    """
    if council_words().clerks_serve != OWN_BODIES or not user.is_authenticated:
        return False
    return user.has_perm(RUNS_MEETINGS) and not user.is_superuser


class CommitteeQuerySet(models.QuerySet["Committee"]):
    """Which bodies somebody belongs to, and which of them they may know of."""

    def belonging_to(self, user: User | AnonymousUser, *, on: date) -> Self:
        """Those of which a user is a member on a day or an officer.

        A role that serves the bodies that are open to the public is an officer of all of them.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        sits = Membership.objects.on(on).filter(committee=OuterRef("pk"), user=user.pk)
        serves = BodyOfficer.objects.filter(committee=OuterRef("pk"), user=user.pk)
        found = Q(Exists(sits)) | Q(Exists(serves))
        if is_kept_to_own_bodies(user):
            clerks = BodyOfficer.objects.filter(
                committee=OuterRef("pk"),
                user__is_active=True,
                user__groups__name=Role.COMMITTEE_CLERK,
            )
            found |= Q(~Exists(clerks), is_open_to_public=True)
        elif user.has_perm(SERVES_OPEN_BODIES):
            found |= Q(is_open_to_public=True)
        return self.filter(found)

    def visible_to(self, user: User | AnonymousUser, *, on: date) -> Self:
        """Those that are open to the public, and those to which a user belongs on a day."""
        own = self.model._default_manager.belonging_to(user, on=on)  # type: ignore[attr-defined]
        if is_kept_to_own_bodies(user):
            return self.filter(pk__in=own.order_by().values("pk"))
        return self.filter(Q(is_open_to_public=True) | Q(pk__in=own.order_by().values("pk")))


class Committee(models.Model):
    """A body that meets: the Cabinet, a scrutiny committee, a board.

    What it has of its own is kept whole with it, as ``governance.bodies`` reads it; None of a set
    stands for the ready-made one of its kind.
    """

    class Kind(models.TextChoices):
        EXECUTIVE = "executive", "Executive"
        SCRUTINY = "scrutiny", "Scrutiny committee"
        BOARD = "board", "Board"

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=10, choices=Kind)
    is_open_to_public = models.BooleanField(
        "its meetings and papers are open to the public",
        default=False,
        help_text="The Local Government Act 1972 opens the council’s own committees, not boards"
        " that it sits on with others. What is not open is in no public register and no feed.",
    )
    is_issued_by_second = models.BooleanField(
        "its packs are issued by another person than the one who asks for it", default=False
    )
    remit = models.TextField(blank=True)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    report_form = models.ForeignKey(
        "governance.ReportForm",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bodies",
    )
    capacities = models.JSONField(null=True, blank=True)
    offices = models.JSONField(null=True, blank=True)
    standing = models.JSONField("standing items", null=True, blank=True)
    clearances = models.JSONField("what its reports are cleared for", null=True, blank=True)
    countdown = models.JSONField("days counted back from a meeting", null=True, blank=True)
    quorum = models.PositiveSmallIntegerField(
        "how many members with a vote make a quorum", null=True, blank=True
    )
    publishes_draft_minutes = models.BooleanField(
        "its draft minutes are public once they are circulated", default=False
    )

    objects = CommitteeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["order", "name"]
        permissions = [
            ("keep_bodies", "Can add bodies and say what they are called and have"),
            ("serve_open_bodies", "Serves every body that is open to the public"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("committee", args=[self.slug])

    def own(self, name: str) -> tuple[Own, ...]:
        """Return one of the sets that a body has of its own, by its name."""
        rows = getattr(self, name)
        return ready_made(self.kind)[name] if rows is None else read(OWN[name], rows)

    def keep_own(self, name: str, rows: Sequence[Own]) -> None:
        """Give a body a set of its own; the caller saves it."""
        setattr(self, name, written(rows))

    @property
    def in_capacities(self) -> tuple[Capacity, ...]:
        """The capacities in which somebody sits on it, in the order of its agenda."""
        return tuple(row for row in self.own("capacities") if isinstance(row, Capacity))

    @property
    def with_offices(self) -> tuple[Office, ...]:
        """Its offices, that of the chair first."""
        return tuple(row for row in self.own("offices") if isinstance(row, Office))

    @property
    def standing_items(self) -> tuple[RegularItem, ...]:
        """The items with which its agendas begin."""
        return tuple(row for row in self.own("standing") if isinstance(row, RegularItem))

    @property
    def asks_clearance_for(self) -> tuple[ClearanceAsked, ...]:
        """What its reports are cleared for, with what it calls each."""
        return tuple(row for row in self.own("clearances") if isinstance(row, ClearanceAsked))

    @property
    def counted_back(self) -> tuple[DueBefore, ...]:
        """What is due before its meetings, the earliest first."""
        rows = (row for row in self.own("countdown") if isinstance(row, DueBefore))
        return tuple(sorted(rows, key=lambda row: -row.days))

    @property
    def chair(self) -> str:
        """What it calls who chairs it, such as Chairman or Convenor."""
        return named(self.own("offices"), CHAIR)

    @property
    def form_key(self) -> str:
        """The key of the form in which it is reported to."""
        return self.report_form.key if self.report_form else ready_form(self.kind)


def ready_form(kind: str) -> str:
    """Return the key of the ready-made form of a kind of body."""
    return FORM_OF_KIND.get(kind, FORM_OF_OTHERS)


class MembershipQuerySet(models.QuerySet["Membership"]):
    """What can be asked of memberships."""

    def on(self, day: date) -> Self:
        """Those that held on a day; a day that the papers do not tell leaves an end open."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """A person's seat on a committee, in one capacity, from a day to a day.

    ``capacity`` and ``office`` are keys of what the body has of its own. ``user`` is the account
    with which the person reads, where there is one.
    """

    class Capacity(models.TextChoices):
        """The capacities of 2006, by their keys."""

        COUNCILLOR = "councillor", "Councillor"
        CHURCH = "church", "Church member"
        PARENT_GOVERNOR = "parent governor", "Parent governor member"
        TEACHER = "teacher", "Teacher representative"
        HEADTEACHER = "headteacher", "Headteacher representative"

    class Office(models.TextChoices):
        """The offices that every body has ready-made, by their keys."""

        CHAIRMAN = CHAIR, "Chairman"
        VICE_CHAIRMAN = VICE_CHAIR, "Vice-Chairman"

    class Voting(models.TextChoices):
        ALL = "all", "On every item"
        EDUCATION = "education matters", "On education matters"
        NONE = "none", "None"

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="memberships",
    )
    name = models.CharField(max_length=120)
    capacity = models.CharField(max_length=20)
    office = models.CharField(max_length=15, blank=True)
    represents = models.CharField(max_length=150, blank=True)
    voting = models.CharField(max_length=20, choices=Voting)
    voting_basis = models.TextField(blank=True)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("to", null=True, blank=True)
    days_basis = models.TextField("how the days are known", blank=True)
    as_written = models.CharField(max_length=250, blank=True)
    source = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["committee", "order"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(starts_on__lte=models.F("ends_on")),
                name="a_membership_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}{self.name}"

    @property
    def title(self) -> str:
        """What the name is led by, as on an agenda."""
        return "Councillor " if self.capacity == self.Capacity.COUNCILLOR else ""

    @property
    def capacity_words(self) -> str:
        """What the body calls the capacity."""
        return named(self.committee.own("capacities"), self.capacity)

    @property
    def office_words(self) -> str:
        """What the body calls the office; blank where none is held."""
        return named(self.committee.own("offices"), self.office) if self.office else ""


class BodyOfficer(models.Model):
    """An account that serves a body: it reads what a member reads, whatever its role."""

    committee = models.ForeignKey(Committee, on_delete=models.CASCADE, related_name="officers")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="serves"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["committee", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "user"], name="an_account_serves_a_body_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.committee}"


class AnnualCouncil(models.Model):
    """The annual meeting of the council, with which a municipal year begins."""

    held_on = models.DateField(unique=True)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["held_on"]
        verbose_name_plural = "annual meetings of the council"

    def __str__(self) -> str:
        return f"Annual Council of {self.held_on}"
