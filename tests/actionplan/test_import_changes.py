"""Next month's file beside the plan that is there: what it says otherwise, and nothing else."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from actionplan.models import Action, ByWhenRequest, Plan, PlanFile, ProgressUpdate
from actionplan.models.corrections import Recording
from actionplan.services.import_steps import load
from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from tests.actionplan.test_imports import columns_said
from tests.conftest import DEMONSTRATION_DAY, shared_rows, user_in
from tests.factories import RECORDED_AT, make_plan_file

pytestmark = pytest.mark.django_db
HEAD = "Ref,Theme,Action,Lead,By when,RAG,Status,Progress"
ROWS = {
    "1.1": "1.1,Theme one,Agree the plan,HL,31 July 2006,Green,Complete,01/05/06: Agreed.",
    "1.2": "1.2,Theme one,Publish it,HL,30 June 2006,Amber,Slipping,12/05/06: Drafted.",
    "": ",Theme two,Audit ten files,SF,monthly,Red,Ongoing,",
}
COLUMNS = {
    "columns": {
        "1": "reference",
        "2": "heading",
        "3": "text",
        "4": "leads",
        "5": "by_when",
        "6": "rating",
        "7": "status",
        "8": "progress",
    },
    "head_rows": 1,
}


def sheet(**changed: str) -> str:
    """Return next month's file: the rows of this month's, but for those that are given."""
    return "\n".join(
        [HEAD, *(ROWS | {k.replace("_", "."): v for k, v in changed.items()}).values()]
    )


@pytest.fixture(scope="module", autouse=True)
def borough(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Plan]:
    """A plan of three actions as this month's file brought it."""
    with shared_rows(django_db_blocker):
        author = user_in(Role.PERFORMANCE_OFFICER, email="bringer@test.example")
        user_in(Role.DIRECTOR, email="agreeing@test.example")
        row = make_plan_file(author=author, words=sheet())
        row.layout = COLUMNS
        row.save()
        load(file=row, by=Recording(author=author, on=DEMONSTRATION_DAY, at=RECORDED_AT))
        yield Plan.objects.get(slug="borough-plan")


@pytest.fixture
def bring(client, borough, today):
    """Return what sends next month's file for the plan, its columns as they were last time."""
    client.force_login(
        User.objects.get(email="bringer@test.example"),
        backend="herefordshire_cs.accounts.backends.EmailBackend",
    )

    def send(words: str, name: str = "june.csv", plan: Plan = borough) -> PlanFile:
        content = words if isinstance(words, bytes) else words.encode()
        file = SimpleUploadedFile(name, content)
        client.post(reverse("plan-files"), {"file": file, "plan": plan.pk})
        row = PlanFile.objects.latest("pk")
        client.post(reverse("plan-file-columns", args=[row.pk]), columns_said(client, row))
        row.refresh_from_db()
        return row

    return send


def shown(client, row):
    return client.get(row.get_absolute_url()).context["page"]


def changes(client, row):
    return [(c.reference, c.about, c.before, c.after) for c in shown(client, row).changes]


def test_the_same_file_changes_nothing_and_asks_nothing(client, bring):
    row = bring(sheet())
    assert row.layout["columns"] == COLUMNS["columns"]
    page = shown(client, row)
    assert (page.matched, page.unchanged, page.changes, page.lines, page.asked) == (
        3,
        3,
        (),
        (),
        (),
    )
    assert "Nothing is new" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("row", "difference"),
    [
        (
            "1.2,Theme one,Publish it widely,HL,30 June 2006,Amber,Slipping,12/05/06: Drafted.",
            ("What is to be done", "Publish it", "Publish it widely"),
        ),
        (
            "1.2,Theme one,Publish it,SF,30 June 2006,Amber,Slipping,12/05/06: Drafted.",
            ("Who leads", "HL", "SF"),
        ),
        (
            "1.2,Theme one,Publish it,HL,31 July 2006,Amber,Slipping,12/05/06: Drafted.",
            ("By when", "30 June 2006", "31 July 2006"),
        ),
        (
            "1.2,Theme one,Publish it,HL,30 June 2006,Red,Slipping,12/05/06: Drafted.",
            ("Rating", "amber", "red"),
        ),
        (
            "1.2,Theme one,Publish it,HL,30 June 2006,Amber,Complete,12/05/06: Drafted.",
            ("Status", "in progress", "Complete"),
        ),
        (
            "1.2,Theme one,Publish it,HL,30 June 2006,Amber,Slipping,18/05/06: Sent out.",
            ("Note", "", "Sent out."),
        ),
    ],
)
def test_what_a_row_says_otherwise_is_shown_beside_the_record(client, bring, row, difference):
    assert changes(client, bring(sheet(**{"1_2": row}))) == [("1.2", *difference)]


@pytest.mark.parametrize(
    "row",
    [
        "1.2,Theme one,publish  it.,HL,30 June 2006,Amber,Slipping,12/05/06: Drafted.",
        "1.2,Another heading,Publish it,HL,30 June 2006,A,Slipping,12/05/06: Drafted.",
        "1.2,Theme one,Publish it,,,,,",
    ],
)
def test_case_spaces_headings_and_blank_cells_are_no_change(client, bring, row):
    assert changes(client, bring(sheet(**{"1_2": row}))) == []


