"""Reports put before a committee, their versions and clearance; notes and doubts of papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee
from governance.models.exempt import Exemptible
from governance.models.meetings import Meeting
from governance.report_forms import CABINET, SCRUTINY, Heading
from herefordshire_cs.lib.text.words import mid_sentence


class ReportForm(models.Model):
    """A form of report: its headings, and whether it asks of a key decision as the Cabinet's does.

    ``headings`` is a list of objects: key, words and is_numbered. Two are ready-made and never
    change; one of a body's own, with ``committee``, is that body's to change.
    """

    key = models.SlugField(unique=True, max_length=10)
    name = models.CharField(max_length=150)
    description = models.CharField(max_length=250, blank=True)
    asks_key_decision = models.BooleanField(default=False)
    headings = models.JSONField(default=list)
    committee = models.OneToOneField(
        Committee, on_delete=models.CASCADE, null=True, blank=True, related_name="own_form"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def in_order(self) -> tuple[Heading, ...]:
        """Its headings, in the order in which they are printed."""
        return tuple(Heading(**each) for each in self.headings)


class Report(Exemptible):
    """A paper put before a committee; ``form`` is the key of its form."""

    class Form(models.TextChoices):
        """The two forms that are ready-made, by their keys."""

        CABINET = CABINET, "Cabinet"
        SCRUTINY = SCRUTINY, "Scrutiny"

    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        CLEARANCE = "clearance", "Waiting for clearance"
        CLEARED = "cleared", "Cleared"
        LOCKED = "locked", "Locked"

    SETTLED = (State.CLEARED, State.LOCKED)

    slug = models.SlugField(unique=True, max_length=120)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="reports"
    )
    form = models.CharField(max_length=10)
    title = models.TextField()
    report_by = models.CharField(max_length=200, blank=True)
    programme_area = models.CharField(max_length=200, blank=True)
    wards = models.CharField(max_length=200, blank=True)
    key_decision = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "slug"]
        permissions = [
            ("write_report", "Can write reports to committees"),
            ("work_on_drafts", "Can read reports that are not cleared"),
            ("clear_finance", "Can clear a report for finance"),
            ("clear_legal", "Can clear a report for law"),
            ("clear_director", "Can clear a report as director"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(exempt_paragraph=None) | ~Q(exempt_reason=""),
                name="an_exempt_report_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ReportVersion(models.Model):
    """The text of a report as saved at an instant; the newest is the one in hand.

    ``sections`` is a list of objects: heading, is_numbered, is_abridged and paragraphs, each of
    them number, text and bullets, and, where its author set it in the editor, html: the same words
    with their emphasis, lists and tables, cleaned when they were saved. ``limbs`` is a list of
    objects: letter and text. ``head`` is what stood at the head of the report in this version,
    under the names of its fields; those loaded from papers have none, and the report says it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    head = models.JSONField(default=dict, blank=True)
    sections = models.JSONField(default=list)
    lead_in = models.CharField(max_length=60, default="THAT", blank=True)
    limbs = models.JSONField(default=list)
    background_papers = models.JSONField(default=list)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "number"], name="a_version_of_a_report_has_one_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}, version {self.number}"


class Clearance(models.Model):
    """What was said of one version of a report: cleared, or returned with a note; never edited."""

    class Kind(models.TextChoices):
        FINANCE = "finance", "Finance"
        LEGAL = "legal", "Legal"
        DIRECTOR = "director", "Director"

    class Verdict(models.TextChoices):
        CLEARED = "cleared", "Cleared"
        RETURNED = "returned", "Returned"

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="clearances")
    version = models.ForeignKey(ReportVersion, on_delete=models.PROTECT, related_name="clearances")
    kind = models.CharField(max_length=10, choices=Kind)
    verdict = models.CharField(max_length=10, choices=Verdict)
    note = models.TextField(blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    given_by_name = models.CharField(max_length=200, blank=True)
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["report", "given_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verdict="returned") | ~Q(note=""), name="a_return_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {mid_sentence(self.get_verdict_display())}"


class PublicNote(models.Model):
    """What an agenda tells the public: their rights, how to take part, where to come."""

    slug = models.SlugField(unique=True, max_length=80)
    heading = models.CharField(max_length=250)
    section = models.CharField(max_length=250, blank=True)
    text = models.TextField(blank=True)
    bullets = models.JSONField(default=list, blank=True)
    is_abridged = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.heading


class PaperDoubt(models.Model):
    """What is doubtful in the papers of a meeting: kept as written."""

    slug = models.SlugField(unique=True, max_length=80)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.CASCADE, null=True, blank=True, related_name="doubts"
    )
    words = models.TextField()
    as_written = models.TextField(blank=True)
    understood = models.TextField(blank=True)
    place = models.CharField(max_length=250, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order"]

    def __str__(self) -> str:
        return self.words


def newest_version(row: Report) -> ReportVersion | None:
    """Return the version in hand, from those that were fetched along."""
    return max(row.versions.all(), key=lambda each: each.number, default=None)


def form_of(row: Report) -> ReportForm:
    """Return the form of a report, asked for once."""
    known: ReportForm | None = getattr(row, "_form", None)
    if known is None or known.key != row.form:
        known = ReportForm.objects.get(key=row.form)
        row._form = known  # type: ignore[attr-defined]
    return known
