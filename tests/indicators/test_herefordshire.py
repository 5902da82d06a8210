"""The indicators and judgements as loaded, held against the papers they were read from."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from indicators.loading import load_indicators
from indicators.models import (
    BenchmarkTable,
    Comparator,
    ComparatorGroup,
    Grade,
    GradeCount,
    Indicator,
    IndicatorSet,
    Judgement,
    JudgementPoint,
    LimitingRule,
    Outturn,
    Paper,
    Period,
    Priority,
    Target,
)
from indicators.periods import PeriodKind, academic
from indicators.presenters.indicators import IndicatorLine, indicator_lines
from indicators.presenters.records import read_records
from tests.indicators.paper import ROWS, PaperRow

pytestmark = pytest.mark.django_db

FOLDER = Path(settings.BASE_DIR, "fixtures", "indicators")
LATER = datetime(2009, 5, 23, 9, 0, tzinfo=UTC)
MAY_2009 = date(2009, 5, 22)
KINDS: dict[str, type[Outturn] | type[Target] | type[Comparator]] = {
    "outturn": Outturn,
    "target": Target,
    "comparator": Comparator,
}


def name_of(row: PaperRow) -> str:
    """Return what a row is called: its reference, or the beginning of its words."""
    return row.ref or " ".join(row.definition.split()[:4])


def indicator_of(row: PaperRow) -> Indicator:
    """Return the indicator that a row became."""
    if row.ref:
        return Indicator.objects.get(ref=row.ref)
    return Indicator.objects.get(definition=row.definition)


def figures_of(indicator: Indicator) -> dict[tuple[str, str], Any]:
    """Return an indicator's figures by their kind and the head of their column."""
    return {
        (kind, figure.period_as_printed): figure
        for kind, model in KINDS.items()
        for figure in model._default_manager.filter(indicator=indicator).select_related("period")
    }


def line_of(ref: str, *, as_of: date) -> IndicatorLine:
    """Return the line that every page shows of one indicator."""
    rows = Indicator.objects.filter(ref=ref)
    [line] = indicator_lines(read_records(rows, as_of=as_of), as_of=as_of)
    return line


each_row = pytest.mark.parametrize("row", ROWS, ids=name_of)

# --- Counts --------------------------------------------------------------------------------------

PLACES = {
    "Section 4.3, directorate priority 1": 5,
    "Section 4.3, directorate priority 2": 11,
    "Section 4.3, directorate priority 3": 11,
    "Section 4.3, directorate priority 4": 22,
    "Section 4.3, directorate priority 5": 16,
    "Section 4.3, directorate priority 6": 3,
    "Appendix 3": 26,
    "Measuring success": 5,
}
NO_VALUE = {
    "outturn": {
        "": 108,
        "not applicable": 5,
        "new indicator": 24,
        "not yet introduced": 3,
        "no survey": 1,
        "blank in the source": 47,
    },
    "target": {
        "": 124,
        "not applicable": 1,
        "not yet introduced": 1,
        "to be set": 7,
        "blank in the source": 3,
    },
    "comparator": {"": 27, "not applicable": 56, "blank in the source": 11},
}


def test_there_are_68_indicators_of_section_4_3_26_of_appendix_3_and_5_of_2006() -> None:
    found = Counter(Indicator.objects.values_list("place", flat=True))

    assert found == PLACES
    assert sum(found.values()) == 68 + 26 + 5 == 99


@pytest.mark.parametrize(
    ("kind", "count"), [("outturn", 188), ("target", 136), ("comparator", 94)]
)
def test_every_cell_of_the_tables_is_a_figure_with_a_number_or_its_own_reason_for_none(
    kind: str, count: int
) -> None:
    figures = KINDS[kind]._default_manager.values_list("no_value_reason", flat=True)

    assert Counter(figures) == NO_VALUE[kind]
    assert sum(NO_VALUE[kind].values()) == count


# --- The 94 rows of the plan of 2009 -------------------------------------------------------------

