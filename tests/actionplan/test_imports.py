"""A plan is brought in on pages: its file sent, its columns said, its questions answered, loaded.

And taken out again whole, until somebody works on it.
"""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from actionplan.models import (
    Action,
    Evidence,
    Milestone,
    Officer,
    Plan,
    PlanFile,
    ProgressUpdate,
    Recommendation,
)
from actionplan.plan_columns import Holds
from actionplan.plan_suggestions import (
    cleaned,
    columns_of,
    head_rows_of,
    labels_of,
    of_cells,
    of_head,
    suggest,
)
from herefordshire_cs.lib.files.grids import Grid, GridRow, Paragraph
from tests.factories import make_update
from tests.tools.word_files import cell, document, paragraph, row, table

HEAD = "Ref,Theme,Action,Lead officer,By when,RAG,Status,Progress,Completed on,Milestones,Evidence"
LINES = (
    '1.1,Theme 1: Leadership,Agree the plan,HL,31 July 2006,Green,Complete,"01/05/06: Agreed.",'
    "2 May 2006,,Minutes of the board",
    "1.2,Theme 1: Leadership,Publish it,J. Okafor,Quarter 9,Amber,Slipping,Draft ready,,"
    '"Draft seen – 1 June 2006\nPrinted (July 2006)",',
    "2.1,Theme 2: Practice,Audit ten files,Quality Manager,monthly,Red,In progress,,,,",
)
CSV = "\n".join((HEAD, *LINES))


def grid(*rows):
    return Grid(
        rows=tuple(GridRow(number=n, cells=tuple(cells)) for n, cells in enumerate(rows, 1))
    )


@pytest.mark.parametrize(
    ("head", "holds"),
    [
        ("Ref", Holds.REFERENCE),
        ("Action No.", Holds.REFERENCE),
        ("#", Holds.REFERENCE),
        ("What we will do", Holds.TEXT),
        ("Actions required", Holds.TEXT),
        ("Lead Officer(s)", Holds.LEADS),
        ("Responsible officer", Holds.LEADS),
        ("Lead Member", Holds.COUNCILLOR),
        ("Lead agency", Holds.ORGANISATION),
        ("By when?", Holds.BY_WHEN),
        ("Timescale", Holds.BY_WHEN),
        ("Completion date", Holds.BY_WHEN),
        ("Date completed", Holds.COMPLETED_ON),
        ("BRAG", Holds.RATING),
        ("RAG status (Sept)", Holds.RATING),
        ("Status", Holds.STATUS),
        ("Progress to date", Holds.PROGRESS),
        ("How will we know we have succeeded?", Holds.MEASURES),
        ("Evidence", Holds.EVIDENCE),
        ("Partners", Holds.PARTNERS),
        ("Priority", Holds.HEADING),
        ("Cost", None),
        ("", None),
    ],
)
def test_a_head_says_what_its_column_holds(head, holds):
    assert of_head(head) is holds


@pytest.mark.parametrize(
    ("cells", "holds"),
    [
        (["Red", "amber", "G"], Holds.RATING),
        (["Complete", "Ongoing", "Not started"], Holds.STATUS),
        (["1.1", "(1b)", "SR 12"], Holds.REFERENCE),
        (["Agree the plan", "Publish it"], None),
        ([], None),
    ],
)
def test_cells_say_what_a_column_holds_where_its_head_does_not(cells, holds):
    assert of_cells(cells) is holds


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([("Ref", "Action", "Lead"), ("1", "Agree it", "HL")], 1),
        ([("Our plan",), ("As at May",), ("Ref", "Action", "Lead"), ("1", "Do it", "HL")], 3),
        ([("1.1", "Agree it", "HL"), ("1.2", "Do it", "HL")], 0),
        ([], 0),
    ],
)
def test_the_rows_above_the_data_end_with_that_most_like_heads(rows, count):
    assert head_rows_of(grid(*rows).rows) == count


