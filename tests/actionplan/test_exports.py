"""The records for other tools: stable columns, one row each, the same in every format."""

import csv
import io
import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from actionplan.models import Plan, ProgressUpdate
from herefordshire_cs.accounts.models import User
from tests.factories import make_action, make_by_when, make_lead, make_plan, make_recommendation

ACTION_COLUMNS = [
    *("plan", "recommendation", "reference", "action", "leads", "lead_as_written"),
    *("by_when_as_written", "by_when_earliest", "by_when_latest", "by_when_precision"),
    *("status", "rating", "rating_reason", "partners", "additional_capacity"),
    *("success_criteria", "updates", "source", "rating_voice", "disputed", "milestones"),
    *("project_area", "accountable"),
]
UPDATE_COLUMNS = [
    *("plan", "reference", "reported_on", "date_precision", "date_as_written"),
    *("narrative", "author", "recorded_at"),
]
PAPER = (
    "The Herefordshire Council JAR Performance Improvement Action Plan: Improving Children's "
    "Services in Herefordshire"
)
BEGAN = date(2006, 1, 2)
FORMULAS = ["=1+1", "+44 1432 260000", "-5 places", "@SUM(A1)"]


def exported(what: str, *, plan: str = "jar-2005", as_at: str = "2006-05-22", form: str) -> str:
    """Return what the command writes."""
    out = io.StringIO()
    call_command("export", what, plan=plan, as_at=as_at, format=form, stdout=out)
    return out.getvalue()


def table(what: str, **asked: str) -> tuple[list[str], list[dict[str, str]]]:
    """Return the columns and the rows of a CSV export."""
    reader = csv.DictReader(io.StringIO(exported(what, form="csv", **asked)))
    rows = list(reader)
    return list(reader.fieldnames or []), rows


def rows_by_reference(**asked: str) -> dict[str, dict[str, str]]:
    """Return the rows of the actions by their reference."""
    return {row["reference"]: row for row in table("actions", **asked)[1]}


@pytest.mark.parametrize(
    ("what", "columns", "count"),
    [("actions", ACTION_COLUMNS, 176), ("progress-updates", UPDATE_COLUMNS, 213)],
)
def test_an_export_has_its_agreed_columns_and_one_row_each(
    jar: Plan, what: str, columns: list[str], count: int
) -> None:
    found, rows = table(what)

    assert found == columns
    assert len(rows) == count
    assert {row["plan"] for row in rows} == {"jar-2005"}


def test_actions_stand_in_the_order_of_the_plan_each_once(jar: Plan) -> None:
    references = [row["reference"] for row in table("actions")[1]]
    numbers = [tuple(int(part) for part in reference.split(".")) for reference in references]

    assert numbers == sorted(set(numbers))
    assert references[:2] == ["1.1", "1.2"]
    assert references[9] == "1.10"
    assert references[-1] == "17.3"


@pytest.mark.parametrize(
    ("reference", "cells"),
    [
        (
            "1.1",
            {
                "recommendation": "1",
                "action": "Discussion paper to be prepared",
                "leads": "SF;ISM",
                "lead_as_written": "SF (ISM)",
                "by_when_as_written": "Dec 05",
                "by_when_earliest": "2005-12-01",
                "by_when_latest": "2005-12-31",
                "by_when_precision": "month",
                "status": "completed",
                "rating": "green",
                "partners": "Children and Young Peoples Partnership Board;"
                "Local Safeguarding Children Board;SM;LR",
                "success_criteria": "New threshold in place, understood and consistently applied",
                "updates": "1",
                "source": f"{PAPER}: table 1, row 1",
            },
        ),
        ("1.5", {"leads": "SF;ISM", "lead_as_written": "u", "updates": "6", "rating": "red"}),
        (
            "1.19",
            {
                "leads": "HL",
                "lead_as_written": "",
                "by_when_as_written": "Comme ncing Jan 06, thereaft er at least monthly, with "
                "review of arrange ments in April 06",
                "by_when_latest": "2006-04-30",
                "partners": "HL",
            },
        ),
        ("3.8", {"by_when_earliest": "2006-03-15", "by_when_latest": ""}),
        (
            "5.8",
            {
                "partners": "LR;MP;SM;Dave Llewellin;Pat Jewkes;PL;Voluntary Sector Alliance;"
                "Richard Aird;Youth Offending Service;"
                "Children and Adolescent Mental Health Service",
                "additional_capacity": "Software development costs.",
            },
        ),
        ("7.2", {"leads": "HL", "lead_as_written": "HL to sign off", "partners": ""}),
        (
            "9.3",
            {
                "success_criteria": "All children with LDD to have care plans; "
                "All children with LDD to have multi-disciplinary assessment.; "
                "NSF standards met; "
                "All children with LDD to have good quality transition planning."
            },
        ),
        (
            "13.8",
            {
                "leads": "",
                "lead_as_written": "tbc",
                "by_when_as_written": "",
                "by_when_earliest": "",
                "by_when_latest": "",
                "by_when_precision": "unknown",
                "status": "not reported",
                "rating": "none",
                "updates": "0",
            },
        ),
        ("16.4", {"source": f"{PAPER}: table 28, rows 5 and 7", "updates": "3"}),
    ],
)
def test_an_actions_row_says_what_the_paper_says(
    jar: Plan, reference: str, cells: dict[str, str]
) -> None:
    row = rows_by_reference()[reference]

    assert {column: row[column] for column in cells} == cells