REASONS = {
    "N/A": "not applicable",
    "New indicator": "new indicator",
    "To be introduced in 2009-10": "not yet introduced",
    "To be set once baseline established in 2009/10": "to be set",
    "Targets to be set once baseline available": "to be set",
    "Targets to b baseline ava": "to be set",
    "Targets to be baseline esta": "to be set",
    "No survey in 2008-09": "no survey",
    "": "blank in the source",
}
# One cell, “Targets …”, stands across both years of these; the second is empty in the text.
ACROSS_BOTH_YEARS = {"NI 58", "NI 85", "NI 90"}


def understood(row: PaperRow, column: tuple[str, str]) -> Decimal | str:
    """Return what a cell is read as: a number, or the reason why there is none."""
    if row.ref in ACROSS_BOTH_YEARS and column == ("target", "2010/2011"):
        return "to be set"
    words = row.cells[column]
    number = re.fullmatch(r"(-?[\d.]+)(%|pp)?", words)
    return Decimal(number[1]) if number else REASONS[words]


def test_the_rows_stand_in_the_order_and_the_words_of_the_paper() -> None:
    rows = Indicator.objects.filter(paper__slug="directorate-plan-2009").in_order()

    assert list(rows.values_list("place", "ref", "definition")) == [
        (row.place, row.ref, row.definition) for row in ROWS
    ]


@each_row
def test_each_cell_is_kept_as_written(row: PaperRow) -> None:
    found = figures_of(indicator_of(row))

    assert {column: figure.as_written for column, figure in found.items()} == row.cells


@each_row
def test_each_cell_is_understood_as_its_number_or_the_reason_for_none(row: PaperRow) -> None:
    found = {
        column: figure.no_value_reason if figure.value is None else figure.value
        for column, figure in figures_of(indicator_of(row)).items()
    }

    assert found == {column: understood(row, column) for column in row.cells}


@each_row
def test_each_comparator_is_that_of_the_head_of_its_table(row: PaperRow) -> None:
    group = {"SN Group comparator": "statistical-neighbours-2009", "England comparator": "england"}
    found = indicator_of(row).comparators.values_list("group__slug", flat=True)

    assert list(found) == [group[row.comparator]]


@pytest.mark.parametrize("row", [row for row in ROWS if row.partner], ids=name_of)
def test_the_partner_of_appendix_3_is_the_supplier(row: PaperRow) -> None:
    assert indicator_of(row).supplier == row.partner


def test_the_rows_of_section_4_3_are_supplied_by_the_directorate_itself() -> None:
    rows = Indicator.objects.filter(place__startswith="Section 4.3")

    assert set(rows.values_list("supplier", flat=True)) == {
        "Children and Young People's Directorate"
    }


# Whatever the plan does not print in per cent, or prints no figure of.
UNITS = {
    "number": {"", "NI 71", "NI 85", "NI 89a", "NI 90", "NI 111", "NI 113b"},
    "rate": {"NI 19", "NI 70", "CH 141", "CH 145", "CH 01"},
    "score": {"NI 51", "NI 54", "NI 58"},
    "days": {"NI 89b", "HR 02"},
    "per cent change": {"NI 112"},
    "percentage points": {"HCS 60a"},
}


@pytest.mark.parametrize("unit", UNITS)
def test_only_what_is_printed_otherwise_is_not_in_per_cent(unit: str) -> None:
    found = Indicator.objects.filter(unit=unit).values_list("ref", flat=True)

    assert set(found) == UNITS[unit]


def test_the_rest_are_in_per_cent_also_one_of_the_two_without_a_reference() -> None:
    rest = Indicator.objects.filter(unit="per cent")
    unnamed = rest.get(ref="")

    assert rest.count() == 99 - 7 - 5 - 3 - 2 - 1 - 1 == 80
    assert unnamed.definition.endswith("with an up to date CRB check")


# --- The five of 2006 ----------------------------------------------------------------------------

MEASURING_SUCCESS = {
    "CH 141": "Referrals of children in need per 10,000 population aged under 18",
    "CH 143": "% referrals of children in need leading to initial assessments",
    "CH 145": "Number of core assessments of children in need per 10,000 population under 18",
    "CH 01": "Number of children on child protection register per 10,000 population under 18",
    "CH 12": "The % of children who were subject to Section 47 enquiries which led to initial "
    "child protection conferences which were held within 15 working days",
}


