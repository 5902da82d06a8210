"""The pages of the indicators: what is wrong is said beside its cell, what was typed is kept."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from herefordshire_cs.accounts.models import User
from herefordshire_cs.accounts.roles import Role
from indicators.models import (
    Commentary,
    Indicator,
    IndicatorSet,
    Outturn,
    OutturnFile,
    PerformanceDocument,
    Target,
)
from tests.factories import (
    make_commentary,
    make_comparator,
    make_indicator,
    make_outturn,
    make_target,
)
from tests.tools.controls import typed_in

pytestmark = pytest.mark.django_db

# Before any paper of the council, so that only what is made here is in use.
TODAY = date(2002, 4, 15)
QUARTER = "Q4 2001/2002"
ENTRY = "/indicators/entry/2001-2002-q4/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def words_of(response: HttpResponse) -> str:
    """Return the words that a reader sees, on one line."""
    text = re.sub(r"<(style|script)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def said_beside(response: HttpResponse, identifier: str) -> str:
    """Return the message that stands beside one control."""
    pattern = rf'<p [^>]*id="{identifier}[_-]error">(.*?)</p>'
    found = re.search(pattern, response.content.decode(), re.DOTALL)
    assert found, f"nothing is said beside {identifier}"
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", found[1])).split()).removeprefix("Error: ")


@pytest.fixture(autouse=True)
def today(settings: Any) -> date:
    """Stand the clock before any paper of the council."""
    settings.DEMONSTRATION_DATE = TODAY
    return TODAY


@pytest.fixture
def loader(make_user: Callable[..., User], sign_in: Callable[[User], Client]) -> Client:
    """A performance officer at their desk."""
    return sign_in(make_user(Role.PERFORMANCE_OFFICER))


@pytest.fixture
def reader(member: User, sign_in: Callable[[User], Client]) -> Client:
    """A councillor at their desk."""
    return sign_in(member)


@pytest.fixture
def three() -> tuple[Indicator, Indicator, Indicator]:
    """Two indicators with a figure for the quarter, one without."""
    first, second, third = (make_indicator(ref=f"ZZ {number}") for number in (1, 2, 3))
    make_outturn(first, QUARTER, "70", numerator=35, denominator=50, is_provisional=True)
    make_outturn(second, QUARTER, "60", note="As audited")
    return first, second, third


type Three = tuple[Indicator, Indicator, Indicator]


def cells(indicator: Indicator, **words: str) -> dict[str, str]:
    """Return words as they are typed into an indicator's line."""
    return {f"i{indicator.pk}-{name}": typed for name, typed in words.items()}


def everything() -> list[dict[str, Any]]:
    """Return every outturn of what was made here, to be compared with itself."""
    return list(Outturn.objects.filter(indicator__ref__startswith="ZZ").order_by("pk").values())


# --- Entering a period on one screen -------------------------------------------------------------


def test_the_screen_shows_what_is_in_force_and_counts_what_is_missing(
    loader: Client, three: Three
) -> None:
    response = loader.get(ENTRY)

    first, second, third = three
    shown = typed_in(response)
    wanted = cells(first, value="70", numerator="35", denominator="50", is_provisional="on")
    wanted |= cells(second, value="60", numerator="", note="") | cells(third, value="")
    assert {name: shown[name] for name in wanted} == wanted
    assert "1 of 3 indicators have no figure for this period." in words_of(response)


def test_a_screen_sent_back_as_it_was_writes_nothing(loader: Client, three: Three) -> None:
    before = everything()

    response = loader.post(ENTRY, typed_in(loader.get(ENTRY)), follow=True)

    assert everything() == before
    assert "Nothing was changed: the figures were in the record already." in words_of(response)