def test_what_heads_held_last_time_is_suggested_before_what_they_usually_hold():
    found = suggest(
        [grid(("Ref", "Action", "Notes"), ("1.1", "Agree it", "HL"))],
        last_time={cleaned("Notes"): Holds.LEADS},
    )
    assert found.columns == {1: Holds.REFERENCE, 2: Holds.TEXT, 3: Holds.LEADS}


def test_without_a_head_the_longest_column_is_the_actions():
    found = suggest([grid(("1.1", "Agree the whole of it"), ("1.2", "Do it at once"))])
    assert (found.head_rows, found.columns) == (0, {1: Holds.REFERENCE, 2: Holds.TEXT})


def test_marked_cells_are_suggested_to_be_split():
    found = suggest([grid(("Priority", "Actions"), ("One", "(1a) Agree it (1b) Do it"))])
    assert found.split == {Holds.TEXT}


def test_a_column_shows_its_head_and_its_first_words_once():
    (first, _second) = columns_of([grid(("Ref", "Action"), ("1", "x"), ("1", "y"))], 1)
    assert (first.place, first.head, first.examples) == (1, "Ref", ("1",))


def test_labels_are_those_that_are_met_more_than_once():
    lines = ["Action: Agree it", "Lead: HL", "Action: Do it", "Lead: SF", "Note: once"]
    found = labels_of([Paragraph(number=n, words=line) for n, line in enumerate(lines, 1)])
    assert [(label.words, label.times, label.holds) for label in found] == [
        ("Action", 2, Holds.TEXT),
        ("Lead", 2, Holds.LEADS),
    ]


# --- Pages ---------------------------------------------------------------------------------------

pages = pytest.mark.django_db
START = {
    "title": "Borough plan",
    "starts_on": "1 April 2006",
    "ends_on": "31 March 2007",
    "scheme": "rag",
}


@pytest.fixture
def client_of(sign_in, director, today):
    return sign_in(director)


def send(client, content=CSV, name="plan.csv", **said):
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("plan-files"), START | {"file": file} | said)


def columns_said(client, row):
    """Return the form of the columns as it stands: what is suggested, unchanged."""
    form = client.get(reverse("plan-file-columns", args=[row.pk])).context["form"]
    said = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in said.items() if value not in (None, False)}


def brought(client, content=CSV, name="plan.csv", **said):
    """Send a file and take its columns as they are suggested."""
    response = send(client, content, name, **said)
    assert response.status_code == 302, response.context["form"].errors
    row = PlanFile.objects.latest("pk")
    client.post(reverse("plan-file-columns", args=[row.pk]), columns_said(client, row))
    row.refresh_from_db()
    return row


def questions(client, row):
    return {
        each["asked"].words: each["asked"]
        for each in client.get(row.get_absolute_url()).context["questions"]
    }


@pages
def test_a_plan_is_read_asked_about_and_loaded(client_of):
    row = brought(client_of)
    assert row.layout["columns"] == {
        "1": "reference",
        "2": "heading",
        "3": "text",
        "4": "leads",
        "5": "by_when",
        "6": "rating",
        "7": "status",
        "8": "progress",
        "9": "completed_on",
        "10": "milestones",
        "11": "evidence",
    }
    asked = questions(client_of, row)
    assert {each.about for each in asked.values()} == {"person", "by_when", "status"}
    said = {}
    for each in asked.values():
        said |= {
            "person": {f"answer-{each.key}": "make"},
            "by_when": {f"words-{each.key}": "31 December 2006"},
            "status": {f"answer-{each.key}": "read:in progress"},
        }[each.about]
    client_of.post(row.get_absolute_url(), said)
    assert client_of.get(row.get_absolute_url()).context["page"].unanswered == 0
    client_of.post(reverse("plan-file-load", args=[row.pk]))

    plan = Plan.objects.get(slug="borough-plan")
    assert (plan.starts_on, plan.level_name) == (date(2006, 4, 1), "Theme")
    first, second, third = Action.objects.filter(plan=plan)
    assert [level.text for level in Recommendation.objects.filter(plan=plan)] == [
        "Theme 1: Leadership",
        "Theme 2: Practice",
    ]
    assert second.by_whens.get().latest == date(2006, 12, 31)
    assert second.by_whens.get().as_written == "Quarter 9"
    assert [update.status for update in second.updates.all()] == ["", "in progress"]
    assert [(m.text, m.latest) for m in Milestone.objects.filter(action=second)] == [
        ("Draft seen", date(2006, 6, 1)),
        ("Printed", date(2006, 7, 31)),
    ]
    done = ProgressUpdate.objects.filter(action=first).latest("sequence")
    assert (done.status, done.counts_from) == ("completed", date(2006, 5, 2))
    assert Evidence.objects.get(plan=plan).title == "Minutes of the board"
    okafor = Officer.objects.get(name="J. Okafor")
    assert (second.roles.get().officer, okafor.is_post) == (okafor, False)
    manager = third.roles.get().officer
    assert (manager.post, manager.is_post, manager.active_from) == (
        "Quality Manager",
        True,
        date(2006, 4, 1),
    )
    assert not plan.doubts.exists()
    assert client_of.get(reverse("plan", args=[plan.slug])).status_code == 200
    listed = client_of.get(reverse("actions", args=[plan.slug])).content.decode()
    assert "Monthly" in listed
    assert "Not stated" not in listed
    summary = client_of.get(f"/plans/{plan.slug}/reports/summary/").content.decode()
    assert ">: </" not in summary
    assert ">Themes</h2>" in summary