def test_a_row_without_a_reference_is_found_by_its_heading_and_text(client, bring):
    (row,) = shown(
        client, bring(f"{HEAD}\n,Theme two,Audit ten files,HL,monthly,Red,Ongoing,")
    ).changes
    assert (row.reference, row.about, row.after) == ("2.1", "Who leads", "HL")


def test_what_changed_is_taken_over_as_people_say_it(client, bring, borough):
    row = bring(
        sheet(
            **{
                "1_2": "1.2,Theme one,Publish it widely,SF,31 July 2006,Red,Ongoing,"
                '"12/05/06: Drafted.\n18/05/06: Sent out."',
                "": ",Theme two,Audit ten files,SF,monthly,Red,Ongoing,",
                "9": "9.1,Theme three,Begin anew,SF,31 December 2006,,,",
            }
        )
    )
    client.post(reverse("plan-file-load", args=[row.pk]))
    row.refresh_from_db()
    action = Action.objects.get(plan=borough, reference="1.2")
    assert action.text == "Publish it widely"
    assert [role.holder for role in action.roles.all()] == ["SF"]
    *_, said, stands = action.updates.order_by("pk")
    assert (said.narrative, said.reported_on, said.rating) == ("Sent out.", date(2006, 5, 18), "")
    assert (stands.narrative, stands.reported_on, stands.rating, stands.status) == (
        "In the plan’s file “june.csv”: “red”.",
        DEMONSTRATION_DAY,
        "red",
        "in progress",
    )
    request = ByWhenRequest.objects.get(action=action)
    assert (request.latest, request.asked_by.email) == (
        date(2006, 7, 31),
        "bringer@test.example",
    )
    assert request.approver != request.asked_by
    assert action.by_whens.count() == 1
    assert Action.objects.filter(plan=borough, reference="9.1").exists()
    assert row.said == (
        "1 action loaded into “Borough plan”. 1 action changed. 1 by-when asked for."
    )
    # As at the day before, the record says what it said.
    before = client.get(f"{action.get_absolute_url()}?as_at=2006-05-21").content.decode()
    assert "Publish it widely" not in before
    assert "not taken out whole" in client.get(row.get_absolute_url()).content.decode()
    client.post(reverse("plan-file-undo", args=[row.pk]))
    assert Action.objects.filter(plan=borough, reference="9.1").exists()


def test_the_same_file_again_after_it_was_taken_over_says_nothing_new(client, bring):
    words = sheet(
        **{"1_2": "1.2,Theme one,Publish it all,SF,30 June 2006,Red,Ongoing,18/05/06: Sent."}
    )
    row = bring(words)
    client.post(reverse("plan-file-load", args=[row.pk]))
    assert changes(client, bring(words)) == []


def test_a_change_that_is_left_is_not_taken_over(client, bring, borough):
    row = bring(
        sheet(
            **{"1_2": "1.2,Theme one,Send out,SF,30 June 2006,Amber,Slipping,12/05/06: Drafted."}
        )
    )
    text = next(c for c in shown(client, row).changes if c.about == "What is to be done")
    client.post(row.get_absolute_url(), {"changes": "1", "left": text.key})
    client.post(reverse("plan-file-load", args=[row.pk]))
    action = Action.objects.get(plan=borough, reference="1.2")
    assert action.text == "Publish it"
    assert [role.holder for role in action.roles.all()] == ["SF"]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1.2,,Publish it,HL,1 June 2006,,,", "no later than the present"),
        ("1.2,,Publish it,HL,in due course,,,", "is not understood"),
    ],
)
def test_a_by_when_that_cannot_be_asked_for_is_named(client, bring, row, words):
    found = bring(sheet(**{"1_2": row}))
    client.post(reverse("plan-file-load", args=[found.pk]))
    found.refresh_from_db()
    assert words in found.said
    assert not ByWhenRequest.objects.filter(action__plan__slug="borough-plan").exists()


def test_what_is_said_of_a_completed_action_is_named_and_not_posted(client, bring):
    row = bring(
        sheet(
            **{"1_1": "1.1,Theme one,Agree the plan,HL,31 July 2006,Green,Complete,22/05/06: So."}
        )
    )
    before = ProgressUpdate.objects.count()
    client.post(reverse("plan-file-load", args=[row.pk]))
    row.refresh_from_db()
    assert "1.1, it is completed or dropped" in row.said
    assert ProgressUpdate.objects.count() == before


def test_what_the_file_leaves_out_is_named_and_stays(client, bring, borough):
    row = bring(f"{HEAD}\n{ROWS['1.1']}")
    assert shown(client, row).absent == ("1.2", "2.1")
    client.post(reverse("plan-file-load", args=[row.pk]))
    assert borough.actions.count() == 3


@pytest.mark.parametrize("kind", ["csv", "xlsx", "record"])
def test_the_plans_own_export_unchanged_changes_nothing(client, bring, jar, director, kind):
    client.force_login(director, backend="herefordshire_cs.accounts.backends.EmailBackend")
    sent = client.get(reverse("actions", args=[jar.slug]), {"_export": kind})
    content = b"".join(sent.streaming_content) if sent.streaming else sent.content
    client.force_login(
        User.objects.get(email="bringer@test.example"),
        backend="herefordshire_cs.accounts.backends.EmailBackend",
    )
    page = shown(client, bring(content, "plan.xlsx" if kind == "xlsx" else "plan.csv", jar))
    assert (page.matched, page.unchanged) == (176, 176)
    assert (page.lines, page.changes, page.asked, page.absent) == ((), (), (), ())
