"""What stands round a plan's Recommendations: links to other plans, areas, and implications."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from actionplan.models import Implication, PlanLink, Recommendation
from actionplan.presenters.plan_parts import parts_of, recommendations_of
from actionplan.presenters.plans import PlanHead


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """What of another plan is served; ``outcome`` is the one printed beside it."""

    text: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Texts of one kind under its name, as written."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands round one Recommendation; all of it is empty where its plan has none."""

    number: int
    text: str
    also_worded: str
    also_worded_in: str
    agreement: tuple[LinkLine, ...]
    plan: tuple[LinkLine, ...]
    outcomes: tuple[str, ...]
    links_remark: str
    implications: tuple[Texts, ...]

    @property
    def are_any(self) -> bool:
        """Whether the paper says anything of the kind."""
        return bool(self.agreement or self.plan or self.outcomes or self.also_worded)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplicationsPage:
    """The implications of a plan, Recommendation by Recommendation."""

    plan: PlanHead
    recommendations: tuple[Surroundings, ...]


def build_implications_page(plan: PlanHead) -> ImplicationsPage:
    """Return what stands round all of a plan's Recommendations; three queries."""
    rows = Recommendation.objects.filter(plan=plan.pk).order_by("number")
    return ImplicationsPage(
        plan=plan, recommendations=surroundings_of(plan, recommendations_of(plan, rows))
    )


def surroundings_of(plan: PlanHead, rows: Iterable[Recommendation]) -> tuple[Surroundings, ...]:
    """Return what stands round some Recommendations of a plan, in their order; two queries."""
    found = list(rows)
    wanted: dict[str, Any] = {"recommendation__in": [row.pk for row in found]}
    if plan.edited_since is not None:  # what was edited is known by the whole list alone
        wanted = {"recommendation__plan": plan.pk}
    links = _by_kind(parts_of(plan, PlanLink.objects.filter(**wanted)))
    implications = _by_kind(parts_of(plan, Implication.objects.filter(**wanted)))
    return tuple(_surroundings(row, links[row.pk], implications[row.pk]) for row in found)


def _by_kind(rows: Iterable[Any]) -> dict[int, dict[str, list[Any]]]:
    found: dict[int, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.recommendation_id][row.kind].append(row)
    return found


def _surroundings(
    row: Recommendation, links: dict[str, list[PlanLink]], implied: dict[str, list[Implication]]
) -> Surroundings:
    return Surroundings(
        number=row.number,
        text=row.text,
        also_worded=row.also_worded,
        also_worded_in=row.also_worded_in,
        agreement=_link_lines(links[PlanLink.Kind.AGREEMENT]),
        plan=_link_lines(links[PlanLink.Kind.PLAN]),
        outcomes=tuple(link.text for link in links[PlanLink.Kind.OUTCOME]),
        links_remark=row.links_remark,
        implications=tuple(
            Texts(name=str(kind.label), texts=tuple(each.text for each in implied[kind]))
            for kind in Implication.Kind
        ),
    )


def _link_lines(links: Iterable[PlanLink]) -> tuple[LinkLine, ...]:
    return tuple(LinkLine(text=link.text, outcome=link.outcome) for link in links)
