"""Plans of six shapes are read cell by cell, with the columns that are suggested for them."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from actionplan.plan_arranging import arranged, paragraphs_of, tables_of
from actionplan.plan_columns import Layout
from actionplan.plan_files import Knowing, read_arranged
from actionplan.plan_opening import open_content
from actionplan.plan_suggestions import labels_of, suggest
from actionplan.rating_levels import READY_MADE
from herefordshire_cs.lib.bywhen import Period, describe, understand

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "examples"
BEGINS, ENDS = date(2026, 4, 1), date(2027, 3, 31)
KNOWING = Knowing(
    by_when=partial(understand, period=Period(starts_on=BEGINS, ends_on=ENDS)),
    starts_on=BEGINS,
    ends_on=ENDS,
    levels=READY_MADE["brag"].levels,
)


def read(name, sheet=""):
    """Return the actions of an example, and what of it was not read."""
    opened = open_content((FOLDER / name).read_bytes(), name, sheet=sheet)
    if name.endswith(".txt"):
        labels = labels_of(paragraphs_of(opened))
        layout = Layout(labels={each.words.casefold(): each.holds for each in labels})
    else:
        tables = tables_of(opened)
        like_first = [each for each in tables if each.rows[0].cells == tables[0].rows[0].cells]
        found = suggest(like_first, is_by_when=lambda words: bool(KNOWING.by_when(words).readings))
        layout = Layout(
            columns=found.columns,
            head_rows=found.head_rows,
            split=found.split,
            tables=tuple(each.number for each in like_first),
        )
    found_in = arranged(opened, layout)
    return read_arranged(found_in, layout, KNOWING), found_in.not_read


def by_whens(action):
    return [describe(each).replace("\xa0", " ") for each in action.by_whens]


def shown(action):
    return (
        action.heading,
        action.reference,
        action.text,
        "; ".join(action.leads),
        "; ".join(by_whens(action)),
        action.status or action.rating,
    )


LEADERSHIP, WORKFORCE = "Theme 1: Leadership", "Theme 2: Workforce"
PRACTICE, PARTNERSHIP = "Theme 3: Practice", "Theme 4: Partnership"
HOMES, MONEY = "Priority A: Our homes", "Priority B: Our money"
SEEN, CURRENT = "1. Make sure that children are seen", "2. Bring plans up to date"
LATE, THIN = "Finding one: decisions are late", "Finding two: records are thin"
ROADS, AIR = "Objective 1: Safer roads", "Objective 2: Cleaner air"
HEAD_OF_PRACTICE, POLICY = "Head of Practice", "Head of Policy"
HOUSING = "Head of Housing"


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        (
            "brag-tracker.xlsx",
            [
                (
                    HOMES,
                    "1",
                    "Inspect every block",
                    HOUSING,
                    "30 September 2026",
                    "green",
                ),
                (
                    HOMES,
                    "2",
                    "Replace unsafe doors",
                    "Head of Housing; Fire Safety Lead",
                    "31 March 2027",
                    "amber",
                ),
                (
                    MONEY,
                    "4",
                    "Close last year’s accounts",
                    "Section 151 Officer",
                    "31 July 2026",
                    "blue",
                ),
                (
                    MONEY,
                    "5",
                    "Balance the next three years",
                    "Section 151 Officer",
                    "February 2027",
                    "red",
                ),
            ],
        ),
        (
            "recommendations.docx",
            [
                (
                    SEEN,
                    "(1a)",
                    "See every child within ten days",
                    HEAD_OF_PRACTICE,
                    "June 2026",
                    "",
                ),
                (SEEN, "(1b)", "Record what the child said", "Team Managers", "monthly", ""),
                (
                    CURRENT,
                    "(2a)",
                    "Review plans over a year old",
                    "Quality Manager",
                    "31 July 2026",
                    "",
                ),
                (
                    CURRENT,
                    "(2b)",
                    "Give parents a copy",
                    "Social Workers",
                    "ongoing, no end stated",
                    "",
                ),
                (
                    "3. Share what is known",
                    "(3a)",
                    "Meet health visitors each month",
                    HEAD_OF_PRACTICE,
                    "from September 2026, no end stated",
                    "",
                ),
            ],
        ),
        (
            "labelled-paragraphs.txt",
            [
                (
                    LATE,
                    "",
                    "Hold the panel twice a week",
                    "Head of Service",
                    "1 June 2026",
                    "Complete",
                ),
                (
                    LATE,
                    "",
                    "Tell families the same day",
                    "Panel Chair",
                    "ongoing, no end stated",
                    "Ongoing",
                ),
                (
                    THIN,
                    "",
                    "Give every worker a template",
                    "Systems Manager",
                    "summer 2026",
                    "Paused",
                ),
            ],
        ),
        (
            "no-head-row.csv",
            [
                (
                    "",
                    "EQ01",
                    "Publish the equality objectives",
                    POLICY,
                    "31 October 2026",
                    "Not started",
                ),
                ("", "EQ02", "Train all managers", "HR Manager", "January 2027", "Planned"),
                (
                    "",
                    "EQ03",
                    "Report each year to Cabinet",
                    POLICY,
                    "annually",
                    "Ongoing",
                ),
            ],
        ),
        (
            "milestones.csv",
            [
                (
                    ROADS,
                    "[22PR]",
                    "Cut speed near schools",
                    "Head of Highways",
                    "January 2027; April 2027",
                    "",
                ),
                (ROADS, "[22PR](i)", "Write to every school", "Road Safety Officer", "", ""),
                (
                    AIR,
                    "SR (25/26) 01",
                    "Plant two thousand trees",
                    "Parks Manager",
                    "November 2026 to March 2027",
                    "",
                ),
            ],
        ),
    ],
)
def test_a_plan_of_another_shape_is_read_cell_by_cell(name, rows):
    actions, _not_read = read(name)
    assert [shown(action) for action in actions] == rows


def test_the_worked_example_holds_twenty_actions_with_all_that_a_plan_has():
    actions, not_read = read("improvement-plan.xlsx")
    assert [(a.reference, a.heading, *by_whens(a)) for a in actions] == [
        ("1.1", LEADERSHIP, "30 April 2026"),
        ("1.2", LEADERSHIP, "monthly"),
        ("1.3", LEADERSHIP, "September 2026"),
        ("1.4", LEADERSHIP, "Quarter 3 (October to December) 2026"),
        ("1.5", LEADERSHIP, "twice a year"),
        ("2.1", WORKFORCE, "31 July 2026"),
        ("2.2", WORKFORCE, "ongoing, no end stated"),
        ("2.3", WORKFORCE, "October to December 2026"),
        ("2.4", WORKFORCE, "1 September 2026", "1 March 2027"),
        ("2.5", WORKFORCE, "31 March 2027"),
        ("3.1", PRACTICE, "from May 2026, monthly, no end stated"),
        ("3.2", PRACTICE, "30 June 2026"),
        ("3.3", PRACTICE),
        ("3.4", PRACTICE, "autumn 2026"),
        ("3.5", PRACTICE, "30 November 2026"),
        ("4.1", PARTNERSHIP, "31 August 2026"),
        ("4.2", PARTNERSHIP, "January 2027"),
        ("4.3", PARTNERSHIP, "quarterly"),
        ("4.4", PARTNERSHIP, "Quarter 2 (July to September) 2026"),
        ("4.5", PARTNERSHIP, "31 March 2027"),
    ]
    assert [(a.reference, q.about) for a in actions for q in a.questions] == [("3.3", "by_when")]
    first = actions[0]
    assert (first.leads, first.status, first.rating) == (("Chief Executive",), "Complete", "green")
    assert [(note.said_on, note.text) for note in first.notes] == [
        (date(2026, 4, 28), "Agreed by the board."),
        (date(2026, 4, 30), "Published."),
    ]
    assert first.as_written["councillor"] == "Leader of the Council"
    assert actions[15].as_written["partners"] == "Health; Police; Schools"
    assert not_read == ("Sheet “How to fill it in” was not read.",)


def test_what_an_example_hides_is_not_read_and_is_named():
    _actions, not_read = read("brag-tracker.xlsx")
    assert not_read == (
        "1 hidden row was not read: 6.",
        "1 hidden column was not read: E.",
        "Sheet “Old version”, which is hidden, was not read.",
    )


def test_milestones_of_a_cell_have_their_days_and_what_names_none_is_asked():
    first, second, _third = read("milestones.csv")[0]
    assert [(m.text, m.by_when_as_written) for m in first.milestones] == [
        ("Consult", "September 2026"),
        ("Signs up", "January 2027"),
    ]
    assert [question.about for question in second.questions] == ["by_when"]


def test_the_workbook_to_fill_in_has_the_columns_of_the_worked_example():
    empty, full = (
        tables_of(open_content((FOLDER / name).read_bytes(), name))[0].rows[0]
        for name in ("plan-template.xlsx", "improvement-plan.xlsx")
    )
    assert empty.cells == full.cells
