"""A plan comes in from its file by a command: checked first, then loaded whole."""

import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from actionplan.models import Action, Plan, ProgressUpdate

PLAN = {"title": "Borough improvement plan", "from": "2006-01-01", "to": "2006-12-31"}
COLUMNS = {
    "plan": PLAN | {"scheme": "brag"},
    "sheet": "Tracker",
    "head_rows": 2,
    "columns": {
        "1": "reference",
        "2": "text",
        "3": "leads",
        "4": "by_when",
        "6": "rating",
        "7": "status",
        "8": "progress",
    },
}


def tracker() -> bytes:
    """Return a tracker as councils keep it: a title, a hidden column, a merged theme, colours."""
    book = Workbook()
    cover = book.active
    cover.title = "Cover"
    cover["A1"] = "Improvement tracker"
    book.create_sheet("Old").sheet_state = "hidden"
    sheet = book.create_sheet("Tracker")
    sheet.append(["Improvement plan"])
    sheet.append(["Ref", "Action", "Lead", "By when", "Cost", "RAG", "Status", "Progress"])
    sheet.append(["Theme 1: Leadership"])
    sheet.append([1.1, "Agree the plan", "ZZ", date(2006, 12, 31), 5, "Amber", "Ongoing", None])
    sheet.append([1.1, "A secret row", "ZZ", None, 5, None, None, None])
    sheet.append([1.1, "Publish it", "ZZ", date(2006, 12, 1), 5, None, "Complete", "1/5/06: Out"])
    sheet.append([1.2, "=B4", "ZZ", "tbc", 5, "Blue", None, None])
    sheet.merge_cells("A3:H3")
    sheet["A4"].number_format = sheet["A6"].number_format = "0.00"
    sheet["A6"] = 1.2
    sheet["A6"].number_format = "0.00"
    sheet["D4"].number_format = "mm-dd-yy"
    sheet["D6"].number_format = "mmm-yy"
    sheet["F6"].fill = PatternFill("solid", fgColor="FF00B050")
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["E"].hidden = True
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


@pytest.fixture
def files(tmp_path):
    (tmp_path / "plan.xlsx").write_bytes(tracker())
    (tmp_path / "columns.json").write_text(json.dumps(COLUMNS))
    return tmp_path


def run(files, *options, file="plan.xlsx", plan="borough"):
    """Run the command; return its output, what it says beside it, and its exit status."""
    out, beside = io.StringIO(), io.StringIO()
    arguments = [str(files / file), "--plan", plan, "--columns", str(files / "columns.json")]
    try:
        call_command("import_plan", *arguments, *options, stdout=out, stderr=beside)
    except SystemExit as ended:
        return out.getvalue(), beside.getvalue(), ended.code
    return out.getvalue(), beside.getvalue(), 0


@pytest.mark.django_db
def test_a_check_prints_every_action_with_its_questions_and_loads_nothing(files):
    out, beside, status = run(files, "--check")
    rows = json.loads(out)
    assert status == 3
    assert [
        (row["row"], row["heading"], row["reference"], row["text"], row["by_when_as_written"])
        for row in rows
    ] == [
        (4, "Theme 1: Leadership", "1.10", "Agree the plan", "31/12/2006"),
        (6, "Theme 1: Leadership", "1.20", "Publish it", "Dec-06"),
        (7, "Theme 1: Leadership", "1.2", "", "tbc"),
    ]
    assert [(row["rating"], row["status"]) for row in rows] == [
        ("amber", "Ongoing"),
        ("green", "Complete"),
        ("blue", ""),
    ]
    assert rows[1]["notes"] == [{"said_on": "2006-05-01", "text": "Out"}]
    assert rows[0]["by_whens"][0]["latest"] == "2006-12-31"
    assert [[each["about"] for each in row["questions"]] for row in rows] == [
        ["person"],
        ["person", "rating"],
        ["text", "person"],
    ]
    for words in ("1 hidden row was not read: 5", "hidden column was not read: E", "Cover", "B7"):
        assert words in beside
    assert "“Old”, which is hidden" in beside
    assert not Plan.objects.filter(slug="borough").exists()


@pytest.mark.django_db
def test_loading_keeps_what_is_in_doubt_as_written_with_its_doubt(files):
    out, _, status = run(files)
    assert status == 0
    assert out.startswith("3 actions loaded into “Borough improvement plan”.")
    plan = Plan.objects.get(slug="borough")
    assert (plan.level_name_plural, plan.scheme.slug) == ("Themes", "brag")
    actions = Action.objects.filter(plan=plan).prefetch_related("roles", "by_whens", "doubts")
    assert [action.reference for action in actions] == ["1.10", "1.20", "1.2"]
    assert [role.person for action in actions for role in action.roles.all()] == ["ZZ"] * 3
    assert [action.by_whens.get().latest for action in actions][:2] == [
        date(2006, 12, 31),
        date(2006, 12, 31),
    ]
    assert {doubt.about for action in actions for doubt in action.doubts.all()} == {
        "person",
        "rating",
        "text",
    }
    done = ProgressUpdate.objects.filter(action=actions[1])
    assert [(row.narrative, row.status) for row in done] == [
        ("Out", ""),
        ("In the plan’s file, as taken over: “Complete” and “green”.", "completed"),
    ]


@pytest.mark.django_db
def test_the_same_file_twice_adds_nothing(files):
    run(files)
    out, _, _ = run(files)
    assert "0 actions loaded" in out
    assert "3 actions there already, unchanged." in out
    assert Action.objects.filter(plan__slug="borough").count() == 3


@pytest.mark.django_db
def test_the_pages_of_a_plan_that_came_in_open(files, client, director):
    run(files)
    client.force_login(director)
    for address in ("/plans/borough/", "/plans/borough/actions/", "/plans/borough/actions/1.10/"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Agree the plan" in answer.content.decode() or address == "/plans/borough/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ("not json", "no JSON"),
        ('{"columns": {"1": "what"}}', "nothing that a column holds"),
        (json.dumps(COLUMNS | {"sheet": "Absent"}), "no sheet “Absent”"),
        (json.dumps({key: value for key, value in COLUMNS.items() if key != "plan"}), "no plan"),
    ],
)
def test_what_cannot_be_read_is_an_error_in_words(files, columns, words):
    (files / "columns.json").write_text(columns)
    with pytest.raises(CommandError, match=words):
        run(files)
