"""A plan's file on its way into the record, and what it is read against."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse

from actionplan.models.actions import Action
from actionplan.plan_answers import FileAnswer, How
from actionplan.plan_columns import Layout, layout_of
from actionplan.plan_opening import FileKind, Opened
from herefordshire_cs.accounts.plan_roles import PlanAccess

YEAR = timedelta(days=364)


def plan_file_path(row: "PlanFile", filename: str) -> str:
    """Store a file under its own hash, so that no name from outside reaches the disk."""
    return f"plan-files/{row.sha256[:2]}/{row.sha256}"


class PlanFileQuerySet(models.QuerySet["PlanFile"]):
    """Files, as whoever brings plans in asks for them."""

    def visible_to(self, access: PlanAccess) -> Self:
        """Leave out those of plans that are hidden from whoever asks."""
        return self.exclude(slug__in=access.hidden_slugs) if access.hidden else self


class PlanFile(models.Model):
    """A file that a plan is brought in from, kept from its sending until after it is loaded.

    ``kind`` and ``opened`` are what the file holds, as plan_opening found it. ``layout`` is what
    its columns hold, in the shape that plan_columns reads; ``answers`` are those to its questions,
    ``{"how", "words"}`` by the question's key. ``written`` is how many rows of each kind the
    loading wrote, by which an undoing sees whether somebody has worked on them.
    """

    slug = models.SlugField("short name of the plan", max_length=50)
    title = models.CharField("title of the plan", max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    scheme = models.CharField(max_length=50, blank=True)
    is_for_new_plan = models.BooleanField(default=True)
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    file = models.FileField(upload_to=plan_file_path)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in FileKind])
    opened = models.JSONField()
    layout = models.JSONField(default=dict, blank=True)
    answers = models.JSONField(default=dict, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sent_on = models.DateField()
    recorded_at = models.DateTimeField()
    loaded_on = models.DateField(null=True, blank=True)
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    has_changed = models.BooleanField("it changed actions that were there", default=False)
    written = models.JSONField(default=dict, blank=True)
    levels = models.JSONField("keys of the headings made", default=list, blank=True)
    said = models.TextField("what the loading did, in words", blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="+")
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PlanFileQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="plan_of_a_file_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(undone_on=None) | models.Q(loaded_on__isnull=False),
                name="what_is_undone_was_loaded",
            ),
        ]

    def __str__(self) -> str:
        return self.filename

    def get_absolute_url(self) -> str:
        return reverse("plan-file", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """Whether it is still to be loaded."""
        return self.loaded_on is None

    def as_opened(self) -> Opened:
        """Return what was found in the file."""
        return Opened(kind=FileKind(self.kind), found=self.opened)

    def as_layout(self) -> Layout | None:
        """Return what its columns hold, None while nobody has said it."""
        return layout_of(self.layout) if self.layout else None

    def as_answers(self) -> dict[str, FileAnswer]:
        """Return the answers to its questions by their keys."""
        return {
            key: FileAnswer(how=How(said["how"]), words=said["words"])
            for key, said in self.answers.items()
        }
