"""A list says its columns once, raises what is wrong in a cell, and obeys only what it has."""

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.http import Http404, QueryDict
from django.template.loader import render_to_string
from django.test import RequestFactory
from openpyxl import load_workbook

from herefordshire_cs.lib.lists import (
    Asked,
    Column,
    Group,
    ListTable,
    RatingColumn,
    list_form,
    sent_list,
)
from herefordshire_cs.lib.lists.listing import ROWS_ON_A_PAGE
from herefordshire_cs.lib.lists.sheets import as_lines, as_workbook
from herefordshire_cs.lib.rag import Rag
from herefordshire_cs.lib.web.requests import AsAt

TODAY = AsAt(as_of=date(2006, 5, 22), today=date(2006, 5, 22))


@dataclass(frozen=True, kw_only=True)
class Visit:
    ref: str
    words: str = "Seen"
    who: str = "HL"
    day: date | None = None
    rag: Rag = Rag.GREEN


class VisitTable(ListTable):
    sheet = "Visits"
    groups_of = {"who": "Who"}

    ref = Column("Visit", is_head=True)
    words = Column("Found", empty="Nothing", stacked="")
    who = Column("Who", sort=True)
    day = Column("Day", sort=True, width=12)
    rag = RatingColumn(sort=lambda record: record.rag.severity)
    place = Column("Place", accessor="who", is_chosen=False)
    door = Column("Doors", accessor="ref", is_for_some=True)

    def render_day(self, value: date) -> str:
        return f"{value.day} {value:%B %Y}"

    def group_who(self, record: Visit) -> str:
        return record.who


def visits(*days: int | None) -> list[Visit]:
    return [
        Visit(ref=str(place), day=date(2006, 5, day) if day else None, who="HL" if day else "SD")
        for place, day in enumerate(days)
    ]


def table(records: list[Any], **options: Any) -> VisitTable:
    return VisitTable(records, day=TODAY, **options)


def references(found: ListTable) -> str:
    return "".join(row.record.ref for row in found.rows)


def page_of(found: ListTable) -> str:
    request = RequestFactory().get("/", {"sort": found.sort, "page": "1"})
    context = {"table": found, "caption": "Visits"}
    return render_to_string("components/list_table.html", context, request=request)


class Misspelt(ListTable):
    sheet = "Wrong"
    ref = Column("Visit", accessor="reff")


class Raising(ListTable):
    sheet = "Wrong"
    ref = Column("Visit")

    def render_ref(self, value: str) -> str:
        return {"0": "known"}[f"{value}!"]


