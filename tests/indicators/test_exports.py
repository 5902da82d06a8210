"""The indicators and judgements for other tools: stable columns, one row a figure."""

import csv
import io
import json
from collections import Counter
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Indicator, Outturn, Period
from indicators.outturn_cells import read_file
from indicators.presenters.outturn_files import file_check
from tests.indicators.paper import ROWS

pytestmark = pytest.mark.django_db

INDICATOR_COLUMNS = [
    *("ref", "definition", "group", "unit", "polarity", "year_type", "kind", "period"),
    *("period_as_printed", "comparator_group", "value", "as_written", "no_value_reason"),
    "source",
]
JUDGEMENT_COLUMNS = [
    *("scheme", "area", "outcome", "period", "period_as_printed", "grade", "label"),
    *("as_written", "count", "strengths", "areas_for_improvement", "made_by", "source"),
]
FIVE = ["CH 141", "CH 143", "CH 145", "CH 01", "CH 12"]
PLAN = "Children and Young People's Directorate Plan 2009-2011"
PACK = (
    "Agenda for the Meeting of the Children's Services Scrutiny Committee, Wednesday, "
    "31st May, 2006"
)
SAFEGUARDING = "To embed safeguarding arrangements across all services and agencies"
LEARNING = "To build high achieving, sustainable education and learning communities"
OTHERS = "Additional performance indicators relevant to the directorate"
CHILDREN_WHO_RAN_AWAY = "NI 71"  # a plain count of children


def exported(what: str, *, as_at: str = "2009-05-22", form: str = "csv") -> str:
    """Return what the command writes; without a day where ``as_at`` is empty."""
    out = io.StringIO()
    call_command("export", what, as_at=as_at, format=form, stdout=out)
    return out.getvalue()


def table(what: str, *, as_at: str = "2009-05-22") -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns and the rows of a CSV export."""
    reader = csv.DictReader(io.StringIO(exported(what, as_at=as_at)))
    rows = list(reader)
    return list(reader.fieldnames or []), rows


def figures(ref: str, *, as_at: str = "2009-05-22") -> dict[tuple[str, str], dict[str, str]]:
    """Return an indicator's rows by their kind and the head of their column."""
    rows = [row for row in table("indicators", as_at=as_at)[1] if row["ref"] == ref]
    return {(row["kind"], row["period_as_printed"]): row for row in rows}


def publish(ref: str, value: str, *, on: date = date(2009, 5, 5), **counts: Any) -> Outturn:
    """Record what an indicator came to in the year 2008/2009."""
    return Outturn.objects.create(
        indicator=Indicator.objects.get(ref=ref),
        period=Period.objects.get(slug="2008-2009"),
        period_as_printed="2008/2009",
        value=Decimal(value),
        as_written=value,
        published_on=on,
        recorded_at=datetime(2009, 5, 5, 9, 0, tzinfo=UTC),
        **counts,
    )


# --- Indicators: one row a figure ----------------------------------------------------------------


def test_an_indicators_export_has_its_agreed_columns_and_one_row_a_figure() -> None:
    columns, rows = table("indicators")

    assert columns == INDICATOR_COLUMNS
    assert len(rows) == 423
    assert Counter(row["kind"] for row in rows) == {
        "outturn": 188,
        "target": 136,
        "comparator": 94,
        "": 5,
    }


def test_all_ninety_nine_stand_in_the_order_of_the_papers() -> None:
    rows = table("indicators")[1]
    found = list(dict.fromkeys((row["ref"], row["definition"]) for row in rows))

    assert found[:94] == [(row.ref, row.definition) for row in ROWS]
    assert [ref for ref, _definition in found[94:]] == FIVE


def test_every_cell_of_the_paper_is_in_the_export_as_written() -> None:
    rows = table("indicators")[1]
    found = {
        (row["ref"], row["definition"], row["kind"], row["period_as_printed"]): row["as_written"]
        for row in rows
        if row["kind"]
    }

    assert found == {
        (row.ref, row.definition, *column): cell
        for row in ROWS
        for column, cell in row.cells.items()
    }


def test_a_row_has_either_a_value_or_the_reason_for_none() -> None:
    rows = [row for row in table("indicators")[1] if row["kind"]]

    assert sum(bool(row["value"]) for row in rows) == 108 + 124 + 27
    assert all(bool(row["value"]) != bool(row["no_value_reason"]) for row in rows)
    assert Counter(row["no_value_reason"] for row in rows if row["no_value_reason"]) == {
        "not applicable": 5 + 1 + 56,
        "new indicator": 24,
        "not yet introduced": 3 + 1,
        "to be set": 7,
        "no survey": 1,
        "blank in the source": 47 + 3 + 11,
    }


