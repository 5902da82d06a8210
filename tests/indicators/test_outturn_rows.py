"""A file of outturns: how it is read, and every fault with its line, column, words and reason."""

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from herefordshire_cs.lib.files import workbooks
from herefordshire_cs.lib.files.foreign import Unopened
from indicators import outturn_cells
from indicators.measures import Unit
from indicators.outturn_cells import read_file
from indicators.outturn_columns import COLUMNS, MOST_ROWS, InRow, UnreadableFile, read_cells
from indicators.outturn_rows import (
    LONGEST_NOTE,
    CheckedRow,
    Fault,
    Known,
    check,
    key_of,
    read_value,
)
from indicators.periods import Frequency, YearType, financial, read_period

NBSP = "\N{NO-BREAK SPACE}"
AS_OF = date(2009, 4, 20)  # quarter 4 of 2008/2009 has ended, April has not
HEAD = ",".join(COLUMNS)
unhurried = settings(deadline=None)


def known(
    pk: int,
    unit: Unit,
    year_type: YearType = YearType.FINANCIAL,
    frequency: Frequency = Frequency.ANNUAL,
) -> Known:
    return Known(pk=pk, name=f"PI {pk}", unit=unit, year_type=year_type, frequency=frequency)


ASSESSED = known(1, Unit.PER_CENT, frequency=Frequency.QUARTERLY)
REFERRED = known(2, Unit.RATE, frequency=Frequency.MONTHLY)
ATTAINED = known(3, Unit.PER_CENT, YearType.ACADEMIC)
CHANGED = known(4, Unit.CHANGE, YearType.CALENDAR)
POINTS = known(5, Unit.POINTS)
REGISTERED = known(6, Unit.NUMBER, YearType.SNAPSHOT)
WAITED = known(7, Unit.DAYS)
SCORED = known(8, Unit.SCORE)
KNOWN = {
    "ni59": ASSESSED,
    "ch141": REFERRED,
    "ni72": ATTAINED,
    "ni112": CHANGED,
    "hcs60a": POINTS,
    "ch01": REGISTERED,
    "ni89b": WAITED,
    "ni51": SCORED,
}
SOUND = InRow(line=2, reference="NI 59", period="2008/2009", value="55.2%")


def faults_of(row: InRow) -> list[tuple[str, str, str]]:
    found = check([row], KNOWN, as_of=AS_OF)
    assert bool(found.rows) is not bool(found.faults)
    assert {fault.line for fault in found.faults} <= {row.line}
    return [(fault.column, fault.words, fault.reason) for fault in found.faults]


@pytest.fixture(autouse=True, scope="module")
def opened_here() -> Iterator[None]:
    """Open workbooks here, which is quick; one test has them opened apart."""

    def here(_module: str, content: bytes, **asked: int) -> tuple[Any, bytes]:
        try:
            return json.loads(json.dumps(workbooks.read(content, **asked)[0])), b""
        except Exception as error:
            raise Unopened(is_too_much=False) from error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outturn_cells, "open_apart", here)
        yield


def read_rows(content: bytes, filename: str) -> list[InRow]:
    return list(read_file(content, filename).rows)


def rows_of(cells: Sequence[Sequence[str]]) -> list[InRow]:
    return list(read_cells(cells).rows)


def read_csv(text: str, encoding: str = "utf-8") -> list[InRow]:
    return read_rows(text.encode(encoding), "outturns.csv")


