"""The council beside its neighbours, its region and the country."""

from dataclasses import dataclass
from datetime import date

from indicators.models import ComparatorGroup, Indicator, JudgementScheme
from indicators.presenters.indicators import ComparatorCell, IndicatorLine, indicator_lines
from indicators.presenters.records import read_records
from indicators.rag import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupSummary:
    """A group of authorities: its vintage, its members by name, its source."""

    slug: str
    name: str
    vintage: str
    members: tuple[str, ...]
    source: str
    average: str
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One indicator beside one group."""

    line: IndicatorLine
    cell: ComparatorCell


@dataclass(frozen=True, slots=True, kw_only=True)
class NeighboursPage:
    """Every indicator with a comparator's figure, and the groups."""

    as_of: date
    groups: tuple[GroupSummary, ...]
    beside: tuple[Beside, ...]

    @property
    def verdicts(self) -> tuple[tuple[Verdict, int], ...]:
        """How many stand each way."""
        found = [each.cell.comparison.verdict for each in self.beside]
        return tuple((verdict, found.count(verdict)) for verdict in Verdict)


def build_neighbours_page(*, as_of: date, group: str = "") -> NeighboursPage:
    """Return the indicators side by side with a group, or with every group."""
    rows = Indicator.objects.filter(
        comparators__value__isnull=False, comparators__published_on__lte=as_of
    ).distinct()
    lines = indicator_lines(read_records(rows.in_order(), as_of=as_of), as_of=as_of)
    beside = (
        Beside(line=line, cell=cell)
        for line in lines
        for cell in line.comparators
        if cell.value is not None and group in ("", cell.group_slug)
    )
    found = tuple(beside)
    return NeighboursPage(as_of=as_of, groups=build_groups(found), beside=found)


def build_groups(beside: tuple[Beside, ...]) -> tuple[GroupSummary, ...]:
    """Return the groups, with how many of the figures shown are theirs."""
    shown = [each.cell.group_slug for each in beside]
    return tuple(
        GroupSummary(
            slug=row.slug,
            name=row.name,
            vintage=row.vintage,
            members=tuple(member.name for member in row.members.all()),
            source=row.source,
            average=row.average,
            figures=shown.count(row.slug),
        )
        for row in ComparatorGroup.objects.prefetch_related("members")
    )


def count_comparator_groups() -> int:
    """Return with how many groups the council is compared."""
    return ComparatorGroup.objects.count()


def count_scales() -> int:
    """Return in how many scales others judge."""
    return JudgementScheme.objects.count()
