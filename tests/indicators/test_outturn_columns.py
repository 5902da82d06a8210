"""What everybody's file of outturns looks like is read; what is no outturn is not, and is told."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from indicators.measures import NoValue, Unit
from indicators.outturn_cells import delimiter_of, read_file
from indicators.outturn_columns import FileRead, InRow, UnreadableFile
from indicators.outturn_rows import Checked, Known, check
from indicators.periods import Frequency, YearType

AS_OF = date(2006, 5, 22)
KNOWN = {
    "ch143": Known(
        pk=1,
        name="CH 143",
        unit=Unit.PER_CENT,
        year_type=YearType.FINANCIAL,
        frequency=Frequency.MONTHLY,
    ),
    "ch141": Known(
        pk=2,
        name="CH 141",
        unit=Unit.RATE,
        year_type=YearType.FINANCIAL,
        frequency=Frequency.MONTHLY,
    ),
}


def read(text: str) -> FileRead:
    return read_file(text.encode(), "april.csv")


def checked(found: FileRead) -> Checked:
    return check(found.rows, KNOWN, as_of=AS_OF)


def loadable(found: FileRead) -> list[tuple[Decimal | None, NoValue | None]]:
    return [(row.value, row.reason) for row in checked(found).rows]


# --- CSV -----------------------------------------------------------------------------------------


def test_a_reference_beside_a_name_is_the_reference() -> None:
    found = read("Ref,Indicator,Period,Outturn\nCH 143,Assessments begun,April 2006,61.5\n")
    assert loadable(found) == [(Decimal("61.5"), None)]
    assert found.notices == ("1 column was not read: “Indicator”.",)


def test_a_name_alone_is_the_reference() -> None:
    assert loadable(read("Indicator,Period,Value\nCH 143,April 2006,61.5\n"))


@pytest.mark.parametrize(
    ("line", "why"),
    [
        pytest.param("CH 143,target,March 2006,70,", "target", id="a target"),
        pytest.param("CH 143,Comparator,March 2006,58,England", "comparator", id="a comparator"),
        pytest.param("CH 143,outturn,March 2006,58,England", "England", id="another's outturn"),
        pytest.param("CH 143,,March 2006,58,", "of no kind", id="of no kind"),
    ],
)
def test_only_the_councils_own_outturns_are_read(line: str, why: str) -> None:
    head = "ref,kind,period,value,comparator_group"
    found = read(f"{head}\nCH 143,Outturn,April 2006,61.5,\n{line}\n")
    assert [row.value for row in found.rows] == ["61.5"]
    assert found.notices == (f"1 line is no outturn and was not read: line 3 ({why}).",)
    with pytest.raises(UnreadableFile, match=rf"line 2 \({why}\)"):
        read(f"{head}\n{line}\n")


def test_of_many_that_were_not_read_the_last_are_counted() -> None:
    lines = "".join(f"CH 143,target,March {year},70\n" for year in range(1990, 2005))
    found = read(f"ref,kind,period,value\nCH 143,outturn,April 2006,61.5\n{lines}")
    assert found.notices == (
        "15 lines are no outturns and were not read: line 3 (target), line 4 (target),"
        " line 5 (target), line 6 (target), line 7 (target) and 10 more.",
    )


@pytest.mark.parametrize("parting", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
@pytest.mark.parametrize("before", ["", "sep={}\n", "\n{0}{0}\n"], ids=["", "said", "blank"])
def test_cells_are_parted_by_what_the_head_line_is_parted_by(parting: str, before: str) -> None:
    lines = ["reference,period,value,note", "CH 143,April 2006,61.5,ok"]
    text = before.format(parting) + "\n".join(lines).replace(",", parting)
    assert [(row.reference, row.value, row.note) for row in read(text).rows] == [
        ("CH 143", "61.5", "ok")
    ]


def test_a_heading_that_holds_a_semicolon_parts_nothing() -> None:
    assert delimiter_of('reference,period,value,"note; if any"\n') == ","


def test_a_decimal_comma_is_never_guessed_at() -> None:
    found = read("reference;period;value\nCH 143;April 2006;61,5\n")
    [fault] = checked(found).faults
    assert fault.reason == "“61,5” is not a number."
    with pytest.raises(UnreadableFile, match="“1,234” may be a decimal point or part thousands"):
        read("reference;period;value\nCH 141;April 2006;1,234\n")


def test_more_lines_than_figures_need_are_refused_though_they_be_blank() -> None:
    with pytest.raises(UnreadableFile, match="over 20,000 lines, blank ones too"):
        read("\n" * 1_000_000)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("c", NoValue.SUPPRESSED),
        ("[c]", NoValue.SUPPRESSED),
        ("*", NoValue.SUPPRESSED),
        ("Suppressed", NoValue.SUPPRESSED),
        ("z", NoValue.NOT_APPLICABLE),
        *((reason.value, reason) for reason in NoValue),
    ],
)
def test_a_symbol_or_a_reason_is_why_there_is_no_value(words: str, reason: NoValue) -> None:
    assert loadable(read(f"ref,period,value\nCH 143,April 2006,{words}\n")) == [(None, reason)]


def test_a_reason_has_no_number_beside_it() -> None:
    found = checked(read("ref,period,value,numerator\nCH 143,April 2006,c,4\n"))
    [fault] = found.faults
    assert (fault.column, fault.reason) == (
        "numerator",
        "“4” stands beside “c”, a reason for no value.",
    )


@pytest.mark.parametrize(
    ("reference", "words", "answers"),
    [
        pytest.param("CH 143", "0.615", ("61.5%", "0.615%"), id="a share"),
        pytest.param("CH 143", "0.94", ("94%", "0.94%"), id="a whole share"),
        pytest.param("CH 143", "1", ("100%", "1%"), id="all or one in a hundred"),
        pytest.param("CH 143", "0.615384615", ("61.5385%", "0.6154%"), id="a calculated share"),
        pytest.param("CH 143", "0", None, id="nothing, either way"),
        pytest.param("CH 143", "1.1", None, id="more than all"),
        pytest.param("CH 143", "0.615%", None, id="said to be less than one in a hundred"),
        pytest.param("CH 141", "0.615", None, id="a rate"),
    ],
)
def test_a_share_of_one_is_a_question(
    reference: str, words: str, answers: tuple[str, ...] | None
) -> None:
    found = checked(read(f"ref,period,value\n{reference},April 2006,{words}\n"))
    if answers is None:
        assert found.faults == ()
    else:
        [fault] = found.faults
        assert fault.answers == answers
        for answer in answers:
            settled = checked(read(f"ref,period,value\n{reference},April 2006,{answer}\n"))
            assert [row.value for row in settled.rows] == [Decimal(answer.removesuffix("%"))]


def test_a_share_that_its_own_numbers_bear_out_is_still_a_question() -> None:
    head = "ref,period,value,numerator,denominator"
    [fault] = checked(read(f"{head}\nCH 143,April 2006,0.615,8,13\n")).faults
    assert fault.answers == ("61.5%", "0.615%")


def test_a_calculated_figure_is_rounded_to_what_the_record_keeps_and_both_are_told() -> None:
    [row] = checked(read("ref,period,value\nCH 141,April 2006,123.456789\n")).rows
    assert (row.value, row.as_written) == (Decimal("123.4568"), "123.456789")
    assert row.reading == "Rounded to 123.4568"


# --- Workbooks -----------------------------------------------------------------------------------

HEAD = ["reference", "period", "value", "numerator", "denominator", "note"]


def workbook(*rows: list[Any], shape: Callable[[Any], object] = lambda _: None) -> bytes:
    book = Workbook()
    for row in (HEAD, *rows):
        book.active.append(row)
    shape(book)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def sent(content: bytes) -> FileRead:
    return read_file(content, "april.xlsx")


def hide_a_row(book: Any) -> None:
    book.active.row_dimensions[3].hidden = True


def hide_the_note(book: Any) -> None:
    book.active.column_dimensions["F"].hidden = True


def hide_the_first_sheet(book: Any) -> None:
    last = book.create_sheet("Figures")
    for row in book.active.iter_rows(values_only=True):
        last.append(row)
    book.active.sheet_state = "hidden"
    book.active = 1


SEEN = ["CH 143", "April 2006", 61.5, None, None, "seen"]
HIDDEN = ["CH 143", "March 2006", 11.1, None, None, "hidden by a filter"]


@pytest.mark.parametrize(
    ("shape", "values", "note", "notice"),
    [
        pytest.param(hide_a_row, ["61.5"], "seen", "1 hidden row was not read.", id="a row"),
        pytest.param(
            hide_the_note,
            ["61.5", "11.1"],
            "",
            "1 hidden column was not read: F.",
            id="a column",
        ),
        pytest.param(
            hide_the_first_sheet,
            ["61.5", "11.1"],
            "seen",
            "Only the sheet “Figures” was read, not “Sheet”.",
            id="a sheet",
        ),
    ],
)
def test_what_the_reader_of_a_workbook_does_not_see_is_not_read_and_is_told(
    shape: Callable[[Any], None], values: list[str], note: str, notice: str
) -> None:
    found = sent(workbook(SEEN, HIDDEN, shape=shape))
    assert [row.value for row in found.rows] == values
    assert found.rows[0].note == note
    assert found.notices == (notice,)


def test_a_line_below_a_hidden_one_keeps_its_number() -> None:
    found = sent(workbook(SEEN, HIDDEN, ["CH 141", "April 2006", 5], shape=hide_a_row))
    assert [row.line for row in found.rows] == [2, 4]


def test_a_calculated_percentage_is_read_as_shown_and_both_are_told() -> None:
    def show(book: Any) -> None:
        book.active["C2"].number_format = "0.0%"
        book.active["C3"].number_format = "0.0"

    found = sent(
        workbook(
            ["CH 143", "April 2006", 8 / 13, 8, 13],
            ["CH 141", "April 2006", 123.456789],
            shape=show,
        )
    )
    assert loadable(found) == [(Decimal("61.5"), None), (Decimal("123.5"), None)]
    assert found.notices == (
        "Rounded as the sheet shows it: line 2: 61.5% is shown and read, 61.5384615384615% is"
        " stored; line 3: 123.5 is shown and read, 123.456789 is stored.",
    )


def test_a_formula_that_was_never_worked_out_is_named() -> None:
    found = sent(workbook(["CH 143", "April 2006", "=8/13"], SEEN))
    [fault] = [fault for fault in checked(found).faults if fault.line == 2]
    assert fault.reason == "There is no value."
    assert found.notices == (
        "Formulas that were never worked out are read as blank: C2. Open the workbook in a"
        " spreadsheet, save it there and send it again.",
    )


def far_away() -> bytes:
    """Return a workbook of 5 KB with a cell in the very last row and column there can be."""
    content = workbook(SEEN)
    before, after = io.BytesIO(content), io.BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            words = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
                words = words.replace(b"</sheetData>", far)
            new.writestr(part, words)
    return after.getvalue()


def unfolding() -> bytes:
    """Return a workbook of a few KB whose sheet unfolds into 40 MB."""
    content = io.BytesIO(workbook(SEEN))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet2.xml", b" " * 40_000_000)
    return content.getvalue()


def long() -> bytes:
    return workbook(*(["CH 143", "April 2006", 61.5] for _ in range(5_100)))


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        pytest.param(far_away, "The sheet goes on below its row 5,050", id="a far cell"),
        pytest.param(unfolding, "The workbook is far larger when it is unpacked", id="a bomb"),
        pytest.param(long, "The sheet goes on below its row 5,050", id="5,100 lines"),
    ],
)
def test_a_workbook_that_is_no_sheet_of_figures_is_refused_in_words(
    make: Callable[[], bytes], reason: str
) -> None:
    with pytest.raises(UnreadableFile, match=f"^{reason}"):
        sent(make())


def test_a_short_line_that_says_all_is_read() -> None:
    assert read("ref,period,value\nCH 143,31/03/2006,5\n").rows == (
        InRow(line=2, reference="CH 143", period="31/03/2006", value="5"),
    )
