"""The page on how the indicators were read says what the database holds."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from indicators.models import (
    BenchmarkFigure,
    BenchmarkTable,
    GradeCount,
    Indicator,
    IndicatorSet,
    Judgement,
    JudgementScheme,
    LimitingRule,
    Paper,
    Statement,
)
from indicators.presenters.indicators import indicator_lines
from indicators.presenters.readings import ReadingsPage, build_readings_page
from indicators.presenters.records import read_records

pytestmark = pytest.mark.django_db

PAGE = Path(settings.BASE_DIR, "docs", "reading-the-indicators.md").read_text(encoding="utf-8")
MAY_2009 = date(2009, 5, 22)


@pytest.fixture
def readings() -> ReadingsPage:
    """What the application says was read from the papers."""
    return build_readings_page(as_of=MAY_2009)


def section(heading: str) -> str:
    """Return what stands under a heading, up to the next one."""
    return re.split(r"^#+ ", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


def tables(heading: str) -> list[list[list[str]]]:
    """Return the tables under a heading, each as its rows of cells without the head."""
    found: list[list[list[str]]] = []
    for block in section(heading).strip().split("\n\n"):
        if block.startswith("| "):
            lines = block.splitlines()[2:]
            found.append([[cell.strip() for cell in line[1:-1].split("|")] for line in lines])
    return found


def unquoted(cell: str) -> str:
    """Return the words of a cell that quotes the paper; none where it was blank."""
    return "" if cell == "(blank)" else cell.strip("`")


# --- Counts --------------------------------------------------------------------------------------


def test_the_page_counts_the_indicators_by_place() -> None:
    by_place = Counter(Indicator.objects.values_list("place", flat=True))
    by_place["“Measuring success” (2006)"] = by_place.pop("Measuring success")
    *rows, total = tables("Counts")[0]

    assert {place: int(count) for place, count in rows} == by_place
    assert total == ["**All**", f"**{Indicator.objects.count()}**"]


def test_the_page_counts_the_figures_by_kind_and_by_the_reason_for_none(
    readings: ReadingsPage,
) -> None:
    *rows, total = tables("Counts")[1]
    counted = [
        [row.label, *map(str, (row.outturns, row.targets, row.comparators, row.total))]
        for row in readings.counts
    ]
    sums = [sum(int(row[column]) for row in counted) for column in range(1, 5)]

    assert rows == counted
    assert total == ["**All**", *(f"**{number}**" for number in sums)]


def test_the_page_counts_the_sets_and_says_how_their_membership_is_known() -> None:
    rows = tables("Counts")[2]

    assert rows == [
        [row.name, str(row.indicators.count()), row.basis] for row in IndicatorSet.objects.all()
    ]


def test_the_page_counts_the_judgements_by_scheme() -> None:
    rows = tables("Counts")[3]

    assert rows == [
        [
            scheme.name,
            str(Judgement.objects.filter(scheme=scheme).count()),
            str(GradeCount.objects.filter(grade__scheme=scheme).count()),
            scheme.basis,
        ]
        for scheme in JudgementScheme.objects.all()
    ]


def test_the_page_counts_the_rules_the_statements_and_the_tables_that_are_no_series() -> None:
    said = re.search(
        r"stand (\d+) limiting rules, (\d+) statements in prose, (\d+) tables .* \((\d+) figures",
        section("Counts"),
    )
    models = (LimitingRule, Statement, BenchmarkTable, BenchmarkFigure)

    assert said
    assert [int(number) for number in said.groups()] == [
        model._default_manager.count() for model in models
    ]


# --- What was read -------------------------------------------------------------------------------


def test_the_page_gives_the_day_of_each_paper_and_how_it_was_taken() -> None:
    rows = [row[:3] for row in tables("The papers")[0]]

    assert rows == [
        [paper.title, f"{paper.published_on}", paper.published_note]
        for paper in Paper.objects.order_by("published_on")
    ]


def test_the_page_has_every_value_that_is_not_a_plain_number_just_once(
    readings: ReadingsPage,
) -> None:
    [rows] = tables("Every value that is not a plain number")
    found = [
        (name, kind, "" if printed == "no year" else printed, unquoted(written), read, note)
        for written, read, kind, printed, names, _count, note in rows
        for name in names.split(", ")
    ]
    expected = [
        (
            *(line.name, line.kind, line.period_as_printed),
            *(line.as_written, line.understood, line.note),
        )
        for line in readings.lines
    ]

    assert Counter(found) == Counter(expected)
    assert [int(row[5]) for row in rows] == [len(row[4].split(", ")) for row in rows]
    assert f"\n{len(expected)} cells hold words" in section(
        "Every value that is not a plain number"
    )


def test_the_page_has_every_target_that_is_weaker_than_the_last_outturn() -> None:
    records = read_records(Indicator.objects.in_order(), as_of=MAY_2009)
    lines = indicator_lines(records, as_of=MAY_2009)
    flagged = [(line.head.name, sentence) for line in lines for sentence in line.weaker]
    [rows] = tables("Targets weaker than the last outturn")

    assert [
        (ref, f"The target of {target} for {year} is weaker than the {reached} reached in {then}.")
        for ref, target, year, reached, then in rows
    ] == flagged


def test_the_page_has_every_doubt_in_its_words(readings: ReadingsPage) -> None:
    [rows] = tables("Doubts")

    assert [[row[0], unquoted(row[1]), *row[2:4]] for row in rows] == [
        [doubt.name or "The papers", doubt.as_written, doubt.words, doubt.understood]
        for doubt in readings.doubts
    ]
    assert section("Doubts").strip().startswith(f"{len(readings.doubts)} doubts stand")


# --- What was assumed ----------------------------------------------------------------------------


def polarity(row: Indicator) -> tuple[str, ...]:
    """Return an indicator's polarity as the page writes it, and what it rests on."""
    if row.range_low is None or row.range_high is None:
        return row.polarity, row.polarity_basis
    return f"{row.polarity}, {row.range_low:.0f} to {row.range_high:.0f}", row.polarity_basis