def test_the_five_of_2006_are_defined_as_the_plan_of_2006_defines_them() -> None:
    rows = Indicator.objects.filter(paper__slug="scrutiny-pack-2006-05-31").in_order()

    assert dict(rows.values_list("ref", "definition")) == MEASURING_SUCCESS
    assert list(rows.values_list("ref", flat=True)) == list(MEASURING_SUCCESS)


def test_the_five_of_2006_have_no_figure_since_their_targets_were_still_to_be_set() -> None:
    for model in KINDS.values():
        assert not model._default_manager.filter(indicator__ref__startswith="CH ").exists()


# --- Periods -------------------------------------------------------------------------------------

ACADEMIC = {
    *("NI 88", "NI 72", "NI 73", "NI 76", "NI 92", "NI 93", "NI 94", "NI 102a", "NI 104"),
    *("NI 107", "NI 75", "NI 78", "NI 79", "NI 80", "NI 81", "NI 82", "NI 84", "NI 85"),
    *("NI 86", "NI 87", "NI 89a", "NI 89b", "NI 90", "NI 91", "NI 102b", "NI 105", "NI 108"),
    *("NI 114", "NI 99", "NI 100", "NI 101", "HCS 35A", "HCS 35B", "HCS 35C"),
    *("NI 55", "NI 56", "NI 57", "NI 106"),
}
CALENDAR = {"NI 103", "NI 111", "NI 112", "NI 113a", "NI 113b"}
# The year that begins the head of a column, and the period that a cell beneath it is for.
TRUE_PERIODS = {
    "financial": {
        "2007": "2007/2008",
        "2008": "2008/2009",
        "2009": "2009/2010",
        "2010": "2010/2011",
    },
    "academic": {
        "2007": "academic year 2006/2007",
        "2008": "academic year 2007/2008",
        "2009": "academic year 2008/2009",
        "2010": "academic year 2009/2010",
    },
    "calendar": {
        "2007": "calendar year 2007",
        "2008": "calendar year 2008",
        "2009": "calendar year 2009",
        "2010": "calendar year 2010",
    },
}


def year_type_of(row: PaperRow) -> str:
    """Return the kind of year that a row is read for."""
    if row.ref in ACADEMIC:
        return "academic"
    return "calendar" if row.ref in CALENDAR else "financial"


@each_row
def test_each_figure_is_for_its_true_period_and_education_for_the_academic_year_before(
    row: PaperRow,
) -> None:
    year_type = year_type_of(row)
    # A comparator has no year in its head, and is taken as of the outturn that it stands beside.
    expected = {
        (kind, printed): TRUE_PERIODS[year_type][printed[:4] or "2007"]
        for kind, printed in row.cells
    }
    found = figures_of(indicator_of(row))

    assert {column: figure.period.span.label for column, figure in found.items()} == expected
    assert indicator_of(row).year_type == year_type


@pytest.mark.parametrize(
    ("ref", "labels"),
    [
        ("NI 75", "academic year 2007/2008 (printed under 2008/2009)"),
        ("NI 99", "academic year 2007/2008 (printed under 2008/2009)"),
        ("NI 56", "academic year 2007/2008 (printed under 2008-2009)"),
        ("NI 112", "calendar year 2008 (printed under 2008-2009)"),
        ("NI 60", "2007/2008"),
        ("NI 70", "2008/2009"),
    ],
)
def test_both_labels_are_shown_where_the_true_period_is_not_the_one_printed(
    ref: str, labels: str
) -> None:
    line = line_of(ref, as_of=MAY_2009)

    assert line.latest
    assert line.latest.both_labels == labels


def test_only_the_children_on_the_register_are_counted_on_a_day() -> None:
    found = Indicator.objects.filter(year_type="snapshot")

    assert [row.ref for row in found] == ["CH 01"]


def test_an_academic_period_runs_from_september_to_august() -> None:
    period = Period.objects.get(slug="academic-2007-2008")

    assert (period.starts_on, period.ends_on) == (date(2007, 9, 1), date(2008, 8, 31))
    assert period.span == academic(2007)
    assert period.span.kind is PeriodKind.ACADEMIC_YEAR


# --- Polarities ----------------------------------------------------------------------------------