@pages
def test_green_of_a_new_plan_may_be_on_track(client_of):
    row = brought(client_of, CSV.replace("Amber,Slipping", "Green,Ongoing"))
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    page = client_of.get("/plans/borough-plan/actions/1.2/").context["page"]
    assert page.line.rating.rag == "green"


@pages
def test_what_is_left_open_is_loaded_as_written_with_its_doubt(client_of):
    row = brought(client_of)
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    second = Action.objects.get(plan__slug="borough-plan", reference="1.2")
    assert (second.by_whens.get().as_written, second.by_whens.get().latest) == ("Quarter 9", None)
    assert second.roles.get().person == "J. Okafor"
    assert {doubt.about for doubt in second.doubts.all()} == {"by-when", "status", "person"}


@pages
def test_an_unknown_lead_is_tied_to_somebody_who_is_known(client_of):
    row = brought(client_of)
    asked = questions(client_of, row)["“J. Okafor” is nobody who is known here."]
    known = Officer.objects.get(initials="HL")
    client_of.post(row.get_absolute_url(), {f"answer-{asked.key}": f"read:{known.pk}"})
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    second = Action.objects.get(plan__slug="borough-plan", reference="1.2")
    assert (second.roles.get().officer, second.lead_as_written) == (known, "J. Okafor")


@pages
@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"answer": "read", "words": ""}, "Type how it is to be read"),
        ({"words": "Quarter 9"}, "no days that can be relied on"),
        ({"words": "x" * 501}, "500 characters at most"),
        ({"answer": "make"}, "Choose one of the answers shown"),
    ],
)
def test_an_answer_that_cannot_be_read_is_refused_beside_it_and_kept(client_of, said, words):
    row = brought(client_of)
    asked = next(each for each in questions(client_of, row).values() if each.about == "by_when")
    typed = {f"{name}-{asked.key}": value for name, value in said.items()}
    response = client_of.post(row.get_absolute_url(), typed)
    assert words in response.context["errors"][asked.key]
    shown = next(e for e in response.context["questions"] if e["asked"].key == asked.key)
    assert shown["typed"] == said.get("words", "")
    row.refresh_from_db()
    assert row.answers == {}


@pages
def test_one_press_answers_all_that_is_open(client_of):
    row = brought(client_of)
    client_of.post(row.get_absolute_url(), {"rest": "make"})
    client_of.post(row.get_absolute_url(), {"rest": "leave"})
    row.refresh_from_db()
    assert sorted(each["how"] for each in row.answers.values()) == [
        "leave",
        "leave",
        "make",
        "make",
    ]


