"""A plan's file is read as its sender sees it, and what is in doubt is asked."""

from datetime import date

import pytest

from actionplan.plan_arranging import open_file
from actionplan.plan_cells import OF_SCHEME, read_rating, read_status
from actionplan.plan_columns import Unreadable, layout_of
from actionplan.plan_files import Knowing, read_arranged
from actionplan.plan_leads import read_leads
from actionplan.plan_notes import read_notes
from actionplan.plan_opening import UnreadableFile
from actionplan.plan_rows import marks_of
from actionplan.rating_levels import READY_MADE
from herefordshire_cs.lib.bywhen import Understood
from tests.tools.word_files import (
    cell,
    deleted,
    document,
    inserted,
    paragraph,
    row,
    run,
    table,
)

KNOWING = Knowing(
    by_when=lambda _words: Understood(readings=()),
    starts_on=date(2026, 4, 1),
    ends_on=date(2027, 3, 31),
    levels=READY_MADE["brag"].levels,
)


def read(content, filename="plan.docx", **layout):
    said = layout_of(layout)
    return read_arranged(open_file(content, filename, said), said, KNOWING)


def shown(actions, *names):
    return [tuple(getattr(action, name) for name in names) for action in actions]


@pytest.mark.parametrize(
    ("words", "leads", "is_asked"),
    [
        ("J. Okafor (CSC), M. Price (Health)", ["J. Okafor (CSC)", "M. Price (Health)"], False),
        ("Jane Roe (CSC, Health)", ["Jane Roe (CSC, Health)"], False),
        ("ISM HL", ["ISM HL"], True),
        ("Lead: Jane Roe Support: Ann Poe", ["Lead: Jane Roe Support: Ann Poe"], True),
        ("HL", ["HL"], False),
        ("HL/SF", ["HL", "SF"], False),
        ("HL, SF and JR", ["HL", "SF", "JR"], False),
        ("HL\nSF", ["HL", "SF"], False),
        ("SF (ISM)", ["SF (ISM)"], False),
        ("HL to sign off", ["HL to sign off"], False),
        ("Jane Smith and Tom Brown", ["Jane Smith", "Tom Brown"], False),
        ("Jane Smith, Head of HR", ["Jane Smith, Head of HR"], False),
        ("Director of Finance/Head of HR", ["Director of Finance", "Head of HR"], False),
        ("Head of HR, Head of Finance", ["Head of HR", "Head of Finance"], False),
        ("Police; Health", ["Police", "Health"], False),
        # One post with a comma, an “and” or a broken line in it is one lead.
        ("Head of Planning, Data and Skills", ["Head of Planning, Data and Skills"], False),
        ("Access and Inclusion Manager", ["Access and Inclusion Manager"], False),
        ("Head of Safeguarding\nand Children", ["Head of Safeguarding and Children"], False),
        # Nobody yet is nobody.
        ("tbc", [], False),
        ("", [], False),
        # In doubt: asked, and kept as written.
        ("Health/Education", ["Health/Education"], True),
        ("Police and HL", ["Police and HL"], True),
        ("Jane Smith and Head of HR", ["Jane Smith and Head of HR"], True),
        ("Jane Smith\nHead of HR", ["Jane Smith", "Head of HR"], True),
        ("as above", [], True),
        ("“", [], True),
    ],
)
def test_the_leads_of_a_cell(words, leads, is_asked):
    found, question = read_leads(words)
    assert (list(found), bool(question)) == (leads, is_asked)