# All others are high. A banding of 2006/07 gives NI 65 its range.
POLARITIES = {
    "low": {
        *("NI 69", "HCS 28", "CH142", "DIS1219", "NI 64", "NI 62", "NI 71", "NI 58", "NI 117"),
        *("NI 76", "NI 78", "NI 81", "NI 82", "NI 87", "NI 89a", "NI 89b", "NI 92", "NI 102a"),
        *("NI 102b", "NI 104", "NI 105", "NI 114", "HCS 35A", "HCS 35B", "HCS 35C", "HR 02"),
        *("NI 19", "NI 43", "NI 55", "NI 56", "NI 70", "NI 111", "NI 112", "NI 115", "NI 116"),
        *("HCS 22a", "HCS 22e", "HCS 22f", "HCS 22g"),
    },
    "neutral": {"NI 44", "NI 113a", "NI 113b", "CH 141", "CH 143", "CH 145", "CH 01"},
    "range": {"NI 65"},
}
# Those with a near measure in the tool of the Department for Education.
GIVEN_BY_THE_DEPARTMENT = {
    *("CH 141", "CH 143", "CH 01", "CH 12", "CH142", "NI 59", "NI 60", "NI 62", "NI 63", "NI 64"),
    *("NI 67", "NI 114", "NI 117", "NI 111", "NI 112", "NI 103", "NI 113a", "NI 113b", "NI 55"),
    *("NI 56", "NI 79", "NI 80", "NI 81", "NI 82", "NI 72", "NI 73", "NI 75", "NI 84", "NI 93"),
    *("NI 94", "NI 99", "NI 100", "NI 101", "NI 107", "NI 108", "NI 87", "HCS 35A", "HCS 35B"),
    *("HCS 35C", "NI 147", "NI 53", "NI 106", "NI 116", "NI 70"),
}


@pytest.mark.parametrize("polarity", POLARITIES)
def test_which_way_is_good_is_as_the_department_or_the_plans_targets_have_it(
    polarity: str,
) -> None:
    found = Indicator.objects.filter(polarity=polarity).values_list("ref", flat=True)

    assert set(found) == POLARITIES[polarity]


def test_all_the_other_indicators_are_better_the_higher_they_are() -> None:
    others = sum(len(refs) for refs in POLARITIES.values())

    assert Indicator.objects.filter(polarity="high").count() == 99 - others == 52


def test_a_polarity_that_is_general_knowledge_is_marked_so() -> None:
    marked = Indicator.objects.filter(polarity_basis__startswith="General knowledge")
    given = Indicator.objects.filter(polarity_basis__startswith="DfE Local Authority Interactive")

    assert set(given.values_list("ref", flat=True)) == GIVEN_BY_THE_DEPARTMENT
    assert marked.count() == 99 - len(GIVEN_BY_THE_DEPARTMENT) - 1
    assert Indicator.objects.get(ref="NI 65").polarity_basis.startswith("LG Inform Plus")


def test_the_good_range_of_second_plans_is_from_ten_to_fifteen_per_cent() -> None:
    second = Indicator.objects.get(ref="NI 65")

    assert (second.range_low, second.range_high) == (Decimal(10), Decimal(15))


# --- Targets weaker than the last outturn --------------------------------------------------------

