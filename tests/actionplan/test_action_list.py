"""The lists of a plan, that of its Actions first: columns, groups, files, and scripts."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client
from openpyxl import load_workbook

from actionplan.models import Action, Officer, Plan, Rewording
from herefordshire_cs.accounts.models import User
from tests.conftest import DEMONSTRATION_DAY
from tests.factories import RECORDED_AT

LIST = "/plans/jar-2005/actions/"
GROUP = re.compile(r'<th scope="rowgroup"[^>]*>(.*?)</th>', re.DOTALL)


@pytest.fixture
def reader(jar: Plan, sign_in: Callable[[User], Client], member: User, today: date) -> Client:
    return sign_in(member)


def said(html: str) -> str:
    return " ".join(unescape(re.sub(r"<svg.*?</svg>|<[^>]+>", " ", html, flags=re.S)).split())


def groups(response: HttpResponse) -> list[str]:
    return [said(each) for each in GROUP.findall(response.content.decode())]


def heads(response: HttpResponse) -> list[str]:
    head = response.content.decode().partition("<thead>")[2].partition("</thead>")[0]
    return [said(each) for each in re.findall(r"<th.*?</th>", head, re.DOTALL)]


def references(response: HttpResponse) -> list[str]:
    return [line.reference for line in response.context["lines"]]


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        (
            "group=lead&rating=red",
            "HL, Henry Lewis, Head of Children's Social Care "
            "9 red, 1 green, 3 not rated, 13 in all",
        ),
        ("group=rating", "Red 54 red, 54 in all"),
    ],
)
def test_a_group_says_what_is_in_it_however_much_is_shown(
    asked: str, first: str, reader: Client
) -> None:
    assert groups(reader.get(f"{LIST}?{asked}"))[0] == first


def test_groups_add_up_and_hold_their_own(reader: Client) -> None:
    seen = []
    for number in range(1, 5):
        page = reader.get(f"{LIST}?group=recommendation&sort=-by_when&page={number}")
        seen += [int(reference.partition(".")[0]) for reference in references(page)]

    assert seen == sorted(seen)
    assert (
        len(seen) == page.context["total"] == Action.objects.filter(plan__slug="jar-2005").count()
    )
    assert sum(group.count for group in page.context["table"].groups.values()) == len(seen)


def test_a_group_is_of_who_led_on_the_day(reader: Client, jar: Plan) -> None:
    action = Action.objects.get(plan=jar, reference="5.6")
    Rewording.objects.create(
        action=action,
        field="lead_words",
        before="ZZ",
        after="HL",
        recorded_on=DEMONSTRATION_DAY,
        recorded_at=RECORDED_AT,
    )
    Plan.objects.filter(pk=jar.pk).update(reworded_on=DEMONSTRATION_DAY)

    now = reader.get(f"{LIST}?group=lead")
    before = reader.get(f"{LIST}?group=lead&as_at=2006-05-19&page=4")

    assert not any(words.startswith("ZZ") for words in groups(now))
    assert groups(before)[-1].startswith("ZZ 1 ")
    assert references(before)[-1] == "5.6"


def test_columns_are_chosen_and_a_file_has_them_too(reader: Client) -> None:
    asked = "columns=partners&columns=rating&columns=evidence&recommendation=1"
    page = reader.get(f"{LIST}?{asked}")
    sent = b"".join(reader.get(f"{LIST}?{asked}&_export=csv").streaming_content)
    rows = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"), newline="")))

    assert heads(page) == ["Tick", *rows[0]]
    assert rows[0] == ["Action", "What is to be done", "Rating", "Partners", "Evidence"]
    assert [row[0] for row in rows[1:]] == references(page)
    action = Action.objects.get(plan__slug="jar-2005", reference="1.3")
    helping = [role.holder for role in action.roles.filter(part="support")]
    assert rows[3][3] == "; ".join(helping)


def test_a_workbook_is_sorted_and_filled_as_the_list(reader: Client) -> None:
    asked = "rating=red&sort=-by_when"
    page = reader.get(f"{LIST}?{asked}")
    [sheet] = load_workbook(
        io.BytesIO(reader.get(f"{LIST}?{asked}&_export=xlsx").content)
    ).worksheets

    found = [cell.value for cell in sheet["A"]][1:]
    assert found[: len(references(page))] == references(page)
    assert {cell.value for cell in sheet["F"][1:]} == {"Red"}
    assert sheet["F2"].fill.fgColor.rgb == "009A1B1F"


@pytest.mark.parametrize(
    "asked", ["columns=secret", "group=words", "sort=pk", "due_from=31+02+06", "rating=blue"]
)
def test_what_cannot_be_read_is_said_and_nothing_is_listed(asked: str, reader: Client) -> None:
    page = reader.get(f"{LIST}?{asked}")

    assert "There is a problem" in page.content.decode()
    assert "Nothing is listed" in page.content.decode()
    assert references(page) == []
    assert reader.get(f"{LIST}?{asked}&_export=csv").status_code == 200


def test_a_page_is_of_fifty_whatever_is_asked(reader: Client) -> None:
    assert len(references(reader.get(f"{LIST}?per_page=1000"))) == 50


@pytest.mark.parametrize(
    ("asked", "shown", "count"),
    [
        ("", "All", 176),
        ("rating=red&attention=silent&words=&sort=lead&group=lead", "Red and silent", 32),
        ("ground=never+reported", "Never reported on", 22),
        ("attention=disputed", "Disputed", 42),
        ("due=soon", "Due in 14 days", 12),
        ("rating=green&attention=unevidenced", "Green without evidence", 41),
        ("rating=green", None, 41),
    ],
)
def test_what_is_asked_for_most_is_ready_to_be_chosen(
    asked: str, shown: str | None, count: int, reader: Client
) -> None:
    page = reader.get(f"{LIST}?{asked}")
    views = page.context["views"]

    assert [each.name for each in views if each.is_shown] == ([shown] if shown else [])
    nav = page.content.decode().partition('<nav id="views"')[2].partition("</nav>")[0]
    assert nav.count('aria-current="true"') == bool(shown)
    assert page.context["shown"] == count


def test_a_script_is_sent_the_list_alone(reader: Client) -> None:
    part = reader.get(f"{LIST}?rating=red", headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert '<div id="list">' in part
    assert '<span id="count-red">54</span>' in part
    assert said(part).count("54 of 176 actions") == 1


def test_a_script_is_sent_to_the_page_that_says_what_is_wrong(reader: Client) -> None:
    asked = f"{LIST}?due_from=31+02+06"
    part = reader.get(asked, headers={"HX-Request": "true"})

    assert (part.content, part["HX-Redirect"]) == (b"", asked)


def test_a_script_that_goes_back_is_sent_the_whole_page(reader: Client) -> None:
    asked = {"HX-Request": "true", "HX-History-Restore-Request": "true"}

    assert "<html" in reader.get(LIST, headers=asked).content.decode()


# --- The other lists -----------------------------------------------------------------------------

PLAN = "/plans/jar-2005/"


@pytest.mark.parametrize(
    ("address", "first_group"),
    [
        (f"{PLAN}doubts/", "The plan 2"),
        (f"{PLAN}doubts/?about=officer&words=initials", "Officers "),
        (f"{PLAN}doubts/?group=field", "Reported by "),
        (f"{PLAN}promises/", "Passed, and nothing said since 7"),
        (f"{PLAN}promises/?group=lead&sort=-promised_for", "SF (ISM) "),
        (
            "/officers/",
            "In the plan’s own index of initials 15. Names and posts as the plan gives them",
        ),
        ("/officers/?group=organisation&sort=-leads", "Herefordshire Council "),
    ],
)
def test_a_list_is_grouped_as_it_is_read(address: str, first_group: str, reader: Client) -> None:
    assert groups(reader.get(address))[0].startswith(first_group)


@pytest.mark.parametrize(
    ("address", "first"),
    [
        (f"{PLAN}promises/?group=none&sort=promised_for", "2.9"),
        (f"{PLAN}promises/?group=none&sort=-reference", "12.3"),
        ("/officers/?group=none&sort=-leads", "SF"),
        (f"{PLAN}assurance/?sort=took_place_on", "27 January 2006"),
        (f"{PLAN}assurance/?sort=-took_place_on", "16 March 2006"),
    ],
)
def test_a_list_is_sorted_by_its_columns(address: str, first: str, reader: Client) -> None:
    page = reader.get(address)
    listed = page.content.decode().partition('<div id="list">')[2]
    rows = re.findall(r'<th scope="row".*?</th>', listed, re.DOTALL)

    assert groups(page) == []
    assert said(rows[0]).removeprefix("Action ") == first


@pytest.mark.parametrize(
    ("address", "rows", "columns"),
    [
        (f"{PLAN}doubts/?state=open", 196, ["About", "Field", "What is uncertain"]),
        (
            f"{PLAN}doubts/?state=settled&columns=settled",
            0,
            ["About", "What is uncertain", "Settled"],
        ),
        (f"{PLAN}doubts/?state=lost", 0, ["About", "Field", "What is uncertain"]),
        (f"{PLAN}promises/?columns=lead", 14, ["Action", "Lead"]),
        ("/officers/?columns=leads", 20, ["Initials or post", "Leads"]),
        (f"{PLAN}assurance/?columns=findings", 6, ["Day", "What was found"]),
        (f"{PLAN}evidence/?columns=kind", 0, ["Evidence", "Kind"]),
    ],
)
def test_the_file_of_a_list_has_its_rows_and_its_columns(
    address: str, rows: int, columns: list[str], reader: Client
) -> None:
    joined = "&" if "?" in address else "?"
    sent = b"".join(reader.get(f"{address}{joined}_export=csv").streaming_content)
    found = list(csv.reader(io.StringIO(sent.decode("utf-8-sig"), newline="")))

    assert found[0] == columns
    assert len(found) == 1 + rows


@pytest.mark.parametrize("address", ["doubts/", "promises/", "evidence/", "assurance/"])
def test_what_another_list_cannot_read_is_said(address: str, reader: Client) -> None:
    page = reader.get(f"{PLAN}{address}?sort=pk&columns=secret").content.decode()

    assert page.count("There is a problem") == 1
    assert "Nothing is listed" in page


def test_only_who_settles_doubts_has_the_door_and_never_on_a_past_day(
    reader: Client, sign_in: Callable[[User], Client], director: User
) -> None:
    assert heads(reader.get(f"{PLAN}doubts/"))[-1] == "What is uncertain"
    sign_in(director)
    assert heads(reader.get(f"{PLAN}doubts/"))[-1] == "Settle"
    assert heads(reader.get(f"{PLAN}doubts/?as_at=2006-05-01"))[-1] == "What is uncertain"


def test_a_list_says_short_titles_and_its_file_the_whole_text(reader: Client, jar: Plan) -> None:
    html = reader.get(f"{LIST}?recommendation=3").content.decode()
    sent = b"".join(reader.get(f"{LIST}?recommendation=3&_export=csv").streaming_content)

    assert "Workforce development strategy and action plan</td>" in html
    whole = Action.objects.get(plan=jar, reference="3.7").text
    assert whole not in unescape(html)
    assert whole in sent.decode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("Red and silent", 32),
        ("Due before the next meeting", 12),
        ("Green without evidence", 41),
        ("Changed since Scrutiny", 48),
    ],
)
def test_a_list_that_is_ready_finds_what_it_says(name: str, count: int, reader: Client) -> None:
    [view] = [each for each in reader.get(LIST).context["views"] if each.name == name]
    page = reader.get(f"{LIST}?{view.query}")

    assert page.context["shown"] == count
    assert [each.name for each in page.context["views"] if each.is_shown] == [name]


def test_what_changed_is_what_the_rows_say_went_somewhere(reader: Client) -> None:
    changed = reader.get(f"{LIST}?attention=changed").context["lines"]

    assert changed
    assert all(line.has_moved for line in changed)


def test_the_ticked_are_taken_out_alone(reader: Client) -> None:
    sent = reader.get(f"{LIST}?ticked=1.4&ticked=3.7&_export=csv")
    rows = list(csv.reader(io.StringIO(b"".join(sent.streaming_content).decode("utf-8-sig"))))

    assert [row[0] for row in rows[1:]] == ["1.4", "3.7"]


def test_the_ticked_that_are_open_are_asked_for_and_no_others(
    reader: Client, sign_in: Callable[[User], Client], director: User
) -> None:
    page = sign_in(director).get("/plans/jar-2005/asking/?ticked=1.1&ticked=1.4&ticked=3.7")

    assert references(page) == ["1.4", "3.7"]  # 1.1 is completed


def test_the_ticked_are_given_to_another_lead_once_somebody_confirms_how_many(
    reader: Client, sign_in: Callable[[User], Client], director: User, jar: Plan
) -> None:
    address = "/plans/jar-2005/handing-over/?ticked=1.1&ticked=1.18&ticked=4.10"
    client = sign_in(director)
    page = client.get(address)
    assert references(page) == ["1.18", "4.10"]
    assert "2 open actions of those you ticked" in page.content.decode()

    refused = client.post(address, {"reason": "HL is away"}).content.decode()
    assert "Choose who leads" in refused
    assert "HL is away" in refused
    to = Officer.objects.get(initials="SD")
    said = client.post(address, {"to": to.pk, "reason": "HL is away"}, follow=True)

    assert f"2 actions given to {to.full_label}." in unescape(said.content.decode())
    given = Action.objects.filter(plan=jar, reference__in=["1.18", "4.10"])
    assert {action.lead_words for action in given} == {"SD"}
    assert Rewording.objects.filter(action__in=given, reason="HL is away").exists()