def test_only_the_lines_that_were_changed_are_written(loader: Client, three: Three) -> None:
    _first, second, third = three
    before = everything()
    sent = typed_in(loader.get(ENTRY))
    sent |= cells(second, value="61%") | cells(third, value="85", numerator="17", denominator="20")

    response = loader.post(ENTRY, sent, follow=True)

    assert response.redirect_chain == [(ENTRY, 302)]
    assert "1 outturn added, 1 restated." in words_of(response)
    rows = everything()
    assert rows[: len(before)] == before
    assert [(row["indicator_id"], row["value"], row["as_written"]) for row in rows[2:]] == [
        (second.pk, 61, "61%"),
        (third.pk, 85, "85"),
    ]
    assert (rows[3]["numerator"], rows[3]["published_on"]) == (17, TODAY)


def test_only_a_line_that_was_changed_costs_a_form(loader: Client, three: Three) -> None:
    shown = loader.get(ENTRY)
    refused = loader.post(ENTRY, typed_in(shown) | cells(three[2], value="101"))

    with_form = [
        [row.line.head.ref for row in page.context["rows"] if row.form is not None]
        for page in (shown, refused)
    ]
    assert with_form == [[], ["ZZ 3"]]


def test_one_wrong_line_keeps_every_line_out_and_loses_nothing_that_was_typed(
    loader: Client, three: Three
) -> None:
    first, second, third = three
    before = everything()
    sent = typed_in(loader.get(ENTRY))
    sent |= cells(
        first,
        value="71",
        numerator="71",
        denominator="100",
        note='‘Draft’ – <b>seen</b> & "noted"',
    )
    sent |= cells(second, value="101", reason="", is_provisional="on")
    sent |= cells(third, reason="no survey")

    response = loader.post(ENTRY, sent)

    assert response.status_code == 200
    assert everything() == before
    shown = typed_in(response)
    assert {name: shown.get(name, "") for name in sent if name.startswith("i")} == {
        name: words for name, words in sent.items() if name.startswith("i")
    }
    message = "“101” is over 100, which a percentage cannot be."
    assert said_beside(response, f"id_i{second.pk}-value") == f"Value: {message}"
    assert "1 line cannot be kept, so nothing was." in words_of(response)
    assert f"ZZ 2, value: {message}" in words_of(response)
    assert f'href="#id_i{second.pk}-value"' in response.content.decode()


WRONG = {
    "a word": ({"value": "many"}, "value", "Value: “many” is not a number."),
    "over 100": (
        {"value": "100.1"},
        "value",
        "Value: “100.1” is over 100, which a percentage cannot be.",
    ),
    "below zero": (
        {"value": "-1"},
        "value",
        "Value: “-1” is below zero, which a per cent cannot be.",
    ),
    "five decimals": (
        {"value": "81.16667"},
        "value",
        "Value: “81.16667” has more than 4 decimals; round it.",
    ),
    "a share of nothing": (
        {"value": "0", "numerator": "0", "denominator": "0"},
        "denominator",
        "Denominator: Nothing can be a share of 0.",
    ),
    "numbers that disagree": (
        {"value": "50", "numerator": "1", "denominator": "10"},
        "value",
        "Value: “50” disagrees with its numbers: 1 of 10 is 10%.",
    ),
    "a value and a reason": (
        {"value": "50", "reason": "no survey"},
        "reason",
        "No value because: Give a value or a reason for none, not both.",
    ),
    "a note beside nothing": (
        {"note": "To follow"},
        "value",
        "Value: Give a value, or a reason for none.",
    ),
}