# Read off the tables: the target, its period, and what was reached already.
WEAKER = {
    ("NI 60", "75%", "2009/2010", "81%", "2007/2008"),
    ("NI 60", "80%", "2010/2011", "81%", "2007/2008"),
    ("NI 93", "88%", "academic year 2008/2009", "89%", "academic year 2007/2008"),
    ("HCS 66", "95.06%", "2009/2010", "99.2%", "2007/2008"),
    ("HCS 66", "96%", "2010/2011", "99.2%", "2007/2008"),
    ("NI 79", "74%", "academic year 2008/2009", "74.8%", "academic year 2007/2008"),
    ("NI 80", "49%", "academic year 2008/2009", "49.2%", "academic year 2007/2008"),
    ("NI 84", "59%", "academic year 2008/2009", "64%", "academic year 2007/2008"),
    ("NI 84", "60%", "academic year 2009/2010", "64%", "academic year 2007/2008"),
    ("NI 108", "48%", "academic year 2008/2009", "57%", "academic year 2007/2008"),
    ("NI 108", "49%", "academic year 2009/2010", "57%", "academic year 2007/2008"),
    ("NI 62", "8%", "2009/2010", "5%", "2007/2008"),
    ("NI 62", "8%", "2010/2011", "5%", "2007/2008"),
    ("NI 63", "62%", "2009/2010", "62.3%", "2007/2008"),
    ("NI 63", "62%", "2010/2011", "62.3%", "2007/2008"),
    ("NI 101", "20%", "academic year 2008/2009", "29%", "academic year 2007/2008"),
    ("NI 101", "20%", "academic year 2009/2010", "29%", "academic year 2007/2008"),
    ("HCS 35B", "3.5%", "academic year 2008/2009", "3.07%", "academic year 2007/2008"),
    ("HCS 35B", "3.5%", "academic year 2009/2010", "3.07%", "academic year 2007/2008"),
    ("HCS 35C", "7%", "academic year 2008/2009", "6.82%", "academic year 2007/2008"),
}
SENTENCE = re.compile(
    r"The target of (\S+) for (.+) is weaker than the (\S+) reached in (.+)\.", re.DOTALL
)


def test_just_the_twenty_targets_that_ask_for_less_than_was_reached_are_flagged() -> None:
    records = read_records(Indicator.objects.in_order(), as_of=MAY_2009)
    found = [
        (line.head.name, *said.groups())
        for line in indicator_lines(records, as_of=MAY_2009)
        for sentence in line.weaker
        if (said := SENTENCE.fullmatch(sentence))
    ]

    assert len(found) == len(WEAKER) == 20
    assert set(found) == WEAKER


# --- Sets, priorities, groups --------------------------------------------------------------------

# Section 3.1 names the six of the Local Area Agreement by subject; the rows that bear them.
AGREEMENT = {
    "Effectiveness of CAMH services": "NI 51",
    "obesity in year 6": "NI 56",
    "participation in PE and sport": "NI 57",
    "rate of re-offending": "NI 19",
    "participation in positive activities": "NI 110",
    "16-18 year olds who are NEET": "NI 117",
}


def refs_of(slug: str) -> list[str]:
    """Return the references of a set's indicators."""
    return list(Indicator.objects.of_set(slug).in_order().values_list("ref", flat=True))


def test_the_local_area_agreement_has_the_six_that_section_3_1_names() -> None:
    assert sorted(refs_of("local-area-agreement")) == sorted(AGREEMENT.values())


@pytest.mark.parametrize(
    ("slug", "prefixes", "count"),
    [
        ("national-indicator-set", ("NI ",), 72),
        ("community-strategy", ("HCS ",), 13),
        ("paf-apa", ("CH", "DIS", "CF/"), 9),
    ],
)
def test_a_set_known_by_its_references_has_just_the_rows_that_bear_them(
    slug: str, prefixes: tuple[str, ...], count: int
) -> None:
    refs = [row.ref for row in ROWS] + list(MEASURING_SUCCESS)
    expected = [ref for ref in refs if ref.startswith(prefixes)]

    assert sorted(refs_of(slug)) == sorted(expected)
    assert len(expected) == count


def test_the_plans_own_indicators_are_those_of_section_4_3() -> None:
    expected = [row.ref for row in ROWS if row.place.startswith("Section 4.3")]

    assert refs_of("cypp") == expected
    assert len(expected) == 68


def test_the_digest_holds_every_indicator_and_the_corporate_plan_none() -> None:
    assert len(refs_of("digest")) == 99
    assert refs_of("corporate-plan") == []
    assert "green" in IndicatorSet.objects.get(slug="corporate-plan").basis


def test_the_monthly_radar_set_covers_exclusions_referrals_assessments_and_allocations() -> None:
    assert refs_of("radar") == [
        *("NI 59", "NI 60", "NI 68", "CH142", "DIS1219", "NI 114", "DIS 114"),
        *("CH 141", "CH 143", "CH 145"),
    ]