@pytest.mark.parametrize(("wrong", "raised"), [(Misspelt, AttributeError), (Raising, KeyError)])
def test_a_fault_of_a_cell_is_raised_on_the_page(
    wrong: type[ListTable], raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        page_of(wrong(visits(1), day=TODAY))


def test_a_fault_of_a_cell_is_raised_in_a_file() -> None:
    with pytest.raises(AttributeError):
        list(as_lines(Misspelt([], day=TODAY), visits(1)))


def test_a_cell_is_drawn_of_its_value_and_its_record_alone() -> None:
    class Curious(ListTable):
        sheet = "Wrong"
        ref = Column("Visit")

        def render_ref(self, value: str, table: object) -> str:
            return value

    with pytest.raises(TypeError, match="ref: a cell is drawn of value and record"):
        page_of(Curious(visits(1), day=TODAY))


@pytest.mark.parametrize(
    ("sort", "order"),
    [("", "0123"), ("day", "2031"), ("-day", "0321"), ("who", "0231"), ("words", "0123")],
)
def test_it_is_sorted_by_its_own_columns_what_is_not_known_last(sort: str, order: str) -> None:
    assert references(table(visits(9, None, 2, 9), asked=Asked(sort=sort))) == order


@pytest.mark.parametrize("asked", ["sort=-ref", "sort=nothing", "columns=nothing", "group=day"])
def test_what_a_list_has_not_is_refused_beside_its_field(asked: str) -> None:
    form = list_form(VisitTable, QueryDict(asked))

    assert list(form.errors) == [asked.partition("=")[0]]
    assert Asked.of(form) == Asked()


def test_what_it_has_is_obeyed() -> None:
    form = list_form(VisitTable, QueryDict("sort=-day&columns=who&columns=place&group=who"))

    assert Asked.of(form) == Asked(sort="-day", columns=("who", "place"), group="who")


@pytest.mark.parametrize(
    ("asked", "may", "heads"),
    [
        (Asked(), (), ["Visit", "Found", "Who", "Day", "Rating"]),
        (Asked(columns=("place",)), (), ["Visit", "Place"]),
        (Asked(columns=("place",)), ("door",), ["Visit", "Place", "Doors"]),
        (Asked(group="who"), (), ["Visit", "Found", "Day", "Rating"]),
    ],
)
def test_columns_are_chosen_and_doors_are_for_who_may(
    asked: Asked, may: tuple[str, ...], heads: list[str]
) -> None:
    found = table(visits(1), asked=asked, may=may)

    assert [head.label for head in found.heads] == heads


def test_with_many_columns_none_has_a_width_of_its_own() -> None:
    more = {f"more_{number}": Column("More", accessor="ref") for number in range(4)}
    wide = type("Wide", (VisitTable,), more)

    assert table([]).classes == "cs-table--fixed cs-table--dense"
    assert wide([], day=TODAY).classes == "cs-table--dense cs-table--many"


def test_more_columns_than_a_screen_has_room_for_move_within_a_place_that_has_a_name() -> None:
    more = {f"more_{number}": Column("More", accessor="ref") for number in range(7)}
    widest = type("Widest", (VisitTable,), more)

    assert '<div class="cs-too-wide" role="region" aria-label="Visits" tabindex="0">' in page_of(
        widest(visits(1), day=TODAY)
    )
    assert "cs-too-wide" not in page_of(table(visits(1)))


def test_a_page_has_its_size_whatever_is_asked() -> None:
    found = table(visits(*[1] * (ROWS_ON_A_PAGE + 7)))

    assert len(found.turn_to("1").object_list) == ROWS_ON_A_PAGE
    assert [found.turn_to(asked).number for asked in ("2", "99", "x", None)] == [2, 2, 1, 1]
    assert page_of(found).count('<th scope="row">') == ROWS_ON_A_PAGE


def test_groups_stand_in_the_order_of_the_records_with_their_counts() -> None:
    found = table(visits(9, None, 2, None), asked=Asked(group="who", sort="day"))

    assert [
        (section.group, "".join(row.record.ref for row in section.rows))
        for section in found.sections
    ] == [(Group(title="HL", count=2), "20"), (Group(title="SD", count=2), "13")]
    assert '<th scope="rowgroup" colspan="4">HL <span>2</span></th>' in page_of(found)


def test_the_page_says_its_heads_its_order_and_what_is_missing() -> None:
    html = page_of(table([Visit(ref="<1>", words="")], asked=Asked(sort="-day")))

    assert '<th scope="row">&lt;1&gt;</th>' in html
    assert '<td><span class="cs-zero">Nothing</span></td>' in html
    assert '<td data-label="Who">HL</td>' in html
    assert html.count("aria-sort") == 1
    assert 'aria-sort="descending"' in html
    assert "<caption" in html


def test_a_file_has_the_columns_of_its_list_and_what_it_is_grouped_by() -> None:
    asked = Asked(columns=("day", "rag"), group="who")
    lines = "".join(as_lines(table([], asked=asked), visits(3, None)))

    assert list(csv.reader(io.StringIO(lines))) == [
        ["Visit", "Who", "Day", "Rating"],
        ["0", "HL", "2006-05-03", "Green"],
        ["1", "SD", "", "Green"],
    ]


def test_a_workbook_has_widths_a_filter_and_colours_and_runs_nothing() -> None:
    records = [Visit(ref="=1+1", day=date(2006, 5, 3), rag=Rag.RED), Visit(ref="2")]
    [sheet] = load_workbook(io.BytesIO(as_workbook(table([]), records))).worksheets

    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Visits", "B2", "A1:E3")
    assert sheet.column_dimensions["D"].width == 12
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=1+1", "s")
    assert (sheet["D2"].value.date(), sheet["D2"].number_format) == (
        date(2006, 5, 3),
        "d mmm yyyy",
    )
    assert (sheet["E2"].value, sheet["E2"].fill.fgColor.rgb) == ("Red", "009A1B1F")


def test_there_is_no_file_of_another_kind() -> None:
    with pytest.raises(Http404):
        sent_list("pdf", "visits", table([]))
