"""Fills the indicators beside the plan: 100 of them by 40 quarters, whatever the plan's size.

One quarter in twenty is restated, a few have no value, some cohorts are too small to rate. Targets
stand for every year and the next, comparators of two groups for the end of every year, and the
last quarter's figures have a commentary each.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from bench import words
from bench.histories import noon
from herefordshire_cs.accounts.models import User
from indicators.measures import NoValue, Polarity, ToleranceKind, Unit, rounded
from indicators.models import (
    Commentary,
    Comparator,
    ComparatorGroup,
    DefinitionChange,
    Indicator,
    IndicatorSet,
    Outturn,
    Paper,
    Period,
    Priority,
    Purpose,
    Target,
)
from indicators.periods import Frequency, ReportingPeriod, YearType, financial, quarter_of

INDICATORS, QUARTERS = 100, 40
IN_RADAR = 10  # the first of them, reported monthly as well
PRIORITIES = 17
LAST_QUARTER = quarter_of(date(2025, 12, 31))  # the last to have ended before the day of the pages
YEARS = range(2015, 2027)
KNOWN_AFTER = timedelta(days=35)
RESTATED_AFTER = timedelta(days=75)
UNITS = (Unit.PER_CENT, Unit.PER_CENT, Unit.PER_CENT, Unit.RATE, Unit.NUMBER)
POLARITIES = (Polarity.HIGH, Polarity.LOW, Polarity.HIGH, Polarity.NEUTRAL, Polarity.LOW)
TOLERANCES = (
    ("", None),
    (ToleranceKind.PER_CENT, Decimal(10)),
    (ToleranceKind.POINTS, Decimal(3)),
)


@dataclass(slots=True)
class Figures:
    """Rows to be stored together."""

    outturns: list[Outturn] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    comparators: list[Comparator] = field(default_factory=list)
    commentaries: list[Commentary] = field(default_factory=list)

    def store(self) -> None:
        """Store all of them."""
        Outturn.objects.bulk_create(self.outturns, batch_size=500)
        Target.objects.bulk_create(self.targets, batch_size=500)
        Comparator.objects.bulk_create(self.comparators, batch_size=500)
        Commentary.objects.bulk_create(self.commentaries, batch_size=500)


def fill_indicators(plan: str, *, author: User, approver: User) -> None:
    """Make the indicators with all their figures."""
    paper = Paper.objects.create(
        slug="bench", title="The indicators of the benchmark", published_on=date(2015, 4, 1)
    )
    make_priorities(plan)
    digest = IndicatorSet.objects.create(slug="digest", name="Performance Digest", order=1)
    radar = IndicatorSet.objects.create(slug="radar", name="RADAR", order=2)
    groups = [
        ComparatorGroup.objects.create(slug=name.lower().replace(" ", "-"), name=name, order=order)
        for order, name in enumerate(("Statistical neighbours", "England"))
    ]
    quarters, years = made_quarters(), made_years()
    figures = Figures()
    for number in range(INDICATORS):
        indicator = make_indicator(number, paper)
        indicator.sets.set([digest, radar] if number < IN_RADAR else [digest])
        Purpose.objects.create(indicator=indicator, plan=plan, number=1 + number % PRIORITIES)
        chance = random.Random(number)
        level = Decimal(chance.randrange(30, 70))
        add_outturns(figures, indicator, quarters, level, chance)
        add_aims(figures, indicator, years, level, chance)
        add_comparators(figures, indicator, quarters, groups, level, chance)
        add_commentary(figures, indicator, quarters[-1], author=author, approver=approver)
    figures.store()


def make_priorities(plan: str) -> None:
    """Make the priorities under which a Digest groups the indicators."""
    for number in range(1, PRIORITIES + 1):
        wording = f"Improve {words.OBJECTS[number % len(words.OBJECTS)]} ({number})"
        Priority.objects.create(plan=plan, number=number, wording=wording)


def made_quarters() -> list[Period]:
    """Return the rows of the quarters, the oldest first."""
    found: list[ReportingPeriod] = [LAST_QUARTER]
    while len(found) < QUARTERS:
        found.append(found[-1].before())
    return [Period.objects.named(period) for period in reversed(found)]


def made_years() -> list[Period]:
    """Return the rows of the years, the oldest first."""
    return [Period.objects.named(financial(year)) for year in YEARS]


def make_indicator(number: int, paper: Paper) -> Indicator:
    """Make one indicator; those side by side differ in unit, polarity and tolerance."""
    unit = UNITS[number % len(UNITS)]
    kind, size = TOLERANCES[number % len(TOLERANCES)]
    indicator = Indicator.objects.create(
        slug=f"bench-{number + 1}",
        ref=f"B {number + 1}",
        definition=words.definition(number),
        paper=paper,
        order=number,
        unit=unit,
        unit_per="10,000 population aged under 18" if unit is Unit.RATE else "",
        decimals=1,
        polarity=POLARITIES[number // len(UNITS) % len(POLARITIES)],
        year_type=YearType.FINANCIAL,
        frequency=Frequency.MONTHLY if number < IN_RADAR else Frequency.QUARTERLY,
        tolerance_kind=kind,
        tolerance=size,
        owner=f"Manager of service {number % 12}",
        supplier=f"Team {number % 6}",
    )
    if number % 25 == 24:
        DefinitionChange.objects.create(
            indicator=indicator, changed_on=date(2021, 4, 1), words="counted by the day since"
        )
    return indicator


def add_outturns(
    figures: Figures,
    indicator: Indicator,
    quarters: list[Period],
    level: Decimal,
    chance: random.Random,
) -> None:
    """Add a figure for every quarter that wanders about a level, some of them restated."""
    cohort = 7 if indicator.order % 20 == 7 else 400
    value = level
    for period in quarters:
        value = min(Decimal(98), max(Decimal(2), value + Decimal(chance.randrange(-30, 31)) / 10))
        known_on = period.ends_on + KNOWN_AFTER
        if chance.random() < 0.02:
            figures.outturns.append(outturn(indicator, period, None, cohort, known_on))
            continue
        figures.outturns.append(outturn(indicator, period, value, cohort, known_on))
        if chance.random() < 0.05:
            restated = value + Decimal(chance.randrange(-9, 10)) / 10
            known_on = period.ends_on + RESTATED_AFTER
            figures.outturns.append(outturn(indicator, period, restated, cohort, known_on))


def outturn(
    indicator: Indicator, period: Period, value: Decimal | None, cohort: int, known_on: date
) -> Outturn:
    """Return one figure; a percentage is that of a cohort."""
    row = Outturn(
        indicator=indicator, period=period, published_on=known_on, recorded_at=noon(known_on)
    )
    if value is None:
        row.no_value_reason = NoValue.NO_SURVEY
        return row
    if indicator.unit == Unit.PER_CENT:
        row.denominator = Decimal(cohort)
        row.numerator = rounded(value * cohort / 100, 0)
        value = 100 * row.numerator / row.denominator
    row.value = rounded(value, 1)
    row.as_written = str(row.value)
    return row


def add_aims(
    figures: Figures,
    indicator: Indicator,
    years: list[Period],
    level: Decimal,
    chance: random.Random,
) -> None:
    """Add a target for every year."""
    for period in years:
        value = level + chance.randrange(-4, 5)
        known_on = period.starts_on - KNOWN_AFTER
        figures.targets.append(
            Target(
                indicator=indicator,
                period=period,
                value=value,
                as_written=str(value),
                published_on=known_on,
                recorded_at=noon(known_on),
            )
        )


def add_comparators(
    figures: Figures,
    indicator: Indicator,
    quarters: list[Period],
    groups: list[ComparatorGroup],
    level: Decimal,
    chance: random.Random,
) -> None:
    """Add what others came to in the last quarter of every year."""
    for period in quarters[::4]:
        known_on = period.ends_on + RESTATED_AFTER
        for group in groups:
            value = level + Decimal(chance.randrange(-60, 61)) / 10
            figures.comparators.append(
                Comparator(
                    indicator=indicator,
                    group=group,
                    period=period,
                    value=value,
                    as_written=str(value),
                    published_on=known_on,
                    recorded_at=noon(known_on),
                )
            )


def add_commentary(
    figures: Figures, indicator: Indicator, period: Period, *, author: User, approver: User
) -> None:
    """Add what is said of the last quarter's figure, approved for the Digest."""
    written_on = period.ends_on + KNOWN_AFTER
    figures.commentaries.append(
        Commentary(
            indicator=indicator,
            period=period,
            text=" ".join(words.note(indicator.order + step) for step in (0, 3, 6)),
            written_by=author,
            written_by_name=author.name,
            written_on=written_on,
            recorded_at=noon(written_on),
            approved_by=approver,
            approved_by_name=approver.name,
            approved_on=written_on + timedelta(days=7),
        )
    )
