"""The list of indicators, narrowed and sorted; and what it can be narrowed by."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count

from herefordshire_cs.lib.full_text import Says
from herefordshire_cs.lib.rag import Rag, RatingCounts
from herefordshire_cs.lib.text.words import natural
from indicators.models import Indicator, IndicatorQuerySet, IndicatorSet, Priority
from indicators.presenters.indicators import IndicatorLine, indicator_lines
from indicators.presenters.performance import lines_in_use, next_known_on, rating_counts
from indicators.presenters.records import read_records
from indicators.presenters.remembered import remember
from indicators.rag import Direction

STANDINGS = {
    "short": "Short of the next target",
    "reached": "Next target already reached",
    "weaker": "A target weaker than the last outturn",
    "behind": "Worse than a comparator",
    "missing": "No figure for the last period",
}
SORTED_BY = ("ref", "rating", "direction", "supplier")
SORTS = ("order", *SORTED_BY, *(f"-{name}" for name in SORTED_BY))


DIRECTIONS = [
    *(Direction.WORSENED, Direction.SAME, Direction.LOWER, Direction.HIGHER),
    *(Direction.IMPROVED, Direction.NONE),
]
SORT_KEYS: Mapping[str, Callable[[IndicatorLine], Any]] = {
    "ref": lambda line: (not line.head.ref, natural(line.head.name)),
    "rating": lambda line: line.rating.rag.severity,
    "direction": lambda line: DIRECTIONS.index(line.movement.direction),
    "supplier": lambda line: line.head.supplier.lower(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a reader narrowed the list by; each blank where they did not."""

    words: str = ""
    set: str = ""
    priority: str = ""
    supplier: str = ""
    ratings: tuple[str, ...] = ()
    direction: str = ""
    standing: str = ""
    sort: str = "order"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorList:
    """The lines that fit, and the counts by rating of what fits but for the rating."""

    lines: tuple[IndicatorLine, ...]
    counts: RatingCounts
    total: int
    later_count: int
    next_known_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSummary:
    """One set, its size and how its membership is known."""

    slug: str
    name: str
    description: str
    basis: str
    count: int


def every_line(*, as_of: date) -> list[IndicatorLine]:
    """Return a line for each indicator in use on a day.

    Reading ten years of figures is most of the work, so the lines are kept, not what is asked.
    """
    return remember("lines", as_of=as_of, build=lambda: lines_in_use(as_of=as_of))


def build_list(
    wanted: Wanted, *, as_of: date, every: Iterable[IndicatorLine] | None = None
) -> IndicatorList:
    """Return the indicators in use on a day that fit; ``every`` is each there is, where known."""
    in_use = Indicator.objects.in_use(as_of=as_of)
    total = in_use.count()
    pks = set(narrowed(in_use, wanted).values_list("pk", flat=True))
    known = every_line(as_of=as_of) if every is None else every
    lines = [line for line in known if line.head.pk in pks]
    fitting = [line for line in lines if fits(line, wanted)]
    shown = [line for line in fitting if not wanted.ratings or line.rating.rag in wanted.ratings]
    return IndicatorList(
        lines=tuple(sorted_lines(shown, wanted.sort)),
        counts=rating_counts(fitting),
        total=total,
        later_count=Indicator.objects.count() - total,
        next_known_on=next_known_on(as_of=as_of),
    )


def narrowed(rows: IndicatorQuerySet, wanted: Wanted) -> IndicatorQuerySet:
    """Narrow by what the database knows."""
    if wanted.set:
        rows = rows.filter(sets__slug=wanted.set)
    if wanted.priority:
        plan, _, number = wanted.priority.rpartition(":")
        rows = rows.filter(purposes__plan=plan, purposes__number=number)
    if wanted.words:
        rows = rows.filter(Says(wanted.words))
    return rows


def fits(line: IndicatorLine, wanted: Wanted) -> bool:
    """Say whether a line fits what only a line knows, its rating left out."""
    if wanted.supplier and line.head.supplier != wanted.supplier:
        return False
    if wanted.direction and line.movement.direction != Direction(wanted.direction):
        return False
    tests = {
        "": True,
        "short": line.is_short_of_next,
        "reached": line.gap.startswith("already meets"),
        "weaker": bool(line.weaker),
        "behind": line.is_behind,
        "missing": line.latest is None or line.latest.value is None or line.missing is not None,
    }
    return tests[wanted.standing]


def sorted_lines(lines: list[IndicatorLine], sort: str) -> list[IndicatorLine]:
    """Sort; whatever is equal stays in the order of the papers."""
    if sort == "order":
        return lines
    return sorted(lines, key=SORT_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))


def build_sets() -> tuple[SetSummary, ...]:
    """Return the sets with their sizes."""
    rows = IndicatorSet.objects.annotate(size=Count("indicators")).order_by("order")
    return tuple(
        SetSummary(
            slug=row.slug,
            name=row.name,
            description=row.description,
            basis=row.basis,
            count=row.size,
        )
        for row in rows
    )


def priority_choices() -> list[tuple[str, str]]:
    """Return what indicators are meant to show working, as choices of a form."""
    return [
        (f"{row.plan}:{row.number}", f"{row.number}. {row.wording}")
        for row in Priority.objects.all()
    ]


def supplier_choices(lines: Iterable[IndicatorLine]) -> list[tuple[str, str]]:
    """Return the suppliers of data of the indicators on a day, as choices of a form."""
    names = sorted({line.head.supplier for line in lines} - {""})
    return [(name, name) for name in names]


RATING_CHOICES = [(rag.value, rag.word) for rag in Rag]
DIRECTION_CHOICES = [(direction.value, direction.word) for direction in Direction]


def indicator_choices(*, as_of: date) -> dict[str, str]:
    """Return what each indicator in use on a day is called, by its short name; one query."""
    rows = Indicator.objects.filter(paper__published_on__lte=as_of)
    named = rows.values_list("slug", "ref", "definition")
    return {slug: f"{ref} {definition}".strip() for slug, ref, definition in named}


def lines_for_plan(plan: str, *, as_of: date) -> dict[int, tuple[IndicatorLine, ...]]:
    """Return by number what is meant to show each recommendation of a plan working."""
    rows = Indicator.objects.in_use(as_of=as_of).filter(purposes__plan=plan).distinct()
    found: dict[int, tuple[IndicatorLine, ...]] = {}
    records = read_records(rows.in_order(), as_of=as_of)
    for line in indicator_lines(records, as_of=as_of):
        for aim in line.head.aims:
            if aim.plan == plan:
                found[aim.number] = (*found.get(aim.number, ()), line)
    return found


def count_indicators() -> int:
    """Return how many indicators are defined."""
    return Indicator.objects.count()