@pytest.mark.parametrize(
    ("ref", "column", "cells"),
    [
        (
            "NI 60",
            ("outturn", "2007/2008"),
            {
                "definition": "Percentage of core assessments for children's social care that "
                "were carried out within 35 working days of commencement",
                "group": SAFEGUARDING,
                "unit": "per cent",
                "polarity": "high",
                "year_type": "financial",
                "period": "2007/2008",
                "comparator_group": "",
                "value": "81",
                "as_written": "81%",
                "no_value_reason": "",
                "source": f"{PLAN}: Section 4.3, directorate priority 2",
            },
        ),
        (
            "NI 60",
            ("outturn", "2008/2009"),
            {"value": "", "as_written": "", "no_value_reason": "blank in the source"},
        ),
        (
            "NI 60",
            ("comparator", ""),
            {"period": "2007/2008", "comparator_group": "Statistical neighbours 2009"}
            | {"value": "80", "as_written": "80%"},
        ),
        ("NI 60", ("target", "2009/2010"), {"period": "2009/2010", "value": "75"}),
        (
            "NI 75",
            ("outturn", "2008/2009"),
            {"group": LEARNING, "year_type": "academic", "value": "53"}
            | {"period": "academic year 2007/2008"},
        ),
        ("NI 75", ("comparator", ""), {"comparator_group": "England", "value": "45.5"}),
        (
            "NI 54",
            ("target", "2010/2011"),
            {"value": "", "no_value_reason": "to be set"}
            | {"as_written": "To be set once baseline established in 2009/10"},
        ),
        (
            "NI 90",
            ("target", "2009/2010"),
            {"as_written": "Targets to b baseline ava", "no_value_reason": "to be set"},
        ),
        (
            "NI 112",
            ("outturn", "2007-2008"),
            {"group": OTHERS, "unit": "per cent change", "polarity": "low"}
            | {"year_type": "calendar", "period": "calendar year 2007"}
            | {"value": "-29.6", "as_written": "-29.6%"},
        ),
        (
            "HCS 60a",
            ("outturn", "2007-2008"),
            {"unit": "percentage points", "value": "-31", "as_written": "-31pp"},
        ),
        (
            "HCS 60a",
            ("outturn", "2008-2009"),
            {"value": "", "as_written": "No survey in 2008-09", "no_value_reason": "no survey"},
        ),
        ("NI 65", ("target", "2009/2010"), {"polarity": "range", "value": "13"}),
        ("NI 64", ("target", "2009/2010"), {"polarity": "low", "value": "0"}),
        ("NI 70", ("outturn", "2008-2009"), {"unit": "rate", "value": "130.94"}),
        ("HR 02", ("outturn", "2007/2008"), {"unit": "days", "value": "11.2"}),
    ],
)
def test_a_figures_row_says_what_the_paper_says(
    ref: str, column: tuple[str, str], cells: dict[str, str]
) -> None:
    row = figures(ref)[column]

    assert {name: row[name] for name in cells} == cells


@pytest.mark.parametrize("ref", FIVE)
def test_an_indicator_without_any_figure_has_one_row_with_kind_empty(ref: str) -> None:
    [row] = [row for row in table("indicators")[1] if row["ref"] == ref]
    figure = INDICATOR_COLUMNS[INDICATOR_COLUMNS.index("kind") : -1]

    assert [row[name] for name in figure] == [""] * 7
    assert row["definition"]
    assert row["group"] == "Measuring success"
    assert row["source"] == f"{PACK}: Measuring success"


def test_a_rate_names_what_it_is_per() -> None:
    rows = {row["ref"]: row["unit"] for row in table("indicators")[1]}

    assert rows["CH 141"] == "rate per 10,000 population aged under 18"


# --- As at a day ---------------------------------------------------------------------------------


def test_in_may_2006_there_are_just_the_five_of_that_years_plan() -> None:
    rows = table("indicators", as_at="2006-05-22")[1]

    assert [row["ref"] for row in rows] == FIVE
    assert {row["kind"] for row in rows} == {""}


