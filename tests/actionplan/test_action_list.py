"""The list of a plan's Actions: its columns, its groups, its files, and what a script asks for."""

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

from actionplan.models import Action, Plan, Rewording
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

    assert heads(page) == ["Action", "What is to be done", "Rating", "Partners", "Evidence"]
    assert rows[0] == heads(page)
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
    assert {cell.value for cell in sheet["E"][1:]} == {"Red"}
    assert sheet["E2"].fill.fgColor.rgb == "009A1B1F"


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
