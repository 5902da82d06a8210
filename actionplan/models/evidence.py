"""Evidence: what shows that something was done, its files, what it is for, and what is wanted."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from actionplan.models.actions import Action, keys_led_by
from actionplan.models.corrections import RecordedRow, RecordedRowQuerySet
from actionplan.models.officers import Officer
from actionplan.models.plans import Plan, Recommendation, SourceDocument
from actionplan.models.progress import READ_BOARD_NOTES, ProgressUpdate, evidence_path
from actionplan.models.risks import Risk
from herefordshire_cs.accounts.models import User


class EvidenceQuerySet(RecordedRowQuerySet["Evidence"]):
    """Evidence, as a page as at a day and a reader ask for it."""

    def known(self, *, as_of: date) -> Self:
        """What stood in the record on a day; what came with an update goes with it."""
        gone = EvidenceLink.objects.filter(update__withdrawn_on__lte=as_of)
        return super().known(as_of=as_of).exclude(pk__in=gone.order_by().values("evidence"))

    def to_be_taken_out(self) -> Self:
        """What a file may hold: all but what is for the board only."""
        return self.exclude(sensitivity=Evidence.Sensitivity.BOARD)

    def open_to(self, user: User, *, on: date) -> Self:
        """What a reader may open on a day: by its sensitivity, own, of an own Action."""
        may = [Evidence.Sensitivity.OPEN]
        if user.has_perm("actionplan.read_restricted_evidence"):
            may.append(Evidence.Sensitivity.RESTRICTED)
        if user.has_perm("actionplan.read_confidential_evidence"):
            may.append(Evidence.Sensitivity.CONFIDENTIAL)
        if user.has_perm(READ_BOARD_NOTES):
            may.append(Evidence.Sensitivity.BOARD)
        links = EvidenceLink.objects.filter(withdrawn_on=None, action__in=keys_led_by(user, on=on))
        own = Q(author=user) | Q(pk__in=links.order_by().values("evidence"))
        return self.filter(Q(sensitivity__in=may) | own)


class Evidence(RecordedRow):
    """Something that shows what was done: a document held here in its versions, or elsewhere.

    ``stands_for`` is the day of which it speaks; ``reference`` says where it is held if not here.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", "Document"
        MINUTES = "minutes", "Minutes or notes of a meeting"
        MESSAGE = "message", "Letter or e-mail"
        DATA = "data", "Figures or a report from a system"
        AUDIT = "audit", "Audit or review"
        PICTURE = "picture", "Picture"
        OTHER = "other", "Something else"

    class Sensitivity(models.TextChoices):
        """Who opens it; what is for the board only is in no file that is taken out."""

        OPEN = "open", "Open: whoever reads the plan"
        BOARD = "board", "For the board only: officers, directors, the plan’s readers; in no file"
        RESTRICTED = "restricted", "Restricted: officers, directors, auditors"
        CONFIDENTIAL = "confidential", "Confidential: directors, and whose action it is for"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.DOCUMENT)
    stands_for = models.DateField("day it stands for", null=True, blank=True)
    held_by = models.CharField("who holds it", max_length=200, blank=True)
    reference = models.CharField("where it is, if not here", max_length=300, blank=True)
    sensitivity = models.CharField(max_length=12, choices=Sensitivity, default=Sensitivity.OPEN)
    retention = models.CharField("how long it is kept", max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = EvidenceQuerySet.as_manager()  # type: ignore[misc]  # in place of the abstract one

    class Meta(RecordedRow.Meta):
        ordering = ["-recorded_on", "-recorded_at", "-pk"]
        verbose_name_plural = "evidence"
        permissions = [
            ("read_restricted_evidence", "Can open restricted evidence"),
            ("read_confidential_evidence", "Can open confidential evidence"),
        ]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.plan.slug, self.pk])