def year_type(row: Indicator) -> tuple[str, ...]:
    """Return an indicator's kind of year, and what it rests on."""
    return row.year_type, row.year_type_basis


def frequency(row: Indicator) -> tuple[str, ...]:
    """Return how often an indicator is reported, and what that rests on."""
    return row.frequency, row.frequency_basis


def tolerance(row: Indicator) -> tuple[str, ...]:
    """Return an indicator's tolerance as the page writes it, and what it rests on."""
    return f"{row.tolerance:.0f} {row.tolerance_kind}", row.tolerance_basis


def unit(row: Indicator) -> tuple[str, ...]:
    """Return an indicator's unit as the page writes it."""
    return (f"{row.unit} per {row.unit_per}" if row.unit_per else row.unit,)


@pytest.mark.parametrize(
    ("heading", "assumed"),
    [
        ("Polarity: which way is good", polarity),
        ("Year type", year_type),
        ("Frequency", frequency),
        ("Tolerance", tolerance),
        ("Units", unit),
    ],
)
def test_the_page_says_of_every_indicator_what_was_assumed_and_on_what_ground(
    heading: str, assumed: Callable[[Indicator], tuple[str, ...]]
) -> None:
    [rows] = tables(heading)
    found = {name: tuple(row[:-2]) for row in rows for name in row[-2].split(", ")}

    assert found == {str(row): assumed(row) for row in Indicator.objects.all()}
    assert sum(int(row[-1]) for row in rows) == len(found) == 99


def test_the_page_names_the_small_cohorts_and_the_ground_for_each() -> None:
    [rows] = tables("Cohorts")
    found = {name: row[1] for row in rows for name in row[0].split(", ")}
    small = Indicator.objects.filter(is_small_cohort=True)

    assert found == {row.ref: row.cohort_basis for row in small}
