"""Scrutiny reviews and the steps of their timetables."""

from django.db import models
from simple_history.models import HistoricalRecords

from governance.models.committees import Committee
from governance.models.reports import Report
from herefordshire_cs.lib.recorded import Recorded


class ScrutinyReview(models.Model):
    """A review that a scrutiny committee undertakes, with its scoping statement."""

    slug = models.SlugField(unique=True, max_length=80)
    title = models.CharField(max_length=200)
    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="reviews")
    report = models.ForeignKey(
        Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    status = models.CharField(max_length=80, blank=True)
    chair = models.CharField(max_length=150, blank=True)
    lead_support_officer = models.CharField(max_length=150, blank=True)
    terms_of_reference = models.JSONField(default=list)
    desired_outcomes = models.JSONField(default=list)
    key_questions = models.JSONField(default=list)
    links = models.JSONField(default=list)
    members = models.JSONField(default=list, blank=True)
    support_officers = models.JSONField(default=list, blank=True)
    is_abridged = models.BooleanField(default=False)
    source = models.CharField(max_length=250, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title


class ReviewStep(models.Model):
    """One line of a review's timetable; many have no timescale yet."""

    review = models.ForeignKey(ScrutinyReview, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    activity = models.TextField()
    timescale = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField("day it was done", null=True, blank=True)

    history = HistoricalRecords(bases=[Recorded])

    class Meta:
        ordering = ["review", "order"]

    def __str__(self) -> str:
        return self.activity
