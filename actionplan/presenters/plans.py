"""What stands at the head of every page and document of a plan."""

# Longer than most: all of which the head of a page is made, and the ways to ask for it.

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Subquery

from actionplan.models import (
    NarrativeSection,
    Plan,
    PlanClosing,
    PlanLink,
    PlanQuerySet,
    RatingLevel,
)
from actionplan.models.rating_schemes import scale_from
from actionplan.models.rewordings import past_of
from actionplan.rag import UNDEFINED, Scheme
from actionplan.rating_levels import patterns_in_words
from herefordshire_cs.accounts.plan_roles import PlanAccess
from herefordshire_cs.lib.edits import ADDED, Past, columns_of
from herefordshire_cs.lib.rag import MOST_COLUMNS, Level, RatingCounts, Role, words_of_levels
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence

# What a head is made of: columns of the plan, of its scheme, of each level of the scheme.
LONGEST_OF_COLOURS = 6  # letters: orange, yellow, purple
NO_LEVEL = {"as_written": "", "definition": "", "remark": ""}
OWN_COLUMNS = (
    "pk",
    "slug",
    "title",
    "full_title",
    "level_name",
    "level_name_plural",
    "group_name",
    "group_explanation",
    "area_name",
    "accountable_name",
    "starts_on",
    "reporting_cycle_days",
    "cycle_reason",
    "red_remark",
    "first_report_due_on",
    "earlier_by_whens_are_red",
    "completion",
    "standings_mark",
)
PLAN_COLUMNS = columns_of(Plan)
SCHEME_COLUMNS = ("pk", "slug", "name", "remark")
LEVEL_COLUMNS = (
    *("pk", "key", "order", "word", "colour", "shape", "role", "in_use"),
    *("as_written", "definition", "remark"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingMeaning:
    """One level of the plan's scheme and its printed meaning, with any remark on its source."""

    level: Level
    as_written: str
    definition: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanHead:
    """A plan's name, its words for its parts, and what its ratings mean, as at a day.

    ``past`` is what its parts said on that day, where they were reworded since.
    """

    pk: int
    slug: str
    title: str
    full_title: str
    level_name: str
    level_name_plural: str
    group_name: str
    group_explanation: str
    area_name: str
    accountable_name: str
    starts_on: date
    reporting_cycle_days: int
    cycle_reason: str
    red_remark: str
    first_report_due_on: date | None
    earlier_by_whens_are_red: bool
    completion: str
    scheme: Scheme
    scheme_slug: str
    scheme_name: str
    scheme_remark: str
    meanings: tuple[RatingMeaning, ...]
    closed_on: date | None = None
    # In which impact is rated apart from delivery, where the plan wants it.
    impact: Scheme | None = None
    impact_meanings: tuple[RatingMeaning, ...] = ()
    # What more there is to look up: what it tells of itself, what stands round its middle level.
    has_narrative: bool = field(default=False, repr=False, compare=False)
    has_surroundings: bool = field(default=False, repr=False, compare=False)
    # The day of the page, where anything of the plan was edited after it.
    edited_since: date | None = field(default=None, repr=False, compare=False)
    # Not a part of what the plan says, so no document or page differs by it.
    standings_mark: str = field(repr=False, compare=False)
    past: Past = field(repr=False, compare=False)

    @property
    def completes_with_a_note(self) -> bool:
        """Whether whoever says that an Action is done needs nothing else."""
        return self.completion == Plan.Completion.NOTE

    @property
    def fits_columns(self) -> bool:
        """Whether a table has room for a column for each level beside its other columns."""
        return len(self.meanings) <= MOST_COLUMNS

    @property
    def has_long_words(self) -> bool:
        """Whether a level has a longer word than the names of the usual colours."""
        given = (each for each in self.scheme.scale.levels if each.role is not Role.NOT_RATED)
        return any(len(level.word) > LONGEST_OF_COLOURS for level in given)

    @property
    def no_counts(self) -> RatingCounts:
        """The counts of nothing, under its scheme."""
        return RatingCounts.of_ratings({}, self.scheme.scale)

    @property
    def shown_by_evidence(self) -> str:
        """The words of the levels that evidence should show, as ``Green``."""
        words = words_of_levels(self.scheme.scale.wanting_evidence)
        return f"{words[:1].upper()}{words[1:]}"

    @property
    def patterns_said(self) -> str:
        """The same as a sentence goes on, as ``red is solid, amber hatched``."""
        return patterns_in_words(self.scheme.scale.levels, verb=" is")

    @property
    def patterns(self) -> str:
        """How bars tell its levels apart, as ``red solid, amber hatched``."""
        return patterns_in_words(self.scheme.scale.levels)

    def count_parts(self, count: int) -> str:
        """Return ``17 recommendations``, in the plan's own word for them."""
        return count_in_words(
            count, mid_sentence(self.level_name), mid_sentence(self.level_name_plural)
        )


def plan_head(plan: Plan, *, as_of: date, closed_on: date | None = None) -> PlanHead:
    """Return the head of a plan that was fetched ``with_scheme``, as at a day.

    ``closed_on`` is the day from which it is closed on that day, where it is.
    """
    past = past_of({plan.pk: plan.reworded_on}, as_of=as_of)
    columns = {name: getattr(plan, name) for name in OWN_COLUMNS} | {"closed_on": closed_on}
    scheme = {name: getattr(plan.scheme, name) for name in SCHEME_COLUMNS}
    levels = plan.scheme.levels.all()
    columns["impact_scheme_id"] = plan.impact_scheme_id
    impacts = _impact_levels([(plan.pk, plan.impact_scheme_id)], past)
    return _head(
        columns,
        scheme,
        [{name: getattr(row, name) for name in LEVEL_COLUMNS} for row in levels],
        past,
        impacts,
        edited_since=_edited_since(plan.reworded_on, as_of=as_of),
    )


def plan_heads(plans: PlanQuerySet, *, as_of: date) -> tuple[PlanHead, ...]:
    """Return the heads of some plans in their order, as at a day.

    One query, which has a row a level; another where any was reworded after the day, and one
    where any rates impact apart.
    """
    narrative = NarrativeSection.objects.filter(plan=OuterRef("pk")).order_by()
    links = PlanLink.objects.filter(recommendation__plan=OuterRef("pk")).order_by()
    rows = plans.values(
        *OWN_COLUMNS,
        "reworded_on",
        "impact_scheme_id",
        has_narrative=Exists(narrative),
        has_surroundings=Exists(links),
        closed_on=closed_on("pk", as_of=as_of),
        **{f"scheme_{name}": F(f"scheme__{name}") for name in SCHEME_COLUMNS},
        **{f"level_{name}": F(f"scheme__levels__{name}") for name in LEVEL_COLUMNS},
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["pk"], []).append(row)
    last = {pk: each[0]["reworded_on"] for pk, each in found.items()}
    past = past_of(last, as_of=as_of)
    impacts = _impact_levels(
        [(pk, each[0]["impact_scheme_id"]) for pk, each in found.items()], past
    )
    return tuple(
        _head(
            each[0],
            {name: each[0][f"scheme_{name}"] for name in SCHEME_COLUMNS},
            [{name: row[f"level_{name}"] for name in LEVEL_COLUMNS} for row in each],
            past,
            impacts,
            edited_since=_edited_since(each[0]["reworded_on"], as_of=as_of),
        )
        for each in found.values()
    )


def _edited_since(reworded_on: date | None, *, as_of: date) -> date | None:
    return as_of if reworded_on is not None and reworded_on > as_of else None


def closed_on(key: str, *, as_of: date) -> Subquery:
    """Ask for the day from which a plan, by the column of its key, is closed on a day."""
    closings = PlanClosing.objects.holding(on=as_of).filter(plan=OuterRef(key))
    return Subquery(closings.order_by().values("closed_on")[:1])


def _head(
    columns: Mapping[str, Any],
    scheme: Mapping[str, Any],
    levels: Iterable[Mapping[str, Any]],
    past: Past,
    impacts: Mapping[int, Sequence[Mapping[str, Any]]],
    *,
    edited_since: date | None,
) -> PlanHead:
    own = {
        **{name: columns[name] for name in OWN_COLUMNS},
        **{
            name: PLAN_COLUMNS[name].to_python(value)  # days are kept as text
            for name, value in past.of_key("plan", columns["pk"]).items()
            if name in OWN_COLUMNS
        },
    }
    scheme = {**scheme, **past.of_key("ratingscheme", scheme["pk"])}
    there = _levels_there((level for level in levels if level["key"] is not None), past)
    scale = scale_from(there.values())
    of_impact = _levels_there(impacts.get(columns["pk"], ()), past)
    impact_scale = scale_from(of_impact.values()) if of_impact else None
    return PlanHead(
        **own,
        has_narrative=columns.get("has_narrative", False),
        has_surroundings=columns.get("has_surroundings", False),
        edited_since=edited_since,
        closed_on=columns.get("closed_on"),
        scheme=Scheme.of_definitions(
            {key: level["definition"] for key, level in there.items()},
            scale=scale,
            lapses_after_days=own["reporting_cycle_days"],
            silence_red_after=own["first_report_due_on"],
            early_before=None if own["earlier_by_whens_are_red"] else own["starts_on"],
        ),
        scheme_slug=scheme["slug"],
        scheme_name=scheme["name"],
        scheme_remark=scheme["remark"],
        meanings=tuple(_meaning(level, there.get(level.key, NO_LEVEL)) for level in scale.levels),
        impact=Scheme.of_definitions(
            {key: level["definition"] for key, level in of_impact.items()},
            scale=impact_scale,
            lapses_after_days=own["reporting_cycle_days"],
        )
        if impact_scale
        else None,
        impact_meanings=tuple(
            _meaning(level, of_impact.get(level.key, NO_LEVEL))
            for level in (impact_scale.levels if impact_scale else ())
        ),
        past=past,
    )


def _levels_there(levels: Iterable[Mapping[str, Any]], past: Past) -> dict[str, Mapping[str, Any]]:
    """Return the levels that there were on the day of a past, as they were, by their keys."""
    said = [{**level, **past.of_key("ratinglevel", level["pk"])} for level in levels]
    return {level["key"]: level for level in said if level.get(ADDED, True)}


def _impact_levels(
    plans: Iterable[tuple[int, int | None]], past: Past
) -> dict[int, list[dict[str, Any]]]:
    """Return the levels in which plans rate impact, by the plans' keys; one query, or none."""
    schemes = {pk: past.of_key("plan", pk).get("impact_scheme_id", now) for pk, now in plans}
    wanted = {scheme for scheme in schemes.values() if scheme is not None}
    if not wanted:
        return {}
    rows = RatingLevel.objects.filter(scheme__in=wanted).order_by("scheme", "order", "pk")
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows.values("scheme", *LEVEL_COLUMNS):
        found.setdefault(row["scheme"], []).append(row)
    return {pk: found[scheme] for pk, scheme in schemes.items() if scheme in found}


def _meaning(level: Level, said: Mapping[str, Any]) -> RatingMeaning:
    return RatingMeaning(
        level=level,
        as_written=said["as_written"],
        definition=said["definition"] or f"{UNDEFINED[:1].upper()}{UNDEFINED[1:]}",
        remark=said["remark"],
    )


def build_plan_head(slug: str, *, as_of: date) -> PlanHead:
    """Return the head of one plan as at a day; one query. Raises ``Plan.DoesNotExist``."""
    return _only(plan_heads(Plan.objects.filter(slug=slug), as_of=as_of))


def heads_by_key(*, as_of: date, access: PlanAccess) -> dict[int, PlanHead]:
    """Return the heads of all plans that there are for somebody, by their keys; one query."""
    rows = Plan.objects.visible_to(access)
    return {head.pk: head for head in plan_heads(rows, as_of=as_of)}


def running_plans(*, as_of: date, access: PlanAccess) -> tuple[PlanHead, ...]:
    """Return the heads of the plans that run on a day, the one that began last first; one query.

    Where all that had begun are closed, it is those.
    """
    visible = Plan.objects.visible_to(access)
    begun = visible.filter(starts_on__lte=as_of).order_by("-starts_on", "pk")
    heads = plan_heads(begun, as_of=as_of)
    return tuple(head for head in heads if head.closed_on is None) or heads


def chosen_plan(running: Sequence[PlanHead], slug: str = "") -> PlanHead:
    """Return the plan that was chosen of those that run, else the one that began last.

    Raises ``Plan.DoesNotExist`` where none runs.
    """
    chosen = [head for head in running if head.slug == slug] or list(running)
    return _only(tuple(chosen[:1]))


def _only(heads: tuple[PlanHead, ...]) -> PlanHead:
    if not heads:
        raise Plan.DoesNotExist
    return heads[0]


def count_actions_of_plans(access: PlanAccess) -> list[tuple[str, int]]:
    """Return each plan by its title with how many actions it has, the newest first."""
    visible = Plan.objects.visible_to(access)
    rows = visible.order_by("-starts_on", "pk").annotate(count=Count("actions"))
    return list(rows.values_list("title", "count"))


def heads_by_slug(*, as_of: date, access: PlanAccess) -> dict[str, PlanHead]:
    """Return the heads of the plans begun by a day, by their short names, the oldest first."""
    return _by_slug(Plan.objects.visible_to(access), as_of=as_of)


def open_heads_by_slug(*, as_of: date) -> dict[str, PlanHead]:
    """Return the same of the plans that are hidden from nobody who signs in."""
    return _by_slug(Plan.objects.filter(is_private=False), as_of=as_of)


def is_kept_to_its_people(slug: str) -> bool:
    """Say whether there is a plan of a short name that is private; one query."""
    return Plan.objects.filter(slug=slug, is_private=True).exists()


def _by_slug(plans: PlanQuerySet, *, as_of: date) -> dict[str, PlanHead]:
    begun = plans.filter(starts_on__lte=as_of).order_by("starts_on", "pk")
    return {head.slug: head for head in plan_heads(begun, as_of=as_of)}