class EvidenceVersion(models.Model):
    """A file of evidence as it was supplied, under its own hash; none is ever changed."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    filename = models.CharField(max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField(help_text="In bytes.")
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=evidence_path)
    supplied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    supplied_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["evidence", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "number"], name="a_version_of_evidence_has_its_own_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.filename}, version {self.number}"


class EvidenceLinkQuerySet(RecordedRowQuerySet["EvidenceLink"]):
    """What evidence is for, as a page as at a day asks for it."""

    def known(self, *, as_of: date) -> Self:
        """Those that stood on a day; one that came with an update goes with it."""
        return super().known(as_of=as_of).exclude(update__withdrawn_on__lte=as_of)


class EvidenceLink(RecordedRow):
    """What evidence is for: an Action, with the update it came with if it did, or another."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="links")
    action = models.ForeignKey(
        Action, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    risk = models.ForeignKey(
        Risk, on_delete=models.CASCADE, null=True, blank=True, related_name="evidence"
    )
    update = models.ForeignKey(
        ProgressUpdate, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = EvidenceLinkQuerySet.as_manager()  # type: ignore[misc]  # as above

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(action__isnull=False, recommendation=None, risk=None)
                | Q(action=None, recommendation__isnull=False, risk=None)
                | Q(action=None, recommendation=None, risk__isnull=False),
                name="evidence_is_for_one_thing_a_link",
            ),
            *(
                models.UniqueConstraint(
                    fields=["evidence", name],
                    condition=Q(withdrawn_on=None, **{f"{name}__isnull": False}),
                    name=f"evidence_is_for_one_{name}_once",
                )
                for name in ("action", "recommendation", "risk")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.evidence_id}: {self.action_id or self.recommendation_id or self.risk_id}"


class EvidenceAcceptance(RecordedRow):
    """That somebody accepted evidence, in the version that it was in; never who supplied it."""

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="acceptances")
    version = models.ForeignKey(
        EvidenceVersion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="acceptances",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_at", "pk"]
        constraints = [*RecordedRow.Meta.constraints]

    def __str__(self) -> str:
        return f"{self.evidence_id} accepted {self.recorded_on}"


class EvidenceRequest(RecordedRow):
    """Evidence that is asked for: what, of whom, by which day; ``evidence`` is what came.

    ``recorded_on`` is the day on which it was asked for, of a paper that of the paper.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="evidence_requests")
    action = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="evidence_requests")
    what = models.TextField("what is asked for")
    asked_of = models.CharField("of whom, as written", max_length=200)
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wanted_by = models.DateField(null=True, blank=True)
    words = models.TextField("the words of the paper", blank=True)
    remark = models.TextField(blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(
        SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    source_place = models.CharField(max_length=200, blank=True)
    evidence = models.ForeignKey(
        Evidence, on_delete=models.PROTECT, null=True, blank=True, related_name="requests"
    )
    supplied_on = models.DateField(null=True, blank=True)

    class Meta(RecordedRow.Meta):
        ordering = ["recorded_on", "pk"]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(what="") & ~Q(asked_of=""),
                name="evidence_is_asked_for_in_words_of_somebody",
            ),
            models.CheckConstraint(
                condition=Q(evidence=None, supplied_on=None)
                | Q(evidence__isnull=False, supplied_on__gte=F("recorded_on")),
                name="evidence_comes_no_earlier_than_it_is_asked_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_of}: {self.what[:60]}"


def has_evidence(action: Action, *, on: date) -> bool:
    """Say whether anything in the central record showed by a day that an Action was done."""
    return EvidenceLink.objects.filter(action=action).known(as_of=on).exists()


def withdrawn_of(row: EvidenceLink) -> date | None:
    """Return the day from which a link counts no more, itself or with its update."""
    days = [row.withdrawn_on, row.update.withdrawn_on if row.update else None]
    return min((day for day in days if day), default=None)


def newest_version(versions: Iterable[EvidenceVersion], *, as_of: date) -> EvidenceVersion | None:
    """Return the version of some evidence that was supplied last by a day."""
    known = [row for row in versions if row.supplied_on <= as_of]
    return max(known, key=lambda row: row.number, default=None)


def acceptance_in_force(
    rows: Iterable[EvidenceAcceptance], version: EvidenceVersion | None, *, as_of: date
) -> EvidenceAcceptance | None:
    """Return who accepted evidence as it was on a day; a newer version is not accepted yet."""
    pk = version.pk if version else None
    held = [row for row in rows if row.is_known(on=as_of) and row.version_id == pk]
    return held[-1] if held else None