@pytest.mark.parametrize(("typed", "cell", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_in_a_line_is_said_beside_its_cell(
    typed: dict[str, str], cell: str, message: str, loader: Client
) -> None:
    indicator = make_indicator(ref="ZZ 1")
    sent = typed_in(loader.get(ENTRY)) | cells(indicator, **typed)

    response = loader.post(ENTRY, sent)

    assert said_beside(response, f"id_i{indicator.pk}-{cell}") == message
    assert not indicator.outturns.exists()


def test_an_emptied_figure_is_refused_and_stays(loader: Client, three: Three) -> None:
    first = three[0]
    before = everything()
    sent = typed_in(loader.get(ENTRY))
    sent |= cells(first, value="", numerator="", denominator="")

    response = loader.post(ENTRY, sent)

    said = said_beside(response, f"id_i{first.pk}-value")
    assert said == "Value: Give a value, or a reason for none."
    assert everything() == before


def test_a_reason_takes_the_place_of_a_value(loader: Client, three: Three) -> None:
    second = three[1]
    sent = typed_in(loader.get(ENTRY)) | cells(second, value="", reason="suppressed")

    loader.post(ENTRY, sent)

    newest = second.outturns.order_by("pk").last()
    assert (newest.value, newest.no_value_reason) == (None, "suppressed")


def test_a_figure_restated_meanwhile_is_not_written_over(loader: Client, three: Three) -> None:
    _first, second, third = three
    opened = typed_in(loader.get(ENTRY))
    make_outturn(second, QUARTER, "65", published_on=TODAY)

    loader.post(ENTRY, opened | cells(third, value="85"))

    assert list(second.outturns.order_by("pk").values_list("value", flat=True)) == [60, 65]
    assert third.outturns.get().value == 85


def test_who_writes_over_a_figure_restated_meanwhile_is_told_of_it_first(
    loader: Client, three: Three
) -> None:
    second = three[1]
    opened = typed_in(loader.get(ENTRY))
    make_outturn(second, QUARTER, "65", published_on=TODAY)

    refused = loader.post(ENTRY, opened | cells(second, value="61"))

    assert "it is 65% now" in said_beside(refused, f"id_i{second.pk}-value")
    assert second.outturns.count() == 2
    loader.post(ENTRY, typed_in(refused))
    assert second.outturns.order_by("pk").last().value == 61


def test_a_period_that_has_not_ended_takes_no_figure(loader: Client) -> None:
    indicator = make_indicator(ref="ZZ 1")
    address = "/indicators/entry/2002-2003-q1/"
    sent = typed_in(loader.get(address)) | cells(indicator, value="80")

    response = loader.post(address, sent)

    assert response.status_code == 200
    assert "has not ended; it ends on 30 June 2002" in words_of(response)
    assert not indicator.outturns.exists()


def test_a_screen_can_be_narrowed_to_what_is_missing_and_to_a_set(
    loader: Client, three: Three
) -> None:
    IndicatorSet.objects.create(slug="zz-set", name="A set of its own").indicators.add(three[0])

    narrowed = {
        query: [row.line.head.ref for row in loader.get(f"{ENTRY}?{query}").context["rows"]]
        for query in ("only_missing=1", "set=zz-set")
    }

    assert narrowed == {"only_missing=1": ["ZZ 3"], "set=zz-set": ["ZZ 1"]}


# --- Loading a file ------------------------------------------------------------------------------

SENT = """reference,period,value,numerator,denominator,note
ZZ 1,Q4 2001/02,70,35,50,
ZZ 404,Q4 2001/02,80,,,
ZZ 2,2001,61,,,
ZZ 3,Q4 2001/02,eighty-five,,,Late
"""


def upload(client: Client, content: str | bytes, name: str = "quarter.csv") -> HttpResponse:
    """Send a file as a browser does."""
    data = content.encode() if isinstance(content, str) else content
    return client.post("/indicators/loading/", {"file": SimpleUploadedFile(name, data)})


def test_a_file_with_three_faulty_lines_is_corrected_on_the_page_and_loaded(
    loader: Client, three: Three
) -> None:
    first, second, third = three
    Outturn.objects.filter(indicator=first).update(is_provisional=False)
    before = everything()

    address = upload(loader, SENT).url
    page = loader.get(address)
    assert "3 lines cannot be loaded" in words_of(page)
    said = [said_beside(page, name) for name in ("r3-reference", "r4-period", "r5-value")]
    assert said == [
        "Reference: “ZZ 404” is the reference of no indicator.",
        "Period: “2001” is a calendar year; ZZ 2 is reported by financial year (2008/2009) or by"
        " quarter (Q4 2008/2009).",
        "Value: “eighty-five” is not a number.",
    ]
    refused = loader.post(f"{address}load/", follow=True)
    assert "A line is at fault, so nothing was loaded." in words_of(refused)
    assert everything() == before

    fixed = {"r3-reference": "ZZ 3", "r3-value": "85", "r4-period": "Q4 2001/02"}
    checked = loader.post(address, typed_in(page) | fixed, follow=True)
    assert "1 line cannot be loaded" in words_of(checked)
    again = typed_in(checked) | {"r5-value": "84", "r5-period": "Q3 2001/02"}
    checked = loader.post(address, again, follow=True)
    assert "Load 3 outturns" in words_of(checked)
    loaded = loader.post(f"{address}load/", follow=True)

    assert "Loaded: 2 outturns added, 1 restated." in words_of(loaded)
    rows = everything()
    assert rows[: len(before)] == before
    assert {(row["indicator_id"], row["value"], row["note"]) for row in rows[len(before) :]} == {
        (third.pk, 85, ""),
        (second.pk, 61, ""),
        (third.pk, 84, "Late"),
    }
    assert "Line 5, value: eighty-five to 84" in words_of(loaded)


def test_a_reference_is_never_taken_for_the_address_of_another(loader: Client) -> None:
    make_indicator(ref="ZZ 7", slug="zz-8")
    second = make_indicator(ref="ZZ 8", slug="zz-9")

    address = upload(loader, "reference,period,value\nZZ 8,Q4 2001/02,60\n").url
    loader.post(f"{address}load/", follow=True)

    assert [row.indicator for row in Outturn.objects.filter(period__slug="2001-2002-q4")] == [
        second
    ]


def test_the_same_file_sent_again_has_nothing_to_load(loader: Client, three: Three) -> None:
    content = "reference,period,value\nZZ 2,Q4 2001/02,60\n"
    before = everything()

    address = upload(loader, content).url

    assert "Nothing to load" in words_of(loader.get(address))
    loader.post(f"{address}load/")
    assert everything() == before


def test_a_loaded_file_cannot_be_loaded_or_corrected_again(loader: Client, three: Three) -> None:
    address = upload(loader, "reference,period,value\nZZ 3,Q4 2001/02,85\n").url
    loader.post(f"{address}load/")
    before = everything()

    for door, data in ((f"{address}load/", {}), (address, {"r2-value": "86"})):
        response = loader.post(door, data, follow=True)
        assert "The file was loaded already; nothing was changed." in words_of(response)
    assert everything() == before
    assert OutturnFile.objects.get().rows[0]["value"] == "85"


UNREADABLE = {
    "nothing": ("", "quarter.csv", "The file is empty."),
    "a picture": (b"\x89PNG\r\n\x00", "photo.png", "is neither CSV nor an Excel workbook"),
    "a damaged workbook": (b"PK\x03\x04", "quarter.xlsx", "The workbook cannot be opened"),
    "no value column": ("reference,period\nZZ 1,2001/2002\n", "quarter.csv", "value is missing"),
    "a head line alone": (
        "reference,period,value\n",
        "quarter.csv",
        "The file has a head line and nothing below it.",
    ),
    "too large": (b"x" * (2 * 1024 * 1024 + 1), "quarter.csv", "2 MB is the most"),
}


@pytest.mark.parametrize(
    ("content", "name", "message"), UNREADABLE.values(), ids=UNREADABLE.keys()
)
def test_a_file_that_cannot_be_read_is_refused_with_the_reason(
    content: str | bytes, name: str, message: str, loader: Client
) -> None:
    response = upload(loader, content, name)

    assert response.status_code == 200
    assert message in said_beside(response, "id_file")
    assert not OutturnFile.objects.exists()


def test_a_workbook_is_loaded_as_a_csv_file_is(loader: Client, three: Three) -> None:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    for row in (["Ref", "Period", "Outturn"], ["ZZ 3", "Q4 2001/02", 0.855]):
        book.active.append(row)
    book.active["C2"].number_format = "0.0%"
    content = io.BytesIO()
    book.save(content)

    address = upload(loader, content.getvalue(), "quarter.xlsx").url
    loader.post(f"{address}load/")

    row = Outturn.objects.get(indicator=three[2])
    assert (row.value, row.as_written) == (Decimal("85.5"), "85.5%")


def test_a_share_of_one_is_held_back_until_somebody_says_what_it_is(
    loader: Client, three: Three
) -> None:
    content = "reference,period,value\nZZ 3,Q4 2001/02,0.855\nZZ 3,Q3 2001/02,0.6\n"
    address = upload(loader, content).url
    page = loader.get(address)
    assert said_beside(page, "r2-value") == (
        "Value: “0.855” may be 85.5%, kept as a share of one, or 0.855%. Say which, with its sign."
    )
    loader.post(f"{address}load/")
    assert not Outturn.objects.filter(indicator=three[2]).exists()

    chosen = typed_in(page) | {"r2-value": ["0.855", "85.5%"], "r3-value": ["0.6", "0.6%"]}
    checked = loader.post(address, chosen, follow=True)

    assert "Load 2 outturns" in words_of(checked)
    loader.post(f"{address}load/")
    found = Outturn.objects.filter(indicator=three[2]).values_list("value", "as_written")
    assert set(found) == {(Decimal("85.5"), "85.5%"), (Decimal("0.6"), "0.6%")}


def test_what_of_a_file_is_no_outturn_is_told_and_not_loaded(loader: Client, three: Three) -> None:
    content = """ref,kind,period,value,comparator_group,owner
ZZ 3,outturn,Q4 2001/02,85,,A. N. Other
ZZ 3,target,Q3 2001/02,90,,
ZZ 3,comparator,Q3 2001/02,58,England,
"""
    address = upload(loader, content).url

    page = words_of(loader.get(address))
    assert "2 lines are no outturns and were not read: line 3 (target) and line 4" in page
    assert "1 column was not read: “owner”." in page
    loader.post(f"{address}load/")
    assert [row.value for row in Outturn.objects.filter(indicator=three[2])] == [85]


def test_a_symbol_is_the_reason_for_no_value_that_the_screen_would_write(
    loader: Client, three: Three
) -> None:
    content = "reference,period,value,note\nZZ 3,Q4 2001/02,c,fewer than ten\n"
    address = upload(loader, content).url
    assert "No value: suppressed" in words_of(loader.get(address))

    loader.post(f"{address}load/")

    row = Outturn.objects.get(indicator=three[2])
    assert (row.value, row.no_value_reason, row.note) == (None, "suppressed", "fewer than ten")
    again = upload(loader, content).url
    assert "Nothing to load" in words_of(loader.get(again))


# --- Targets and commentaries --------------------------------------------------------------------


def test_a_target_is_set_for_a_year(loader: Client) -> None:
    indicator = make_indicator(ref="ZZ 1")
    address = f"/indicators/{indicator.slug}/targets/new/"

    response = loader.post(
        address, {"period": "2002/03", "value": "90%", "note": "Agreed"}, follow=True
    )

    assert response.redirect_chain == [(indicator.get_absolute_url(), 302)]
    assert "The target is set." in words_of(response)
    target = Target.objects.get(indicator=indicator)
    assert (target.value, target.note, target.published_on) == (90, "Agreed", TODAY)


WRONG_TARGETS = {
    "no period": ({"period": ""}, "period", "Say which period."),
    "words that are no period": (
        {"period": "soon"},
        "period",
        "“soon” is not a period. Write one like 2008/2009, academic 2007/2008, calendar 2007, Q1"
        " 2009/10, April 2009 or 31 March 2009.",
    ),
    "another kind of year": (
        {"period": "academic 2002/03"},
        "period",
        "“academic 2002/03” is an academic year; ZZ 1 is reported by financial year (2008/2009)"
        " or by quarter (Q4 2008/2009).",
    ),
    "no value": ({"value": ""}, "value", "Give the target."),
    "a word": ({"value": "more"}, "value", "“more” is not a number."),
    "over 100": (
        {"value": "101"},
        "value",
        "“101” is over 100, which a percentage cannot be.",
    ),
}


@pytest.mark.parametrize(
    ("typed", "field", "message"), WRONG_TARGETS.values(), ids=WRONG_TARGETS.keys()
)
def test_what_is_wrong_in_a_target_is_said_beside_it_and_nothing_typed_is_lost(
    typed: dict[str, str], field: str, message: str, loader: Client
) -> None:
    indicator = make_indicator(ref="ZZ 1")
    sent = {"period": "2002/03", "value": "90", "note": "Two\nlines & <b>marks</b>"} | typed

    response = loader.post(f"/indicators/{indicator.slug}/targets/new/", sent)

    assert said_beside(response, f"id_{field}") == message
    shown = typed_in(response)
    assert {name: unescape(shown[name]) for name in sent} == sent
    assert not indicator.targets.exists()


def test_a_commentary_is_written_approved_by_another_and_printed(
    loader: Client, director: User
) -> None:
    indicator = make_indicator(ref="ZZ 1")
    make_outturn(indicator, QUARTER)
    address = f"/indicators/{indicator.slug}/commentaries/new/"

    sent = typed_in(loader.get(address)) | {"text": "It rose."}
    written = loader.post(address, sent, follow=True)
    assert "The commentary is written. It waits for approval." in words_of(written)
    approval = (
        f"/indicators/commentaries/{Commentary.objects.get(indicator=indicator).pk}/approval/"
    )
    assert loader.post(approval).status_code == 403
    digest = "/indicators/digest/2001-2002-q4/"
    assert "It rose." not in words_of(loader.get(digest))

    loader.force_login(director, "herefordshire_cs.accounts.backends.EmailBackend")
    approved = loader.post(approval, follow=True)
    assert "The commentary is approved for the Digest." in words_of(approved)
    assert "It rose." in words_of(loader.get(digest))
    again = loader.post(approval, follow=True)
    assert f"It was approved already, by {director.name}." in words_of(again)


def test_a_director_is_told_that_somebody_else_must_approve_what_they_wrote(
    director: User, sign_in: Callable[[User], Client]
) -> None:
    row = make_commentary(make_indicator(), QUARTER, written_by=director)

    response = sign_in(director).post(f"/indicators/commentaries/{row.pk}/approval/", follow=True)

    assert "Somebody else must approve what you wrote." in words_of(response)
    row.refresh_from_db()
    assert row.approved_on is None


@pytest.mark.parametrize(
    ("typed", "field", "message"),
    [
        ({"text": ""}, "text", "Write the commentary."),
        ({"period": "2001"}, "period", "“2001” is a calendar year; ZZ 1 is reported by"),
    ],
    ids=["no words", "another kind of period"],
)
def test_what_is_wrong_in_a_commentary_is_said_beside_it(
    typed: dict[str, str], field: str, message: str, loader: Client
) -> None:
    indicator = make_indicator(ref="ZZ 1")
    sent = {"period": QUARTER, "text": "It rose."} | typed

    response = loader.post(f"/indicators/{indicator.slug}/commentaries/new/", sent)

    assert said_beside(response, f"id_{field}").startswith(message)
    assert {name: typed_in(response)[name] for name in sent} == sent
    assert not Commentary.objects.filter(indicator=indicator).exists()


# --- Taking the list out -------------------------------------------------------------------------


@pytest.fixture
def listed() -> None:
    """Four indicators, one of another supplier, one with a count that is too small."""
    for number, value in ((9, "80"), (54, "70"), (100, "60")):
        indicator = make_indicator(ref=f"ZX {number}", supplier="Health")
        make_outturn(indicator, QUARTER, value)
        make_target(indicator, QUARTER, "75")
    small = make_indicator(ref="ZX 2", supplier="Health")
    make_outturn(small, QUARTER, "4", numerator=4, denominator=100)
    make_outturn(make_indicator(ref="ZX 1", supplier="Education"), QUARTER)


def taken_out(client: Client, query: str, kind: str) -> list[dict[str, str]]:
    """Return the rows of a list taken out as a file."""
    response = client.get(f"/indicators/?{query}&_export={kind}")
    assert response.status_code == 200
    if kind == "xlsx":
        assert response["Content-Type"] == XLSX
        [sheet] = load_workbook(io.BytesIO(response.content)).worksheets
        head, *rows = [[cell or "" for cell in row] for row in sheet.values]
        return [dict(zip(head, row, strict=True)) for row in rows]
    content = b"".join(response.streaming_content)
    assert content[:3] == b"\xef\xbb\xbf"  # or Excel, by a double click, shows â€™ for ’
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


LISTS = {
    "": ["ZX 9", "ZX 54", "ZX 100", "ZX 2", "ZX 1"],
    "sort=ref": ["ZX 1", "ZX 2", "ZX 9", "ZX 54", "ZX 100"],
    "supplier=Health&sort=ref": ["ZX 2", "ZX 9", "ZX 54", "ZX 100"],
    "supplier=Health&sort=rating": ["ZX 54", "ZX 100", "ZX 9", "ZX 2"],
    "rating=red&sort=ref": ["ZX 54", "ZX 100"],
    "words=nowhere": [],
}


@pytest.mark.parametrize(("kind", "ref"), [("csv", "Ref"), ("xlsx", "Ref"), ("record", "ref")])
@pytest.mark.parametrize("query", LISTS, ids=lambda query: query or "everything")
def test_a_list_is_taken_out_exactly_as_it_is_filtered_and_sorted(
    query: str, kind: str, ref: str, reader: Client, listed: None
) -> None:
    table = reader.get(f"/indicators/?{query}").context["table"]
    shown = [line.head.ref for line in table.data]

    assert shown == LISTS[query]
    assert [row[ref] for row in taken_out(reader, query, kind)] == shown


@pytest.mark.parametrize("kind", ["csv", "xlsx", "record"])
def test_a_small_count_is_shown_on_the_page_and_kept_out_of_the_file(
    kind: str, reader: Client, listed: None
) -> None:
    (row,) = taken_out(reader, "words=ZX+2", kind)

    assert (row.get("last_outturn") or row["Last outturn"]).startswith("Suppressed")
    assert not row.get("cohort")
    assert not [words for words in row.values() if "4%" in words or "4 of 100" in words]
    assert "4 of 100" in words_of(reader.get("/indicators/?words=ZX+2"))


@pytest.mark.parametrize("group", ["rating", "direction", "supplier"])
def test_a_list_is_grouped_with_the_count_of_each_group(
    group: str, reader: Client, listed: None
) -> None:
    table = reader.get(f"/indicators/?group={group}&sort=-ref").context["table"]
    sections = {section.group: len(section.rows) for section in table.sections}

    assert len(sections) == len({section.title for section in sections})
    assert all(section.count == rows for section, rows in sections.items())
    assert sum(sections.values()) == len(LISTS[""])


def test_no_other_kind_of_file_is_made(reader: Client) -> None:
    assert reader.get("/indicators/?_export=pdf").status_code == 404


# --- What is not there ---------------------------------------------------------------------------

NOT_THERE = [
    "/indicators/zz-404/",
    "/indicators/zz-404/targets/new/",
    "/indicators/zz-404/commentaries/new/",
    "/indicators/loading/404/",
    "/indicators/entry/soon/",
    "/indicators/entry/2001-2003/",
    "/indicators/entry/2001-02/",
    "/indicators/entry/april-02/",
    "/indicators/digest/2001-2002/",
    "/indicators/digest/april-2002/",
    "/indicators/digest/q4-2001-2002/",
    "/indicators/digest/Q4-2001-2002/",
    "/indicators/radar/2001-2002-q4/",
    "/indicators/radar/2002-04-15/",
    "/indicators/radar/april-2002/elsewhere/",
    "/indicators/corporate/march-2002/",
    "/indicators/corporate/march-2002.pdf",
    "/indicators/documents/00000000-0000-0000-0000-000000000000/",
    "/indicators/documents/00000000-0000-0000-0000-000000000000/file/",
]


@pytest.mark.parametrize("address", NOT_THERE)
def test_what_is_not_there_is_not_found(address: str, loader: Client) -> None:
    assert loader.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "/indicators/entry/2001-2002/",
        "/indicators/entry/academic-2000-2001/",
        "/indicators/entry/calendar-2001/",
        "/indicators/entry/31-march-2002/",
        "/indicators/entry/march-2002/",
        "/indicators/digest/2001-2002-q4/",
        "/indicators/radar/march-2002/",
        "/indicators/corporate/2001-2002-q4/",
    ],
)
def test_a_period_in_the_one_way_of_writing_it_is_found(address: str, loader: Client) -> None:
    assert loader.get(address).status_code == 200