def workbook(*rows: Sequence[Any], formats: dict[str, str] | None = None) -> bytes:
    """Return a workbook whose first sheet holds these rows, and whose second holds others."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for place, number_format in (formats or {}).items():
        sheet[place].number_format = number_format
    book.create_sheet("Notes").append(["reference", "period", "value"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refusal(content: bytes, filename: str = "outturns.csv") -> str:
    with pytest.raises(UnreadableFile) as refused:
        read_rows(content, filename)
    return str(refused.value)


# --- CSV -----------------------------------------------------------------------------------------

LINE = "NI 59,Q4 2008/09,81.5%,44,54,Checked – as agreed"
READ = InRow(
    line=2,
    reference="NI 59",
    period="Q4 2008/09",
    value="81.5%",
    numerator="44",
    denominator="54",
    note="Checked – as agreed",
)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        pytest.param(f"{HEAD}\n{LINE}\n", "utf-8", id="UTF-8"),
        pytest.param(f"{HEAD}\n{LINE}\n", "utf-8-sig", id="UTF-8 with a byte order mark"),
        pytest.param(f"{HEAD}\r\n{LINE}\r\n", "cp1252", id="as Excel saves it"),
        pytest.param(f"{HEAD}\r{LINE}\r", "utf-8", id="as Excel saves it for an old Macintosh"),
        pytest.param(f"{HEAD}\n{LINE}", "utf-8", id="without a last line end"),
        pytest.param(f"{HEAD.upper()}\n{LINE}\n", "utf-8", id="the head in capitals"),
        pytest.param(
            f" PI  Ref ,Period,Outturn,Numerator,Denominator,Notes\n{LINE}\n",
            "utf-8",
            id="the words of the council's own tables",
        ),
        pytest.param(f"{HEAD},owner\n{LINE},A. N. Other\n", "utf-8", id="a column of their own"),
        pytest.param(f"{HEAD},,\n{LINE},,\n", "utf-8", id="columns without a head"),
    ],
)
def test_a_csv_file_is_read_as_it_was_saved(text: str, encoding: str) -> None:
    assert read_csv(text, encoding) == [READ]


def test_columns_are_found_by_their_heads_and_those_not_needed_may_be_missing() -> None:
    found = read_csv("value,note,period,reference\n55.2,“so”,2008/2009,NI 59\n")
    assert found == [
        InRow(line=2, reference="NI 59", period="2008/2009", value="55.2", note="“so”")
    ]


def test_a_line_keeps_the_number_it_has_in_the_file() -> None:
    found = read_csv(f"\n,,\n{HEAD}\n\n{LINE}\n,,,,,\n{LINE}\n")
    assert [row.line for row in found] == [5, 7]


def test_a_short_line_has_blank_cells() -> None:
    assert read_csv(f"{HEAD}\nNI 59\n") == [InRow(line=2, reference="NI 59", period="", value="")]


def test_a_quoted_cell_may_hold_commas_and_line_ends() -> None:
    found = read_csv(f'{HEAD}\nNI 59,2008/2009,"1,234",,,"One,\ntwo"\n{LINE}\n')
    assert [(row.line, row.value, row.note) for row in found] == [
        (2, "1,234", "One,\ntwo"),
        (3, "81.5%", "Checked – as agreed"),
    ]


NAMED = (
    "The first line must name the columns reference, period, value, numerator, denominator, note; "
)

UNREADABLE = {
    "empty": (b"", "The file is empty."),
    "blank lines only": (b"\n,,\n \n", "The file is empty."),
    "a head and nothing below": (
        HEAD.encode(),
        "The file has a head line and nothing below it.",
    ),
    "a head and blank lines below": (
        f"{HEAD}\n,,,,,\n\n".encode(),
        "The file has a head line and nothing below it.",
    ),
    "a comma that may be a point or part thousands": (
        b"reference;period;value\nCH 01;2008/2009;1,234",
        "Line 2: the comma of “1,234” may be a decimal point or part thousands, since semicolons"
        " part the cells. Save the numbers with a point.",
    ),
    "no head": (
        b"NI 59,2008/2009,55.2\n",
        f"{NAMED}reference, period and value are missing. It says: NI 59, 2008/2009, 55.2.",
    ),
    "one column missing": (
        b"reference,period,numerator\nNI 59,2008/2009,3",
        f"{NAMED}value is missing. It says: reference, period, numerator.",
    ),
    "two columns missing": (
        b"reference,,note\nNI 59,2008/2009,3",
        f"{NAMED}period and value are missing. It says: reference, note.",
    ),
    "two columns of one head": (
        b"reference,period,value,Value\nNI 59,2008/2009,3,4",
        "The file has two columns headed “Value”.",
    ),
    "two columns that mean one": (
        b"reference,period,value,Outturn\nNI 59,2008/2009,3,4",
        "The file has two columns for the value: “value” and “Outturn”. Take one away, or give it"
        " another heading.",
    ),
    "neither": (
        b"\x89PNG\x00\x01",
        "“outturns.csv” is neither CSV nor an Excel workbook (.xlsx).",
    ),
    "an old workbook": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
        "“outturns.csv” is neither CSV nor an Excel workbook (.xlsx).",
    ),
    "a damaged workbook": (
        b"PK\x03\x04 and no more",
        "The workbook cannot be opened; it may be damaged.",
    ),
    "a workbook cut short": (
        workbook(COLUMNS, ["NI 59", "2008/2009", 55])[:-40],
        "The workbook cannot be opened; it may be damaged.",
    ),
    "an empty workbook": (
        workbook(),
        "The file is empty. Only the sheet “Sheet” was read, not “Notes”.",
    ),
    "a cell without an end": (
        f'{HEAD}\nNI 59,2008/2009,"{"5" * 140_000}'.encode(),
        "“outturns.csv” cannot be read as CSV: field larger than field limit (131072).",
    ),
}


@pytest.mark.parametrize(("content", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_in_words(content: bytes, reason: str) -> None:
    assert refusal(content) == reason


def test_a_file_has_a_most_of_lines() -> None:
    full = [list(COLUMNS), *(["NI 59", "2008/2009", "55"] for _ in range(MOST_ROWS))]
    assert len(rows_of(full)) == MOST_ROWS == 5_000
    with pytest.raises(UnreadableFile, match=r"^The file has 5,001 lines; 5,000 are the most\.$"):
        rows_of([*full, ["NI 59", "2007/2008", "55"]])


# --- Workbooks -----------------------------------------------------------------------------------

# id: what the cell holds, its number format; the words that its reader sees.
CELLS = {
    "nothing": (None, "General", ""),
    "words": ("  To be\nset ", "General", "To be set"),
    "a whole number": (81, "General", "81"),
    "a whole number stored with decimals": (81.0, "General", "81"),
    "a fraction": (55.2, "General", "55.2"),
    "thousands": (1234567, "#,##0", "1234567"),
    "a negative": (-29.6, "General", "-29.6"),
    "a per cent format": (0.552, "0.0%", "55.2%"),
    "a per cent format of a whole": (1, "0%", "100%"),
    "a negative in a per cent format": (-0.07, "0%", "-7%"),
    "a per cent sign that is only printed": (55.2, '0.0"%"', "55.2"),
    "a per cent sign that is escaped": (55.2, "0.0\\%", "55.2"),
    "the dust of a sum": (0.1 + 0.2, "General", "0.3"),
    "the dust of a sum of per cents": (0.1 + 0.2, "0%", "30%"),
    "a third": (1 / 3, "0.0%", "33.3%"),
    "a third as nobody formatted it": (1 / 3, "General", "0.333333333333333"),
    "a calculated rate to one decimal": (123.456789, "#,##0.0", "123.5"),
    "a half rounded up": (62.5, "0", "63"),
    "a negative in red": (-7.25, "0.0;[Red]-0.0", "-7.3"),
    "an accountant's figure": (1234.5, '_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-', "1234.5"),
    "decimals only where there are some": (61.5, "0.0##", "61.5"),
    "a fraction in eighths": (0.625, "# ?/8", "0.625"),
    "thousands left out": (61500, "0,", "61500"),
    "a power of ten": (61500, "0.0E+00", "61500"),
    "a very small number": (1e-7, "General", "0.0000001"),
    "a very large number": (1e22, "General", "1" + "0" * 22),
    "a truth": (True, "General", "True"),
    "a day": (date(2009, 3, 31), "dd/mm/yyyy", "2009-03-31"),
    "an instant": (datetime(2009, 3, 31, 9, 30), "dd/mm/yyyy", "2009-03-31"),  # noqa: DTZ001
    "a formula that nothing has worked out": ("=1+1", "General", ""),
    "digits typed as words": ("055", "@", "055"),
}


@pytest.mark.parametrize(("value", "number_format", "words"), CELLS.values(), ids=CELLS)
def test_a_cell_of_a_workbook_is_read_as_its_reader_sees_it(
    value: Any, number_format: str, words: str
) -> None:
    content = workbook(
        COLUMNS, ["NI 59", "2008/2009", value, None, None, "."], formats={"C2": number_format}
    )
    assert [row.value for row in read_rows(content, "outturns.xlsx")] == [words]


def test_the_first_sheet_of_a_workbook_is_read_with_its_own_line_numbers() -> None:
    content = workbook(
        [None, None],
        ["Period", "Ref", "Outturn", "Numerator", "Denominator", "Note"],
        ["Q4 2008/09", "NI 59", 0.815, 44, 54, "Checked – as agreed"],
        [],
        [2008, "NI 112", -29.6],
        formats={"C3": "0.0%"},
    )
    assert read_rows(content, "a name that says nothing") == [
        replace(READ, line=3),
        InRow(line=5, reference="NI 112", period="2008", value="-29.6"),
    ]


def test_a_year_typed_as_a_number_is_still_a_year() -> None:
    content = workbook(COLUMNS, ["NI 112", 2008, -29.6])
    found = check(read_rows(content, "outturns.xlsx"), KNOWN, as_of=AS_OF)
    assert [(row.period, row.value) for row in found.rows] == [
        (read_period("calendar 2008"), Decimal("-29.6"))
    ]


def test_a_day_typed_as_a_date_is_a_day() -> None:
    content = workbook(COLUMNS, ["CH 01", date(2009, 3, 31), 128])
    found = check(read_rows(content, "outturns.xlsx"), KNOWN, as_of=AS_OF)
    assert [row.period for row in found.rows] == [read_period("31 March 2009")]


# --- Lines that are sound ------------------------------------------------------------------------


def test_a_sound_line_is_kept_as_written_and_as_understood() -> None:
    found = check([READ], KNOWN, as_of=AS_OF)
    assert found.faults == ()
    assert found.rows == (
        CheckedRow(
            line=2,
            indicator=1,
            name="PI 1",
            period=read_period("Q4 2008/09"),
            value=Decimal("81.5"),
            as_written="81.5%",
            numerator=Decimal(44),
            denominator=Decimal(54),
            note="Checked – as agreed",
        ),
    )


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("NI 59", "ni59"),
        ("ni59", "ni59"),
        ("NI-59", "ni59"),
        (f" NI{NBSP}59. ", "ni59"),
        ("HCS 60a", "hcs60a"),
        ("NI 55/56", "ni55/56"),
        ("—", ""),
    ],
)
def test_a_reference_is_compared_by_its_letters_and_digits(reference: str, key: str) -> None:
    assert key_of(reference) == key


# id: the indicator, the words of its value, the number understood.
UNDERSTOOD = {
    "a whole number": (ASSESSED, "81", "81"),
    "with a per cent sign": (ASSESSED, "81.5%", "81.5"),
    "with a gap before its sign": (ASSESSED, "81.5 %", "81.5"),
    "a percentage of nothing": (ASSESSED, "0%", "0"),
    "a percentage of all": (ASSESSED, "100.0000", "100"),
    "a change with its sign": (CHANGED, "-29.6%", "-29.6"),
    "a change with a true minus": (CHANGED, "−29.6%", "-29.6"),
    "a change with a gap after its minus": (CHANGED, "- 29.6", "-29.6"),
    "a change over a hundred": (CHANGED, "+140%", "140"),
    "points with their sign": (POINTS, "-31pp", "-31"),
    "points with a gap": (POINTS, "-31 pp", "-31"),
    "points as many as can be": (POINTS, "-100", "-100"),
    "thousands by commas": (REGISTERED, "1,234,567", "1234567"),
    "thousands by spaces": (REGISTERED, "1 234 567", "1234567"),
    "thousands by spaces that do not break": (REGISTERED, f"1{NBSP}234", "1234"),
    "thousands unmarked": (REGISTERED, "1234567", "1234567"),
    "no digit before the point": (REFERRED, ".5", "0.5"),
    "four decimals": (REFERRED, "0.0001", "0.0001"),
    "a rate over a hundred": (REFERRED, "541.2", "541.2"),
    "ten digits": (REGISTERED, "9,999,999,999", "9999999999"),
    "zeros in front": (SCORED, "015", "15"),
}


@pytest.mark.parametrize(("indicator", "words", "value"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_a_number_is_understood_as_people_write_it(
    indicator: Known, words: str, value: str
) -> None:
    assert read_value(words, indicator) == (Decimal(value), [])


@pytest.mark.parametrize(
    ("value", "numerator", "denominator"),
    [
        pytest.param("81.5", "44", "54", id="to one decimal"),
        pytest.param("81", "44", "54", id="to a whole number"),
        pytest.param("14.4", "1", "7.1429", id="a weighted denominator"),
        pytest.param("12.5", "1", "8", id="exactly"),
        pytest.param("12", "1", "8", id="a half below"),
        pytest.param("13", "1", "8", id="a half above"),
        pytest.param("0", "0", "8", id="nothing of eight"),
        pytest.param("50", "", "8", id="no numerator"),
        pytest.param("50", "1", "", id="no denominator"),
    ],
)
def test_a_percentage_agrees_with_its_numbers_but_for_rounding(
    value: str, numerator: str, denominator: str
) -> None:
    row = replace(SOUND, value=value, numerator=numerator, denominator=denominator)
    assert faults_of(row) == []


def test_only_a_percentage_is_held_against_its_numbers() -> None:
    row = InRow(
        line=2,
        reference="CH 141",
        period="2008/2009",
        value="541",
        numerator="1900",
        denominator="35100",
    )
    assert faults_of(row) == []


@pytest.mark.parametrize(
    ("reference", "period"),
    [
        ("NI 59", "2008/2009"),
        ("NI 59", "Q4 2008/09"),
        ("CH 141", "March 2009"),
        ("CH 141", "Q4 2008/09"),
        ("NI 72", "academic 2007/2008"),
        ("NI 112", "2008"),
        ("CH 01", "31 March 2009"),
        ("CH 01", "20 April 2009"),
    ],
)
def test_a_period_that_the_indicator_is_reported_for_is_taken(reference: str, period: str) -> None:
    assert faults_of(replace(SOUND, reference=reference, period=period, value="5")) == []


# --- Lines at fault ------------------------------------------------------------------------------

# id: what the line says instead, the column, the whole reason. The words are those of the cell.
AT_FAULT: dict[str, tuple[dict[str, str], str, str]] = {
    "no reference": ({"reference": ""}, "reference", "The line names no indicator."),
    "an unknown reference": (
        {"reference": "NI 999"},
        "reference",
        "“NI 999” is the reference of no indicator.",
    ),
    "a reference of marks only": (
        {"reference": "—"},
        "reference",
        "“—” is the reference of no indicator.",
    ),
    "no period": ({"period": ""}, "period", "The line names no period."),
    "words for a period": (
        {"period": "last year"},
        "period",
        "“last year” is not a period. Write one like 2008/2009, academic 2007/2008,"
        " calendar 2007, Q1 2009/10, April 2009 or 31 March 2009.",
    ),
    "a day that there is not": (
        {"reference": "CH 01", "value": "5", "period": "31 April 2009"},
        "period",
        "“31 April 2009” is not a day in the calendar.",
    ),
    "two years for one": (
        {"period": "2007/2009"},
        "period",
        "“2007/2009” is not one year: 2007 is followed by 2008.",
    ),
    "an academic year for a financial one": (
        {"period": "academic 2007/2008"},
        "period",
        "“academic 2007/2008” is an academic year; PI 1 is reported"
        " by financial year (2008/2009) or by quarter (Q4 2008/2009).",
    ),
    "a month for a quarterly indicator": (
        {"period": "March 2009"},
        "period",
        "“March 2009” is a month; PI 1 is reported"
        " by financial year (2008/2009) or by quarter (Q4 2008/2009).",
    ),
    "a quarter for an annual one": (
        {"reference": "NI 72", "period": "Q4 2008/09"},
        "period",
        "“Q4 2008/09” is a quarter; PI 3 is reported by academic year (academic 2007/2008).",
    ),
    "a financial year for a calendar one": (
        {"reference": "NI 112", "period": "2007/2008"},
        "period",
        "“2007/2008” is a financial year; PI 4 is reported by calendar year (calendar 2008).",
    ),
    "a year for a day": (
        {"reference": "CH 01", "value": "5"},
        "period",
        "“2008/2009” is a financial year; PI 6 is reported on a day (31 March 2009).",
    ),
    "a day for a monthly indicator": (
        {"reference": "CH 141", "period": "31 March 2009", "value": "5"},
        "period",
        "“31 March 2009” is a day; PI 2 is reported by financial year (2008/2009)"
        " or by quarter (Q4 2008/2009) or by month (March 2009).",
    ),
    "a period that has not ended": (
        {"period": "2009/2010"},
        "period",
        f"“2009/2010” has not ended; it ends on 31{NBSP}March 2010.",
    ),
    "tomorrow": (
        {"reference": "CH 01", "period": "21 April 2009", "value": "5"},
        "period",
        f"“21 April 2009” has not ended; it ends on 21{NBSP}April 2009.",
    ),
    "no value": ({"value": ""}, "value", "There is no value."),
    "words in a number cell": ({"value": "N/A"}, "value", "“N/A” is not a number."),
    "words after a number": ({"value": "81 approx"}, "value", "“81 approx” is not a number."),
    "a sign alone": ({"value": "%"}, "value", "“%” is not a number."),
    "a minus alone": ({"value": "-"}, "value", "“-” is not a number."),
    "two signs": ({"value": "81%%"}, "value", "“81%%” is not a number."),
    "a point alone": ({"value": "."}, "value", "“.” is not a number."),
    "a point and nothing after": ({"value": "81."}, "value", "“81.” is not a number."),
    "a comma for a point": ({"value": "55,2"}, "value", "“55,2” is not a number."),
    "a comma in the wrong place": ({"value": "5,52"}, "value", "“5,52” is not a number."),
    "a gap inside a number": ({"value": "8 1"}, "value", "“8 1” is not a number."),
    "two numbers": ({"value": "10 15"}, "value", "“10 15” is not a number."),
    "a range": ({"value": "10-15"}, "value", "“10-15” is not a number."),
    "a power of ten": ({"value": "1e1"}, "value", "“1e1” is not a number."),
    "not a number by name": ({"value": "NaN"}, "value", "“NaN” is not a number."),
    "points for a percentage": ({"value": "5pp"}, "value", "“5pp” is not a number."),
    "a percentage for a rate": (
        {"reference": "CH 141", "value": "5%"},
        "value",
        "“5%” is not a number.",
    ),
    "just over a hundred": (
        {"value": "100.0001"},
        "value",
        "“100.0001” is over 100, which a percentage cannot be.",
    ),
    "far over a hundred": (
        {"value": "812%"},
        "value",
        "“812%” is over 100, which a percentage cannot be.",
    ),
    "a percentage below zero": (
        {"value": "-0.1%"},
        "value",
        "“-0.1%” is below zero, which a per cent cannot be.",
    ),
    "a rate below zero": (
        {"reference": "CH 141", "value": "-1"},
        "value",
        "“-1” is below zero, which a rate cannot be.",
    ),
    "a score below zero": (
        {"reference": "NI 51", "value": "-1"},
        "value",
        "“-1” is below zero, which a score cannot be.",
    ),
    "days below zero": (
        {"reference": "NI 89b", "value": "-1"},
        "value",
        "“-1” is below zero, which days cannot be.",
    ),
    "more than a hundred points": (
        {"reference": "HCS 60a", "value": "-100.5pp"},
        "value",
        "“-100.5pp” is more than 100 percentage points.",
    ),
    "eleven digits": (
        {"reference": "CH 141", "value": "10000000000"},
        "value",
        "“10000000000” is larger than any figure here can be.",
    ),
    "zeros without end": (
        {"value": f"{'0' * 30}5"},
        "value",
        f"“{'0' * 30}5” is larger than any figure here can be.",
    ),
    "words for a numerator": ({"numerator": "few"}, "numerator", "“few” is not a number."),
    "a percentage for a numerator": ({"numerator": "5%"}, "numerator", "“5%” is not a number."),
    "a numerator below zero": (
        {"numerator": "-1"},
        "numerator",
        "“-1” is below zero, which a count cannot be.",
    ),
    "words for a denominator": ({"denominator": "c"}, "denominator", "“c” is not a number."),
    "a denominator below zero": (
        {"denominator": "-7"},
        "denominator",
        "“-7” is below zero, which a count cannot be.",
    ),
    "a share of nothing": ({"denominator": "0"}, "denominator", "Nothing can be a share of 0."),
    "a denominator too small to write": (
        {"numerator": "9", "denominator": "0.0000000000000000000001"},
        "denominator",
        "“0.0000000000000000000001” has more than 4 decimals; round it.",
    ),
    "a percentage that its numbers contradict": (
        {"value": "82.1", "numerator": "44", "denominator": "54"},
        "value",
        "“82.1” disagrees with its numbers: 44 of 54 is 81.5%.",
    ),
    "a percentage just more than rounding away": (
        {"value": "13.0001", "numerator": "1", "denominator": "8"},
        "value",
        "“13.0001” disagrees with its numbers: 1 of 8 is 12.5%.",
    ),
    "a share that is far too large": (
        {"value": "50", "numerator": "9999999999", "denominator": "0.0001"},
        "value",
        "“50” disagrees with its numbers: 9999999999 of 0.0001 is 9,999,999,999,000,000%.",
    ),
}


@pytest.mark.parametrize(("cells", "column", "reason"), AT_FAULT.values(), ids=AT_FAULT)
def test_a_fault_names_its_column_the_words_that_were_there_and_why(
    cells: dict[str, str], column: str, reason: str
) -> None:
    row = replace(SOUND, line=7, **cells)
    found = check([row], KNOWN, as_of=AS_OF)
    words = getattr(row, column)
    assert found.faults == (Fault(line=7, column=column, words=words, reason=reason),)
    assert found.rows == ()
    assert found.faulty_lines == {7}


def test_a_long_note_is_refused_by_its_beginning() -> None:
    note = "n" * (LONGEST_NOTE + 1)
    reason = "The note has 2,001 characters; 2,000 are the most."
    assert faults_of(replace(SOUND, note=note)) == [("note", f"{'n' * 60}…", reason)]
    assert faults_of(replace(SOUND, note=note[1:])) == []


def test_all_the_faults_of_a_line_are_told_at_once() -> None:
    row = InRow(
        line=9,
        reference="NI 59",
        period="2009",
        value="many",
        numerator="-1",
        denominator="0",
        note="n" * 3_000,
    )
    assert [column for column, _, _ in faults_of(row)] == [
        "period",
        "value",
        "numerator",
        "denominator",
        "note",
    ]


def test_an_unknown_reference_is_told_alone_since_nothing_else_can_be_checked() -> None:
    row = InRow(line=9, reference="NI 0", period="2099", value="many")
    assert [column for column, _, _ in faults_of(row)] == ["reference"]


def test_a_second_figure_for_one_period_is_refused_however_both_are_written() -> None:
    rows = [
        SOUND,
        replace(SOUND, line=3, value="many"),
        replace(SOUND, line=4, reference="ni-59", period="FY 2008-09", value="60"),
        replace(SOUND, line=5, period="2007/2008"),
        replace(SOUND, line=6, reference="NI 51", value="15"),
        replace(SOUND, line=7),
    ]
    found = check(rows, KNOWN, as_of=AS_OF)
    assert [row.line for row in found.rows] == [2, 5, 6]
    assert [(fault.line, fault.column, fault.words, fault.reason) for fault in found.faults] == [
        (3, "value", "many", "“many” is not a number."),
        (
            4,
            "period",
            "FY 2008-09",
            "line 2 gives a figure for the same period already; keep one of the two.",
        ),
        (
            7,
            "period",
            "2008/2009",
            "line 2 gives a figure for the same period already; keep one of the two.",
        ),
    ]


def test_a_figure_after_a_faulty_one_for_its_period_is_the_first() -> None:
    rows = [replace(SOUND, value="many"), replace(SOUND, line=3)]
    found = check(rows, KNOWN, as_of=AS_OF)
    assert [row.line for row in found.rows] == [3]
    assert found.faulty_lines == {2}


@pytest.mark.parametrize(
    ("as_of", "is_taken"),
    [
        pytest.param(date(2009, 3, 30), False, id="the day before it ends"),
        pytest.param(date(2009, 3, 31), True, id="its last day"),
        pytest.param(date(2009, 4, 1), True, id="the day after"),
    ],
)
def test_a_period_is_taken_from_its_last_day_on(as_of: date, is_taken: bool) -> None:
    found = check([SOUND], KNOWN, as_of=as_of)
    assert [row.period for row in found.rows] == ([financial(2008)] if is_taken else [])


def test_a_value_alone_is_read_with_its_faults() -> None:
    value, faults = read_value("812%", ASSESSED)
    assert value == Decimal(812)
    assert [fault.reason for fault in faults] == [
        "“812%” is over 100, which a percentage cannot be."
    ]
    assert read_value("", ASSESSED)[0] is None
    assert [fault.reason for fault in read_value("", ASSESSED)[1]] == ["There is no value."]


# --- Laws ----------------------------------------------------------------------------------------

NUMBERS = st.from_regex(r"\A[-−+]?[0-9]{0,12}[., ]?[0-9]{0,24}[%p]{0,2}\Z") | st.sampled_from(
    ["", "0", "5", "81.5%", "-31pp", "1,234", "9" * 40, f"0.{'0' * 40}1", "٣", "²"]
)
REFERENCES = st.sampled_from(["NI 59", "CH 141", "NI 112", "HCS 60a", "CH 01", "NI 89b"])
PERIODS = st.sampled_from(
    ["2008/2009", "Q4 2008/09", "2008", "31 March 2009", "March 2009", "0000", "9999/0000"]
)
WORDS = st.text(max_size=20)


@st.composite
def files(draw: st.DrawFn) -> list[InRow]:
    return [
        InRow(
            line=line,
            reference=draw(REFERENCES | WORDS),
            period=draw(PERIODS | WORDS),
            value=draw(NUMBERS | WORDS),
            numerator=draw(NUMBERS | WORDS),
            denominator=draw(NUMBERS | WORDS),
            note=draw(WORDS),
        )
        for line in range(2, 2 + draw(st.integers(0, 6)))
    ]


@unhurried
@given(files())
def test_every_line_is_sound_or_at_fault_never_both_and_never_neither(rows: list[InRow]) -> None:
    found = check(rows, KNOWN, as_of=AS_OF)
    sound = [row.line for row in found.rows]
    assert len(sound) == len(set(sound))
    assert not found.faulty_lines & set(sound)
    assert found.faulty_lines | set(sound) == {row.line for row in rows}


@unhurried
@given(files())
def test_every_fault_has_a_reason_and_the_words_of_its_cell(rows: list[InRow]) -> None:
    by_line = {row.line: row for row in rows}
    for fault in check(rows, KNOWN, as_of=AS_OF).faults:
        assert fault.words == getattr(by_line[fault.line], fault.column)
        assert fault.reason.endswith(".")


@unhurried
@given(REFERENCES, PERIODS, NUMBERS, NUMBERS, NUMBERS)
def test_what_is_sound_fits_the_record(
    reference: str, period: str, value: str, numerator: str, denominator: str
) -> None:
    row = InRow(
        line=2,
        reference=reference,
        period=period,
        value=value,
        numerator=numerator,
        denominator=denominator,
    )
    for found in check([row], KNOWN, as_of=AS_OF).rows:
        numbers = [found.value, found.numerator, found.denominator]
        for number in filter(None, numbers):
            assert abs(number) < 10**10
            assert number == round(number, 4)
        assert found.period.ends_on <= AS_OF
        assert found.denominator is None or found.denominator > 0


@unhurried
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    for start in (b"", f"{HEAD}\n".encode(), b"PK"):
        try:
            rows = read_rows(start + content, "outturns.csv")
        except UnreadableFile:
            continue
        assert rows
        assert len({row.line for row in rows}) == len(rows)
        found = check(rows, KNOWN, as_of=AS_OF)
        assert len(found.rows) + len(found.faulty_lines) == len(rows)


def test_words_under_no_heading_are_refused_with_their_line() -> None:
    content = b"reference,period,value,note\nNI 59,2008/2009,60,late, as ever\n"

    with pytest.raises(UnreadableFile, match="Line 2 has more cells than the first line"):
        read_rows(content, "quarter.csv")


def test_a_month_that_a_sheet_made_a_day_of_is_a_month_again() -> None:
    book = Workbook()
    book.active.append(["reference", "period", "value"])
    book.active.append(["NI 59", date(2009, 4, 1), 60])
    book.active["B2"].number_format = "mmm-yy"
    found = io.BytesIO()
    book.save(found)

    assert read_rows(found.getvalue(), "april.xlsx")[0].period == "April 2009"