def test_the_notes_of_a_row_stand_in_the_order_of_the_paper(jar: Plan) -> None:
    rows = [row for row in table("progress-updates")[1] if row["reference"] == "1.5"]
    found = [(row["date_as_written"], row["reported_on"], row["date_precision"]) for row in rows]

    assert found == [
        ("31 02 06,", "", "impossible"),
        ("06.02.06", "2006-02-06", "day"),
        ("15.02.06", "2006-02-15", "day"),
        ("21 02 06", "2006-02-21", "day"),
        ("", "", "none"),
        ("21 03 06", "2006-03-21", "day"),
    ]


def test_a_day_that_does_not_exist_is_left_blank(jar: Plan) -> None:
    rows = [row for row in table("progress-updates")[1] if row["date_precision"] == "impossible"]

    assert [(row["reference"], row["reported_on"], row["date_as_written"]) for row in rows] == [
        ("1.5", "", "31 02 06,"),
        ("3.2", "", "30.02.06"),
    ]


def test_a_day_is_written_for_every_note_that_has_one(jar: Plan) -> None:
    rows = table("progress-updates")[1]
    without = {row["date_precision"] for row in rows if not row["reported_on"]}

    assert without == {"none", "impossible"}
    assert sum(bool(row["reported_on"]) for row in rows) == 143


def test_an_officers_update_names_its_author_and_when_it_was_recorded(
    jar: Plan, officer: User
) -> None:
    recorded_at = datetime(2006, 5, 22, 10, 30, tzinfo=UTC)
    ProgressUpdate.objects.create(
        action=jar.actions.get(reference="5.6"),
        author=officer,
        reported_on=date(2006, 5, 22),
        counts_from=date(2006, 5, 22),
        recorded_on=date(2006, 5, 22),
        recorded_at=recorded_at,
        narrative="The protocol was signed.",
        status="completed",
    )
    [row] = [row for row in table("progress-updates")[1] if row["author"]]

    assert row["reference"] == "5.6"
    assert row["author"] == officer.name
    assert datetime.fromisoformat(row["recorded_at"]) == recorded_at


# --- As at a day ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_at", "reference", "status", "updates"),
    [
        ("2006-03-09", "1.9", "in progress", "1"),
        ("2006-03-10", "1.9", "completed", "2"),
        ("2006-03-13", "1.7", "in progress", "3"),
        ("2006-05-19", "1.7", "completed", "4"),
        ("2005-12-30", "1.1", "not reported", "0"),
        ("2005-12-31", "1.1", "completed", "1"),
    ],
)
def test_an_action_is_exported_as_it_was_known_on_the_day(
    jar: Plan, as_at: str, reference: str, status: str, updates: str
) -> None:
    row = rows_by_reference(as_at=as_at)[reference]

    assert (row["status"], row["updates"]) == (status, updates)


def test_a_by_when_is_exported_as_it_stood_on_the_day(jar: Plan) -> None:
    action = jar.actions.get(reference="1.18")
    make_by_when(action, latest=date(2006, 6, 30), holds_from=date(2006, 5, 22))

    assert rows_by_reference(as_at="2006-05-21")["1.18"]["by_when_latest"] == "2006-04-15"
    assert rows_by_reference(as_at="2006-05-21")["1.18"]["by_when_as_written"] == "15 April 06"
    assert rows_by_reference(as_at="2006-05-22")["1.18"]["by_when_latest"] == "2006-06-30"
    assert rows_by_reference(as_at="2006-05-22")["1.18"]["by_when_as_written"] == "2006-06-30"


@pytest.mark.parametrize(
    ("as_at", "is_there"), [("2006-02-26", False), ("2006-02-27", True), ("2006-05-22", True)]
)
def test_a_note_is_exported_from_the_day_on_which_it_counts(
    jar: Plan, as_at: str, is_there: bool
) -> None:
    rows = table("progress-updates", as_at=as_at)[1]

    assert any(row["narrative"] == "Endorsed at LSCB meeting" for row in rows) is is_there