@pytest.mark.parametrize(
    ("words", "notes", "is_asked"),
    [
        (
            "12/05/2026: Post advertised. 15/06/2026: Appointed.",
            [(date(2026, 5, 12), "Post advertised."), (date(2026, 6, 15), "Appointed.")],
            False,
        ),
        ("4 May 26 – visited\nAll well", [(date(2026, 5, 4), "visited\nAll well")], False),
        ("12 March: begun", [(date(2027, 3, 12), "begun")], False),  # once in the plan's period
        ("[01/05/26] New lead", [(date(2026, 5, 1), "New lead")], False),
        (
            "Filled on 3 May 2026 by the board.",
            [(None, "Filled on 3 May 2026 by the board.")],
            False,
        ),
        ("May 2026: hello", [(None, "May 2026: hello")], False),
        ("31/02/2027: odd", [(None, "31/02/2027: odd")], True),
        ("", [], False),
    ],
)
def test_the_notes_of_a_cell(words, notes, is_asked):
    found, question = read_notes(words, starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
    assert ([(note.said_on, note.text) for note in found], bool(question)) == (notes, is_asked)


@pytest.mark.parametrize(
    ("words", "colour", "rating", "is_asked"),
    [
        ("Red", "", "red", False),
        ("A", "", "amber", False),
        ("Green – done", "", "green", False),
        ("BLUE", "", "blue", False),
        ("", "", "", False),
        ("", "D9D9D9", "", False),  # grey is no rating
        ("", "FF0000", "red", True),
        ("", "FFC000", "amber", True),
        ("", "92D050", "green", True),
        ("Green", "FF0000", "green", True),
        ("Amber/Green", "", "", True),
        ("Complete", "", "", True),
    ],
)
def test_the_rating_of_a_cell(words, colour, rating, is_asked):
    found, question = read_rating(words, colour=colour, scheme=OF_SCHEME["brag"])
    assert (found, bool(question)) == (rating, is_asked)


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("Complete", False),
        ("Ongoing", False),
        ("Paused", False),
        ("Carried forward", False),
        ("In progress – on track", False),
        ("", False),
        ("Sort of", True),
        ("75%", True),
    ],
)
def test_a_status_that_is_not_known_is_asked_about(words, is_asked):
    assert bool(read_status(words)) == is_asked


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("(1a) Do this (see (3b)) and (1b) that", ["(1a)", "(1b)"]),
        ("1.1 First 1.2 Second. 1.3 third", ["1.1", "1.2", "1.3"]),
        ("3.5 a) one 3.5 b) two", ["3.5 a)", "3.5 b)"]),
        ("(i) a (ii) b (iii) c", ["(i)", "(ii)", "(iii)"]),
        ("a) x b) y", ["a)", "b)"]),
        ("Spend 1.5 million (see 2a)", []),
    ],
)
def test_the_marks_of_actions_that_share_a_cell(words, marks):
    found = [mark.words for mark in marks_of(words)]
    assert found == marks or (not marks and len(found) < 2)


def test_a_document_is_read_as_it_is_when_its_changes_are_accepted():
    text = run("The team is ") + deleted("not ") + inserted("fully ") + run("in place")
    hidden = run("Train staff") + run(" at once", "<w:vanish/>")
    content = document(
        paragraph("Priority 1: Staffing", style="Heading1"),
        table(
            row("Ref", "Action", "Lead", is_head=True),
            row("1.1", text, cell("HL", merge="restart")),
            row("1.2", "Recruit", "XX", is_deleted=True),
            row("1.3", hidden, cell("", merge="continue")),
        ),
    )
    columns = {"1": "reference", "2": "text", "3": "leads"}
    said = layout_of({"columns": columns})
    opened = open_file(content, "plan.docx", said)
    actions = read_arranged(opened, said, KNOWING)
    assert shown(actions, "row", "heading", "reference", "text", "leads") == [
        (2, "Priority 1: Staffing", "1.1", "The team is fully in place", ("HL",)),
        (4, "Priority 1: Staffing", "1.3", "Train staff", ("HL",)),
    ]
    told = " ".join(opened.not_read)
    assert all(words in told for words in ("1 deleted passage", "1 deleted row", "1 hidden"))


def test_rows_broken_over_pages_and_repeated_heads_are_one_table():
    head = row("No", "Action", "By when", is_head=True)
    first = table(
        head,
        row(cell("Theme 1: Leadership", width=3)),
        row("1", "Agree a plan with every partner,", "May 2026"),
        row("", "and publish it", ""),
        head,
        row("2", "Meet monthly", "June 2026"),
        row("", "", "July 2026"),
    )
    content = document(first, paragraph(""), table(head, row("3", "Review", "March 2027")))
    columns = {"1": "reference", "2": "text", "3": "by_when"}
    assert shown(
        read(content, columns=columns), "row", "heading", "text", "by_when_as_written"
    ) == [
        (3, "Theme 1: Leadership", "Agree a plan with every partner, and publish it", "May 2026"),
        (6, "Theme 1: Leadership", "Meet monthly", "June 2026\nJuly 2026"),
        (2, "Theme 1: Leadership", "Review", "March 2027"),
    ]


def test_tables_under_headings_are_read_in_the_order_asked_for():
    blocks = []
    for number, name in enumerate(("Leadership", "Workforce", "Notes"), 1):
        blocks += [paragraph(name, style="Heading1"), table(("Action",), (f"Do {number}",))]
    actions = read(document(*blocks), table=[1, 2], columns={"1": "text"})
    assert shown(actions, "heading", "text") == [("Leadership", "Do 1"), ("Workforce", "Do 2")]


def test_a_cell_of_several_actions_is_split_where_it_is_asked():
    text = "(1a) Agree the plan\n(1b) Publish the plan"
    content = document(table(("Action", "Lead"), (text, "HL")))
    columns = {"1": "text", "2": "leads"}
    assert shown(read(content, columns=columns, split=["text"]), "reference", "text", "leads") == [
        ("(1a)", "Agree the plan", ("HL",)),
        ("(1b)", "Publish the plan", ("HL",)),
    ]
    assert shown(read(content, columns=columns), "reference", "text") == [("", text)]