PRIORITIES = [
    "To ensure that children and young people who do not meet the threshold for social care "
    "services have their needs met through alternative approaches and services",
    "To embed safeguarding arrangements across all services and agencies",
    "To focus on early years so that children and young people have the best possible start in "
    "life",
    "To build high achieving, sustainable education and learning communities",
    "To be ambitious for children in our care delivering excellent care and high aspirations",
    "To create and sustain an organisation that is 'fit for purpose'",
]


def test_the_six_priorities_are_worded_as_at_the_head_of_their_tables() -> None:
    rows = Priority.objects.filter(plan="directorate-2009").order_by("number")

    assert list(rows.values_list("wording", flat=True)) == PRIORITIES


@pytest.mark.parametrize("number", range(1, 7))
def test_each_row_of_section_4_3_is_meant_to_show_the_priority_it_stands_under(
    number: int,
) -> None:
    place = f"Section 4.3, directorate priority {number}"
    found = Indicator.objects.filter(
        purposes__plan="directorate-2009", purposes__number=number
    ).in_order()

    assert [row.definition for row in found] == [
        row.definition for row in ROWS if row.place == place
    ]


def test_the_statistical_neighbours_of_2009_are_the_ten_of_the_footnote() -> None:
    group = ComparatorGroup.objects.get(slug="statistical-neighbours-2009")

    assert (group.name, group.vintage) == ("Statistical neighbours", "2009")
    assert [member.name for member in group.members.all()] == [
        *("Cornwall", "Devon", "Dorset", "East Sussex", "Gloucestershire"),
        *("Norfolk", "Shropshire", "Somerset", "Suffolk", "Wiltshire"),
    ]


@pytest.mark.parametrize(
    ("slug", "day"),
    [
        ("cabinet-2005-02-17", date(2005, 2, 9)),
        ("scrutiny-pack-2006-05-31", date(2006, 5, 22)),
        ("directorate-plan-2009", date(2009, 4, 30)),
    ],
)
def test_a_papers_day_of_publication_is_taken_and_its_note_says_how(slug: str, day: date) -> None:
    paper = Paper.objects.get(slug=slug)

    assert paper.published_on == day
    assert "aken as" in paper.published_note


# --- Exclusions 2003/4 ---------------------------------------------------------------------------

EXCLUSION_ROWS = (
    "Secondary: % of school population",
    "Secondary: Numbers",
    "Primary: % of school population",
    "Primary: Numbers",
    "Combined Total: % of school population",
)
EXCLUSIONS = {
    "permanent-exclusions-2003-4": {
        "England": ("0.25", "8320", "0.03", "1270", "0.13"),
        "West Midlands": ("0.22", "850", "0.03", "120", "0.11"),
        "Herefordshire": ("0.26", "27", "0.03", "4", "0.14"),
    },
    "fixed-term-exclusions-2003-4": {
        "England": ("8.66", "288040", "0.97", "41300", "4.49"),
        "West Midlands": ("7.58", "28820", "0.77", "3710", "3.94"),
        "Herefordshire": ("8.16", "855", "0.45", "61", "3.96"),
    },
}
NOTA_BENE = (
    "NB: No comparative data is available for year 2004/5 yet. However, the numbers permanent "
    "exclusions for Herefordshire dropped by 4 to a total of 27 (23 secondary, 4 primary)."
)


@pytest.mark.parametrize("slug", EXCLUSIONS)
def test_every_figure_of_the_exclusions_of_2003_4_stands_by_area_as_in_the_paper(
    slug: str,
) -> None:
    table = BenchmarkTable.objects.get(slug=slug)
    expected = {
        (area, row): (cell, Decimal(cell))
        for area, cells in EXCLUSIONS[slug].items()
        for row, cell in zip(EXCLUSION_ROWS, cells, strict=True)
    }
    found = {(cell.area, cell.row): (cell.as_written, cell.value) for cell in table.figures.all()}

    assert found == expected
    assert len(found) == 15
    assert table.period_as_printed == "2003/4"


@pytest.mark.parametrize("slug", [*EXCLUSIONS, "permanent-exclusions-2004-5"])
def test_the_note_beneath_the_exclusions_is_kept_in_its_own_words(slug: str) -> None:
    assert BenchmarkTable.objects.get(slug=slug).note == NOTA_BENE


