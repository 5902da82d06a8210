"""Rating schemes: the levels in which a plan's actions are rated, and what each means."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from herefordshire_cs.lib.palette import Colour, Shape
from herefordshire_cs.lib.rag import NOT_RATED, NOT_RATED_KEY, Level, Role, Scale

COLOUR_CHOICES = [(colour.value, colour.word) for colour in Colour]
SHAPE_CHOICES = [(shape.value, shape.word) for shape in Shape]
ROLE_CHOICES = [(role.value, role.word) for role in Role]
LONGEST_KEY = 20
LONGEST_WORD = 40


class RatingScheme(models.Model):
    """How actions are rated in one plan. Ratings of different schemes are never added."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=200)
    remark = models.TextField(blank=True)
    source = models.ForeignKey(
        "actionplan.SourceDocument",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    source_place = models.CharField(max_length=120, blank=True)
    added_on = models.DateField(
        "made on", null=True, blank=True, help_text="Blank: it was there from the beginning."
    )

    class Meta:
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rating-scheme", args=[self.slug])


class RatingLevel(models.Model):
    """One level of a scheme: its word, colour and shape, what the rules take it for, its meaning.

    ``key`` is what ratings are kept under, and stays. ``as_written`` is the meaning in the words
    of the paper, blank where it has none. A level that is not ``in_use`` stays for the days on
    which it was.
    """

    scheme = models.ForeignKey(RatingScheme, on_delete=models.CASCADE, related_name="levels")
    key = models.SlugField(max_length=LONGEST_KEY)
    order = models.PositiveSmallIntegerField()
    word = models.CharField(max_length=LONGEST_WORD)
    colour = models.CharField(max_length=10, choices=COLOUR_CHOICES)
    shape = models.CharField(max_length=10, choices=SHAPE_CHOICES)
    role = models.CharField(max_length=21, choices=ROLE_CHOICES)
    in_use = models.BooleanField(default=True)
    as_written = models.CharField(max_length=250, blank=True)
    definition = models.CharField(max_length=250, blank=True)
    remark = models.CharField(max_length=250, blank=True)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "key"], name="a_level_has_its_own_key_in_a_scheme"
            ),
            models.CheckConstraint(
                condition=Q(key=NOT_RATED_KEY, role=Role.NOT_RATED.value, in_use=True)
                | ~Q(key=NOT_RATED_KEY) & ~Q(role=Role.NOT_RATED.value),
                name="what_nobody_rated_has_one_level",
            ),
            models.CheckConstraint(condition=~Q(word=""), name="a_level_has_a_word"),
        ]

    def __str__(self) -> str:
        return f"{self.word}: {self.definition}"


def level_from(said: Mapping[str, Any]) -> Level:
    """Return a level from the columns of its row."""
    return Level(
        key=said["key"],
        word=said["word"],
        colour=Colour(said["colour"]),
        shape=Shape(said["shape"]),
        role=Role(said["role"]),
    )


def scale_from(levels: Iterable[Mapping[str, Any]]) -> Scale:
    """Return the scale of those levels that are in use, from the columns of their rows.

    One that has none for what nobody rated is given it, so that each page can be read.
    """
    used = sorted((each for each in levels if each["in_use"]), key=lambda each: each["order"])
    found = tuple(level_from(each) for each in used)
    has_one = any(level.role is Role.NOT_RATED for level in found)
    return Scale(found if has_one else (*found, NOT_RATED))
