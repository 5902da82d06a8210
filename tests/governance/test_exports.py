"""The records of governance for other tools: stable columns, one row each, nothing exempt."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from governance.models import AgendaItem, Meeting, OneOffHoliday, Report

pytestmark = pytest.mark.django_db

CABINET = "cabinet-2005-02-17"
MARCH = "childrens-services-scrutiny-2006-03-13"
MAY = "childrens-services-scrutiny-2006-05-31"
SCRUTINY = "childrens-services-scrutiny"
COLUMNS = {
    "meetings": [
        "meeting",
        "committee",
        "date",
        "time",
        "venue",
        "status",
        "publish_by",
        "what_became",
    ],
    "agenda-items": ["meeting", "number", "title", "page_from", "page_to", "exempt_paragraphs"],
    "minutes": ["meeting", "number", "title", "text"],
    "resolutions": ["meeting", "minute", "limb", "text", "requested_of", "due", "status"],
    "members": ["committee", "name", "capacity", "role", "voting", "from", "to"],
    "clock": ["meeting", "rule", "date", "counted_days"],
}
COUNTS = {
    "meetings": 3,
    "agenda-items": 16,
    "minutes": 8,
    "resolutions": 6,
    "members": 21,
    "clock": 15,
}


def exported(what: str, *, form: str = "csv") -> str:
    """Return what the command writes."""
    out = io.StringIO()
    call_command("export", what, as_at="2006-05-22", format=form, stdout=out)
    return out.getvalue()


def rows_of(what: str) -> list[dict[str, str]]:
    """Return the rows of a CSV export."""
    return list(csv.DictReader(io.StringIO(exported(what))))


@pytest.mark.parametrize("what", COLUMNS)
def test_each_export_has_its_agreed_columns_and_all_its_rows(what: str) -> None:
    reader = csv.DictReader(io.StringIO(exported(what)))

    assert reader.fieldnames == COLUMNS[what]
    assert len(list(reader)) == COUNTS[what]


@pytest.mark.parametrize("what", COLUMNS)
def test_each_export_says_the_same_as_json(what: str) -> None:
    found = json.loads(exported(what, form="json"))

    as_words = [
        {name: "" if value is None else str(value) for name, value in row.items()} for row in found
    ]
    assert as_words == rows_of(what)


def test_an_export_that_is_not_there_is_refused_in_words() -> None:
    with pytest.raises(CommandError, match="invalid choice: 'packs'"):
        call_command("export", "packs")


def test_a_meeting_is_named_by_its_committee_and_day_with_the_day_its_agenda_is_due() -> None:
    assert rows_of("meetings") == [
        {
            "meeting": CABINET,
            "committee": "cabinet",
            "date": "2005-02-17",
            "time": "",
            "venue": "",
            "status": "held",
            "publish_by": "2005-02-09",
            "what_became": "",
        },
        {
            "meeting": MARCH,
            "committee": SCRUTINY,
            "date": "2006-03-13",
            "time": "10:00:00",
            "venue": "The Council Chamber, Brockington, 35 Hafod Road, Hereford",
            "status": "minutes draft",
            "publish_by": "2006-03-03",
            "what_became": "",
        },
        {
            "meeting": MAY,
            "committee": SCRUTINY,
            "date": "2006-05-31",
            "time": "10:00:00",
            "venue": "Brockington, 35 Hafod Road, Hereford",
            "status": "planned",
            "publish_by": "2006-05-22",
            "what_became": "",
        },
    ]


def test_an_agenda_item_has_the_number_and_the_pages_that_the_paper_prints() -> None:
    found = [
        (row["number"], row["title"], row["page_from"], row["page_to"], row["exempt_paragraphs"])
        for row in rows_of("agenda-items")
        if row["meeting"] == MAY and row["page_from"]
    ]

    assert found == [
        ("4", "MINUTES", "1", "6", ""),
        (
            "6",
            "BRIEFING ON REVISED MANAGEMENT ARRANGEMENTS AND STRUCTURE IN CHILDREN AND YOUNG"
            " PEOPLE'S DIRECTORATE",
            "7",
            "10",
            "",
        ),
        ("7", "SAFEGUARDING CHILDREN IN HEREFORDSHIRE", "11", "56", ""),
        (
            "8",
            "TO CONSIDER A SCRUTINY REVIEW OF BEHAVIOUR AND DISCIPLINE MANAGEMENT IN SCHOOLS",
            "57",
            "62",
            "",
        ),
    ]


def test_an_item_whose_number_is_not_known_has_none() -> None:
    numbers = {row["number"] for row in rows_of("agenda-items") if row["meeting"] != MAY}

    assert numbers == {""}


@pytest.mark.parametrize(
    ("public_title", "shown"),
    [("A school", "A school"), ("", "Exempt item")],
    ids=["with a public title", "without one"],
)
def test_an_exempt_item_is_taken_out_under_its_public_title_with_its_paragraphs(
    public_title: str, shown: str
) -> None:
    report = Report.objects.get(items__number=8, items__meeting__slug=MAY)
    Report.objects.filter(pk=report.pk).update(
        exempt_paragraph=7, exempt_reason="An inquiry", public_title=public_title
    )
    report.appendices.filter(order=1).update(exempt_paragraph=2, exempt_reason="A child")

    row = next(each for each in rows_of("agenda-items") if each["page_from"] == "57")

    assert (row["title"], row["exempt_paragraphs"]) == (shown, "2;7")
    assert "BEHAVIOUR" not in exported("agenda-items")


def test_an_exempt_appendix_of_a_public_report_names_its_paragraph_alone() -> None:
    report = Report.objects.get(items__number=8, items__meeting__slug=MAY)
    report.appendices.filter(order=1).update(exempt_paragraph=2, exempt_reason="A child")

    row = next(each for each in rows_of("agenda-items") if each["page_from"] == "57")

    assert row["title"].startswith("TO CONSIDER A SCRUTINY REVIEW")
    assert row["exempt_paragraphs"] == "2"


def test_minutes_have_their_number_their_title_and_every_point() -> None:
    found = rows_of("minutes")

    assert [row["number"] for row in found] == [str(number) for number in range(22, 30)]
    assert {row["meeting"] for row in found} == {MARCH}
    assert found[0]["text"] == (
        "Apologies were received from Councillor B.F. Ashton (Chairman), Councillor N.J.J."
        " Davies, Mr J.D. Griffin."
    )
    assert found[3]["text"] == ""
    assert "80% of its complement" in found[5]["text"]
    assert "fact-finding visits" in found[5]["text"].splitlines()[-1]


def test_a_resolution_has_a_row_for_each_limb_with_what_became_of_it() -> None:
    found = [
        (row["minute"], row["limb"], row["requested_of"], row["due"], row["status"])
        for row in rows_of("resolutions")
    ]

    assert found == [
        ("25", "", "", "", "noted"),
        ("27", "a", "", "", "noted"),
        ("27", "b", "", "2006-05-31", "open"),
        ("27", "c", "", "", "open"),
        ("27", "d", "Director of Children's Services", "", "open"),
        ("28", "", "", "", "noted"),
    ]
    assert rows_of("resolutions")[1]["text"] == "the report on the Joint Area Review be noted;"


def test_a_member_has_capacity_role_voting_and_the_days_that_are_known() -> None:
    found = {row["name"]: list(row.values()) for row in rows_of("members")}

    assert found["B.F. Ashton"] == [
        *(SCRUTINY, "B.F. Ashton", "councillor", "chairman", "all", "", ""),
    ]
    assert found["Mr. A. Geach"][2:] == ["church", "", "education matters", "2006-03-14", ""]
    assert found["Rev Ian Terry"][2:] == ["church", "", "education matters", "", "2006-03-13"]
    assert found["Miss S. Peate"][2:] == ["headteacher", "", "none", "", ""]


def test_the_clock_has_each_rule_of_each_meeting_with_the_days_counted() -> None:
    found = {(row["meeting"], row["rule"]): row for row in rows_of("clock")}

    publication = found[MAY, "publication"]
    assert publication["date"] == "2006-05-22"
    assert publication["counted_days"] == "2006-05-23;2006-05-24;2006-05-25;2006-05-26;2006-05-30"
    assert found[MAY, "public questions"]["date"] == "2006-05-26"
    assert found[MAY, "public questions"]["counted_days"] == "2006-05-26;2006-05-30"
    assert found[MAY, "minutes"]["date"] == "2012-05-30"
    assert found[MAY, "minutes"]["counted_days"] == ""
    assert found[MAY, "background papers"]["date"] == "2010-05-30"
    assert found[CABINET, "call-in ends"]["date"] == "2005-02-28"


def test_a_one_off_holiday_moves_the_exported_days() -> None:
    OneOffHoliday.objects.create(day=date(2006, 5, 24), name="A day of thanksgiving")

    clock = {(row["meeting"], row["rule"]): row["date"] for row in rows_of("clock")}

    assert rows_of("meetings")[2]["publish_by"] == "2006-05-19"
    assert clock[MAY, "publication"] == "2006-05-19"
    assert clock[MARCH, "publication"] == "2006-03-03"


def test_items_are_taken_out_in_the_order_of_their_agenda() -> None:
    meeting = Meeting.objects.get(slug=MAY)
    AgendaItem.objects.filter(meeting=meeting, number=8).update(order=0)

    rows = [row for row in rows_of("agenda-items") if row["meeting"] == MAY]

    assert [row["title"].split()[0] for row in rows][:2] == ["TO", "APOLOGIES"]
    assert [row["number"] for row in rows] == [str(place) for place in range(1, 9)]