def test_the_exclusions_of_2004_5_are_those_of_the_note() -> None:
    table = BenchmarkTable.objects.get(slug="permanent-exclusions-2004-5")

    assert sorted(cell.as_written for cell in table.figures.all()) == ["23", "27", "4", "4"]


# --- What others judged --------------------------------------------------------------------------

SERVICES = (
    "The contribution of the local authority's children's services in maintaining and improving "
    "outcomes for children and young people"
)
CAPACITY = "The council's overall capacity to improve its services for children and young people"
SOCIAL_CARE = (
    "The contribution of the local authority's social care services in maintaining and improving "
    "outcomes for children and young people"
)
APA = {SERVICES: "2222", CAPACITY: "2223", SOCIAL_CARE: "1222"}
APA_WORDS = {"4": "outstanding/excellent", "3": "good", "2": "adequate", "1": "inadequate"}
OUTCOMES = {
    "Be Healthy": ("3", 4, 1),
    "Stay Safe": ("2", 3, 3),
    "Enjoy and Achieve": ("3", 3, 2),
    "Make a Positive Contribution": ("2", 3, 3),
    "Achieve Economic Wellbeing": ("3", 4, 2),
    "Capacity to improve, including the management of children's services": ("3", 3, 1),
}
POINTS = [
    ("Be Healthy", "strength", "Low levels of teenage conceptions"),
    ("Be Healthy", "strength", "High proportion of mothers breast-feeding."),
    (
        "Be Healthy",
        "improvement",
        "Small but rising number of hospital admissions for alcohol misuse.",
    ),
    ("Stay Safe", "improvement", "Recruitment of social workers"),
    ("Stay Safe", "improvement", "Reviews of those on the child protection register"),
    ("Enjoy and Achieve", "strength", "Permanent exclusions are sharply declining"),
    ("Enjoy and Achieve", "improvement", "Attendance of looked after children"),
    (
        "Make a Positive Contribution",
        "improvement",
        "Too many looked after children are issued with final warnings, reprimands and "
        "convictions.",
    ),
    (
        "Achieve Economic Wellbeing",
        "strength",
        "Successful implementation of a wider range of courses both pre and post-16 courses",
    ),
    (
        "Capacity to improve, including the management of children's services",
        "improvement",
        "Service management yet to impact on the timeliness of referral and assessment services "
        "for children who may require social care.",
    ),
]


def test_the_grades_of_the_annual_assessment_are_those_of_section_2_1_year_by_year() -> None:
    rows = Judgement.objects.filter(scheme__slug="apa", place="Section 2.1")
    found = {(row.area, row.period): row for row in rows.select_related("grade")}
    expected = {
        (area, str(2005 + place)): grade
        for area, grades in APA.items()
        for place, grade in enumerate(grades)
    }

    assert {key: row.as_written for key, row in found.items()} == expected
    assert len(found) == 12
    assert {row.grade.code: row.grade.label for row in found.values()} == {
        code: label for code, label in APA_WORDS.items() if code != "4"
    }


def test_four_is_the_best_grade_of_the_assessment_and_one_the_best_of_ofsted() -> None:
    best = {slug: Grade.objects.get(scheme__slug=slug, order=1).code for slug in ("apa", "ofsted")}

    assert best == {"apa": "4", "ofsted": "1"}


@pytest.mark.parametrize("area", OUTCOMES)
def test_each_outcome_has_its_grade_and_as_many_points_as_appendix_1(area: str) -> None:
    row = Judgement.objects.get(scheme__slug="apa", area=area, place="Appendix 1")
    kinds = Counter(row.points.values_list("kind", flat=True))

    assert (row.as_written, kinds["strength"], kinds["improvement"]) == OUTCOMES[area]
    assert row.grade.code == row.as_written
    assert row.period == "2008"


@pytest.mark.parametrize(("area", "kind", "text"), POINTS, ids=[text for *_, text in POINTS])
def test_a_strength_or_an_area_for_improvement_is_in_the_words_of_appendix_1(
    area: str, kind: str, text: str
) -> None:
    found = JudgementPoint.objects.filter(judgement__area=area, kind=kind)

    assert text in found.values_list("text", flat=True)