@pytest.mark.parametrize(
    ("as_at", "count"),
    [
        ("2006-05-21", 0),
        ("2006-05-22", 5),
        ("2009-04-29", 5),
        ("2009-04-30", 423),
    ],
)
def test_an_indicator_is_exported_from_the_day_on_which_its_paper_was_published(
    as_at: str, count: int
) -> None:
    assert len(table("indicators", as_at=as_at)[1]) == count


def test_without_a_day_the_whole_record_is_exported_also_in_a_demonstration_of_2006() -> None:
    assert exported("indicators", as_at="") == exported("indicators", as_at="2009-05-22")
    assert exported("judgements", as_at="") == exported("judgements", as_at="2009-05-22")


@pytest.mark.parametrize(
    ("as_at", "value"),
    [("2009-05-04", ""), ("2009-05-05", "61.5"), ("2009-05-19", "61.5"), ("2009-05-20", "62")],
)
def test_a_restated_figure_is_one_row_the_one_in_force_on_the_day(as_at: str, value: str) -> None:
    publish("NI 59", "61.5")
    publish("NI 59", "62", on=date(2009, 5, 20))
    rows = [row for row in table("indicators", as_at=as_at)[1] if row["ref"] == "NI 59"]

    assert len(rows) == 5
    assert figures("NI 59", as_at=as_at)["outturn", "2008/2009"]["value"] == value


# --- Small counts --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numerator", "denominator", "is_withheld"),
    [
        (0, 40, False),
        (1, 40, True),
        (5, 40, True),
        (6, 40, False),
        (34, 40, False),
        (35, 40, True),
        (39, 40, True),
        (40, 40, False),
    ],
)
def test_a_percentage_of_one_to_five_children_or_all_but_so_few_is_withheld(
    numerator: int, denominator: int, is_withheld: bool
) -> None:
    publish("NI 59", "61.5", numerator=numerator, denominator=denominator)
    row = figures("NI 59")["outturn", "2008/2009"]
    found = (row["value"], row["as_written"], row["no_value_reason"])

    assert found == (("", "", "suppressed") if is_withheld else ("61.5", "61.5", ""))


@pytest.mark.parametrize(
    ("value", "is_withheld"), [("0", False), ("1", True), ("5", True), ("6", False)]
)
def test_a_plain_count_of_one_to_five_children_is_withheld(value: str, is_withheld: bool) -> None:
    publish(CHILDREN_WHO_RAN_AWAY, value)
    row = figures(CHILDREN_WHO_RAN_AWAY)["outturn", "2008/2009"]

    assert row["value"] == ("" if is_withheld else value)
    assert row["no_value_reason"] == ("suppressed" if is_withheld else "")


def test_a_small_number_of_schools_is_no_count_of_children_and_is_shown() -> None:
    assert figures("NI 89a")["outturn", "2008/2009"]["value"] == "2"


# --- Judgements ----------------------------------------------------------------------------------


def test_a_judgements_export_has_its_agreed_columns_and_one_row_each() -> None:
    columns, rows = table("judgements")

    assert columns == JUDGEMENT_COLUMNS
    assert Counter(row["scheme"] for row in rows) == {
        "Annual Performance Assessment grade": 12 + 6,
        "Ofsted inspection judgement": 16,
        "Government Office RAG rating": 7,
        "Star rating of social care": 1,
    }


def test_no_judgement_is_a_bare_number() -> None:
    rows = table("judgements")[1]

    assert len(rows) == 42
    assert all(row["scheme"] and row["grade"] and row["label"] for row in rows)
    assert not [row["label"] for row in rows if row["label"].isdigit()]


@pytest.mark.parametrize(
    ("area", "period", "cells"),
    [
        (
            "The council's overall capacity to improve its services for children and young people",
            "2008",
            {
                "outcome": "",
                "period_as_printed": "Grade awarded 2008",
                "grade": "3",
                "label": "good",
                "as_written": "3",
                "count": "",
                "strengths": "",
                "areas_for_improvement": "",
                "source": f"{PLAN}: Section 2.1",
            },
        ),
        (
            "Enjoy and Achieve",
            "2008",
            {
                "outcome": "Enjoy and Achieve",
                "grade": "3",
                "label": "good",
                "strengths": "Standards are above average and continue to improve faster than "
                "nationally.; Good educational outcomes for looked after children; "
                "Permanent exclusions are sharply declining",
                "areas_for_improvement": "Standards in Key Stage 1, although satisfactory, are "
                "not improving as quickly as other Key Stages; "
                "Attendance of looked after children",
                "source": f"{PLAN}: Appendix 1",
            },
        ),
        (
            "Early Years - Education",
            "2009",
            {"grade": "Dark Green", "label": "Dark Green", "as_written": "Dark Green"},
        ),
        (
            "Social Care",
            "2006",
            {"grade": "0", "label": "0 star", "source": f"{PACK}: Minutes of 13 March 2006"},
        ),
    ],
)
def test_a_judgements_row_says_what_the_paper_says(
    area: str, period: str, cells: dict[str, str]
) -> None:
    rows = table("judgements")[1]
    [row] = [row for row in rows if (row["area"], row["period"]) == (area, period)]

    assert {name: row[name] for name in cells} == cells