def test_a_reference_that_two_actions_have_is_asked_about_at_both():
    content = b"Ref,Action\n1.1,One\n1.1,Two\n1.2,Three\n"
    actions = read(content, "plan.csv", columns={"1": "reference", "2": "text"})
    asked = [[question.about for question in action.questions] for action in actions]
    assert asked == [["reference"], ["reference"], []]


def test_a_number_and_a_name_above_their_parts_are_a_heading():
    content = "Ref;Action;Lead\n1;Führung;\n1.1;Plan;HL\n1.2;Meet;SF\n".encode("cp1252")
    actions = read(content, "plan.csv", columns={"1": "reference", "2": "text", "3": "leads"})
    assert shown(actions, "heading", "reference") == [("1 Führung", "1.1"), ("1 Führung", "1.2")]


def test_a_number_alone_is_no_heading_but_an_action_without_words():
    content = b"Ref,Action,Lead\n1.1,Plan,HL\n1.2,,\n1.3,Meet,SF\n"
    actions = read(content, "plan.csv", columns={"1": "reference", "2": "text", "3": "leads"})
    assert shown(actions, "reference", "text") == [("1.1", "Plan"), ("1.2", ""), ("1.3", "Meet")]
    assert [question.about for question in actions[1].questions] == ["text"]


def test_labelled_paragraphs_are_actions_and_a_label_met_again_begins_the_next():
    words = (
        "Leadership\n\nAction: Agree the plan\nwith partners\nTimeline: May 2026\nLead - HL\n\n"
        "Workforce\n\nAction: Recruit\nTimeline: June 2026\nAction: Train\n"
    )
    labels = {"Action": "text", "Timeline": "by_when", "Lead": "leads"}
    actions = read(words.encode(), "plan.txt", labels=labels)
    assert shown(actions, "row", "heading", "text", "by_when_as_written", "leads") == [
        (3, "Leadership", "Agree the plan\nwith partners", "May 2026", ("HL",)),
        (10, "Workforce", "Recruit", "June 2026", ()),
        (12, "Workforce", "Train", "", ()),
    ]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "one object"),
        ({"columns": {"1": "reference"}}, "No column holds"),
        ({"columns": {"0": "text"}}, "no column"),
        ({"columns": {"1": "action"}}, "nothing that a column holds"),
        ({"columns": {"1": "text"}, "labels": {"A": "text"}}, "either"),
        ({"columns": {"1": "text"}, "head_rows": -1}, "0 or more"),
        ({"columns": {"1": "text"}, "table": 0}, "1 or more"),
        ({"columns": {"1": "text"}, "plan": {"title": "A"}}, "from"),
        ({"columns": {"1": "text"}, "plan": {"title": "A", "from": "May"}}, "no day"),
        (
            {
                "columns": {"1": "text"},
                "plan": {"title": "A", "from": "2026-04-01", "to": "2025-04-01"},
            },
            "before it begins",
        ),
    ],
)
def test_columns_that_are_said_wrongly_are_refused_in_words(said, words):
    with pytest.raises(Unreadable, match=words):
        layout_of(said)


@pytest.mark.parametrize(
    ("content", "filename", "words"),
    [
        (b"", "plan.docx", "empty"),
        (b"\xd0\xcf\x11\xe0rest", "plan.doc", "password"),
        (b"PK\x03\x04nonsense", "plan.docx", "damaged"),
        (b"a\x00b", "plan.csv", "no Word, Excel or CSV"),
        (document(paragraph("No table")), "plan.docx", "no table 1"),
        (document("<w:p/>", bulk=" " * 3_000_000), "plan.docx", "far larger"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(content, filename, words):
    with pytest.raises(UnreadableFile, match=words):
        read(content, filename, columns={"1": "text"})


NUMBERING = (
    '<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/>'
    '<w:lvlText w:val="%1.%2)"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def numbered(level):
    settings = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>'
    return f"<w:tc><w:p><w:pPr>{settings}</w:pPr></w:p></w:tc>"


def test_numbers_that_word_counts_by_itself_are_the_references():
    rows = [(numbered(level), f"Do {place}") for place, level in enumerate((0, 1, 1, 0, 1))]
    content = document(table(("Ref", "Action"), *rows), numbering=NUMBERING)
    actions = read(content, columns={"1": "reference", "2": "text"})
    assert [action.reference for action in actions] == ["1.", "1.a)", "1.b)", "2.", "2.a)"]


def test_a_table_that_is_pasted_is_parted_by_tabs():
    words = "Action\tLead\nAgree the plan\tHL/SF\n\nPublish it\tJane Smith\n"
    actions = read(words.encode(), "pasted.txt", columns={"1": "text", "2": "leads"})
    assert shown(actions, "row", "text", "leads") == [
        (2, "Agree the plan", ("HL", "SF")),
        (4, "Publish it", ("Jane Smith",)),
    ]
