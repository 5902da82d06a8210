"""A plan's file on its way into the record, and what it is read against."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from django.conf import settings
from django.db import models
from django.urls import reverse

from actionplan.models.actions import Action
from actionplan.models.officers import Officer, Organisation
from actionplan.models.plans import Plan, RatingDefinition
from actionplan.plan_answers import Answered, FileAnswer, How, with_answers
from actionplan.plan_arranging import arranged
from actionplan.plan_cells import OF_SCHEME
from actionplan.plan_columns import Layout, layout_of
from actionplan.plan_files import FileAction, Knowing, read_arranged
from actionplan.plan_opening import FileKind, Opened
from herefordshire_cs.lib.bywhen import Period, understand

YEAR = timedelta(days=364)


def plan_file_path(row: "PlanFile", filename: str) -> str:
    """Store a file under its own hash, so that no name from outside reaches the disk."""
    return f"plan-files/{row.sha256[:2]}/{row.sha256}"


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
    written = models.JSONField(default=dict, blank=True)
    levels = models.JSONField("keys of the headings made", default=list, blank=True)
    said = models.TextField("what the loading did, in words", blank=True)
    actions = models.ManyToManyField(Action, blank=True, related_name="+")
    undone_on = models.DateField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFileRead:
    """What a plan's file says: as it stands, and with the answers to its questions."""

    knowing: Knowing
    as_it_stands: tuple[FileAction, ...]
    answered: Answered
    not_read: tuple[str, ...]


def read_file(row: PlanFile, layout: Layout, *, today: date) -> PlanFileRead:
    """Read a file that is kept. Raises UnreadableFile where its layout names what is not there."""
    knowing = knowing_of(
        row.slug, starts_on=row.starts_on, ends_on=row.ends_on, scheme=row.scheme, today=today
    )
    found = arranged(row.as_opened(), layout)
    actions = read_arranged(found, layout, knowing)
    return PlanFileRead(
        knowing=knowing,
        as_it_stands=actions,
        answered=with_answers(actions, row.as_answers(), knowing),
        not_read=found.not_read,
    )


def knowing_of(
    slug: str,
    *,
    starts_on: date | None,
    ends_on: date | None,
    scheme: str,
    today: date,
) -> Knowing:
    """Return what the reading of a file needs to know of its plan and of who is known here."""
    begins = starts_on or begins_on(slug)
    period = period_of(begins or today, ends_on)
    return Knowing(
        by_when=partial(understand, period=period),
        starts_on=begins,
        ends_on=ends_on,
        ratings=ratings_of(slug, scheme),
        people=known_lead(),
    )


def period_of(starts_on: date, ends_on: date | None) -> Period:
    """Return the days that a plan is for: a year where nothing says when it ends."""
    return Period(starts_on=starts_on, ends_on=ends_on or starts_on + YEAR)


def known_lead() -> Callable[[str], bool]:
    """Return the question whether words name an officer or a body that is known here."""
    known: set[str] = set()
    for officer in Officer.objects.all():
        known |= {_key(words) for words in (officer.initials, officer.name, officer.post)}
        known.add(_key(f"{officer.name}, {officer.post}"))
    for organisation in Organisation.objects.all():
        known |= {_key(organisation.code), _key(organisation.name)}
    known.discard("")
    return lambda words: _key(words) in known


def _key(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def begins_on(slug: str) -> date | None:
    """Return the day that a plan begins, None where there is none of that name."""
    return Plan.objects.filter(slug=slug).values_list("starts_on", flat=True).first()


def ratings_of(slug: str, scheme: str) -> Collection[str]:
    """Return the words in which a plan's actions are rated: of the scheme named, or the plan's."""
    if scheme in OF_SCHEME:
        return OF_SCHEME[scheme]
    named = scheme or Plan.objects.filter(slug=slug).values_list("scheme__slug", flat=True).first()
    words = RatingDefinition.objects.filter(scheme__slug=named).values_list("rag", flat=True)
    return tuple(word for word in words if word != "none") or OF_SCHEME["rag"]
