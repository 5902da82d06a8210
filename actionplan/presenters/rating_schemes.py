"""The rating schemes that there are, and the page of one: its levels, its plans, its edits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from actionplan.models import RatingLevel, RatingScheme, Rewording
from actionplan.models.rating_schemes import level_from
from actionplan.models.ratings_given import ratings_given
from actionplan.presenters.plans import PlanHead, heads_by_slug
from actionplan.presenters.rewordings import from_and_to, what_happened
from actionplan.rating_levels import what_a_role_does
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.edits import ADDED, Past, past_on
from herefordshire_cs.lib.rag import Level
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLevel:
    """A level of a scheme as at a day; ``given`` says how many ratings were given in it."""

    level: Level
    definition: str
    as_written: str
    remark: str
    role: str
    does: str
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLine:
    """A scheme in the list of schemes, with the plans begun by a day that are rated under it."""

    slug: str
    name: str
    levels: tuple[Level, ...]
    plans: tuple[PlanHead, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeEdit:
    """An edit of a scheme: on which day, by whom, of what, from what to what and why."""

    on: date
    by: str
    words: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemePage:
    """One scheme as at a day; ``edits`` are the newest first."""

    slug: str
    name: str
    remark: str
    source: str
    levels: tuple[SchemeLevel, ...]
    plans: tuple[PlanHead, ...]
    edits: tuple[SchemeEdit, ...]


def build_schemes(*, as_of: date, access: PlanAccess) -> tuple[SchemeLine, ...]:
    """Return the schemes in the order of their names; four queries, however many there are."""
    rows = RatingScheme.objects.prefetch_related("levels").order_by("name", "pk")
    of_any = Q(ratinglevel__isnull=False) | Q(ratingscheme__isnull=False)
    past = past_on(_edits(of_any), as_of=as_of)
    plans = plans_by_scheme(as_of=as_of, access=access)
    return tuple(
        SchemeLine(
            slug=row.slug,
            name=row.name,
            levels=tuple(level_from(vars(level)) for level in there(row.levels.all(), past)),
            plans=plans.get(row.slug, ()),
        )
        for row in past.each(rows)
        if was_there(row, plans, as_of=as_of)
    )


def was_there(
    row: RatingScheme, plans: Mapping[str, tuple[PlanHead, ...]], *, as_of: date
) -> bool:
    """Say whether there was a scheme on a day; a plan that had begun by then brings its own."""
    return row.added_on is None or row.added_on <= as_of or row.slug in plans


def plans_by_scheme(*, as_of: date, access: PlanAccess) -> dict[str, tuple[PlanHead, ...]]:
    """Return the plans begun by a day by the short names of their schemes, as they were then."""
    found: dict[str, tuple[PlanHead, ...]] = {}
    for head in heads_by_slug(as_of=as_of, access=access).values():
        found[head.scheme_slug] = (*found.get(head.scheme_slug, ()), head)
    return found


def names_of_schemes() -> tuple[str, ...]:
    """Return the names of the schemes that there are; one query."""
    return tuple(RatingScheme.objects.order_by("name").values_list("name", flat=True))


def build_scheme_page(slug: str, *, as_of: date, access: PlanAccess) -> SchemePage:
    """Return one scheme as at a day; eight queries. Raises ``RatingScheme.DoesNotExist``."""
    row = RatingScheme.objects.select_related("source").prefetch_related("levels").get(slug=slug)
    plans = plans_by_scheme(as_of=as_of, access=access)
    if not was_there(row, plans, as_of=as_of):
        raise RatingScheme.DoesNotExist
    edits = list(_edits(Q(ratingscheme=row) | Q(ratinglevel__scheme=row)))
    past = past_on(edits, as_of=as_of)
    given = ratings_given(row, as_of=as_of, access=access)
    past.put_back(row)
    return SchemePage(
        slug=row.slug,
        name=row.name,
        remark=row.remark,
        source=f"{row.source}, {row.source_place}" if row.source else "",
        levels=tuple(
            scheme_level(level, given[level.key]) for level in there(row.levels.all(), past)
        ),
        plans=plans.get(row.slug, ()),
        edits=tuple(edit_line(each) for each in reversed(edits) if each.recorded_on <= as_of),
    )


def there(rows: Iterable[RatingLevel], past: Past) -> list[RatingLevel]:
    """Return the levels in use on a day as they were, in their order."""
    return sorted(
        (row for row in past.each(rows) if row.in_use), key=lambda row: (row.order, row.pk)
    )


def scheme_level(row: RatingLevel, given: int) -> SchemeLevel:
    """Return a level, of which so many ratings were given."""
    level = level_from(vars(row))
    return SchemeLevel(
        level=level,
        definition=row.definition,
        as_written=row.as_written,
        remark=row.remark,
        role=level.role.word,
        does=what_a_role_does(level.role),
        given=count_in_words(given, "rating") if given else "",
    )


def edit_line(row: Rewording) -> SchemeEdit:
    """Return an edit in words."""
    of = f"{row.ratinglevel.word}: " if row.ratinglevel else ""
    happened = what_happened(row)
    return SchemeEdit(
        on=row.recorded_on,
        by=row.recorded_by.name if row.recorded_by else "",
        words=f"{of}{mid_sentence(happened)}" if of else happened,
        detail=from_and_to(row) if row.field != ADDED else row.reason,
    )


def _edits(which: Q) -> Iterable[Rewording]:
    rows = Rewording.objects.filter(which).select_related("ratinglevel", "recorded_by")
    return rows.order_by("pk")
