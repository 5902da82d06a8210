"""What stands at the head of every page and document of a plan."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from actionplan.models import NarrativeSection, Plan, PlanLink, PlanQuerySet
from actionplan.models.rewordings import past_of
from actionplan.rag import UNDEFINED, Scheme
from herefordshire_cs.lib.edits import Past, columns_of
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.text.words import count_in_words, mid_sentence

# What a head is made of: columns of the plan, of its scheme, of each colour of the scheme.
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
    "standings_mark",
)
PLAN_COLUMNS = columns_of(Plan)
SCHEME_COLUMNS = ("pk", "remark", "green_means_completed")
COLOUR_COLUMNS = ("pk", "rag", "as_written", "definition", "remark")
NO_COLOUR = {
    "as_written": "",
    "definition": f"{UNDEFINED[:1].upper()}{UNDEFINED[1:]}",
    "remark": "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingMeaning:
    """One colour of the plan's scheme and its printed meaning, with any remark on its source."""

    rag: Rag
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
    scheme: Scheme
    scheme_remark: str
    meanings: tuple[RatingMeaning, ...]
    # What more there is to look up: what it tells of itself, what stands round its middle level.
    has_narrative: bool = field(default=False, repr=False, compare=False)
    has_surroundings: bool = field(default=False, repr=False, compare=False)
    # Not a part of what the plan says, so no document or page differs by it.
    standings_mark: str = field(repr=False, compare=False)
    past: Past = field(repr=False, compare=False)

    def count_parts(self, count: int) -> str:
        """Return ``17 recommendations``, in the plan's own word for them."""
        return count_in_words(
            count, mid_sentence(self.level_name), mid_sentence(self.level_name_plural)
        )


def plan_head(plan: Plan, *, as_of: date) -> PlanHead:
    """Return the head of a plan that was fetched ``with_scheme``, as at a day."""
    past = past_of({plan.pk: plan.reworded_on}, as_of=as_of)
    columns = {name: getattr(plan, name) for name in OWN_COLUMNS}
    scheme = {name: getattr(plan.scheme, name) for name in SCHEME_COLUMNS}
    colours = plan.scheme.definitions.all()
    return _head(
        columns,
        scheme,
        [{name: getattr(row, name) for name in COLOUR_COLUMNS} for row in colours],
        past,
    )


def plan_heads(plans: PlanQuerySet, *, as_of: date) -> tuple[PlanHead, ...]:
    """Return the heads of some plans in their order, as at a day.

    One query, which has a row a colour; another where any was reworded after the day.
    """
    narrative = NarrativeSection.objects.filter(plan=OuterRef("pk")).order_by()
    links = PlanLink.objects.filter(recommendation__plan=OuterRef("pk")).order_by()
    rows = plans.values(
        *OWN_COLUMNS,
        "reworded_on",
        has_narrative=Exists(narrative),
        has_surroundings=Exists(links),
        **{f"scheme_{name}": F(f"scheme__{name}") for name in SCHEME_COLUMNS},
        **{f"colour_{name}": F(f"scheme__definitions__{name}") for name in COLOUR_COLUMNS},
    )
    found: dict[int, list[dict[str, Any]]] = {}
    for row in rows:
        found.setdefault(row["pk"], []).append(row)
    last = {pk: each[0]["reworded_on"] for pk, each in found.items()}
    past = past_of(last, as_of=as_of)
    return tuple(
        _head(
            each[0],
            {name: each[0][f"scheme_{name}"] for name in SCHEME_COLUMNS},
            [{name: row[f"colour_{name}"] for name in COLOUR_COLUMNS} for row in each],
            past,
        )
        for each in found.values()
    )


def _head(
    columns: Mapping[str, Any],
    scheme: Mapping[str, Any],
    colours: Iterable[Mapping[str, Any]],
    past: Past,
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
    by_rag = {
        Rag(colour["rag"]): {**colour, **past.of_key("ratingdefinition", colour["pk"])}
        for colour in colours
        if colour["rag"] is not None
    }
    return PlanHead(
        **own,
        has_narrative=columns.get("has_narrative", False),
        has_surroundings=columns.get("has_surroundings", False),
        scheme=Scheme.of_definitions(
            {rag: colour["definition"] for rag, colour in by_rag.items()},
            lapses_after_days=own["reporting_cycle_days"],
            green_means_completed=scheme["green_means_completed"],
            silence_red_after=own["first_report_due_on"],
            early_before=None if own["earlier_by_whens_are_red"] else own["starts_on"],
        ),
        scheme_remark=scheme["remark"],
        meanings=tuple(_meaning(rag, by_rag.get(rag, NO_COLOUR)) for rag in Rag),
        past=past,
    )


def _meaning(rag: Rag, colour: Mapping[str, Any]) -> RatingMeaning:
    return RatingMeaning(
        rag=rag,
        as_written=colour["as_written"],
        definition=colour["definition"],
        remark=colour["remark"],
    )


def build_plan_head(slug: str, *, as_of: date) -> PlanHead:
    """Return the head of one plan as at a day; one query. Raises ``Plan.DoesNotExist``."""
    return _only(plan_heads(Plan.objects.filter(slug=slug), as_of=as_of))


def heads_by_key(*, as_of: date) -> dict[int, PlanHead]:
    """Return the heads of all plans as at a day, by their keys; one query."""
    return {head.pk: head for head in plan_heads(Plan.objects.all(), as_of=as_of)}


def running_plans(*, as_of: date) -> tuple[PlanHead, ...]:
    """Return the heads of the plans begun by a day, the one that began last first; one query."""
    begun = Plan.objects.filter(starts_on__lte=as_of).order_by("-starts_on", "pk")
    return plan_heads(begun, as_of=as_of)


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
