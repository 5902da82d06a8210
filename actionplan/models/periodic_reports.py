"""Weekly, exception and highlight reports: drafted from the record, edited, issued, kept."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.fields.json import KT
from django.urls import reverse

from actionplan.models.corrections import RecordedRow, RecordedRowQuerySet
from actionplan.models.plans import PERIODIC_KIND_CHOICES, Plan
from actionplan.periodic_contents import Contents, Given, parts_of
from actionplan.periodic_json import contents_of, given_of
from actionplan.periodic_kinds import PeriodicKind, ReportPeriod
from actionplan.periodic_lists import PeriodicPart
from herefordshire_cs.lib.files.documents import StoredDocument


class PeriodicReportQuerySet(RecordedRowQuerySet["PeriodicReport"]):
    """Reports, as a page as at a day asks for them."""

    def issued(self, *, as_of: date) -> Self:
        """Those that were issued by a day, withdrawn since or not."""
        return self.filter(issued_on__lte=as_of)

    def with_signed(self) -> Self:
        """Annotate ``signed``: the name of who issued it, as it was then; None of a draft."""
        return self.annotate(signed=KT("issued_as__issued_by"))

    def drafts(self) -> Self:
        """Those that are not issued yet."""
        return self.filter(issued_on=None)


class PeriodicReport(RecordedRow):
    """A report on a plan and a period to somebody; a draft until it is issued, then as it is.

    ``given`` is what the record gave when it was drafted, or taken anew; ``left_out`` are the keys
    of its lines that are not shown. The five texts are the director's, begun with what the record
    gives. ``issued_as`` is the whole report as it was issued, from which page and PDF come.
    ``recorded_on`` is the day of the drafting. ``signed`` is annotated by ``with_signed``.
    """

    signed: str | None

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="periodic_reports")
    kind = models.CharField(max_length=9, choices=PERIODIC_KIND_CHOICES)
    addressed_to = models.CharField(max_length=250)
    period_from = models.DateField()
    period_to = models.DateField()
    summary = models.TextField(blank=True)
    done = models.TextField(blank=True)
    slipped = models.TextField(blank=True)
    coming = models.TextField(blank=True)
    asked = models.TextField(blank=True)
    given = models.JSONField(default=dict)
    left_out = models.JSONField(default=list, blank=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    edited_at = models.DateTimeField()
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_on = models.DateField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_as = models.JSONField(null=True, blank=True)

    objects = PeriodicReportQuerySet.as_manager()  # type: ignore[misc]  # in place of the abstract one

    class Meta(RecordedRow.Meta):
        ordering = ["-period_to", "-recorded_at", "-pk"]
        permissions = [("issue_periodicreport", "Can issue and withdraw periodic reports")]
        indexes = [
            models.Index(fields=["plan", "kind", "issued_on"], name="periodic_reports_of_a_plan")
        ]
        constraints = [
            *RecordedRow.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(addressed_to=""), name="a_periodic_report_is_to_somebody"
            ),
            models.CheckConstraint(
                condition=Q(period_to__gte=F("period_from"), recorded_on__gte=F("period_to")),
                name="a_periodic_report_is_of_days_that_came",
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None, issued_at=None, issued_by=None, issued_as__isnull=True)
                | Q(
                    issued_on__gte=F("recorded_on"),
                    issued_at__isnull=False,
                    issued_by__isnull=False,
                    issued_as__isnull=False,
                ),
                name="an_issued_report_says_when_by_whom_and_what",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None)
                | Q(issued_on__isnull=False, withdrawn_on__gte=F("issued_on")),
                name="only_an_issued_report_is_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["plan", "kind", "addressed_to", "period_from", "period_to"],
                condition=Q(withdrawn_on=None),
                name="one_report_of_a_kind_to_somebody_on_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.period.in_words}"

    def get_absolute_url(self) -> str:
        return reverse("periodic-report", args=[self.plan.slug, self.pk])

    @property
    def title(self) -> str:
        """What it is called, as ``Weekly report``."""
        return PeriodicKind(self.kind).called

    @property
    def period(self) -> ReportPeriod:
        """The days that it speaks of."""
        return ReportPeriod(first=self.period_from, last=self.period_to)

    @property
    def is_issued(self) -> bool:
        """Whether it is issued, withdrawn since or not."""
        return self.issued_on is not None

    def what_was_given(self) -> Given:
        """Return what the record gave for it."""
        return given_of(self.given)

    def words(self) -> dict[PeriodicPart, str]:
        """Return its texts by their parts."""
        return {part: getattr(self, part) for part in PeriodicPart}

    def contents(self) -> Contents:
        """Return it as it is read: as it was issued, else as the draft stands."""
        return contents_of(self.issued_as) if self.issued_as else self.draft()

    def draft(self) -> Contents:
        """Return it as it stands; whoever issues it, on which day, is written in if given."""
        given = self.what_was_given()
        return Contents(
            kind=PeriodicKind(self.kind),
            plan_title=self.plan.title,
            level_name=self.plan.level_name,
            addressed_to=self.addressed_to,
            period=self.period,
            taken_on=given.taken_on,
            issued_by=self.issued_by.name if self.issued_by else "",
            issued_on=self.issued_on,
            issued_at=self.issued_at,
            standing=given.standing,
            impacts=given.impacts,
            parts=parts_of(given, self.words(), self.left_out),
        )


class PeriodicReportDocument(StoredDocument):
    """The PDF of an issued report: one, made once, whatever its layout becomes."""

    report = models.OneToOneField(
        PeriodicReport, on_delete=models.CASCADE, related_name="document"
    )

    def __str__(self) -> str:
        return f"{self.report}"

    def get_absolute_url(self) -> str:
        return reverse("periodic-report-document", args=[self.pk_uuid])
