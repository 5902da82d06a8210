"""What a plan tells of itself, chapter by chapter, with the records that stand in it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from actionplan.models import NarrativeItem, NarrativeSection, Recommendation, Risk
from actionplan.presenters.implications import Surroundings, surroundings_of
from actionplan.presenters.plan_parts import parts_of, recommendations_of
from actionplan.presenters.plans import PlanHead
from actionplan.presenters.projects import ImpactLine, ProjectLine, impact_lines, project_lines
from actionplan.presenters.risks import RiskLine, risk_lines


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemsUnder:
    """Items of a list that stand under one label, or under none."""

    label: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionLine:
    """A section of the paper; ``holds`` says which records stand under it."""

    key: str
    number: str
    heading: str
    text: str
    is_abridged: bool
    holds: str
    items: tuple[ItemsUnder, ...]

    @property
    def title(self) -> str:
        """The heading with its number."""
        return f"{self.number} {self.heading}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter of the paper."""

    key: str
    title: str
    sections: tuple[SectionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """The whole paper but for its actions, in its own order."""

    plan: PlanHead
    chapters: tuple[Chapter, ...]
    priorities: tuple[Surroundings, ...]
    projects: tuple[ProjectLine, ...]
    risks: tuple[RiskLine, ...]
    impacts: tuple[ImpactLine, ...]


def build_narrative(plan: PlanHead, *, as_of: date) -> Narrative:
    """Return what a plan tells of itself, with its open risks as at a day; 12 queries."""
    rows = parts_of(plan, NarrativeSection.objects.filter(plan=plan.pk))
    items: dict[int, list[NarrativeItem]] = defaultdict(list)
    for item in parts_of(plan, NarrativeItem.objects.filter(section__plan=plan.pk)):
        items[item.section_id].append(item)
    chapters = tuple(
        Chapter(
            key=f"chapter-{number}",
            title=title,
            sections=tuple(section_line(row, items[row.pk]) for row in of_chapter),
        )
        for number, (title, of_chapter) in enumerate(
            groupby(rows, key=lambda row: row.chapter), start=1
        )
    )
    risks = risk_lines(Risk.objects.filter(register__plan=plan.pk), as_of=as_of)
    recommendations = Recommendation.objects.filter(plan=plan.pk).order_by("number")
    return Narrative(
        plan=plan,
        chapters=chapters,
        priorities=surroundings_of(plan, recommendations_of(plan, recommendations)),
        projects=project_lines(plan),
        risks=tuple(line for line in risks if not line.closed),
        impacts=impact_lines(plan),
    )


def section_line(row: NarrativeSection, items: Iterable[NarrativeItem]) -> SectionLine:
    """Return one section with its items."""
    return SectionLine(
        key=f"section-{row.order}",
        number=row.number,
        heading=row.heading,
        text=row.text,
        is_abridged=row.is_abridged,
        holds=row.holds,
        items=items_under(items),
    )


def items_under(rows: Iterable[NarrativeItem]) -> tuple[ItemsUnder, ...]:
    """Return items in their order, those with the same label together."""
    return tuple(
        ItemsUnder(label=label, texts=tuple(row.text for row in of_label))
        for label, of_label in groupby(rows, key=lambda row: row.label)
    )