def test_before_the_plan_began_there_is_nothing_to_export(jar: Plan) -> None:
    assert table("actions", as_at="2005-11-30") == (ACTION_COLUMNS, [])
    assert len(table("actions", as_at="2005-12-01")[1]) == 176


def test_without_a_day_it_is_the_day_of_the_clock(jar: Plan, settings: Any) -> None:
    settings.DEMONSTRATION_DATE = date(2006, 3, 9)
    out = io.StringIO()
    call_command("export", "actions", format="csv", stdout=out)

    assert out.getvalue() == exported("actions", as_at="2006-03-09", form="csv")
    assert out.getvalue() != exported("actions", as_at="2006-03-10", form="csv")


# --- Formats -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "columns"), [("actions", ACTION_COLUMNS), ("progress-updates", UPDATE_COLUMNS)]
)
def test_json_says_the_same_as_csv(jar: Plan, what: str, columns: list[str]) -> None:
    objects = json.loads(exported(what, form="json"))
    in_words = [
        {column: "" if value is None else str(value) for column, value in row.items()}
        for row in objects
    ]
    rows = table(what)[1]

    assert [list(row) for row in objects] == [columns] * len(rows)
    assert in_words == [{name: unquoted(cell) for name, cell in row.items()} for row in rows]


def unquoted(cell: str) -> str:
    """Return a cell of a CSV without the quote that keeps a spreadsheet from running it."""
    is_quoted = cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"}
    return cell[1:] if is_quoted else cell


def test_json_has_numbers_and_nulls_where_a_table_has_only_words(jar: Plan) -> None:
    by_reference = {row["reference"]: row for row in json.loads(exported("actions", form="json"))}

    assert by_reference["1.5"]["recommendation"] == 1
    assert by_reference["1.5"]["updates"] == 6
    assert by_reference["13.8"]["by_when_latest"] is None


def test_words_of_other_alphabets_are_written_as_they_are(jar: Plan) -> None:
    assert rows_by_reference()["1.8"]["lead_as_written"] == "и"
    assert '"lead_as_written": "и"' in exported("actions", form="json")


@pytest.mark.parametrize("words", FORMULAS)
def test_a_cell_that_a_spreadsheet_would_run_is_quoted_in_csv_and_whole_in_json(
    db: None, words: str
) -> None:
    plan = make_plan(slug="formulas", starts_on=BEGAN)
    make_action(make_recommendation(plan), text=words)
    [as_table] = table("actions", plan="formulas")[1]
    [as_object] = json.loads(exported("actions", plan="formulas", form="json"))

    assert as_table["action"] == f"'{words}"
    assert as_object["action"] == words


def test_a_plan_without_actions_is_an_empty_list_and_a_row_of_columns(db: None) -> None:
    make_plan(slug="empty")

    assert json.loads(exported("actions", plan="empty", form="json")) == []
    assert table("actions", plan="empty") == (ACTION_COLUMNS, [])


def test_only_the_plan_that_was_asked_for_is_exported(jar: Plan) -> None:
    action = make_action(make_recommendation(make_plan(slug="other", starts_on=BEGAN)))
    make_lead(action, "ZZ")
    rows = table("actions", plan="other")[1]

    assert [(row["plan"], row["reference"], row["leads"]) for row in rows] == [
        ("other", "1.1", "ZZ")
    ]
    assert len(table("actions")[1]) == 176


# --- Wrong questions -----------------------------------------------------------------------------


def test_an_unknown_plan_is_an_error_that_names_the_plans_there_are(jar: Plan) -> None:
    with pytest.raises(
        CommandError, match=r"There is no plan jar-2006; there is: directorate-2009, jar-2005"
    ):
        exported("actions", plan="jar-2006", form="csv")


@pytest.mark.parametrize("day", ["22 May 2006", "2006-02-30", "2006-5-22", "yesterday"])
def test_a_wrong_day_is_an_error_that_shows_how_to_write_one(jar: Plan, day: str) -> None:
    with pytest.raises(CommandError, match=rf"{day} is not a day; write one like 2006-05-19"):
        exported("actions", as_at=day, form="csv")


@pytest.mark.parametrize(
    ("what", "form"), [("colours", "csv"), ("actions", "pdf")], ids=["records", "format"]
)
def test_an_unknown_kind_of_record_or_format_is_an_error_that_names_the_known(
    jar: Plan, what: str, form: str
) -> None:
    with pytest.raises(CommandError, match=r"invalid choice"):
        call_command("export", what, f"--format={form}", stdout=io.StringIO())
