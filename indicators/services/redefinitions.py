"""Defining an indicator, and defining it anew: what it was before is kept, with who and when."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from herefordshire_cs.accounts.models import User
from herefordshire_cs.lib.edits import columns_said, differences
from herefordshire_cs.lib.text.free_names import numbered
from herefordshire_cs.lib.text.words import day_in_words
from indicators.models import Indicator, IndicatorSet, Paper, Redefinition
from indicators.models.redefinitions import CHANGES, DATED, PURPOSES, SETS

type Said = Mapping[str, Any]


def said_by(indicator: Indicator) -> Said:
    """Return what an indicator is now, as the database has it; four queries."""
    row = Indicator.objects.get(pk=indicator.pk)
    said = columns_said(row, DATED)
    # What is kept as JSON is compared as it will be read: a number of any exactness by its digits.
    said |= {
        name: str(value) for name, value in said.items() if name in NUMBERS and value is not None
    }
    said[SETS] = list(row.sets.order_by("order", "name").values_list("slug", flat=True))
    purposes = row.purposes.order_by("plan", "number")
    said[PURPOSES] = [list(each) for each in purposes.values_list(*PURPOSE_COLUMNS)]
    changes = row.definition_changes.order_by("changed_on", "pk")
    said[CHANGES] = [[each.changed_on.isoformat(), each.words] for each in changes]
    return said


NUMBERS = ("range_low", "range_high", "tolerance")
PURPOSE_COLUMNS = ("plan", "number", "wording", "place")


@transaction.atomic
def keep_redefinitions(
    indicator: Indicator, *, before: Said, author: User, recorded_on: date, recorded_at: datetime
) -> int:
    """Keep what of an indicator is otherwise than before; return in how many fields it is."""
    rows = [
        Redefinition(
            indicator=indicator,
            field=field,
            before=was,
            after=now,
            recorded_on=recorded_on,
            recorded_at=recorded_at,
            recorded_by=author,
        )
        for field, was, now in differences(before, said_by(indicator))
    ]
    Redefinition.objects.bulk_create(rows)
    return len(rows)


# Addresses of pages that stand beside those of indicators.
TAKEN = {
    *("due", "entry", "loading", "neighbours", "judgements", "self-assessments", "documents"),
    *("readings", "new", "lists", "digest", "radar", "corporate"),
}
LONGEST_SLUG = 70


@transaction.atomic
def define_indicator(
    *,
    definition: Mapping[str, Any],
    sets: Iterable[IndicatorSet],
    new_set: str,
    defined_on: date,
) -> Indicator:
    """Define an indicator, in use from the day on. Raises ValidationError."""
    last = Indicator.objects.aggregate(last=Max("order"))["last"] or 0
    row = Indicator(
        slug=free_slug(definition["ref"] or definition["definition"]),
        paper=defined_here(defined_on),
        order=last + 1,
        **definition,
    )
    row.full_clean()
    row.save()
    row.sets.set([*sets, *made_set(new_set)])
    return row


def defined_here(day: date) -> Paper:
    """Return what stands in the place of a paper for what is defined in the product on a day."""
    row, _is_new = Paper.objects.get_or_create(
        slug=f"defined-{day.isoformat()}",
        defaults={"title": f"Defined here on {day_in_words(day)}", "published_on": day},
    )
    return row


def free_slug(words: str) -> str:
    """Return an address of these words that no other page has."""
    stem = slugify(words)[:LONGEST_SLUG].strip("-") or "indicator"
    others = Indicator.objects.filter(slug__startswith=stem).values_list("slug", flat=True)
    return numbered(stem, TAKEN | set(others))


def made_set(name: str) -> list[IndicatorSet]:
    """Return a new set of a name; none where the name is blank."""
    if not name:
        return []
    stem = slugify(name)[:40].strip("-") or "set"
    slug = numbered(stem, set(IndicatorSet.objects.values_list("slug", flat=True)))
    last = IndicatorSet.objects.aggregate(last=Max("order"))["last"] or 0
    return [IndicatorSet.objects.create(slug=slug, name=name, order=last + 1)]


@transaction.atomic
def define_anew(
    *,
    indicator: Indicator,
    definition: Mapping[str, Any],
    sets: Iterable[IndicatorSet],
    new_set: str,
    author: User,
    recorded_on: date,
    recorded_at: datetime,
) -> int:
    """Change what an indicator is; return in how many fields. Raises ValidationError."""
    before = said_by(indicator)
    row = Indicator.objects.get(pk=indicator.pk)
    for name, value in definition.items():
        setattr(row, name, value)
    row.full_clean()
    row.save()
    row.sets.set([*sets, *made_set(new_set)])
    return keep_redefinitions(
        row, before=before, author=author, recorded_on=recorded_on, recorded_at=recorded_at
    )