@pages
def test_a_row_is_left_out_by_an_answer_and_named(client_of):
    row = brought(client_of)
    asked = questions(client_of, row)["“Quality Manager” is nobody who is known here."]
    client_of.post(row.get_absolute_url(), {f"answer-{asked.key}": "out"})
    page = client_of.get(row.get_absolute_url()).context["page"]
    assert (len(page.lines), page.left_out) == (2, (4,))


@pages
def test_what_was_loaded_is_taken_out_again_whole(client_of):
    row = brought(client_of)
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    client_of.post(reverse("plan-file-undo", args=[row.pk]))
    row.refresh_from_db()
    assert row.undone_on is not None
    assert not Plan.objects.filter(slug="borough-plan").exists()
    assert "Taken out again" in client_of.get(row.get_absolute_url()).content.decode()


@pages
def test_what_a_file_added_to_a_plan_is_taken_out_and_the_rest_stays(client_of, jar):
    before = set(jar.actions.values_list("pk", flat=True))
    row = brought(client_of, plan=jar.pk)
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    # 1.1, 1.2 and 2.1 are references that the plan of 2006 has: nothing of it is touched.
    assert set(jar.actions.values_list("pk", flat=True)) == before
    row = brought(client_of, CSV.replace("2.1,", "99.1,"), plan=jar.pk)
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    assert jar.actions.filter(reference="99.1").exists()
    client_of.post(reverse("plan-file-undo", args=[row.pk]))
    assert set(jar.actions.values_list("pk", flat=True)) == before
    assert not jar.recommendations.filter(text="Theme 2: Practice").exists()


@pages
def test_nothing_is_taken_out_once_somebody_has_worked_on_it(client_of, director):
    row = brought(client_of)
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    action = Action.objects.get(plan__slug="borough-plan", reference="2.1")
    make_update(action, reported_on=date(2006, 5, 20), author=director)
    assert "no longer be taken out whole" in client_of.get(row.get_absolute_url()).content.decode()
    response = client_of.post(reverse("plan-file-undo", args=[row.pk]), follow=True)
    assert "Somebody has worked on what was loaded" in response.content.decode()
    assert Plan.objects.filter(slug="borough-plan").exists()


@pages
@pytest.mark.parametrize(
    ("content", "name", "said", "field", "words"),
    [
        (b"", "plan.csv", {}, "file", "empty"),
        (b"PK nothing", "plan.docx", {}, "file", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "plan.doc", {}, "file", "password"),
        (CSV, "plan.csv", {"title": ""}, "title", "Type the title"),
        (CSV, "plan.csv", {"starts_on": ""}, "starts_on", "Type the day"),
        (CSV, "plan.csv", {"ends_on": "1 March 2006"}, "ends_on", "cannot end before"),
        (CSV, "plan.csv", {"words": "Ref\tAction"}, "words", "not both"),
        (CSV, "plan.csv", {"plan": "0"}, "plan", "Choose one of the plans"),
    ],
)
def test_what_cannot_be_sent_is_refused_beside_its_field(
    client_of, content, name, said, field, words
):
    response = send(client_of, content, name, **said)
    assert words in response.context["form"].errors[field][0]
    assert not PlanFile.objects.exists()


@pages
def test_neither_a_file_nor_words_is_refused(client_of):
    response = client_of.post(reverse("plan-files"), START)
    assert "Choose a file" in response.context["form"].errors["file"][0]


@pages
def test_pasted_cells_and_pasted_labels_are_read(client_of):
    table_of_tabs = "Ref\tAction\tLead\n1.1\tAgree it\tHL"
    client_of.post(reverse("plan-files"), START | {"words": table_of_tabs})
    row = PlanFile.objects.latest("pk")
    said = columns_said(client_of, row)
    assert [said[f"place-{n}"] for n in (1, 2, 3)] == ["reference", "text", "leads"]
    labels = "Theme one\n\nAction: Agree it\nLead: HL\n\nAction: Do it\nLead: SF"
    client_of.post(reverse("plan-files"), START | {"words": labels})
    row = PlanFile.objects.latest("pk")
    client_of.post(reverse("plan-file-columns", args=[row.pk]), columns_said(client_of, row))
    lines = client_of.get(row.get_absolute_url()).context["page"].lines
    assert [(line.text, line.leads) for line in lines] == [
        ("Agree it", ("HL",)),
        ("Do it", ("SF",)),
    ]


