"""What each indicator is, apart from its figures: read for many at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from herefordshire_cs.lib.edits import Past
from indicators.measures import Measure
from indicators.models import DefinitionChange, Indicator, IndicatorQuerySet, Purpose
from indicators.models.redefinitions import CHANGES, PURPOSES, SETS, past_of_indicators
from indicators.periods import Frequency, PeriodKind, YearType, is_reported_for
from indicators.series import Change

INDICATOR = "indicator"  # whose words they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """What an indicator is meant to show working: a plan's recommendation or priority."""

    plan: str
    number: int
    wording: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorHead:
    """What an indicator is, apart from its figures."""

    pk: int
    slug: str
    ref: str
    definition: str
    unit: str
    unit_per: str
    measure: Measure
    year_type: YearType
    frequency: Frequency
    supplier: str
    owner: str
    paper: str
    place: str
    in_use_from: date
    sets: tuple[str, ...]
    aims: tuple[Aim, ...]
    changes: tuple[Change, ...]
    counts_children: bool

    @property
    def name(self) -> str:
        """The reference, or the definition where there is none."""
        return self.ref or self.definition

    @property
    def unit_words(self) -> str:
        """The unit in full, as ``rate per 10,000 population aged under 18``."""
        return f"{self.unit} per {self.unit_per}" if self.unit_per else self.unit


def read_heads(
    indicators: IndicatorQuerySet, *, as_of: date, is_brief: bool = False
) -> list[IndicatorHead]:
    """Return what each indicator was on a day, in the order of the queryset.

    Five queries whatever many. A brief one says neither what it is meant to show nor how its
    definition changed; three queries.
    """
    wanted = indicators.order_by().values("pk")
    past = past_of_indicators(as_of=as_of)
    sets = {**_sets(wanted), **past.of_all(INDICATOR, SETS)}
    aims = {} if is_brief else {**_aims(wanted), **_past_aims(past)}
    changes = {} if is_brief else {**_changes(wanted), **_past_changes(past)}
    return [
        _head(
            row,
            sets=sets.get(row.pk, ()),
            aims=aims.get(row.pk, ()),
            changes=changes.get(row.pk, ()),
        )
        for row in past.each(indicators.select_related("paper"))
    ]


def _head(
    row: Indicator, *, sets: Iterable[str], aims: Iterable[Aim], changes: Iterable[Change]
) -> IndicatorHead:
    return IndicatorHead(
        pk=row.pk,
        slug=row.slug,
        ref=row.ref,
        definition=row.definition,
        unit=row.unit,
        unit_per=row.unit_per,
        measure=row.measure,
        year_type=YearType(row.year_type),
        frequency=Frequency(row.frequency),
        supplier=row.supplier,
        owner=row.owner,
        paper=row.paper.title,
        place=row.place,
        in_use_from=row.paper.published_on,
        sets=tuple(sets),
        aims=tuple(aims),
        changes=tuple(changes),
        counts_children=row.counts_children,
    )


def _past_aims(past: Past) -> dict[int, list[Aim]]:
    return {
        pk: [
            Aim(plan=plan, number=number, wording=wording, place=place)
            for plan, number, wording, place in said
        ]
        for pk, said in past.of_all(INDICATOR, PURPOSES).items()
    }


def _past_changes(past: Past) -> dict[int, list[Change]]:
    return {
        pk: [Change(changed_on=date.fromisoformat(day), words=words) for day, words in said]
        for pk, said in past.of_all(INDICATOR, CHANGES).items()
    }


def _sets(wanted: Any) -> dict[int, list[str]]:
    """Return the names in addresses of the sets that view each indicator."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    members = Indicator.sets.through._default_manager.filter(indicator__in=wanted)
    rows = members.order_by("indicatorset__order", "indicatorset__name")
    for indicator, slug in rows.values_list("indicator_id", "indicatorset__slug"):
        found[indicator].append(slug)
    return found


def _aims(wanted: Any) -> dict[int, list[Aim]]:
    """Return what each indicator is meant to show working."""
    found: defaultdict[int, list[Aim]] = defaultdict(list)
    rows = Purpose.objects.filter(indicator__in=wanted).order_by("plan", "number")
    for row in rows.values_list("indicator_id", "plan", "number", "wording", "place"):
        indicator, plan, number, wording, place = row
        found[indicator].append(Aim(plan=plan, number=number, wording=wording, place=place))
    return found


def _changes(wanted: Any) -> dict[int, list[Change]]:
    """Return how the definition of each indicator changed, the earliest change first."""
    found: defaultdict[int, list[Change]] = defaultdict(list)
    rows = DefinitionChange.objects.filter(indicator__in=wanted).order_by("changed_on", "pk")
    for indicator, changed_on, words in rows.values_list("indicator_id", "changed_on", "words"):
        found[indicator].append(Change(changed_on=changed_on, words=words))
    return found


def year_kind(head: IndicatorHead) -> PeriodKind:
    """Return the kind of period that a whole year's figure has."""
    return head.year_type.period_kind


def takes(head: IndicatorHead, kind: PeriodKind) -> bool:
    """Say whether an indicator has figures for a kind of period."""
    return is_reported_for(kind, head.year_type, head.frequency)