OFSTED = {
    "Primary schools": (5, 40, 33, 3),
    "Secondary schools": (5, 4, 5, 0),
    "Special schools / Pupil Referral Units": (3, 0, 1, 0),
    "All childcare settings": (10, 198, 79, 3),
}
OFSTED_WORDS = ["Outstanding", "Good", "Satisfactory", "Inadequate"]


def test_the_inspection_ratings_count_the_settings_of_section_2_6() -> None:
    rows = GradeCount.objects.select_related("grade__scheme").order_by("order", "grade__order")
    found: dict[str, list[int]] = {}
    for row in rows:
        found.setdefault(row.area, []).append(row.count)

    assert {area: tuple(counts) for area, counts in found.items()} == OFSTED
    assert [row.grade.label for row in rows[:4]] == OFSTED_WORDS
    assert {(row.grade.scheme.slug, row.as_at) for row in rows} == {("ofsted", "February 2009")}
    assert len(rows) == 16


GOVERNMENT_OFFICE = {
    "14-19 Strategy and Education Plan": "Amber / Green",
    "Children's Centres": "Green",
    "Early Years - Education": "Dark Green",
    "Extended schools": "Green",
    "Healthy Schools": "Green",
    "Targeted Youth Support": "Green",
    "Teenage Pregnancy": "Green",
}


def test_the_ratings_of_the_government_office_are_the_seven_of_section_2_6() -> None:
    rows = Judgement.objects.filter(scheme__slug="government-office-rag")

    assert dict(rows.values_list("area", "as_written")) == GOVERNMENT_OFFICE
    assert rows.count() == 7


def test_social_care_had_no_star_in_2006() -> None:
    row = Judgement.objects.get(scheme__slug="csci-stars")

    assert (row.grade.code, row.period) == ("0", "2006")
    assert row.grade.order == 4


LIMITING_RULES = [
    "Rules will apply when making the children's services judgements for the local authority.",
    "For the social care judgement, key thresholds (formerly known as key performance "
    "indicators) will be used to provide a consistency check.",
    "A Council cannot be judged to be performing well (grade 4 - delivering well above minimum "
    "requirements) if it fails to reach the specified level of performance for any of these "
    "indicators.",
    "It is also proposed that, for the overall children's services judgement, if either one of "
    "the education or the social care judgements is judged inadequate (grade 1 - not delivering "
    "minimum requirements) then the overall judgement will be inadequate, regardless of the "
    "rating of the other function.",
]


def test_the_limiting_rules_are_the_sentences_of_paragraph_5_in_their_order() -> None:
    rows = LimitingRule.objects.order_by("order").select_related("paper")

    assert [row.as_written for row in rows] == LIMITING_RULES
    assert {(row.paper.slug, row.place) for row in rows} == {("cabinet-2005-02-17", "Paragraph 5")}
    assert [row.is_proposal for row in rows] == [False, False, False, True]


# --- Loading again -------------------------------------------------------------------------------


def everything() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the indicators' tables, their history and their links among them."""
    models = apps.get_app_config("indicators").get_models(include_auto_created=True)
    return {
        model.__name__: list(model._default_manager.order_by("pk").values()) for model in models
    }


def test_loading_twice_changes_nothing() -> None:
    before = everything()
    load_indicators(FOLDER, recorded_at=LATER)
    after = everything()

    assert {name: len(rows) for name, rows in after.items()} == {
        name: len(rows) for name, rows in before.items()
    }
    assert after == before
    assert len(before["HistoricalIndicator"]) == len(before["Indicator"]) == 99


def test_what_officers_entered_since_survives_loading_again() -> None:
    indicator = Indicator.objects.get(ref="NI 59")
    Indicator.objects.filter(pk=indicator.pk).update(tolerance=Decimal(3), owner="Fieldwork")
    entered = Outturn.objects.create(
        indicator=indicator,
        period=Period.objects.get(slug="2008-2009"),
        value=Decimal("61.5"),
        published_on=MAY_2009,
        recorded_at=LATER,
    )
    before = everything()
    load_indicators(FOLDER, recorded_at=LATER)

    assert everything() == before
    indicator.refresh_from_db()
    assert (indicator.tolerance, indicator.owner) == (Decimal(3), "Fieldwork")
    assert Outturn.objects.get(pk=entered.pk).value == Decimal("61.5")