@pages
def test_columns_without_the_action_are_refused(client_of):
    send(client_of)
    row = PlanFile.objects.latest("pk")
    said = columns_said(client_of, row) | {"place-3": ""}
    response = client_of.post(reverse("plan-file-columns", args=[row.pk]), said)
    assert "Say which holds the action" in str(response.context["form"].errors)
    row.refresh_from_db()
    assert row.layout == {}


def workbook():
    book = Workbook()
    book.active.title = "Cover"
    book.active["A1"] = "Tracker"
    sheet = book.create_sheet("Plan")
    for cells in (["Ref", "Action", "Lead"], ["1.1", "Agree it", "HL"]):
        sheet.append(cells)
    book.create_sheet("Old").sheet_state = "hidden"
    found = io.BytesIO()
    book.save(found)
    return found.getvalue()


@pages
def test_the_sheet_is_chosen_and_hidden_ones_are_named(client_of):
    send(client_of, workbook(), "plan.xlsx")
    row = PlanFile.objects.latest("pk")
    address = reverse("plan-file-columns", args=[row.pk])
    choices = client_of.get(address).context["page"].choices
    assert [(c.words, c.note, c.is_chosen) for c in choices] == [
        ("Cover", "", True),
        ("Plan", "", False),
        ("Old", "hidden", False),
    ]
    page = client_of.get(address, {"sheet": "Plan"})
    form = page.context["form"]
    said = {name: form[name].value() or "" for name in form.fields if name != "is_split"}
    client_of.post(f"{address}?sheet=Plan", said)
    row.refresh_from_db()
    assert row.layout["sheet"] == "Plan"
    assert len(client_of.get(row.get_absolute_url()).context["page"].lines) == 1


@pages
def test_tables_of_the_same_heads_are_read_together_and_others_are_named(client_of):
    head = row(cell("Ref"), cell("Action"))
    content = document(
        paragraph("Theme one", style="Heading1"),
        table(head, row(cell("1.1"), cell("Agree it"))),
        paragraph("Theme two", style="Heading1"),
        table(head, row(cell("2.1"), cell("Do it"))),
        paragraph("Key"),
        table(row(cell("Red"), cell("Late"))),
    )
    brought_in = brought(client_of, content, "plan.docx")
    page = client_of.get(brought_in.get_absolute_url()).context["page"]
    assert [(line.heading, line.reference) for line in page.lines] == [
        ("Theme one", "1.1"),
        ("Theme two", "2.1"),
    ]
    assert any("Table 3" in words for words in page.not_read)


@pages
def test_a_file_is_loaded_once_and_two_new_plans_of_a_name_are_two(client_of):
    row = brought(client_of)
    other = brought(client_of)
    load = reverse("plan-file-load", args=[row.pk])
    client_of.post(load)
    assert "loaded meanwhile" in client_of.post(load, follow=True).content.decode()
    refused = client_of.post(reverse("plan-file-load", args=[other.pk]), follow=True)
    assert "Somebody made a plan of that name" in refused.content.decode()
    assert Action.objects.filter(plan__slug="borough-plan").count() == 3
    third = brought(client_of)
    assert third.slug == "borough-plan-2"


@pages
def test_a_file_that_is_thrown_away_is_gone_with_its_bytes(
    client_of, django_capture_on_commit_callbacks
):
    row = brought(client_of)
    storage, name = row.file.storage, row.file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        client_of.post(reverse("plan-file-leave", args=[row.pk]))
    assert not PlanFile.objects.exists()
    assert not storage.exists(name)


@pages
def test_a_plan_to_come_is_said_to_be_one(client_of):
    row = brought(client_of, starts_on="1 April 2026", ends_on="31 March 2027")
    client_of.post(reverse("plan-file-load", args=[row.pk]))
    shown = client_of.get(row.get_absolute_url())
    assert not shown.context["is_begun"]
    assert "The plan begins on" in shown.content.decode()