def test_a_count_of_schools_names_the_grade_and_how_many_held_it() -> None:
    rows = [row for row in table("judgements")[1] if row["area"] == "Primary schools"]

    assert [(row["grade"], row["label"], row["count"]) for row in rows] == [
        ("1", "Outstanding", "5"),
        ("2", "Good", "40"),
        ("3", "Satisfactory", "33"),
        ("4", "Inadequate", "3"),
    ]
    assert {row["period"] for row in rows} == {"February 2009"}


@pytest.mark.parametrize(
    ("as_at", "count"),
    [("2006-05-21", 0), ("2006-05-22", 1), ("2009-04-29", 1), ("2009-04-30", 42)],
)
def test_a_judgement_is_exported_from_the_day_on_which_its_paper_was_published(
    as_at: str, count: int
) -> None:
    assert len(table("judgements", as_at=as_at)[1]) == count


# --- A file for people ---------------------------------------------------------------------------


def test_a_file_begins_with_a_byte_order_mark_and_a_pipe_does_not(tmp_path: Path) -> None:
    path = tmp_path / "judgements.csv"
    call_command("export", "judgements", as_at="2009-05-22", format="csv", output=str(path))

    assert path.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert path.read_bytes().decode("utf-8-sig") == exported("judgements")
    assert exported("judgements")[0] == "s"


def test_what_is_exported_is_read_again_and_says_nothing_new(tmp_path: Path) -> None:
    path = tmp_path / "indicators.csv"
    call_command("export", "indicators", as_at="2009-05-22", format="csv", output=str(path))

    found = read_file(path.read_bytes(), "indicators.csv")

    outturns = [row for row in table("indicators")[1] if row["kind"] == "outturn"]
    assert len(found.rows) == len(outturns) > 100
    check = file_check(list(found.rows), as_of=date(2009, 5, 22), is_provisional=False)
    assert check.faulty == ()
    assert check.loadable == 0


# --- Formats -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "columns"), [("indicators", INDICATOR_COLUMNS), ("judgements", JUDGEMENT_COLUMNS)]
)
def test_json_says_the_same_as_csv(what: str, columns: list[str]) -> None:
    objects = json.loads(exported(what, form="json"), parse_float=str, parse_int=str)
    in_words = [
        {name: "" if value is None else value for name, value in row.items()} for row in objects
    ]

    assert [list(row) for row in objects] == [columns] * len(objects)
    assert in_words == table(what)[1]


def test_json_has_numbers_and_nulls_where_a_table_has_only_words() -> None:
    rows = json.loads(exported("indicators", form="json"))
    found = {(row["ref"], row["kind"], row["period_as_printed"]): row["value"] for row in rows}

    assert found["NI 59", "outturn", "2007/2008"] == 55.2
    assert found["NI 112", "outturn", "2007-2008"] == -29.6
    assert found["NI 64", "outturn", "2007/2008"] == 0
    assert found["NI 59", "outturn", "2008/2009"] is None
    assert found["CH 141", "", ""] is None


def test_json_of_the_judgements_counts_in_numbers() -> None:
    rows = json.loads(exported("judgements", form="json"))
    primary = [row["count"] for row in rows if row["area"] == "Primary schools"]

    assert primary == [5, 40, 33, 3]
    assert {row["count"] for row in rows if row["area"] == "Social Care"} == {None}


# --- Wrong questions -----------------------------------------------------------------------------


@pytest.mark.parametrize("what", ["indicators", "judgements"])
@pytest.mark.parametrize("day", ["22 May 2009", "2009-02-30", "yesterday"])
def test_a_wrong_day_is_an_error_that_shows_how_to_write_one(what: str, day: str) -> None:
    with pytest.raises(CommandError, match=rf"{day} is not a day; write one like 2006-05-19"):
        exported(what, as_at=day)