# --- As at another day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "words", "unsaid"),
    [
        ("2002-03-31", [], ["80%", "65%"]),
        ("2002-04-01", ["80%"], ["65%"]),
        ("2002-04-10", ["65%"], []),
    ],
    ids=["before it was published", "as first published", "as restated"],
)
@pytest.mark.parametrize("page", ["the list", "its own page", "the digest"])
def test_a_page_as_at_a_day_says_what_was_known_then(
    page: str, day: str, words: list[str], unsaid: list[str], reader: Client
) -> None:
    indicator = make_indicator(ref="ZZ 1")
    make_outturn(indicator, QUARTER, "80")
    make_outturn(indicator, QUARTER, "65", published_on=date(2002, 4, 10))
    addresses = {
        "the list": "/indicators/",
        "its own page": indicator.get_absolute_url(),
        "the digest": "/indicators/digest/2001-2002-q4/",
    }

    shown = words_of(reader.get(f"{addresses[page]}?as_at={day}"))

    assert "ZZ 1" in shown
    assert [each for each in ("80%", "65%") if each in shown and each in unsaid] == []
    assert [each for each in words if each in shown] == words


def test_the_comparators_of_a_later_day_are_not_known_before(reader: Client) -> None:
    make_comparator(make_indicator(), QUARTER, published_on=date(2002, 4, 10))

    found = [
        len(reader.get(f"/indicators/neighbours/?as_at={day}").context["page"].beside)
        for day in ("2002-04-09", "2002-04-10")
    ]
    assert found == [0, 1]


def test_what_was_due_on_an_earlier_day_is_shown_as_it_was(reader: Client) -> None:
    make_outturn(make_indicator(frequency="annual"), "2001/2002", published_on=TODAY)

    found = [
        len(reader.get(f"/indicators/due/?as_at={day}").context["page"].figures)
        for day in ("2002-03-31", "2002-04-01", "2002-04-15")
    ]
    assert found == [1, 1, 0]


def test_a_day_that_has_not_come_shows_today_and_says_so(reader: Client) -> None:
    indicator = make_indicator(ref="ZZ 1")
    make_outturn(indicator, QUARTER, "80", published_on=TODAY)
    day = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)

    page = words_of(reader.get(f"{indicator.get_absolute_url()}?as_at={day}"))

    assert "has not come yet. The page shows today." in page
    assert "80%" in page


# --- Issuing -------------------------------------------------------------------------------------


def test_a_document_is_issued_once_and_found_again(loader: Client) -> None:
    make_outturn(make_indicator(), QUARTER)
    address = "/indicators/digest/2001-2002-q4/issue/"

    first = loader.post(address)
    document = PerformanceDocument.objects.get()
    again = loader.post(address)

    assert first.url == again.url == document.get_absolute_url()
    assert PerformanceDocument.objects.count() == 1
    assert (document.issued_on, document.issued_by_name) == (TODAY, Role.PERFORMANCE_OFFICER.value)
    page = words_of(loader.get(document.get_absolute_url()))
    assert "The very same document was issued already. This is it." in page


def test_a_document_that_says_something_else_is_issued_beside_the_first(loader: Client) -> None:
    indicator = make_indicator()
    make_outturn(indicator, QUARTER)
    address = "/indicators/digest/2001-2002-q4/issue/"
    loader.post(address)
    first = PerformanceDocument.objects.get()
    make_outturn(indicator, QUARTER, "65")

    loader.post(address)

    assert PerformanceDocument.objects.filter(issued_on=TODAY).count() == 2
    first.refresh_from_db()
    assert first.issued_on == TODAY


def test_who_may_not_issue_does_not(reader: Client) -> None:
    assert reader.post("/indicators/digest/2001-2002-q4/issue/").status_code == 403
    assert not PerformanceDocument.objects.exists()
